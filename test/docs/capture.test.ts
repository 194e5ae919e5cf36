import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { runProgram } from '../support/program';
import { expectText } from './support/generated';

const file = join(__dirname, '../../README.md');
const [, shown = ''] = /```console\n(\$ npx provision-guardduty --simulate --regions all\n[^]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];

/** Without what differs from run to run: times, and the order in which Regions are done. */
function lasting(capture: string): string {
  const lines = capture
    .replace(/\([\d.]+ s, \d+ requests/, '(0.0 s, 0 requests')
    .replace(/ \(\d\/3\)/g, '')
    .split('\n');
  const done = lines.filter((line) => line.startsWith('✔ done ')).sort();
  return lines.map((line) => (line.startsWith('✔ done ') ? (done.shift() ?? '') : line)).join('\n');
}

test('the capture at the top of the README is what a person sees', async () => {
  const { stdout, stderr } = await runProgram(['--simulate', '--regions', 'all'], { typed: 'y', columns: 80, env: { NO_COLOR: '1' } });
  const answered = stderr.replace(/\[y\/N\] ?/, '[y/N] y\n');
  const seen = `$ npx provision-guardduty --simulate --regions all\n${answered}\n${stdout}`;
  if (lasting(shown) !== lasting(seen)) expectText(file, shown, seen);
  expect(lasting(shown)).toContain('Done and proven.');
}, 60_000);
