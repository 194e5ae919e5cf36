import { spawnSync } from 'node:child_process';
import { npm } from '../test/support/npm';
import { bin } from './measure-run';

const runs = 21;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function startUp(argv: readonly string[]): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    spawnSync(process.execPath, argv);
    return performance.now() - start;
  });
  return median(times);
}

/** What help and a refusal take over an empty Node process. */
export function startUpLine(): string {
  const empty = startUp(['-e', '0']);
  const over = (argv: readonly string[]): string => `+${(startUp([bin, ...argv]) - empty).toFixed(0)} ms`;
  return `start-up over an empty Node process (${empty.toFixed(0)} ms): --help ${over(['--help'])}, a refusal ${over(['--regions', 'nowhere'])}; aim: +20 ms`;
}

/** Size of what npx downloads. */
export function packageLine(): string {
  const [packed] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts')) as [
    { readonly size: number; readonly unpackedSize: number; readonly entryCount: number },
  ];
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
  return `package: ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked, ${packed.entryCount.toString()} files; aim: 400 kB packed`;
}
