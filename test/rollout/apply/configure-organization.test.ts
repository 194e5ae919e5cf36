import type { AutoEnable } from '../../../src/domain/auto-enable';
import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature } from '../../../src/domain/feature';
import type { WantedFeatures } from '../../../src/domain/wanted-feature';
import type { ConfigureOrganization, FeatureChange } from '../../../src/plan/actions';
import { configureOrganization } from '../../../src/rollout/apply/configure-organization';
import { administratorId } from '../../support/builders';
import { contextOf, home, rejectionOf, stateOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';
import { failure, type FakeCall } from '../../support/fake-trouble';

const action: ConfigureOrganization = {
  kind: 'configure-organization',
  autoEnable: { before: 'NONE', after: 'ALL', lowers: false },
  features: [],
};
const done = { status: 'done', sent: ['auto-enable'] };

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

/** A designated Region with these features. */
function withFeatures(...features: readonly OrganizationFeature[]): FakeAws {
  const aws = new FakeAws();
  aws.designated(home).configuration = { autoEnable: 'NONE', memberLimitReached: false, features, unread: [] };
  return aws;
}

const everyFeature: WantedFeatures = { every: 'ALL', named: [] };

function wanting(wanted: WantedFeatures): ConfigureOrganization {
  return { ...action, wanted };
}

/** A planned change of one feature. */
function change(name: string, before: AutoEnable, after: AutoEnable, lowers = false): FeatureChange {
  return { feature: name, before, after, lowers };
}

/** Levels that a request names, in its order. */
function levelsIn(aws: FakeAws): readonly (readonly string[])[] {
  const requests = aws.inputs('UpdateOrganizationConfiguration') as readonly { readonly features: readonly OrganizationFeature[] }[];
  return requests.map(({ features }) => features.map(({ name, autoEnable }) => `${name} ${String(autoEnable)}`));
}

describe('configureOrganization', () => {
  test('sends the features back as they were read, agents included', async () => {
    const aws = withFeatures(s3, agents);
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual(done);
    expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([{ autoEnable: 'ALL', features: [s3, agents] }]);
  });

  test('writes nothing when the wanted value is in force already', async () => {
    const aws = withFeatures(s3);
    aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: 'ALL' };
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual({ status: 'done', sent: [], note: 'already-so' });
    expect(aws.writes()).toEqual([]);
  });

  test.each<[string, [AutoEnable, AutoEnable], string[]]>([
    ['the newer one in force', ['ALL', 'NONE'], [runtimeMonitoring]],
    ['the older one in force', ['NONE', 'NEW'], [eksRuntimeMonitoring]],
    ['neither in force', ['NONE', 'NONE'], [runtimeMonitoring]],
    ['both in force', ['NEW', 'ALL'], []],
  ])('never names both runtime features: %s', async (_name, [newer, older], named) => {
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
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 2, then: 'refused' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual(done);
    expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([
      { autoEnable: 'ALL', features: [s3] },
      { autoEnable: 'ALL', features: [s3] },
      { autoEnable: 'ALL', features: [] },
    ]);
  });

  test('sets auto-enable alone where AWS refuses the features even as they are, and tries the wanted ones', async () => {
    const rds = feature('RDS_LOGIN_EVENTS', 'NONE');
    const aws = withFeatures(s3, rds);
    const naming = ({ input }: FakeCall): boolean => JSON.stringify(input).includes('S3_DATA_EVENTS');
    aws.trouble({ on: 'UpdateOrganizationConfiguration', when: naming, then: 'refused' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), wanting(everyFeature))).toEqual({
      status: 'partly-done',
      sent: ['auto-enable', 'features'],
      accounts: [],
      gaps: [
        expect.objectContaining({
          question: 'organization-feature',
          feature: 'S3_DATA_EVENTS',
          answer: 'gap',
          reason: 'feature-refused',
          awsMessage: 'AWS answers refused.',
        }),
      ],
    });
    expect(aws.inputs('UpdateOrganizationConfiguration')).toContainEqual({ autoEnable: 'ALL', features: [] });
    // AWS does not take its own list back, so only what is to change is named: the other feature is set.
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
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), wanting(everyFeature)));
    expect(await rejected).toMatchObject({ problem: { code: 'access-denied' } });
    expect(aws.writes()).toHaveLength(refusals + 1);
  });

  test('fails where AWS denies what it has only refused together with the other features', async () => {
    const aws = withFeatures(s3, feature('RDS_LOGIN_EVENTS', 'NONE'));
    const switchesOn = ({ input }: FakeCall): boolean => JSON.stringify(input).includes('"RDS_LOGIN_EVENTS","autoEnable":"ALL"');
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, then: 'refused' });
    aws.trouble({ on: 'UpdateOrganizationConfiguration', when: switchesOn, then: 'denied-by-scp' });
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), wanting(everyFeature)));
    expect(await rejected).toMatchObject({ problem: { code: 'denied-by-scp' } });
  });

  test('fails where AWS refuses auto-enable even alone', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then: 'refused' });
    const rejected = rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), wanting(everyFeature)));
    expect(await rejected).toMatchObject({ problem: { code: 'refused' } });
    expect(aws.inputs('UpdateOrganizationConfiguration').at(-1)).toEqual({ autoEnable: 'ALL', features: [] });
  });

  test('names the features again after another writer was faster', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 2, then: 'concurrent-change' });
    expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual(done);
    expect(aws.inputs('UpdateOrganizationConfiguration').at(-1)).toEqual({ autoEnable: 'ALL', features: [s3] });
  });

  test('asks again as long as the user allows while a new designation settles', async () => {
    const aws = withFeatures();
    const readyAt = aws.clock.now() + 120_000;
    for (const on of ['DescribeOrganizationConfiguration', 'UpdateOrganizationConfiguration']) {
      aws.trouble({ on, when: () => aws.clock.now() < readyAt, then: 'not-settled' });
    }
    const context = contextOf(aws);
    expect(await configureOrganization(stateOf(context, aws, { designatedNow: true }), action)).toEqual(done);
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

  test('changes nothing by another way after "access-denied"', async () => {
    const aws = withFeatures(s3);
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then: 'access-denied' });
    expect(await rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), action))).toMatchObject({
      problem: { code: 'access-denied' },
    });
    expect(aws.writes()).toHaveLength(1);
  });

  test('sends nothing where the answer did not show a level', async () => {
    const aws = withFeatures(s3, { ...feature('RDS_LOGIN_EVENTS', 'NONE'), autoEnable: undefined });
    expect(await rejectionOf(configureOrganization(stateOf(contextOf(aws), aws), action))).toMatchObject({
      problem: {
        code: 'unexpected-answer',
        action: 'guardduty:DescribeOrganizationConfiguration',
        accountId: administratorId,
        detail: "the level of RDS_LOGIN_EVENTS is not in the answer, so the configuration can't be sent back whole",
      },
    });
    const unread = withFeatures(s3);
    unread.region(home).configuration = { ...unread.region(home).configuration, autoEnable: undefined };
    expect(await rejectionOf(configureOrganization(stateOf(contextOf(unread), unread), action))).toMatchObject({
      problem: { detail: "the level of auto-enable is not in the answer, so the configuration can't be sent back whole" },
    });
    expect([...aws.writes(), ...unread.writes()]).toEqual([]);
  });

  describe('with planned changes', () => {
    const rds = feature('RDS_LOGIN_EVENTS', 'ALL');
    const asItIs = { before: 'ALL', after: 'ALL', lowers: false } as const;
    const planned = (autoEnable: ConfigureOrganization['autoEnable'], ...features: readonly FeatureChange[]): ConfigureOrganization => ({
      kind: 'configure-organization',
      autoEnable,
      features,
    });
    const inForce = (level: AutoEnable, ...features: readonly OrganizationFeature[]): FakeAws => {
      const aws = withFeatures(...features);
      aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: level };
      return aws;
    };

    test('sends those that are still needed, with auto-enable as it is', async () => {
      const aws = inForce('ALL', s3, rds, feature('LAMBDA_NETWORK_LOGS', 'NONE'));
      const changes = [change('S3_DATA_EVENTS', 'NEW', 'ALL'), change('RDS_LOGIN_EVENTS', 'NONE', 'ALL'), change('GONE', 'NONE', 'ALL')];
      const outcome = await configureOrganization(stateOf(contextOf(aws), aws), planned(asItIs, ...changes));
      expect(outcome).toEqual({ status: 'done', sent: ['features'] });
      expect(levelsIn(aws)).toEqual([['S3_DATA_EVENTS ALL', 'RDS_LOGIN_EVENTS ALL', 'LAMBDA_NETWORK_LOGS NONE']]);
    });

    test.each([
      ['does not lower what somebody raised meanwhile', false, 0],
      ['lowers where the plan said so', true, 1],
    ])('%s', async (_name, lowers, writes) => {
      const aws = inForce('ALL', rds);
      const action = planned({ before: 'NEW', after: 'NEW', lowers: false }, change('RDS_LOGIN_EVENTS', 'NONE', 'NEW', lowers));
      await configureOrganization(stateOf(contextOf(aws), aws), action);
      expect(levelsIn(aws)).toEqual(Array(writes).fill(['RDS_LOGIN_EVENTS NEW']));
      expect(aws.inputs('UpdateOrganizationConfiguration')).toHaveLength(writes);
      expect(aws.region(home).configuration.autoEnable).toBe('ALL');
    });

    test.each([
      [false, 'ALL'],
      [true, 'NEW'],
    ] as const)('keeps a stronger auto-enable of somebody else unless the plan lowers: %s', async (lowers, level) => {
      const aws = inForce('ALL');
      await configureOrganization(stateOf(contextOf(aws), aws), planned({ before: lowers ? 'ALL' : 'NONE', after: 'NEW', lowers }));
      expect(aws.region(home).configuration.autoEnable).toBe(level);
    });

    test('changes an agent alone, and names the others under its feature as they are', async () => {
      const aws = inForce('ALL', agents);
      const agent = { ...change(runtimeMonitoring, 'NONE', 'ALL'), additional: 'EC2_AGENT_MANAGEMENT' };
      const gone = { ...change(runtimeMonitoring, 'NONE', 'ALL'), additional: 'EKS_ADDON_MANAGEMENT' };
      expect(await configureOrganization(stateOf(contextOf(aws), aws), planned(asItIs, agent, gone))).toEqual({
        status: 'done',
        sent: ['features'],
      });
      expect(aws.inputs('UpdateOrganizationConfiguration')).toEqual([
        {
          autoEnable: 'ALL',
          features: [
            { ...agents, additionalConfiguration: (agents.additionalConfiguration ?? []).map((one) => ({ ...one, autoEnable: 'ALL' })) },
          ],
        },
      ]);
    });

    test('switches the older runtime feature off in a request of its own, before the newer one', async () => {
      const aws = inForce('ALL', feature(eksRuntimeMonitoring, 'ALL'), feature(runtimeMonitoring, 'NONE'), s3);
      const migration = [
        change(eksRuntimeMonitoring, 'ALL', 'NONE', true),
        change(runtimeMonitoring, 'NONE', 'ALL'),
        change('S3_DATA_EVENTS', 'NEW', 'ALL'),
      ];
      expect(await configureOrganization(stateOf(contextOf(aws), aws), planned(asItIs, ...migration))).toEqual({
        status: 'done',
        sent: ['features'],
      });
      expect(levelsIn(aws)).toEqual([
        [`${eksRuntimeMonitoring} NONE`, 'S3_DATA_EVENTS NEW'],
        [`${runtimeMonitoring} ALL`, 'S3_DATA_EVENTS ALL'],
      ]);
    });

    test('finds the one that AWS refuses, and sets the others', async () => {
      const aws = inForce('ALL', s3, feature('RDS_LOGIN_EVENTS', 'NONE'));
      const raises = ({ input }: FakeCall): boolean => JSON.stringify(input).includes('"RDS_LOGIN_EVENTS","autoEnable":"ALL"');
      aws.trouble({ on: 'UpdateOrganizationConfiguration', when: raises, then: 'refused' });
      const changes = [change('S3_DATA_EVENTS', 'NEW', 'ALL'), change('RDS_LOGIN_EVENTS', 'NONE', 'ALL')];
      expect(await configureOrganization(stateOf(contextOf(aws), aws), planned(asItIs, ...changes))).toMatchObject({
        status: 'partly-done',
        sent: ['features'],
        gaps: [{ question: 'organization-feature', feature: 'RDS_LOGIN_EVENTS', reason: 'feature-refused' }],
      });
      expect(levelsIn(aws).at(-2)).toEqual(['S3_DATA_EVENTS ALL', 'RDS_LOGIN_EVENTS NONE']);
    });

    test('is done where AWS takes one after the other', async () => {
      const aws = inForce('ALL', s3, feature('RDS_LOGIN_EVENTS', 'NONE'));
      aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, then: 'refused' });
      const changes = [change('S3_DATA_EVENTS', 'NEW', 'ALL'), change('RDS_LOGIN_EVENTS', 'NONE', 'ALL')];
      expect(await configureOrganization(stateOf(contextOf(aws), aws), planned(asItIs, ...changes))).toEqual({
        status: 'done',
        sent: ['features'],
      });
      expect(levelsIn(aws)).toEqual([
        ['S3_DATA_EVENTS ALL', 'RDS_LOGIN_EVENTS ALL'],
        ['S3_DATA_EVENTS ALL', 'RDS_LOGIN_EVENTS NONE'],
        ['S3_DATA_EVENTS ALL', 'RDS_LOGIN_EVENTS ALL'],
      ]);
    });
  });

  describe('reads before each attempt', () => {
    test('and sends what somebody else has changed meanwhile as it is by then', async () => {
      const aws = withFeatures(s3, feature('RDS_LOGIN_EVENTS', 'NONE'));
      const byOthers = (): void => {
        const features = [s3, feature('RDS_LOGIN_EVENTS', 'ALL')];
        aws.region(home).configuration = { ...aws.region(home).configuration, features };
        throw failure('network-failure', { account: administratorId, region: home, operation: 'UpdateOrganizationConfiguration' });
      };
      aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, then: byOthers });
      expect(await configureOrganization(stateOf(contextOf(aws), aws), action)).toEqual(done);
      expect(levelsIn(aws)).toEqual([
        ['S3_DATA_EVENTS NEW', 'RDS_LOGIN_EVENTS NONE'],
        ['S3_DATA_EVENTS NEW', 'RDS_LOGIN_EVENTS ALL'],
      ]);
    });

    test('and keeps for the proof what was there before the first write', async () => {
      const aws = withFeatures(s3);
      const state = stateOf(contextOf(aws), aws);
      aws.trouble({ on: 'UpdateOrganizationConfiguration', times: 1, after: true, then: 'timed-out' });
      expect(await configureOrganization(state, action)).toEqual({ status: 'done', sent: [], note: 'already-so' });
      expect(state.readings.configuration).toMatchObject({ autoEnable: 'NONE', features: [s3] });
    });

    test('and does not send again what AWS has accepted and shows late', async () => {
      const aws = withFeatures(feature(eksRuntimeMonitoring, 'ALL'), feature(runtimeMonitoring, 'NONE'));
      aws.takes.configuration = 60;
      const migration = [change(eksRuntimeMonitoring, 'ALL', 'NONE', true), change(runtimeMonitoring, 'NONE', 'ALL')];
      expect(await configureOrganization(stateOf(contextOf(aws), aws), { ...action, features: migration })).toMatchObject({
        status: 'done',
      });
      expect(levelsIn(aws)).toEqual([[`${eksRuntimeMonitoring} NONE`], [`${runtimeMonitoring} ALL`]]);
    });
  });

  test('asks for nothing without a detector', async () => {
    const aws = withFeatures();
    const state = stateOf(contextOf(aws), aws, { detectorId: undefined });
    expect(await rejectionOf(configureOrganization(state, action))).toMatchObject({ problem: { code: 'not-reported', region: home } });
    expect(aws.calls).toEqual([]);
  });
});
