import './support/node-errors';
import { writeFileSync } from 'node:fs';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId } from '../support/builders';
import { canMakeCertificates, makeAuthority, type Authority } from './support/certificates';
import { profile, setEnvironment } from './support/environment';
import { own, rows, variables } from './support/profile-rows';
import { expected, within } from './support/profile-world';
import { connected, simulate } from './support/simulated';

// test/exhaustive/profiles.test.ts asks the AWS CLI the same.
(canMakeCertificates ? describe : describe.skip)('a profile is honoured', () => {
  let authority: Authority;
  beforeAll(() => {
    authority = makeAuthority();
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const outcome = await within(authority, row, async (environment) => {
      setEnvironment(environment);
      const management =
        row.option === undefined ? ({ kind: 'default-chain' } as const) : ({ kind: 'profile', profile: row.option } as const);
      return connected({ management }).then(
        (connection) => connection.management?.caller.accountId,
        () => undefined,
      );
    });
    expect(outcome).toEqual(expected(row));
  });
});

test('the profile that keys in the environment pass over is named', async () => {
  const simulator = await simulate();
  const file = process.env['AWS_CONFIG_FILE'] ?? '';
  writeFileSync(file, `${profile('x', keysFor(administratorId)).join('\n')}\n`);
  setEnvironment({ ...variables(own), AWS_PROFILE: 'x', AWS_ENDPOINT_URL: simulator.url });
  const warn = jest.fn();
  const { origins } = await connected({ warn });
  expect(origins).toEqual(['keys in the environment', undefined]);
  expect(warn.mock.calls).toEqual([
    ['Note: The credentials are those of AWS_ACCESS_KEY_ID, not of profile x; as in the AWS CLI, they count before AWS_PROFILE.'],
  ]);
});
