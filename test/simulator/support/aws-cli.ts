import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keysFor } from '../../../src/simulator/world/keys';
import { bareEnvironment } from '../../support/machine';

export const management = '111111111111';
export const administrator = '222222222222';

const found = spawnSync('aws', ['--version'], { encoding: 'utf8' });

/** The official AWS CLI's name and version; undefined where it is not installed. */
export const awsCliVersion = found.status === 0 ? (found.stdout.trim() || found.stderr.trim()).split(' ')[0] : undefined;

// The home is empty, so that nobody's own configuration takes part.
const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-aws-cli-'));
afterAll(() => {
  rmSync(home, { recursive: true });
});

/** Runs one command of the AWS CLI as an account, against a simulated AWS. */
export async function awsAt<Answer>(url: string, account: string, ...argv: readonly string[]): Promise<Answer> {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  const { stdout } = await promisify(execFile)('aws', [...argv, '--endpoint-url', url, '--output', 'json'], {
    encoding: 'utf8',
    maxBuffer: 10_000_000,
    env: {
      ...bareEnvironment(home),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  return (stdout.trim() === '' ? {} : JSON.parse(stdout)) as Answer;
}
