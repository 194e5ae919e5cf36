import dns from 'node:dns';
import { administratorId, managementId } from '../support/simulated-aws';
import { impatient, withoutPauses } from './support/troubles';
import { flat, setUp, walkThrough, workload, writesOf, type Trap } from './support/walk';

beforeEach(() => {
  withoutPauses();
  impatient();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Requests that were sent for an operation. */
const sent = (aws: Parameters<NonNullable<Trap['also']>>[0], name: string): number =>
  aws.simulator.calls.filter(({ operation }) => operation === name).length;

describe('a request to GuardDuty', () => {
  const everywhere = { operation: 'CreateMembers' };
  walkThrough([
    ...(
      [
        ['that is denied by IAM', { kind: 'deny' }, 'is not allowed', 'Allow this action for the identity'],
        [
          'that is denied by a service control policy',
          { kind: 'deny', by: 'service-control-policy' },
          'is denied by a service control policy',
          'Exempt the identity from that policy: it never restricts the management account',
        ],
        ['whose credentials have expired', { kind: 'expired' }, 'the credentials have expired', 'Renew the credentials'],
        [
          'whose credentials AWS does not know any more',
          { kind: 'error', status: 403, name: 'UnrecognizedClientException' },
          'AWS does not recognise the credentials',
          'Check that the account has opted in to the Region',
        ],
      ] as const
    ).map(([trap, then, what, remedy]): Trap => ({
      trap: `${trap} is not repeated`,
      scenario: { faults: [{ on: everywhere, then }] },
      exitCode: 1,
      says: ['0/4', 'us-east-1: enrolment failed', `guardduty:CreateMembers as 222222222222 in us-east-1`, what, 'AWS says', remedy],
      also: (aws) => {
        expect(sent(aws, 'CreateMembers')).toBe(1);
      },
    })),
    ...(
      [
        ['that fails on the side of AWS', { kind: 'server-error' }, 'InternalServerErrorException'],
        ['that is answered by the page of a proxy', { kind: 'html' }, 'HTTP 503: the answer is not JSON'],
        ['whose connection is reset', { kind: 'reset' }, 'ECONNRESET'],
        ['that nobody answers', { kind: 'silent' }, 'TimeoutError'],
      ] as const
    ).map(([trap, then, words]): Trap => ({
      trap: `${trap}, for good, is tried a bounded number of times and then reported`,
      scenario: { ...setUp({ members: [] }), faults: [{ on: everywhere, then }] },
      exitCode: 1,
      says: ['0/4', '4 accounts: the request for it failed', words, '→'],
      also: (aws) => {
        expect(sent(aws, 'CreateMembers')).toBeGreaterThan(2);
        expect(sent(aws, 'CreateMembers')).toBeLessThan(120);
      },
    })),
    ...(
      [
        ['that fails for a moment', { kind: 'server-error' }],
        ['that is answered by the page of a proxy for a moment', { kind: 'html' }],
        ['whose connection is reset', { kind: 'reset' }],
        ['whose connection is reset after AWS did it', { kind: 'reset', afterEffect: true }],
        ['whose answer breaks off', { kind: 'truncated' }],
        ['that is not answered in time although AWS did it', { kind: 'silent', afterEffect: true }],
      ] as const
    ).map(([trap, then]): Trap => ({
      trap: `${trap} is made again, every one of them`,
      scenario: { faults: [{ on: { service: 'guardduty' }, per: ['operation', 'account'], times: 1, then }] },
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
    })),
    {
      trap: 'that is answered by the page of a proxy when it reads is reported in words for people',
      scenario: { ...setUp(), faults: [{ on: { operation: 'DescribeOrganizationConfiguration' }, then: { kind: 'html' } }] },
      exitCode: 1,
      says: [
        'guardduty:DescribeOrganizationConfiguration as 222222222222 in us-east-1 failed on the side of AWS',
        'Cause: HTTP 503: the answer is not JSON',
      ],
      also: (_aws, said) => {
        expect(said).not.toMatch(/SyntaxError|Deserialization|\$response/);
      },
    },
    {
      trap: 'that never gets an answer although AWS does it is no trouble once a reading shows it',
      scenario: {
        faults: [
          {
            on: { operation: ['UpdateOrganizationConfiguration', 'EnableAWSServiceAccess'] },
            then: { kind: 'reset', afterEffect: true },
          },
        ],
      },
      exitCode: 0,
      says: ['4/4', 'Done and proven', 'organization: trusted access: failed'],
      also: (_aws, said) => {
        expect(said).not.toMatch(/(?:organization: trusted access|us-east-1: organization settings) failed/);
      },
    },
    {
      trap: 'that is throttled for good says so',
      scenario: { ...setUp(), faults: [{ on: { operation: 'ListMembers' }, then: { kind: 'throttle' } }] },
      options: ['-r', 'us-east-1', '--check', '--wait', '1'],
      exitCode: 1,
      says: ['guardduty:ListMembers as 222222222222 in us-east-1 was throttled, again and again', 'ThrottlingException', '--concurrency'],
    },
    ...[50, 120].map((accounts): Trap => ({
      trap: `names 50 accounts at most, of ${String(accounts)}`,
      accounts: accounts + 2,
      scenario: setUp({
        members: [
          {
            accounts: [managementId, ...Array.from({ length: accounts }, (_, n) => workload(n + 1))],
            relationshipStatus: 'Disabled',
          },
        ],
      }),
      options: ['-r', 'us-east-1', '--yes', '--restart-suspended'],
      exitCode: 0,
      says: ['Done and proven'],
      also: (aws) => {
        const lists = aws.simulator.calls.flatMap(({ input }) => (input as { accountIds?: string[] }).accountIds ?? []);
        const longest = Math.max(...aws.simulator.calls.map(({ input }) => (input as { accountIds?: string[] }).accountIds?.length ?? 0));
        expect(lists.length).toBeGreaterThan(accounts);
        expect(longest).toBeLessThanOrEqual(50);
      },
    })),
    {
      trap: 'always asks for members in every state, and never trusts old statistics',
      scenario: setUp({ organizationConfiguration: { autoEnable: 'NONE' } }),
      exitCode: 0,
      says: ['Done and proven'],
      also: (aws) => {
        const lists = aws.simulator.calls.filter(({ operation }) => operation === 'ListMembers');
        expect(new Set(lists.map(({ input }) => (input as { onlyAssociated: string }).onlyAssociated))).toEqual(new Set(['false']));
        expect(sent(aws, 'GetOrganizationStatistics')).toBe(0);
        const settings = aws.simulator.calls.filter(({ operation }) => operation === 'UpdateOrganizationConfiguration');
        expect(settings.every(({ input }) => !('autoEnable' in (input as object)))).toBe(true);
      },
    },
    {
      trap: 'to set auto-enable that is refused with the protection plans is made without them, and no plan is lost',
      scenario: {
        ...setUp({ organizationConfiguration: { autoEnable: 'NONE', features: { S3_DATA_EVENTS: 'ALL', RDS_LOGIN_EVENTS: 'NEW' } } }),
        faults: [
          {
            on: { operation: 'UpdateOrganizationConfiguration' },
            times: 1,
            then: { kind: 'error', name: 'BadRequestException', message: 'No such feature.' },
          },
        ],
      },
      exitCode: 0,
      says: ['Done and proven'],
      also: (aws) => {
        const { autoEnable, features } = [...aws.simulator.world.regions.values()][0]?.configuration ?? {};
        expect([autoEnable, features?.get('S3_DATA_EVENTS')?.value, features?.get('RDS_LOGIN_EVENTS')?.value]).toEqual([
          'ALL',
          'ALL',
          'NEW',
        ]);
      },
    },
    {
      trap: 'to set auto-enable that is refused for good keeps nobody from being enrolled',
      scenario: {
        faults: [
          {
            on: { operation: 'UpdateOrganizationConfiguration' },
            then: { kind: 'error', name: 'BadRequestException', message: 'Not today.' },
          },
        ],
      },
      exitCode: 1,
      says: ['4/4', 'us-east-1: organization settings failed', 'BadRequestException: Not today', "Read AWS's words"],
    },
    {
      trap: 'whose answer about the member limit says that it is reached sends nobody',
      scenario: setUp({ members: [], organizationConfiguration: { autoEnable: 'ALL', memberAccountLimitReached: true } }),
      exitCode: 1,
      says: ['the administrator has reached its limit of members'],
      never: ['CreateMembers'],
    },
    {
      trap: 'about a detector that somebody suspended is not followed by a restart',
      scenario: setUp({
        detectors: [
          { accounts: [administratorId], status: 'DISABLED' },
          { accounts: [managementId], status: 'DISABLED' },
        ],
        members: [{ accounts: [workload(1), workload(2), workload(3)] }],
      }),
      exitCode: 1,
      says: ["the administrator's detector is suspended", 'add --restart-suspended', 'the management account suspended its detector'],
      never: ['UpdateDetector'],
    },
  ]);
});

describe('a Region', () => {
  const elsewhere = ['us-east-1', 'eu-west-1'];
  const accounts = (regions: Record<string, 'DISABLED' | 'ENABLING'>) => [
    { id: managementId, name: 'management' },
    { id: administratorId, name: 'security', regions },
    { count: 3 },
  ];
  walkThrough([
    {
      trap: 'that the administrator has not opted in to is blocked by name, and the others are done',
      scenario: { regions: elsewhere, accounts: accounts({ 'eu-west-1': 'DISABLED' }) },
      options: ['-r', 'us-east-1,eu-west-1', '--yes'],
      exitCode: 1,
      says: [
        /us-east-1 +✔ done/,
        /eu-west-1 +✖ blocked/,
        `Account ${administratorId} has not opted in to this Region (DISABLED)`,
        'Opt in',
      ],
    },
    {
      trap: 'that is just being enabled is blocked as well',
      scenario: { regions: elsewhere, accounts: accounts({ 'eu-west-1': 'ENABLING' }) },
      options: ['-r', 'us-east-1,eu-west-1', '--yes'],
      exitCode: 1,
      says: [`Account ${administratorId} has not opted in to this Region (ENABLING)`],
    },
    ...(
      [
        ['DISABLED', 'has not opted in there (DISABLED)'],
        ['ENABLING', 'is not ready there yet (ENABLING); run again when it is'],
      ] as const
    ).flatMap(([status, why]): readonly Trap[] => {
      const scenario = { regions: elsewhere, accounts: accounts({ 'eu-west-1': status }) };
      const warning = `"--regions all" does not reach eu-west-1: account ${administratorId} ${why}.`;
      return [
        {
          trap: `that is ${status} for one account is no Region of "all", in the plan and in the result`,
          scenario,
          options: ['-r', 'all', '--yes'],
          exitCode: 0,
          says: ['4/4', warning, 'Done and proven', warning],
        },
        {
          trap: `that is ${status} for one account is no Region of "all", in the JSON document`,
          scenario,
          options: ['-r', 'all', '--dry-run', '--output', 'json'],
          exitCode: 0,
          says: [],
          also: (aws, said) => {
            expect(said).toMatch(
              new RegExp(
                `"kind": "regions-not-enabled", "accountId": "${administratorId}", "optStatus": "${status}", "regions": \\[ "eu-west-1" \\]`,
              ),
            );
          },
        },
      ];
    }),
    {
      trap: 'that is not enabled for anybody is not worth a word',
      scenario: {
        regions: elsewhere,
        accounts: [
          { id: managementId, name: 'management', regions: { 'eu-west-1': 'DISABLED' } },
          { id: administratorId, name: 'security', regions: { 'eu-west-1': 'DISABLED' } },
          { count: 3 },
        ],
      },
      options: ['-r', 'all', '--yes'],
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
      also: (_aws, said) => {
        expect(said).not.toContain('eu-west-1');
      },
    },
    {
      trap: 'that an account has not opted in to is distinguished from bad credentials, where Regions cannot be listed',
      scenario: {
        regions: elsewhere,
        accounts: accounts({ 'eu-west-1': 'DISABLED' }),
        denials: [{ actions: ['account:ListRegions'] }],
      },
      options: ['-r', 'us-east-1,eu-west-1', '--yes'],
      exitCode: 1,
      says: [
        /us-east-1 +✔ done/,
        /eu-west-1 +✖ blocked/,
        `Account ${administratorId} seems not to have opted in to this Region`,
        /AWS says: UnrecognizedClientException: .*? \(request [\w-]{36}\)/,
      ],
      also: (_aws, said) => {
        expect(said).not.toContain('CREDENTIALS_REFUSED');
      },
    },
    {
      trap: 'cannot be "all" where Regions cannot be listed',
      scenario: { denials: [{ actions: ['account:ListRegions'] }] },
      options: ['-r', 'all', '--yes'],
      exitCode: 2,
      says: ['"--regions all" needs the Regions of account 111111111111', 'account:ListRegions is not allowed', 'Or name the Regions'],
    },
    {
      trap: 'that a service control policy closes to the administrator stops itself only',
      scenario: {
        regions: elsewhere,
        denials: [{ actions: ['guardduty:*'], accounts: [administratorId], regions: ['eu-west-1'], by: 'service-control-policy' }],
      },
      options: ['-r', 'us-east-1,eu-west-1', '--yes'],
      exitCode: 1,
      says: [
        /us-east-1 +✔ done/,
        /eu-west-1 +✖ blocked/,
        'in eu-west-1 is denied by a service control policy',
        'explicit deny in a service control policy',
        'it does restrict the administrator',
      ],
      also: (aws) => {
        const denied = aws.simulator.calls.filter(({ error }) => error === 'AccessDeniedException');
        expect(denied.every(({ attempt }) => attempt === 1)).toBe(true);
      },
    },
    {
      trap: 'that one member has not opted in to is that member’s matter',
      scenario: {
        accounts: [
          { id: managementId, name: 'management' },
          { id: administratorId, name: 'security' },
          { id: '300000000900', name: 'elsewhere', regions: { 'us-east-1': 'DISABLED' } },
          { count: 2 },
        ],
      },
      exitCode: 1,
      says: ['3/4', 'the account has not opted in to this Region', '300000000900 (us-east-1)', 'relationship status: RegionDisabled'],
    },
    {
      trap: 'is proven by its own members',
      scenario: { regions: elsewhere },
      options: ['-r', 'all', '--yes'],
      exitCode: 0,
      says: ['Done and proven'],
      also: (aws) => {
        for (const region of elsewhere) {
          const here = aws.simulator.calls.filter((call) => call.region === region).map(({ operation }) => operation);
          expect(here.lastIndexOf('GetMembers')).toBeGreaterThan(here.lastIndexOf('CreateMembers'));
        }
      },
    },
  ]);

  describe('whose name cannot be looked up', () => {
    beforeEach(() => {
      const { lookup } = dns;
      const nobody = (name: string, ...rest: unknown[]): void => {
        if (!name.endsWith('.invalid')) Reflect.apply(lookup, dns, [name, ...rest]);
        const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
        if (name.endsWith('.invalid')) process.nextTick(rest.at(-1) as (error: Error) => void, error);
      };
      jest.spyOn(dns, 'lookup').mockImplementation(nobody);
      process.env['AWS_ENDPOINT_URL_GUARDDUTY'] = 'http://guardduty.us-east-1.example.invalid';
    });
    afterEach(() => {
      Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_GUARDDUTY');
    });
    walkThrough([
      {
        trap: 'may have no GuardDuty, which is said',
        exitCode: 1,
        says: ['in us-east-1 found no endpoint', 'Cause', 'ENOTFOUND', 'GuardDuty may not exist in this Region'],
        also: (aws, said) => {
          expect(writesOf(aws)).toEqual([]);
          expect(flat(said)).not.toContain('AWS says');
        },
      },
    ]);
  });
});
