import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario, parseScenario, scenarioNames } from '../../../src/simulator/scenario/load-scenario';
import { ScenarioError } from '../../../src/simulator/scenario/error';
import type { Scenario } from '../../../src/simulator/scenario/scenario';
import { startSimulator } from '../../../src/simulator/server';
import { administrator, management, scenarioInput } from '../support/simulated';

function problemsOf(value: unknown): string[] {
  try {
    parseScenario(value, 'test.json');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

describe('the built-in scenarios', () => {
  const sizes: Record<string, [number, number]> = {
    small: [12, 3],
    enterprise: [1200, 17],
    brownfield: [40, 4],
    export: [6, 4],
    'fresh-10k': [10_000, 17],
  };

  test('are five', () => {
    expect(scenarioNames).toEqual(Object.keys(sizes));
  });

  test.each(Object.entries(sizes))('%s has %j accounts and Regions', async (name, [accounts, regions]) => {
    const scenario = await loadScenario(name);
    const simulator = await startSimulator(scenario);
    expect([simulator.world.accounts.size, simulator.world.regions.size]).toEqual([accounts, regions]);
    expect(simulator.world.accounts.has(scenario.administratorAccount)).toBe(true);
    await simulator.close();
  });

  test.each(Object.keys(sizes))('%s is plain JSON that can be read again', async (name) => {
    const scenario = await loadScenario(name);
    expect(parseScenario(JSON.parse(JSON.stringify(scenario)), name)).toEqual(scenario);
  });
});

describe('loadScenario', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('reads a file and fills in the defaults', async () => {
    const file = join(folder, 'mine.json');
    await writeFile(file, JSON.stringify(scenarioInput()));
    const scenario: Scenario = await loadScenario(file);
    expect(scenario).toMatchObject({
      partition: 'aws',
      memberLimit: 50_000,
      timing: { memberSeconds: 0 },
      switches: { errorBody: 'both' },
    });
  });

  test.each([
    ['UTF-8', 'utf8'],
    ['UTF-16, as ">" of Windows PowerShell writes it', 'utf16le'],
  ] as const)('reads a file in %s with a byte order mark', async (_name, encoding) => {
    const file = join(folder, `${encoding}.json`);
    await writeFile(file, `\uFEFF${JSON.stringify(scenarioInput())}`, encoding);
    expect(await loadScenario(file)).toEqual(parseScenario(scenarioInput(), 'test'));
  });

  test.each([
    [
      'a name that is neither',
      'smal',
      /neither a file that can be read .* nor a built-in scenario \(small, enterprise, brownfield, export, fresh-10k\)/,
    ],
    ['a name that every object has', 'constructor', /neither a file/],
  ])('refuses %s', async (_name, name, wanted) => {
    await expect(loadScenario(name)).rejects.toThrow(wanted);
  });

  test('refuses a file that is not JSON', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{');
    await expect(loadScenario(file)).rejects.toThrow(/broken\.json cannot be used:\n {2}- it is not valid JSON/);
  });
});

describe('parseScenario', () => {
  const base = scenarioInput();
  const account = { id: '300000000001', name: 'x' };

  test.each<[string, unknown, (string | RegExp)[]]>([
    ['no object', 5, [/^the scenario: must be an object with the keys: .*accounts/]],
    ['nothing', {}, ['organization: is missing', 'administratorAccount: is missing', 'accounts: is missing', 'regions: is missing']],
    ['an unknown key', { ...base, acounts: [] }, [/^acounts: is not a key of a scenario here; allowed: .*accounts/]],
    ['an unknown key deep inside', { ...base, timing: { memberSecond: 1 } }, [/^timing\.memberSecond: is not a key .*memberSeconds/]],
    [
      'a number for an id',
      { ...base, administratorAccount: 222222222222 },
      ['administratorAccount: must be an account id: a string of 12 digits'],
    ],
    ['a short id', { ...base, accounts: [{ id: '12', name: 'x' }] }, ['accounts[0].id: must be an account id: a string of 12 digits']],
    ['an account without a name', { ...base, accounts: [{ id: '300000000001' }] }, ['accounts[0].name: is missing']],
    [
      'a word that is not there',
      { ...base, switches: { errorBody: 'xml' } },
      ['switches.errorBody: must be one of: both, __type, type, neither'],
    ],
    ['negative time', { ...base, timing: { memberSeconds: -1 } }, ['timing.memberSeconds: must not be negative']],
    ['no Regions', { ...base, regions: [] }, ['regions: must not be empty']],
    ['no Region name', { ...base, regions: ['Ireland'] }, ['regions[0]: must be the name of a Region, such as "eu-west-1"']],
    [
      'an unknown fault',
      { ...base, faults: [{ then: { kind: 'explode' } }] },
      [/^faults\[0\]\.then(\.kind)?: must have a "kind", one of: throttle, server-error, html/],
    ],
    [
      'a fault that says nothing',
      { ...base, faults: [{ then: {} }] },
      [/^faults\[0\]\.then(\.kind)?: must have a "kind", one of: [\w, -]*repeated-token$/],
    ],
    [
      'an unknown key of a fault',
      { ...base, faults: [{ then: { kind: 'delay', ms: 1, seconds: 1 } }] },
      [/^faults\[0\]\.then\.seconds: is not a key/],
    ],
    [
      'an account twice',
      { ...base, accounts: [...base.accounts, account, account] },
      ['accounts[7].id: 300000000001 is listed twice', 'accounts[8].id: 300000000001 is listed twice'],
    ],
    [
      'generated accounts that overlap',
      { ...base, accounts: [...base.accounts, { count: 5 }, { count: 5, firstId: '300000000005' }] },
      ['accounts[8].firstId: the generated ids overlap those of accounts[7]'],
    ],
    [
      'too many accounts',
      { ...base, accounts: [...base.accounts, { count: 5, firstId: '999999999998' }] },
      ['accounts[7].count: the ids run past 999999999999'],
    ],
    [
      'an unknown unit',
      { ...base, accounts: [...base.accounts, { ...account, id: '300000000009', organizationalUnit: 'ou-x' }] },
      ['accounts[7].organizationalUnit: "ou-x" is not one of organization.organizationalUnits'],
    ],
    [
      'a management account elsewhere',
      { ...base, organization: { managementAccount: '999999999999' } },
      ['organization.managementAccount: 999999999999 is not in accounts'],
    ],
    [
      'GuardDuty policies that cannot be attached',
      {
        ...base,
        organization: {
          managementAccount: management,
          guarddutyPolicies: [
            { id: 'p-simulated1', name: 'nowhere' },
            { id: 'p-simulated2', name: 'lost', targets: ['root', 'ou-lost'] },
          ],
        },
      },
      [
        'organization.guarddutyPolicies[1].targets: needs GUARDDUTY_POLICY in organization.policyTypes',
        /^organization\.guarddutyPolicies\[1\]\.targets: "ou-lost" is not known; allowed: root, /,
      ],
    ],
    [
      'features of a policy whose type is off',
      { ...base, organization: { managementAccount: management, policyManagedFeatures: ['S3_DATA_EVENTS'] } },
      ['organization.policyManagedFeatures: needs GUARDDUTY_POLICY in organization.policyTypes'],
    ],
    ['a Region twice', { ...base, regions: ['us-east-1', 'us-east-1'] }, ['regions[1].name: us-east-1 is listed twice']],
    [
      'a Region of another partition',
      { ...base, partition: 'aws-cn', regions: ['us-east-1'] },
      ['regions[0].name: us-east-1 is not a Region of the partition aws-cn; allowed: cn-north-1, cn-northwest-1'],
    ],
    [
      'a bucket and a key twice, in a Region of another partition',
      {
        ...base,
        partition: 'aws-cn',
        regions: ['cn-north-1'],
        buckets: ['cn-north-1', 'us-east-1'].map((region) => ({ name: 'findings', region, owner: management })),
        keys: ['us-east-1', 'cn-north-1'].map((region) => ({ arn: `arn:aws:kms:${region}:${management}:key/one` })),
      },
      [
        /^buckets\[1\]: us-east-1 is not a Region of the partition aws-cn; allowed: /,
        'buckets[1]: findings is listed twice',
        /^keys\[0\]: us-east-1 is not a Region of the partition aws-cn; allowed: /,
      ],
    ],
    [
      'no ARN of a key, and a time that is none',
      { ...base, keys: [{ arn: 'alias/findings' }], regions: [{ name: 'us-east-1', customRules: [{ ruleId: 'one', expiresAt: 'soon' }] }] },
      ['regions[0].customRules[0].expiresAt: must be a time in ISO 8601', 'keys[0].arn: must be the ARN of a KMS key'],
    ],
    [
      'a condition in a policy that is not simulated',
      {
        ...base,
        buckets: [
          {
            name: 'findings',
            region: 'us-east-1',
            owner: management,
            policy: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', Condition: { DateLessThan: {} } } },
          },
        ],
      },
      [/^buckets\[0\]\.policy: condition operator DateLessThan is not simulated; allowed: StringEquals/],
    ],
    [
      'an unknown feature',
      { ...base, regions: [{ name: 'us-east-1', lacks: ['S3'] }] },
      [/^regions\[0\]\.lacks\[0\]: is not a feature; allowed: S3_DATA_EVENTS/],
    ],
    [
      'a change of an unknown feature',
      { ...base, faults: [{ then: { kind: 'change', organizationConfiguration: { features: { S3: 'ALL' } } } }] },
      [/^faults\[0\]\.then\.organizationConfiguration\.features\.S3: is not a feature; allowed: S3_DATA_EVENTS/],
    ],
    [
      'a change of an unknown additional configuration, in a Region that is not there',
      {
        ...base,
        faults: [
          {
            then: {
              kind: 'change',
              region: 'ap-south-1',
              detectors: [{ accounts: 'all', features: { S3_DATA_EVENTS: { status: 'ENABLED', additional: { EC2: 'ENABLED' } } } }],
            },
          },
        ],
      },
      [
        'faults[0].then.region: "ap-south-1" is not known; allowed: us-east-1, eu-west-1',
        /^faults\[0\]\.then: additional configuration of S3_DATA_EVENTS: "EC2" is not known/,
      ],
    ],
    [
      'an agent that no plan has',
      {
        ...base,
        regions: [
          {
            name: 'us-east-1',
            detectors: [{ accounts: 'all', features: { RUNTIME_MONITORING: { status: 'ENABLED', additional: { EC2: 'ENABLED' } } } }],
          },
        ],
      },
      [/^regions\[0\]: additional configuration of RUNTIME_MONITORING: "EC2" is not known; allowed: EKS_ADDON_MANAGEMENT, /],
    ],
    [
      'an administrator that is being removed in no time',
      {
        ...base,
        regions: [{ name: 'us-east-1', administrator: { account: administrator, status: 'DISABLE_IN_PROGRESS' } }],
      },
      ['regions[0].administrator.status: DISABLE_IN_PROGRESS needs timing.removalSeconds to be null or more than 0'],
    ],
    [
      'a configuration without an administrator',
      { ...base, regions: [{ name: 'us-east-1', organizationConfiguration: {} }] },
      ['regions[0].organizationConfiguration: needs an administrator'],
    ],
    [
      'members without an administrator',
      { ...base, regions: [{ name: 'us-east-1', members: [{ accounts: 'all' }] }] },
      ['regions[0].members[0].administrator: is missing, and the Region has no administrator'],
    ],
    [
      'a fault on an unknown service',
      { ...base, faults: [{ on: { service: 'ec2' }, then: { kind: 'reset' } }] },
      ['faults[0].on.service: "ec2" is not known; allowed: organizations, guardduty, sts, account'],
    ],
    [
      'a fault on an unknown operation',
      { ...base, faults: [{ on: { operation: ['ListMembers', 'ListMember'] }, then: { kind: 'reset' } }] },
      [/^faults\[0\]\.on\.operation: "ListMember" is not known/],
    ],
    [
      'a fault on an unknown Region',
      { ...base, faults: [{ on: { region: 'eu-west-9' }, then: { kind: 'reset' } }] },
      [/^faults\[0\]\.on\.region: "eu-west-9" is not known/],
    ],
    ['an unknown text', { ...base, texts: { hello: 'x' } }, [/^texts\.hello: is not the name of a text; allowed: outOfRange/]],
    [
      'a condition that is not simulated',
      {
        ...base,
        policies: [
          {
            account: management,
            document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': 'x' } } } },
          },
        ],
      },
      [/^policies\[0\]\.document: condition operator IpAddress is not simulated; allowed: StringEquals/],
    ],
  ])('refuses %s and names the place', (_name, value, wanted) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(wanted.length);
    wanted.forEach((problem, index) => {
      if (typeof problem === 'string') expect(problems[index]).toBe(problem);
      else expect(problems[index]).toMatch(problem);
    });
  });

  test('numbers generated accounts, and skips ids of single accounts', async () => {
    const scenario = parseScenario(
      {
        ...base,
        accounts: [
          { id: management, name: 'm' },
          { id: '000000000002', name: 'explicit' },
          { count: 3, firstId: '000000000001', name: 'n-{n}', email: 'n{n}@example.com' },
        ],
      },
      'test',
    );
    const simulator = await startSimulator(scenario);
    expect(simulator.world.accountList.map(({ id, name, email }) => [id, name, email])).toEqual([
      [management, 'm', `aws+${management}@example.com`],
      ['000000000002', 'explicit', 'aws+000000000002@example.com'],
      ['000000000001', 'n-1', 'n1@example.com'],
      ['000000000003', 'n-3', 'n3@example.com'],
    ]);
    await simulator.close();
  });

  test('accepts an administrator outside the organization', () => {
    expect(problemsOf({ ...base, administratorAccount: '999999999999' })).toEqual([]);
    expect(problemsOf({ ...base, administratorAccount: administrator })).toEqual([]);
  });
});
