import type { Region } from '../../../src/domain/ids';
import { known, unknown } from '../../../src/domain/snapshot';
import type { RegionAction } from '../../../src/plan/actions';
import { failed, type ActionOutcome, type RegionAttempt } from '../../../src/plan/outcome';
import { asAsked, gap, toDo, unread } from '../../../src/plan/verdicts';
import { pageDataOf } from '../../../src/reporters/html/page-data';
import type { Group } from '../../../src/reporters/html/page-model';
import type { RunSummary } from '../../../src/reporters/run-summary';
import { administratorId, configuration, managementId, organization, problem, settings, workload } from '../../support/builders';
import { appliedRegion, shownRegion, summaryOf } from '../support/summary';

const [one, two] = [workload(1), workload(2)];
const [east, west] = ['us-east-1' as Region, 'us-west-2' as Region];
const enrolment: RegionAction = { kind: 'associate-members', accounts: [one, two], before: [] };
const designation: RegionAction = { kind: 'designate-administrator', accountId: administratorId };

const tally = (summary: RunSummary): readonly (readonly [Group, number])[] =>
  pageDataOf(summary).tally.map(({ group, count }) => [group, count]);

describe('the numbers of the head', () => {
  test('count accounts × Regions, and always have what decides', () => {
    expect(tally(summaryOf([appliedRegion(), appliedRegion({ region: east })]))).toEqual([
      ['proven', 2 * organization().accounts.length],
      ['gap', 0],
      ['unknown', 0],
      ['left-out', 0],
    ]);
  });

  test('never count as proven what could not be read', () => {
    const unproven = appliedRegion({
      status: 'failed',
      enabled: undefined,
      proof: problem,
      verdicts: [unread({ question: 'region' }, problem)],
    });
    expect(tally(summaryOf([unproven]))).toEqual([
      ['proven', 0],
      ['gap', 0],
      ['unknown', organization().accounts.length],
      ['left-out', 0],
    ]);
  });

  test('say what a group is made of', () => {
    const { tally: groups } = pageDataOf(summaryOf([appliedRegion({ notEnabled: [{ accountId: one, reason: 'no-email' }] })]));
    expect(groups.find(({ group }) => group === 'proven')?.detail).toMatch(/^\d+ enabled, 1 the administrator itself/);
    expect(groups.find(({ group }) => group === 'gap')).toMatchObject({ count: 1, detail: '' });
  });
});

describe('what changed', () => {
  const tried = (action: RegionAction, outcome: ActionOutcome): RegionAttempt => ({ action, outcome });
  const refusal = { accountId: one, reason: 'no-email' } as const;

  test('comes from what AWS accepted and the last reading shows, and counts nobody who was refused', () => {
    const reports = [
      appliedRegion({
        attempts: [tried(designation, { status: 'done', sent: ['designation'] }), tried(enrolment, { status: 'done', sent: ['accounts'] })],
      }),
      appliedRegion({
        region: east,
        attempts: [tried(enrolment, { status: 'partly-done', sent: ['accounts'], accounts: [refusal], gaps: [] })],
        notEnabled: [refusal],
      }),
      appliedRegion({ region: west, attempts: [tried(enrolment, failed(problem))] }),
    ];
    expect(pageDataOf(summaryOf(reports)).changes).toEqual({
      title: 'Changed in this run',
      items: ['designated in 1 Region', '3 account-Regions enrolled, in 2 Regions'],
    });
  });

  test('says of what was not read back that it is not confirmed', () => {
    const attempts = [tried(enrolment, { status: 'done', sent: ['accounts'] })];
    expect(pageDataOf(summaryOf([appliedRegion({ attempts, enabled: undefined })])).changes.items).toEqual([
      '2 account-Regions sent, not confirmed, in 1 Region',
    ]);
  });

  test('is nothing where everything was so already', () => {
    const attempts = [tried(designation, { status: 'done', sent: [], note: 'already-so' })];
    expect(pageDataOf(summaryOf([appliedRegion({ attempts })])).changes.items).toEqual([]);
  });

  test('is what a run would change, where it was only shown', () => {
    const summary = summaryOf(
      [shownRegion({ status: 'changes', planned: [enrolment, designation] })],
      {},
      { settings: settings({ mode: 'check' }) },
    );
    expect(pageDataOf(summary).changes).toEqual({
      title: 'A run would change',
      items: ['2 account-Regions enrolment, in 1 Region', 'designation in 1 Region'],
    });
  });
});

