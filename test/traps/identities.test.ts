import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws } from '../support/simulated-aws';
import { withoutPauses } from './support/troubles';
import { flat, walkThrough, workload, type Trap } from './support/walk';

beforeEach(withoutPauses);
afterEach(() => {
  jest.restoreAllMocks();
});

const role = ['--profile', 'management', '--admin-role', 'OrganizationAccountAccessRole', '--admin-account-id', administratorId];

describe('credentials', () => {
  walkThrough([
    ...(['administrator', 'management'] as const).map((who): Trap => ({
      trap: `of the ${who} account that end midway stop new writes, and the report says what was done`,
      scenario: {
        regions: ['us-east-1', 'eu-west-1'],
        faults: [
          who === 'administrator'
            ? { on: { account: administratorId, operation: ['CreateMembers', 'ListMembers'] }, then: { kind: 'expired' } }
            : { on: { account: managementId, operation: 'CreateDetector' }, then: { kind: 'expired' } },
        ],
      },
      options: ['-r', 'us-east-1,eu-west-1', '--yes', '--wait', '1', '--concurrency', '1'],
      exitCode: 1,
      says: [
        'designated',
        'failed',
        'the credentials have expired',
        'ExpiredTokenException',
        'Renew the credentials, then run again: what is done is not repeated',
        'was not attempted: the credentials ended',
      ],
      also: (aws) => {
        const expired = aws.simulator.calls.findIndex(({ error }) => error === 'ExpiredTokenException');
        const later = aws.simulator.calls.slice(expired + 1).filter(({ region }) => region === 'eu-west-1');
        expect(later.filter(({ operation }) => operation === 'CreateMembers')).toEqual([]);
      },
    })),
    {
      trap: 'of a role that AWS ends before the run does are fetched anew',
      scenario: { credentials: { assumedRoleLifetimeSeconds: 1 }, timing: { memberSeconds: 1.5 } },
      identities: role,
      options: ['-r', 'us-east-1', '--yes', '--wait', '20'],
      exitCode: 0,
      says: ['Done and proven'],
      also: (aws) => {
        expect(aws.simulator.calls.filter(({ operation }) => operation === 'AssumeRole').length).toBeGreaterThan(1);
        expect(aws.simulator.calls.filter(({ error }) => error !== undefined)).toEqual([]);
      },
    },
    {
      trap: 'of a role that is not there are explained',
      scenario: { switches: { defaultRole: 'none' } },
      identities: role,
      exitCode: 2,
      says: [
        'Error: The role OrganizationAccountAccessRole cannot be assumed',
        'AWS says: AccessDenied',
        'not authorized to perform: sts:AssumeRole',
        'Check that the role exists in that account, that it trusts the management account',
      ],
    },
    {
      trap: 'of a role are asked for at the STS of a default Region, wherever the work is',
      scenario: {
        regions: ['af-south-1'],
        accounts: [
          { id: managementId, name: 'management', regions: { 'af-south-1': 'ENABLED' } },
          { id: administratorId, name: 'security', regions: { 'af-south-1': 'ENABLED' } },
          { id: workload(1), name: 'one', regions: { 'af-south-1': 'ENABLED' } },
        ],
      },
      identities: role,
      options: ['-r', 'af-south-1', '--yes'],
      exitCode: 0,
      says: ['2/2', 'Done and proven'],
      also: (aws) => {
        const sts = aws.simulator.calls.filter(({ service }) => service === 'sts');
        expect(new Set(sts.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
        expect(sts.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
      },
    },
  ]);
});

describe('a session that has ended', () => {
  test.each([
    [
      'IAM Identity Center',
      ['sso_session = corp', `sso_account_id = ${administratorId}`, 'sso_role_name = Admin'],
      '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.com/start\n',
      '→ Run "aws sso login --profile ended", then try again.',
    ],
    ['aws login', [`login_session = arn:aws:iam::${administratorId}:user/me`], '', '→ Run "aws login --profile ended", then try again.'],
    [
      'MFA without a terminal',
      [
        `role_arn = arn:aws:iam::${administratorId}:role/R`,
        'source_profile = management',
        `mfa_serial = arn:aws:iam::${managementId}:mfa/me`,
      ],
      '',
      '→ Run on a terminal, where the MFA code can be asked for',
    ],
  ])('(%s) names the command that renews it', async (_name, keys, rest, words) => {
    const aws = await startSimulatedAws(organization(4));
    const before = readFileSync(aws.configFile, 'utf8');
    writeFileSync(aws.configFile, `${before}[profile ended]\n${keys.join('\n')}\n${rest}`);
    const { exitCode, stderr } = await runProgram(['--profile', 'management', '--admin-profile', 'ended', '-r', 'us-east-1', '--yes']);
    await aws.stop();
    expect(exitCode).toBe(2);
    expect(flat(stderr)).toContain('Error: The credentials of the administrator (profile ended) do not work');
    expect(flat(stderr)).toContain('Cause: CredentialsProviderError');
    expect(flat(stderr)).toContain(words);
    expect(aws.writes()).toEqual([]);
  });
});

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
describe('a partition', () => {
  const partitions = [
    ['aws-us-gov', ['us-gov-west-1', 'us-gov-east-1'], 'us-gov-west-1'],
    ['aws-cn', ['cn-northwest-1', 'cn-north-1'], 'cn-northwest-1'],
    ['aws-eusc', ['eusc-de-east-1'], 'eusc-de-east-1'],
  ] as const;
  walkThrough(
    partitions.flatMap(([partition, regions, main]): readonly Trap[] => {
      const scenario: Partial<ScenarioInput> = { partition, regions: [...regions] };
      const within: Trap['also'] = (aws) => {
        const { calls } = aws.simulator;
        const global = calls.filter(({ service }) => service !== 'guardduty');
        expect(new Set(global.map(({ region }) => region))).toEqual(new Set([main]));
        expect(calls.every(({ region }) => (regions as readonly string[]).includes(region))).toBe(true);
      };
      const said = { exitCode: 0, says: ['4/4', 'Done and proven'], also: within };
      return [
        { trap: `${partition} is served with profiles`, scenario, options: ['-r', ...regions, '--yes'], ...said },
        { trap: `${partition} is served through a role`, scenario, identities: role, options: ['-r', ...regions, '--yes'], ...said },
        { trap: `${partition} is served whole`, scenario, options: ['-r', 'all', '--home-region', main, '--yes'], ...said },
      ];
    }),
  );
});

describe('secrets', () => {
  const troubles: readonly (readonly [string, NonNullable<ScenarioInput['faults']>])[] = [
    ['nothing', []],
    ['a refusal', [{ on: { operation: 'CreateMembers' }, then: { kind: 'deny' } }]],
    ['an error of STS', [{ on: { service: 'sts', operation: 'GetCallerIdentity', account: administratorId }, then: { kind: 'expired' } }]],
    ['the page of a proxy', [{ on: { operation: 'ListAccounts' }, then: { kind: 'html' } }]],
  ];
  test.each(troubles)('reach no output and no log when %s goes wrong', async (_name, faults) => {
    const aws = await startSimulatedAws(organization(4, { faults: [...faults], credentials: { managementLifetimeSeconds: 3600 } }));
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    const argv = [...role, '-r', 'us-east-1', '--wait', '0', '--verbose', '--log-file', log];
    const everything: string[] = [];
    for (const more of [['--yes'], ['--yes', '--output', 'json'], ['--check'], ['--dry-run', '--output', 'json']]) {
      const { stdout, stderr } = await runProgram([...argv, ...more]);
      everything.push(stdout, stderr, readFileSync(log, 'utf8'));
    }
    await aws.stop();
    const { managementKeys, administratorKeys, world } = aws.simulator;
    const tokens = [...world.sessions].flatMap(([id, { sessionToken }]) => [id, sessionToken]);
    expect(tokens.length).toBeGreaterThan(1);
    const secrets = [managementKeys, administratorKeys].flatMap((keys) => [
      keys.accessKeyId,
      keys.secretAccessKey,
      keys.sessionToken ?? '',
    ]);
    for (const secret of [...secrets, ...tokens, 'simulated/secret'].filter((text) => text !== '')) {
      expect(everything.join('\n')).not.toContain(secret);
    }
  });
});
