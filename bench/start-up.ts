import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
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
  return `start-up over an empty Node process (${empty.toFixed(0)} ms): --help ${over(['--help'])}, a refusal ${over(['--regions', 'nowhere'])}; aim: +15 ms`;
}

/** When the first request leaves, from the start of the process on. */
export async function firstRequestLine(folder: string): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port.toString()}`;
  const keys = `aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\nendpoint_url = ${url}\n`;
  const configFile = join(folder, 'first-request');
  writeFileSync(configFile, `[profile management]\n${keys}[profile security]\n${keys}`);
  const env = { PATH: process.env['PATH'], AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') };
  const given = ['--profile', 'management', '--admin-profile', 'security', '--regions', 'us-east-1', '--dry-run', '--quiet'];
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const child = spawn(process.execPath, [bin, ...given], { env, stdio: 'ignore' });
    await once(server, 'request');
    times.push(performance.now() - start);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  server.close();
  server.closeAllConnections();
  return `first request: ${median(times).toFixed(0)} ms after the start; aim: 80 ms`;
}

/** Size of what npx downloads. */
export function packageLine(): string {
  const [packed] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts')) as [
    { readonly size: number; readonly unpackedSize: number; readonly entryCount: number },
  ];
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
  return `package: ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked, ${packed.entryCount.toString()} files; aim: 400 kB packed`;
}
