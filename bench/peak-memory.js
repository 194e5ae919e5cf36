// Preloaded into the measured program: leaves its peak memory in bytes, and its longest pause between two events and its processor time in
// milliseconds, in the file named by PEAK_MEMORY_FILE.
const pauses = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 });
pauses.enable();
// A pause that lasts until the end is in no histogram.
let lastTurn = performance.now();
setInterval(() => {
  lastTurn = performance.now();
}, 10).unref();
process.on('exit', () => {
  const last = performance.now() - lastTurn;
  const { user, system } = process.cpuUsage();
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  const facts = { peakMemory, longestPause: Math.max(pauses.max / 1e6, last), processorTime: (user + system) / 1000 };
  require('node:fs').writeFileSync(process.env.PEAK_MEMORY_FILE, JSON.stringify(facts));
});
