import type { AutoEnable } from '../../../src/domain/auto-enable';
import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature } from '../../../src/domain/feature';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { ConfigureOrganization } from '../../../src/plan/actions';
import { configureOrganization } from '../../../src/rollout/apply/configure-organization';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import type { FakeCall } from '../../support/fake-trouble';

const action: ConfigureOrganization = {
  kind: 'configure-organization',
  before: { autoEnable: 'NONE' },
  after: { autoEnable: 'ALL' },
  lowers: false,
};

function feature(name: string, autoEnable: AutoEnable): OrganizationFeature {
  return { name, autoEnable, additionalConfiguration: [] };
}

const s3 = feature('S3_DATA_EVENTS', 'NEW');
const agents: OrganizationFeature = {
  name: runtimeMonitoring,
  autoEnable: 'ALL',
  additionalConfiguration: [
    { name: 'EKS_ADDON_MANAGEMENT', autoEnable: 'ALL' },
    { name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'NONE' },
  ],
};

/** A designated Region with these plans. */
function withFeatures(...features: readonly OrganizationFeature[]): FakeAws {
  const aws = new FakeAws();
  aws.designated(home).configuration = { autoEnable: 'NONE', memberLimitReached: false, features, unread: [] };
  return aws;
}

const everyPlan: WantedFeatures = { every: 'ALL', named: [] };

function withPlans(wanted: WantedFeatures): ConfigureOrganization {
  return { ...action, plans: { wanted, migrate: false, changes: [] } };
}

