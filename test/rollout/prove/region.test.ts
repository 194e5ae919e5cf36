import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { AccountId } from '../../../src/domain/ids';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { RegionAction } from '../../../src/plan/actions';
import { chooseCandidates } from '../../../src/plan/candidates';
import type { ActionOutcome } from '../../../src/plan/outcome';
import { actionsOf, type RegionPlan } from '../../../src/plan/plan';
import { planRegion } from '../../../src/plan/region';
import { RegionRun } from '../../../src/rollout/apply/region';
import type { ChosenRegion } from '../../../src/rollout/read/choose-regions';
import { proveRegion, type Proof } from '../../../src/rollout/prove/region';
import { readRegion } from '../../../src/rollout/read/region';
import { administratorId, managementId } from '../../support/builders';
import { contextOf, home, organizationSnapshotOf, type FakeContext } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';

const chosen: ChosenRegion = { region: home, availability: { kind: 'available' } };
const [first, second] = workloadIds(2) as [AccountId, AccountId];

/** A designated Region with auto-enable as wanted and everybody in the state given. */
function designatedAws(count: number, status: string): FakeAws {
  const aws = new FakeAws(count);
  const region = aws.designated(home);
  region.configuration = { ...region.configuration, autoEnable: 'ALL' };
  for (const id of [managementId, ...workloadIds(count)]) region.members.set(id, { status });
  return aws;
}

/** An action and how it ended. */
type Attempt = readonly [RegionAction, ActionOutcome];

const everyPlan: WantedFeatures = { every: 'ALL', named: [] };

function s3(enabled: boolean): readonly DetectorFeature[] {
  return [{ name: 'S3_DATA_EVENTS', enabled, managed: false, additional: [] }];
}

/** Proves a Region after actions with these outcomes; the trouble begins with the proof. */
async function prove(
  aws: FakeAws,
  attempts: readonly Attempt[],
  context: FakeContext = contextOf(aws),
  trouble?: Parameters<FakeAws['trouble']>[0],
  state: Partial<RegionRun['state']> = {},
): Promise<Proof> {
  const organization = organizationSnapshotOf(aws);
  const candidates = chooseCandidates(organization);
  const snapshot = await readRegion(context, managementId, chosen);
  const run = new RegionRun(context, planRegion(context.settings, organization, candidates, snapshot), new Map());
  Object.assign(run.state, state);
  run.attempts.push(...attempts.map(([action, outcome]) => ({ action, outcome })));
  aws.calls.length = 0;
  if (trouble !== undefined) aws.trouble(trouble);
  return proveRegion(context, organization, candidates, run, chosen);
}

function associated(accounts: readonly AccountId[], outcome: ActionOutcome = { status: 'done' }): Attempt {
  return [{ kind: 'associate-members', accounts, before: [] }, outcome];
}

const designated: Attempt = [{ kind: 'designate-administrator', accountId: administratorId }, { status: 'done' }];

const configured: Attempt = [
  { kind: 'configure-organization', before: null, after: { autoEnable: 'ALL' }, lowers: false },
  { status: 'done' },
];

/** Lets members become enabled after so many seconds. */
function enableAfter(aws: FakeAws, seconds: number, ids: readonly AccountId[]): void {
  const enabledFrom = aws.clock.now() + seconds * 1000;
  for (const id of ids) aws.region(home).members.set(id, { status: 'Created', enabledFrom });
}