describe('what is left', () => {
  const left = (accounts: readonly (typeof one)[]) =>
    pageDataOf(summaryOf([appliedRegion({ notEnabled: accounts.map((accountId) => ({ accountId, reason: 'no-email' as const })) })]))
      .points;

  test('stands by urgency, under anchors that stay when numbers change', () => {
    const [first] = left([one]);
    const [second] = left([one, two]);
    expect(first).toMatchObject({ id: 'to-do', points: [{ id: 'point-account-aws-organizations-gives-no-e-mail-address' }] });
    expect(second?.points[0]?.id.replace('accounts', 'account')).toBe(first?.points[0]?.id);
  });

  test('has each anchor once', () => {
    const reports = ['no', 'never'].map((awsMessage, place) =>
      appliedRegion({
        region: `us-east-${place.toString()}` as Region,
        notEnabled: [{ accountId: one, reason: 'refused-alone', awsMessage }],
      }),
    );
    const ids = pageDataOf(summaryOf(reports)).points.flatMap(({ points }) => points.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });
});

test('a cell has the words of AWS, and that of a blocked Region what blocks it', () => {
  const told = { accountId: one, reason: 'no-email', relationshipStatus: 'Created', awsMessage: 'no', requestId: 'r-1' } as const;
  const blocked = shownRegion({ region: east, status: 'blocked', enabled: undefined, blocker: { kind: 'unreadable', problem } });
  const { map } = pageDataOf(summaryOf([appliedRegion({ notEnabled: [told] }), blocked]));
  expect(map.notes).toContainEqual(expect.objectContaining({ status: 'Created', words: 'AWS says: no', request: 'r-1' }));
  expect(map.notes).toContainEqual(expect.objectContaining({ what: expect.stringContaining(problem.action) as string }));
});

describe('the settings by Region', () => {
  const s3 = { question: 'organization-feature', feature: 'S3_DATA_EVENTS' } as const;
  const inForce = known(
    configuration({
      features: [
        { name: 'S3_DATA_EVENTS', autoEnable: 'NEW', additionalConfiguration: [] },
        {
          name: 'RUNTIME_MONITORING',
          autoEnable: undefined,
          additionalConfiguration: [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'NONE' }],
        },
      ],
    }),
  );
  const cellsOf = (...regions: Parameters<typeof summaryOf>[0]) => {
    const { features = [] } = pageDataOf(summaryOf(regions));
    return Object.fromEntries(features.map(({ name, cells }) => [name, cells.map(({ group, text }) => `${group} ${text}`.trim())]));
  };

  test('have the answers of the last reading, and the levels that it shows', () => {
    const cells = cellsOf(
      appliedRegion({ verdicts: [asAsked(s3)], configuration: inForce }),
      appliedRegion({ region: east, verdicts: [gap(s3, 'feature-not-offered')], configuration: known(configuration()) }),
      shownRegion({ region: west, verdicts: [toDo(s3, 'configure-organization')], configuration: inForce }),
    );
    expect(cells).toEqual({
      's3 in the organization': ['proven NEW', 'gap', 'to-do NEW'],
      'auto-enable': ['left-out ALL', 'left-out ALL', 'left-out ALL'],
      'runtime in the organization': ['unknown', 'left-out', 'unknown'],
      'runtime/ec2-agent in the organization': ['left-out NONE', 'left-out', 'left-out NONE'],
    });
  });

  test('are not known where they could not be read, whatever other Regions show', () => {
    const cells = cellsOf(
      appliedRegion({ verdicts: [asAsked(s3)], configuration: inForce }),
      appliedRegion({ region: east, verdicts: [unread({ question: 'region' }, problem)], configuration: unknown(problem) }),
      shownRegion({ region: west, status: 'blocked', blocker: { kind: 'designation-needed' }, verdicts: [], configuration: undefined }),
    );
    expect(cells['s3 in the organization']).toEqual(['proven NEW', 'unknown', 'unknown']);
    expect(cells['auto-enable']).toEqual(['left-out ALL', 'unknown', 'unknown']);
  });

  test('show the worst of several answers, and say all of them', () => {
    const verdicts = [asAsked({ question: 'designation' }), gap({ question: 'designation', accounts: [one] }, 'second-administrator')];
    const { features = [] } = pageDataOf(summaryOf([appliedRegion({ verdicts })]));
    expect(features).toMatchObject([
      { name: 'designation', cells: [{ group: 'gap', label: expect.stringMatching(/designation: as asked; /) as string }] },
    ]);
  });

  test('are left out where nothing of them is known', () => {
    expect(pageDataOf(summaryOf([appliedRegion({ verdicts: [asAsked({ question: 'members' })] })])).features).toBeUndefined();
  });
});