describe('configureOrganization', () => {
  test('sends the protection plans back as they were read, agents included', async () => {
    const aws = withFeatures(s3, agents);
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([{ autoEnable: 'ALL', features: [s3, agents] }]);
  });

  test('writes nothing when the wanted value is in force already', async () => {
    const aws = withFeatures(s3);
    aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: 'ALL' };
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual({ status: 'done', note: 'already-so' });
    expect(aws.writes()).toEqual([]);
  });

  test.each<[string, [AutoEnable, AutoEnable], string[]]>([
    ['the newer one in force', ['ALL', 'NONE'], [runtimeMonitoring]],
    ['the older one in force', ['NONE', 'NEW'], [eksRuntimeMonitoring]],
    ['neither in force', ['NONE', 'NONE'], [runtimeMonitoring]],
    ['both in force', ['NEW', 'ALL'], []],
  ])('never names both runtime plans: %s', async (_name, [newer, older], named) => {
    const aws = withFeatures(s3, feature(runtimeMonitoring, newer), feature(eksRuntimeMonitoring, older));
    await configureOrganization(stateOf(contextOf(aws), aws), action);
    expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([
      {
        autoEnable: 'ALL',
        features: [
          s3,
          ...[feature(runtimeMonitoring, newer), feature(eksRuntimeMonitoring, older)].filter(({ name }) => named.includes(name)),
        ],
      },
    ]);
  });

  test('sends auto-enable alone where AWS refuses the complete form', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, then: 'refused' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([
      { autoEnable: 'ALL', features: [s3] },
      { autoEnable: 'ALL', features: [] },
    ]);
  });

  test('sets auto-enable alone where AWS refuses the plans even as they are, and tries the wanted ones', async () => {
    const rds = feature('RDS_LOGIN_EVENTS', 'NONE');
    const aws = withFeatures(s3, rds);
    const naming = ({ input }: FakeCall): boolean => JSON.stringify(input).includes('S3_DATA_EVENTS');
    aws.trouble({ on: 'UpdateOrganizationConfiguration', when: naming, then: 'refused' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), withPlans(everyPlan))).toEqual({
      status: 'partly-done',
      accounts: [],
      plans: [{ feature: 'S3_DATA_EVENTS', reason: 'feature-refused', awsMessage: 'AWS answers refused.' }],
    });
    expect(aws.inputs('UpdateOrganizationConfiguration')).toContainEqual({ autoEnable: 'ALL', features: [] });
    // AWS does not take its own list back, so only what is to change is named: the other plan is set.
    expect(aws.inputs('UpdateOrganizationConfiguration').at(-1)).toEqual({
      autoEnable: 'ALL',
      features: [feature('RDS_LOGIN_EVENTS', 'ALL')],
    });
    expect(aws.region(home).configuration.autoEnable).toBe('ALL');
  });

  test.each([1, 2])('changes nothing by another way where it is denied after %s refusals', async (refusals) => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: refusals, then: 'refused' });
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then: 'access-denied' });
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), withPlans(everyPlan)));
    expect(await rejected).toMatchObject({ problem: { code: 'access-denied' } });
    expect(aws.writes()).toHaveLength(refusals + 1);
  });

  test('fails where AWS denies what it has only refused together with the other plans', async () => {
    const aws = withFeatures(s3, feature('RDS_LOGIN_EVENTS', 'NONE'));
    const switchesOn = ({ input }: FakeCall): boolean => JSON.stringify(input).includes('"RDS_LOGIN_EVENTS","autoEnable":"ALL"');
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, then: 'refused' });
    aws.trouble({ on: 'UpdateOrganizationConfiguration', when: switchesOn, then: 'denied-by-scp' });
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), withPlans(everyPlan)));
    expect(await rejected).toMatchObject({ problem: { code: 'denied-by-scp' } });
  });

  test('fails where AWS refuses auto-enable even alone', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then: 'refused' });
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), withPlans(everyPlan)));
    expect(await rejected).toMatchObject({ problem: { code: 'refused' } });
    expect(aws.inputs('UpdateOrganizationConfiguration').at(-1)).toEqual({ autoEnable: 'ALL', features: [] });
  });

  test('names the plans again after another writer was faster', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 2, then: 'concurrent-change' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual({ status: 'done' });
    expect(aws.inputs('UpdateOrganizationConfiguration').at(-1)).toEqual({ autoEnable: 'ALL', features: [s3] });
  });

  test('asks again as long as the user allows while a new designation settles', async () => {
    const aws = withFeatures();
    const readyAt = aws.clock.now() + 120_000;
    for (const on of ['DescribeOrganizationConfiguration', 'UpdateOrganizationConfiguration']) {
      aws.trouble({ on, when: () => aws.clock.now() < readyAt, then: 'not-settled' });
    }
    const context = contextOf(aws);
    expect(await configureOrganization(stateOf(context, aws, { designatedNow: true }), action)).toEqual({ status: 'done' });
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'settling' });
    expect(aws.clock.slept).toBeGreaterThanOrEqual(120);
  });

  test('does not wait for settling where nothing was designated just now', async () => {
    const aws = withFeatures();
    aws.trouble({ on: 'DescribeOrganizationConfiguration', then: 'not-settled' });
    expect(await rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), action))).toMatchObject({
      problem: { code: 'not-settled' },
    });
    expect(aws.clock.sleeps).toEqual([]);
  });

  test.each(['access-denied', 'throttled'] as const)('changes nothing by another way after "%s"', async (then) => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then });
    expect(await rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), action))).toMatchObject({ problem: { code: then } });
    expect(aws.writes()).toHaveLength(1);
  });

  test('reads the configuration once for all steps of a Region', async () => {
    const aws = withFeatures(s3);
    const state = stateOf(contextOf(aws), aws, {
      configuration: { autoEnable: 'NONE', memberLimitReached: false, features: [s3], unread: [] },
    });
    await configureOrganization(state, action);
    expect(aws.log()).toEqual([`UpdateOrganizationConfiguration ${home}`]);
  });

  test('asks for nothing without a detector', async () => {
    const aws = withFeatures();
    const state = stateOf(contextOf(aws), aws, { detectorId: undefined });
    expect(await rejectionOf(configureOrganization(state, action))).toMatchObject({ problem: { code: 'not-reported', region: home } });
    expect(aws.calls).toEqual([]);
  });
});