describe('proveRegion', () => {
  test('proves by reading everything anew and planning nothing', async () => {
    const aws = designatedAws(2, 'Enabled');
    expect(await prove(aws, [associated([first])])).toMatchObject({ plan: { status: 'in-sync', enabled: 3 } });
    expect([...aws.log()].sort()).toEqual(
      ['DescribeOrganizationConfiguration', 'GetDetector', 'GetMembers', 'ListOrganizationAdminAccounts'].map(
        (operation) => `${operation} ${home}`,
      ),
    );
    expect(aws.clock.sleeps).toEqual([]);
  });

  test('waits for members on their way, and asks only for those that are missing', async () => {
    const aws = designatedAws(120, 'Enabled');
    const coming = workloadIds(120).slice(0, 70);
    enableAfter(aws, 20, coming);
    const context = contextOf(aws);
    expect(await prove(aws, [associated(coming)], context)).toMatchObject({ plan: { status: 'in-sync', enabled: 121 } });
    // Everybody once, in three requests; then only who is missing.
    expect(aws.inputs('GetMembers').slice(3, 5)).toEqual([coming.slice(0, 50), coming.slice(50)]);
    expect(aws.log(({ operation }) => operation === 'ListMembers')).toEqual([]);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'members', left: 70 });
    expect(aws.clock.slept).toBeLessThan(60);
  });

  test('gives members no longer than the user allows, then tells what is left', async () => {
    const aws = designatedAws(2, 'Enabled');
    enableAfter(aws, 3600, [second]);
    expect(await prove(aws, [associated([second])], contextOf(aws, { waitSeconds: 15 }))).toMatchObject({
      plan: { status: 'changes', actions: [{ kind: 'associate-members', accounts: [second] }] },
    });
    expect(aws.clock.slept).toBeCloseTo(15, 3);
  });

  test('does not wait for accounts that AWS refused', async () => {
    const aws = designatedAws(2, 'Enabled');
    aws.region(home).members.delete(second);
    const outcome = { status: 'partly-done', accounts: [{ accountId: second, reason: 'answer-unknown' }] } as const;
    expect(await prove(aws, [associated([second], outcome)])).toMatchObject({ plan: { status: 'changes' } });
    expect(aws.clock.sleeps).toEqual([]);
  });

  test.each<[string, ActionOutcome]>([
    ['failed as a whole', { status: 'failed', problem: { code: 'access-denied', action: 'guardduty:ListMembers' } }],
    ['was not attempted', { status: 'not-attempted', because: 'designate-administrator' }],
  ])('does not wait for accounts that were never sent because the action %s', async (_name, outcome) => {
    const aws = designatedAws(2, 'Enabled');
    aws.region(home).members.delete(second);
    expect(await prove(aws, [associated([second], outcome)])).toMatchObject({ plan: { status: 'changes' } });
    expect(aws.clock.sleeps).toEqual([]);
  });

  test('waits until the setting just made reads back', async () => {
    const aws = designatedAws(1, 'Enabled');
    const region = aws.region(home);
    region.stale = { until: aws.clock.now() + 30_000, configuration: { ...region.configuration, autoEnable: 'NONE' } };
    expect(await prove(aws, [configured])).toMatchObject({ plan: { status: 'in-sync' } });
    expect(aws.clock.slept).toBeGreaterThanOrEqual(30);
  });

  test('waits until the designation just made is reported', async () => {
    const aws = designatedAws(1, 'Enabled');
    const context = contextOf(aws);
    const [administrator] = aws.region(home).administrators;
    const reportLate = () => {
      aws.region(home).administrators = [{ accountId: administratorId, status: 'ENABLED', visibleFrom: aws.clock.now() + 20_000 }];
    };
    expect(administrator).toMatchObject({ accountId: administratorId, status: 'ENABLED' });
    const trouble = { on: 'ListOrganizationAdminAccounts', times: 1, then: reportLate };
    expect(await prove(aws, [designated], context, trouble)).toMatchObject({ plan: { status: 'in-sync' } });
    expect(aws.clock.slept).toBeGreaterThanOrEqual(20);
    expect(aws.log(({ operation }) => operation === 'DescribeOrganizationConfiguration')).toHaveLength(1);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'administrator' });
  });

  test('waits until the designation just made is reported in a Region that has no detector yet', async () => {
    const aws = new FakeAws();
    aws.region(home).administrators = [{ accountId: administratorId, status: 'ENABLED', visibleFrom: aws.clock.now() + 20_000 }];
    const detectorRefused: Attempt = [
      { kind: 'create-detector', accountId: administratorId, afterDesignation: true },
      { status: 'failed', problem: { code: 'access-denied', action: 'guardduty:CreateDetector' } },
    ];
    const { plan } = (await prove(aws, [designated, detectorRefused])) as { readonly plan: RegionPlan };
    expect(actionsOf(plan).map(({ kind }) => kind)).not.toContain('designate-administrator');
    expect(aws.clock.slept).toBeLessThan(60);
  });

  test.each(['configure-detector', 'configure-members'] as const)('waits until the plans of %s read back', async (kind) => {
    const aws = designatedAws(1, 'Enabled');
    const context = contextOf(aws, { features: everyPlan, applyToMembers: true });
    const detector = aws.region(home).detectors.get(administratorId);
    const show = (enabled: boolean) => {
      if (detector !== undefined && kind === 'configure-detector') detector.features = s3(enabled);
      else aws.region(home).memberFeatures.set(first, s3(enabled));
    };
    show(false);
    aws.clock.onSleep = () => {
      if (aws.clock.slept > 20) show(true);
    };
    const actions = {
      'configure-detector': { accountId: administratorId, wanted: everyPlan, switchOn: null },
      'configure-members': { accounts: [first], wanted: everyPlan, features: [] },
    };
    const attempt = [{ kind, ...actions[kind] } as RegionAction, { status: 'done' }] as const;
    expect(await prove(aws, [attempt], context)).toMatchObject({ plan: { status: 'in-sync' } });
    expect(aws.clock.slept).toBeGreaterThan(20);
    expect(aws.clock.slept).toBeLessThan(60);
  });

  test('waits for the plans that members get with their enrolment', async () => {
    const aws = designatedAws(1, 'Enabled');
    for (const id of [managementId, first]) aws.region(home).memberFeatures.set(id, s3(id !== first));
    aws.clock.onSleep = () => {
      if (aws.clock.slept > 20) aws.region(home).memberFeatures.set(first, s3(true));
    };
    const context = contextOf(aws, { features: everyPlan, applyToMembers: true });
    expect(await prove(aws, [associated([first])], context)).toMatchObject({ plan: { status: 'in-sync' } });
    expect(aws.clock.slept).toBeGreaterThan(20);
    expect(aws.clock.slept).toBeLessThan(60);
  });

  test.each([
    [
      'finds a plan that is another one than before the run',
      false,
      [{ feature: 'S3_DATA_EVENTS', reason: 'feature-not-kept', before: 'NEW', after: 'NONE' }],
    ],
    ['expects no plan to stay as AWS began it in a Region that it designated', true, undefined],
  ])('%s', async (_name, designatedNow, plans) => {
    const aws = designatedAws(1, 'Enabled');
    const before = { name: 'S3_DATA_EVENTS', autoEnable: 'NEW' as const, additionalConfiguration: [] };
    const configuration = { ...aws.region(home).configuration, features: [before] };
    const proof = await prove(aws, [associated([first])], contextOf(aws), undefined, { designatedNow, configuration });
    expect('plan' in proof && proof.plan.featureGaps).toEqual(plans);
  });

  test('looks at the plans of members that were enabled while it waited', async () => {
    const aws = designatedAws(120, 'Enabled');
    for (const id of [managementId, ...workloadIds(120)]) aws.region(home).memberFeatures.set(id, s3(true));
    aws.region(home).memberFeatures.set(second, s3(false));
    const features = [{ name: 'S3_DATA_EVENTS', autoEnable: 'ALL' as const, additionalConfiguration: [] }];
    aws.region(home).configuration = { ...aws.region(home).configuration, features };
    enableAfter(aws, 20, [first, second]);
    const context = contextOf(aws, { features: everyPlan });
    expect(await prove(aws, [associated([first, second])], context)).toMatchObject({
      plan: { status: 'in-sync', enabled: 121, plans: [{ feature: 'S3_DATA_EVENTS', reason: 'feature-reaches-members', accounts: 1 }] },
    });
    // Everybody who was enabled at first, and then only who came to it.
    expect(aws.inputs('GetMemberDetectors').map((ids) => (ids as readonly AccountId[]).length)).toEqual([50, 50, 19, 2]);
  });

  test.each([
    ['at first', (asked: number) => asked <= 1],
    ['later', (asked: number) => asked > 1],
  ])('calls the plans of members unknown where they cannot be read %s', async (_name, when) => {
    const aws = designatedAws(2, 'Enabled');
    enableAfter(aws, 20, [second]);
    const context = contextOf(aws, { features: everyPlan });
    const on = 'GetMemberDetectors';
    const trouble = { on, when: () => when(aws.inputs(on).length), then: 'access-denied' } as const;
    expect(await prove(aws, [associated([second])], context, trouble)).toMatchObject({
      plan: { enabled: 3, plans: [{ feature: 'members', reason: 'feature-members-unreadable' }] },
    });
  });

  test('does not wait for a setting that nobody made', async () => {
    const aws = designatedAws(1, 'Enabled');
    aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: 'NONE' };
    expect(await prove(aws, [])).toMatchObject({ plan: { status: 'changes' } });
    expect(aws.clock.sleeps).toEqual([]);
  });

  test.each(['GetDetector', 'GetMembers', 'DescribeOrganizationConfiguration', 'ListOrganizationAdminAccounts'])(
    'is unproven when %s fails',
    async (on) => {
      const aws = designatedAws(1, 'Enabled');
      expect(await prove(aws, [], contextOf(aws), { on, then: 'throttled' })).toMatchObject({ problem: { code: 'throttled' } });
    },
  );

  test.each(['GetMembers', 'DescribeOrganizationConfiguration'])('is unproven when %s fails while it waits', async (on) => {
    const aws = designatedAws(2, 'Enabled');
    const region = aws.region(home);
    region.stale = { until: aws.clock.now() + 30_000, configuration: { ...region.configuration, autoEnable: 'NONE' } };
    enableAfter(aws, 60, [second]);
    aws.trouble({ on, when: () => aws.clock.sleeps.length > 0, then: 'credentials-expired' });
    expect(await prove(aws, [associated([second]), configured])).toMatchObject({ problem: { code: 'credentials-expired' } });
  });

  test('stops waiting when it is interrupted', async () => {
    const aws = designatedAws(2, 'Enabled');
    enableAfter(aws, 60, [second]);
    const context = contextOf(aws);
    aws.clock.onSleep = () => {
      context.stop.now = true;
    };
    expect(await prove(aws, [associated([second])], context)).toMatchObject({ plan: { status: 'changes' } });
    expect(aws.clock.sleeps).toHaveLength(1);
  });
});