test.each([
  [undefined, 'Organizational units were not read.'],
  [{ known: true, value: [] }, ''],
  [{ known: false, problem }, `Names of organizational units could not be read. ${problem.action}`],
] as const)('says of units %j: %s', (units, said) => {
  expect(pageDataOf(summaryOf([], {}, { organization: organization({ units }) })).unitsNote).toContain(said);
});

test('says who acted, and that the management account did not', () => {
  const said = (overrides: Partial<RunSummary>) => JSON.stringify(pageDataOf(summaryOf([], {}, overrides)).settings);
  expect(said({})).toContain(`${managementId} as arn:aws:iam::${managementId}:user/me`);
  expect(said({ management: undefined })).toContain(`${managementId} (not used)`);
});

describe('the settings in force', () => {
  const said = (changes: Parameters<typeof settings>[0]) =>
    Object.fromEntries(pageDataOf(summaryOf([], {}, { settings: settings(changes) })).settings);

  test('are the defaults where nobody asked', () => {
    expect(said({})).toMatchObject({
      'Protection plans': 'left as they are',
      'Finding frequency': 'left as it is',
      Excluded: 'nobody',
      'Switched on in members at once': 'no',
    });
  });

  test('are what was asked for', () => {
    const s3 = { feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] } as const;
    const asked = said({
      regions: 'all',
      features: { every: 'NEW', named: [s3] },
      findingFrequency: 'ONE_HOUR',
      excludeAccounts: [one],
      applyToMembers: true,
    });
    expect(asked).toMatchObject({
      'Regions asked for': 'all',
      'Protection plans': 'S3_DATA_EVENTS=ALL, all=NEW',
      'Finding frequency': 'ONE_HOUR',
      Excluded: one,
      'Switched on in members at once': 'yes',
    });
    expect(said({ features: { every: undefined, named: [s3] } })).toMatchObject({ 'Protection plans': 'S3_DATA_EVENTS=ALL' });
  });
});

test('trusted access is said once, where AWS accepted it, and before a run where it would be enabled', () => {
  const action = (servicePrincipal: string) => ({ kind: 'enable-trusted-access', servicePrincipal }) as const;
  const report = {
    interrupted: false,
    verdicts: [],
    organizationPlanned: [],
    organizationAttempts: [],
    regions: [],
    insights: new Map(),
  };
  const items = (changes: Partial<RunSummary['report']>) =>
    pageDataOf(summaryOf([], {}, { report: { ...report, ...changes } })).changes.items;
  const done = (note?: 'already-so'): ActionOutcome => ({
    status: 'done',
    sent: ['trusted-access'],
    ...(note === undefined ? {} : { note }),
  });
  const attempts = [
    { action: action('guardduty.amazonaws.com'), outcome: done() },
    { action: action('malware-protection.guardduty.amazonaws.com'), outcome: done() },
  ];
  expect(items({ organizationAttempts: attempts })).toEqual(['trusted access']);
  expect(items({ organizationAttempts: [{ action: action('guardduty.amazonaws.com'), outcome: done('already-so') }] })).toEqual([]);
  expect(items({ organizationAttempts: [{ action: action('guardduty.amazonaws.com'), outcome: failed(problem) }] })).toEqual([]);
  expect(items({ organizationPlanned: [action('guardduty.amazonaws.com')] })).toEqual(['trusted access']);
});
