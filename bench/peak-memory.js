// Preloaded into the measured program: leaves its peak memory, in kilobytes, in the file named by PEAK_MEMORY_FILE.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
