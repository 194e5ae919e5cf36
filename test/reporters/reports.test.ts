import { coverageOf } from '../../src/reporters/coverage';
import { csvReport } from '../../src/reporters/csv-report';
import { jsonReport } from '../../src/reporters/json-report';
import { simulatedCallText, simulatorText } from '../../src/reporters/text/simulator-text';
import { duration } from '../../src/messages/wording';
import { account, administratorId, managementId, organization, settings, workload } from '../support/builders';
import { regionReport, summaryOf } from './support/summary';

const one = workload(1);

describe('the coverage of an account', () => {
  test.each([
    ['enabled where the Region is proven', {}, 'enabled'],
    ['pending while AWS works on it', { notEnabled: [{ accountId: one, reason: 'enabling' }] }, 'pending'],
    ['not enabled where somebody must act', { notEnabled: [{ accountId: one, reason: 'no-email' }] }, 'not-enabled'],
    ['left out where nobody must act', { notEnabled: [{ accountId: one, reason: 'account-suspended-as-member' }] }, 'left-out'],
    ['not attempted after an interruption', { notEnabled: [{ accountId: one, reason: 'not-attempted' }] }, 'not-attempted'],
    ['planned where it would be enrolled', { planned: [{ kind: 'associate-members', accounts: [one], before: [] }] }, 'planned'],
    ['blocked with its Region', { status: 'blocked', proven: false }, 'blocked'],
    ['not attempted with its Region', { status: 'not-attempted', proven: false }, 'not-attempted'],
    ['not known where the result could not be read back', { status: 'failed', proven: false }, 'unknown'],
  ] as const)('is %s', (_what, overrides, coverage) => {
    const [region] = coverageOf(summaryOf([regionReport(overrides)]));
    expect(region?.of(one).coverage).toBe(coverage);
  });
});

describe('the CSV report', () => {
  test.each([
    ['small', 'true'],
    [undefined, 'false'],
  ])('says in every line, of the scenario %s, whether it was simulated', (simulated, word) => {
    const [head = '', ...lines] = [...csvReport(summaryOf([regionReport()], {}, { simulated }))].join('').trimEnd().split('\r\n');
    expect(head.split(',').at(-1)).toBe('simulated');
    expect(lines.map((line) => line.split(',').at(-1))).toEqual(organization().accounts.map(() => word));
  });
});

describe('the JSON document', () => {
  const summary = summaryOf([regionReport({ notEnabled: [{ accountId: one, reason: 'enabling' }] })]);

  test('says null of what was not asked for and not told', () => {
    expect(jsonReport(summary)).toMatchObject({
      scenario: null,
      settings: {
        homeRegion: null,
        protectionPlans: null,
        applyToMembers: false,
        migrateEksRuntimeMonitoring: false,
        findingFrequency: null,
      },
      regions: [
        { blocker: null, plans: [], unproven: null, notEnabled: [{ relationshipStatus: null, awsMessage: null, requestId: null }] },
      ],
    });
  });

  test('says what was asked for and told', () => {
    const asked = settings({
      homeRegion: regionReport().region,
      applyToMembers: true,
      migrateEksRuntimeMonitoring: true,
      findingFrequency: 'ONE_HOUR',
    });
    const told = { accountId: one, reason: 'no-email', relationshipStatus: 'Created', awsMessage: 'no', requestId: 'r-1' } as const;
    const plans = [{ feature: 'S3_DATA_EVENTS', reason: 'feature-not-offered' }] as const;
    expect(
      jsonReport({ ...summaryOf([regionReport({ notEnabled: [told], featureGaps: plans, detectorId: undefined })]), settings: asked }),
    ).toMatchObject({
      settings: { homeRegion: 'eu-west-1', applyToMembers: true, migrateEksRuntimeMonitoring: true, findingFrequency: 'ONE_HOUR' },
      regions: [{ detectorId: null, plans: [{ weight: 'act' }], notEnabled: [{ ...told, name: `account ${one}` }] }],
    });
  });

  test('has no number of enabled accounts where none is known', () => {
    expect(jsonReport(summaryOf([regionReport({ status: 'blocked', proven: false, enabled: 0 })]))).toMatchObject({
      regions: [{ enabledAccounts: null }],
    });
  });

  test('names accounts as AWS Organizations does, and has no name for one that it does not list', () => {
    const accounts = [account(managementId), account(workload(2), { state: 'CLOSED' })];
    const leftOut = [
      { accountId: workload(2), reason: 'account-closed' },
      { accountId: one, reason: 'excluded' },
    ] as const;
    expect(jsonReport(summaryOf([], { leftOut }, { organization: organization({ accounts }) }))).toMatchObject({
      administrator: { accountId: administratorId, name: null },
      organization: {
        leftOut: [
          { name: `account ${workload(2)}`, state: 'CLOSED' },
          { name: null, state: null },
        ],
      },
    });
  });
});

describe('the simulator', () => {
  const call = { at: 0, account: managementId, region: 'us-east-1', service: 'sts', operation: 'AssumeRole', status: 200 };
  test.each([
    ['a request', {}, `00:00:00.000 ${managementId} us-east-1 sts AssumeRole 200`],
    ['a refusal', { status: 400, error: 'ValidationError' }, `00:00:00.000 ${managementId} us-east-1 sts AssumeRole 400 ValidationError`],
    ['a connection that was cut', { status: 0 }, `00:00:00.000 ${managementId} us-east-1 sts AssumeRole no answer`],
    ['a caller with wrong keys', { account: '' }, '00:00:00.000 unknown us-east-1 sts AssumeRole 200'],
  ])('tells of %s', (_what, overrides, line) => {
    expect(simulatedCallText({ ...call, ...overrides })).toBe(line);
  });

  test('prints session tokens where there are some, and names of profiles without blanks', () => {
    const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
    const lines = simulatorText({
      url: 'http://127.0.0.1:1',
      scenario: 'tiny',
      accounts: 1,
      regions: ['us-east-1'],
      management: { name: 'management account', accountId: managementId, keys: { ...keys, sessionToken: 'token' } },
      administrator: { name: 'administrator', accountId: administratorId, keys },
    });
    expect(lines).toContain('SIMULATION (tiny): 1 account, 1 Region. No AWS account is touched.');
    expect(lines.filter((line) => line.includes('token'))).toEqual(['  export AWS_SESSION_TOKEN=token', '  aws_session_token = token']);
    expect(lines.filter((line) => line.includes('[profile'))).toEqual([
      '  [profile simulated-management]',
      '  [profile simulated-administrator]',
    ]);
  });
});

test.each([
  [400, '0.4 s'],
  [12_300, '12 s'],
  [59_700, '1 min 0 s'],
  [185_000, '3 min 5 s'],
])('%d milliseconds are told as %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
