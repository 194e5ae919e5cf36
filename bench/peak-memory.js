// Preloaded into the measured program: leaves its peak memory, in bytes, and its longest pause between two events, in
// milliseconds, in the file named by PEAK_MEMORY_FILE.
const pauses = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 });
pauses.enable();
process.on('exit', () => {
  const facts = { peakMemory: process.resourceUsage().maxRSS * 1024, longestPause: pauses.max / 1e6 };
  require('node:fs').writeFileSync(process.env.PEAK_MEMORY_FILE, JSON.stringify(facts));
});
