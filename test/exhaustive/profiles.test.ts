import '../aws/support/node-errors';
import { execFile } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { canMakeCertificates, makeAuthority } from '../aws/support/certificates';
import { rows } from '../aws/support/profile-rows';
import { expected, within } from '../aws/support/profile-world';
import { awsCliVersion } from '../simulator/support/aws-cli';
import { bareEnvironment } from '../support/machine';

process.stdout.write(
  awsCliVersion === undefined
    ? 'AWS CLI: not found, profiles were not compared with it\n'
    : `AWS CLI: ${awsCliVersion} is compared with, profile by profile\n`,
);

(awsCliVersion === undefined || !canMakeCertificates ? test.skip : test)(
  'each profile is honoured as the AWS CLI honours it',
  async () => {
    const authority = makeAuthority();
    const outcomes = await Promise.all(
      rows.map(async (row) => {
        const outcome = await within(authority, row, async (environment) => {
          const option = row.option === undefined ? [] : ['--profile', row.option];
          return new Promise((resolve) => {
            const env = { ...bareEnvironment(environment['HOME'] ?? ''), ...environment };
            execFile('aws', [...option, 'sts', 'get-caller-identity', '--output', 'json'], { env }, (error, stdout) => {
              resolve(error === null ? (JSON.parse(stdout) as { Account: string }).Account : undefined);
            });
          });
        });
        return [row.name, outcome] as const;
      }),
    );
    const differing = outcomes.filter(([, outcome], index) => {
      const row = rows[index];
      return row !== undefined && !isDeepStrictEqual(outcome, expected(row));
    });
    expect(differing.map(([name]) => name)).toEqual(rows.filter(({ cliDiffers }) => cliDiffers !== undefined).map(({ name }) => name));
  },
  300_000,
);
