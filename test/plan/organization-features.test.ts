import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { OrganizationFeature } from '../../src/domain/feature';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import type { AutoEnable } from '../../src/domain/auto-enable';
import { featuresToSwitchOn, missingFeatures } from '../../src/plan/detector-features';
import { compareFeatures, featuresNotKept, withFeatureChanges, type FeatureChange } from '../../src/plan/organization-features';

const runtime = 'RUNTIME_MONITORING';
const legacy = 'EKS_RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';

const named = (feature: string, autoEnable: AutoEnable, additional: Readonly<Record<string, AutoEnable>> = {}): WantedFeatures => ({
  every: undefined,
  named: [{ feature, autoEnable, additional: Object.entries(additional).map(([name, value]) => ({ name, autoEnable: value })) }],
});

const offered = (name: string, autoEnable: AutoEnable, additional: Readonly<Record<string, AutoEnable>> = {}): OrganizationFeature => ({
  name,
  autoEnable,
  additionalConfiguration: Object.entries(additional).map(([key, value]) => ({ name: key, autoEnable: value })),
});

describe('comparePlans', () => {
  test.each<[string, AutoEnable, AutoEnable, boolean | undefined]>([
    ['raises', 'NONE', 'ALL', false],
    ['lowers, and says so', 'ALL', 'NEW', true],
    ['leaves alone what is right', 'NEW', 'NEW', undefined],
  ])('%s', (_what, before, after, lowers) => {
    const { changes } = compareFeatures(named('S3_DATA_EVENTS', after), [offered('S3_DATA_EVENTS', before)], false);
    expect(changes).toEqual(lowers === undefined ? [] : [{ feature: 'S3_DATA_EVENTS', before, after, lowers }]);
  });

  test('compares agents that were named, also those that the Region does not list yet', () => {
    const wanted = named(runtime, 'ALL', { [agent]: 'ALL', EKS_ADDON_MANAGEMENT: 'NEW', ECS_FARGATE_AGENT_MANAGEMENT: 'ALL' });
    const listed = offered(runtime, 'ALL', { EKS_ADDON_MANAGEMENT: 'ALL', ECS_FARGATE_AGENT_MANAGEMENT: 'ALL' });
    expect(compareFeatures(wanted, [listed], false).changes).toEqual([
      { feature: runtime, additional: agent, before: 'NONE', after: 'ALL', lowers: false },
      { feature: runtime, additional: 'EKS_ADDON_MANAGEMENT', before: 'ALL', after: 'NEW', lowers: true },
    ]);
  });

  test('finds what the Region does not offer', () => {
    expect(compareFeatures(named('AI_PROTECTION', 'ALL'), [], false)).toEqual({
      changes: [],
      gaps: [{ feature: 'AI_PROTECTION', reason: 'feature-not-offered' }],
    });
  });

  test('every plan means those that are offered, but never the older runtime plan', () => {
    expect(compareFeatures({ every: 'NEW', named: [] }, [offered('S3_DATA_EVENTS', 'NONE'), offered(legacy, 'NONE')], false)).toEqual({
      changes: [{ feature: 'S3_DATA_EVENTS', before: 'NONE', after: 'NEW', lowers: false }],
      gaps: [],
    });
  });

  test.each([
    ['blocks the newer one', false, { changes: [], gaps: [{ feature: runtime, reason: 'feature-legacy-runtime' }] }],
    [
      'is switched off for it when asked to',
      true,
      {
        changes: [
          { feature: legacy, before: 'ALL', after: 'NONE', lowers: true },
          { feature: runtime, before: 'NONE', after: 'ALL', lowers: false },
        ],
        gaps: [],
      },
    ],
  ])('the older runtime plan in force %s', (_what, migrate, comparison) => {
    expect(compareFeatures(named(runtime, 'ALL'), [offered(legacy, 'ALL'), offered(runtime, 'NONE')], migrate)).toEqual(comparison);
  });

  test.each([
    [false, 'asked for by its name'],
    [true, 'asked for twice'],
  ])('the older runtime plan ends once where that is asked for: migrate %s, %s', (migrate) => {
    const wanted = { every: undefined, named: [...named(runtime, 'ALL').named, ...named(legacy, 'NONE').named] };
    expect(compareFeatures(wanted, [offered(runtime, 'NONE'), offered(legacy, 'ALL')], migrate)).toEqual({
      changes: [
        { feature: runtime, before: 'NONE', after: 'ALL', lowers: false },
        { feature: legacy, before: 'ALL', after: 'NONE', lowers: true },
      ],
      gaps: [],
    });
  });

  test('the older runtime plan is not switched off where it was asked for by its name', () => {
    const wanted = { every: undefined, named: [...named(runtime, 'ALL').named, ...named(legacy, 'NEW').named] };
    expect(compareFeatures(wanted, [offered(runtime, 'NONE'), offered(legacy, 'NEW')], true)).toEqual({
      changes: [],
      gaps: [{ feature: runtime, reason: 'feature-legacy-runtime' }],
    });
  });

  test('where the older runtime plan is off, the newer one is simply set', () => {
    expect(compareFeatures(named(runtime, 'ALL'), [offered(legacy, 'NONE'), offered(runtime, 'NONE')], true)).toEqual({
      changes: [{ feature: runtime, before: 'NONE', after: 'ALL', lowers: false }],
      gaps: [],
    });
  });

  test('before anything is known of the Region, every named setting is a change', () => {
    expect(compareFeatures(named(runtime, 'ALL', { [agent]: 'NEW' }), undefined, false)).toEqual({
      changes: [
        { feature: runtime, before: null, after: 'ALL', lowers: false },
        { feature: runtime, additional: agent, before: null, after: 'NEW', lowers: false },
      ],
      gaps: [],
    });
  });

  test('the older runtime plan does not stand in the way of switching the newer one off', () => {
    expect(compareFeatures(named(runtime, 'NONE'), [offered(legacy, 'ALL'), offered(runtime, 'NEW')], false)).toEqual({
      changes: [{ feature: runtime, before: 'NEW', after: 'NONE', lowers: true }],
      gaps: [],
    });
  });

  test('makes its changes and nothing else', () => {
    const before = [offered(runtime, 'NEW', { [agent]: 'NONE', ECS_FARGATE_AGENT_MANAGEMENT: 'ALL' }), offered('S3_DATA_EVENTS', 'ALL')];
    const { changes } = compareFeatures(named(runtime, 'ALL', { [agent]: 'NEW' }), before, false);
    expect(withFeatureChanges(before, changes)).toEqual([
      offered(runtime, 'ALL', { ECS_FARGATE_AGENT_MANAGEMENT: 'ALL', [agent]: 'NEW' }),
      offered('S3_DATA_EVENTS', 'ALL'),
    ]);
  });
});

const has = (name: string, enabled: boolean, more: Partial<DetectorFeature> = {}): DetectorFeature => ({
  name,
  enabled,
  managed: false,
  additional: [],
  ...more,
});

describe('missingPlans', () => {
  test.each<[string, WantedFeatures, readonly DetectorFeature[], readonly object[]]>([
    ['lacks what is for everybody', named('S3_DATA_EVENTS', 'ALL'), [has('S3_DATA_EVENTS', false)], [{ feature: 'S3_DATA_EVENTS' }]],
    ['lacks nothing that is on', named('S3_DATA_EVENTS', 'ALL'), [has('S3_DATA_EVENTS', true)], []],
    ['lacks nothing that is for new accounts', named('S3_DATA_EVENTS', 'NEW'), [has('S3_DATA_EVENTS', false)], []],
    ['is not lowered', named('S3_DATA_EVENTS', 'NONE'), [has('S3_DATA_EVENTS', true)], []],
    ['is left alone where a policy manages it', named('S3_DATA_EVENTS', 'ALL'), [has('S3_DATA_EVENTS', false, { managed: true })], []],
    ['does not get the newer runtime plan beside the older', named(runtime, 'ALL'), [has(legacy, true), has(runtime, false)], []],
    ['gets it where the older is off', named(runtime, 'ALL'), [has(legacy, false), has(runtime, false)], [{ feature: runtime }]],
    ['does not get what only detectors know because of all', { every: 'ALL', named: [] }, [has('AI_ANALYST', false)], []],
    ['gets it by name', named('AI_ANALYST', 'ALL'), [has('AI_ANALYST', false)], [{ feature: 'AI_ANALYST' }]],
    ['lacks an agent', named(runtime, 'NEW', { [agent]: 'ALL' }), [has(runtime, true)], [{ feature: runtime, additional: agent }]],
    [
      'lacks its plan and, under it, what is for everybody',
      named(runtime, 'ALL', { [agent]: 'ALL', EKS_ADDON_MANAGEMENT: 'NEW' }),
      [has(runtime, false)],
      [{ feature: runtime }, { feature: runtime, additional: agent }],
    ],
    [
      'lacks an agent that is off, beside another that is on',
      named(runtime, 'ALL', { [agent]: 'ALL' }),
      [
        has(runtime, true, {
          additional: [
            { name: 'EKS_ADDON_MANAGEMENT', enabled: true },
            { name: agent, enabled: false },
          ],
        }),
      ],
      [{ feature: runtime, additional: agent }],
    ],
    ['lacks nothing that was not asked for', named('S3_DATA_EVENTS', 'ALL'), [has('LAMBDA_NETWORK_LOGS', false)], []],
    [
      'gets another plan beside the older runtime plan',
      { every: 'ALL', named: [] },
      [has(legacy, true), has('S3_DATA_EVENTS', false)],
      [{ feature: 'S3_DATA_EVENTS' }],
    ],
    [
      'gets it beside another plan that is on',
      named(runtime, 'ALL'),
      [has('S3_DATA_EVENTS', true), has(runtime, false)],
      [{ feature: runtime }],
    ],
    [
      'has the agent',
      named(runtime, 'ALL', { [agent]: 'ALL' }),
      [has(runtime, true, { additional: [{ name: agent, enabled: true }] })],
      [],
    ],
    ['gets no agent without its plan', named(runtime, 'NEW', { [agent]: 'ALL' }), [has(runtime, false)], []],
  ])('a detector %s', (_what, wanted, features, missing) => {
    expect(missingFeatures(wanted, features)).toEqual(missing);
  });

  test('switching a plan on keeps what is under it, and replaces an agent that was off', () => {
    const features = [
      has('S3_DATA_EVENTS', false),
      has(runtime, false, {
        additional: [
          { name: agent, enabled: false },
          { name: 'EKS_ADDON_MANAGEMENT', enabled: false },
        ],
      }),
    ];
    expect(featuresToSwitchOn(features, [{ feature: runtime }, { feature: runtime, additional: agent }])).toEqual([
      has(runtime, true, {
        additional: [
          { name: 'EKS_ADDON_MANAGEMENT', enabled: false },
          { name: agent, enabled: true },
        ],
      }),
    ]);
  });

  test('switching on keeps what is on under a plan', () => {
    const features = [
      has(runtime, true, { additional: [{ name: 'ECS_FARGATE_AGENT_MANAGEMENT', enabled: true }] }),
      has('S3_DATA_EVENTS', false),
    ];
    expect(featuresToSwitchOn(features, [{ feature: runtime, additional: agent }])).toEqual([
      has(runtime, true, {
        additional: [
          { name: 'ECS_FARGATE_AGENT_MANAGEMENT', enabled: true },
          { name: agent, enabled: true },
        ],
      }),
    ]);
  });
});

describe('plansNotKept', () => {
  const feature = (name: string, autoEnable: AutoEnable, agent?: AutoEnable): OrganizationFeature => ({
    name,
    autoEnable,
    additionalConfiguration: agent === undefined ? [] : [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable: agent }],
  });
  const change = (place: { readonly feature: string; readonly additional?: string }): FeatureChange => ({
    ...place,
    before: 'NONE',
    after: 'ALL',
    lowers: false,
  });
  const before = [feature('S3_DATA_EVENTS', 'ALL'), feature('RUNTIME_MONITORING', 'NEW', 'ALL'), feature('RDS_LOGIN_EVENTS', 'NONE')];
  const notKept = (name: string, was: string, is: string) => ({ feature: name, reason: 'feature-not-kept', before: was, after: is });

  test.each<[string, readonly FeatureChange[], readonly OrganizationFeature[], readonly object[]]>([
    ['nothing where all is as before, in any order', [], [...before].reverse(), []],
    ['nothing where AWS leaves out what is NONE', [], before.slice(0, 2), []],
    ['a plan that was lowered', [], [feature('S3_DATA_EVENTS', 'NONE'), ...before.slice(1)], [notKept('S3_DATA_EVENTS', 'ALL', 'NONE')]],
    [
      'a plan that was raised',
      [],
      [...before.slice(0, 2), feature('RDS_LOGIN_EVENTS', 'ALL')],
      [notKept('RDS_LOGIN_EVENTS', 'NONE', 'ALL')],
    ],
    [
      'an agent that is gone',
      [],
      [feature('S3_DATA_EVENTS', 'ALL'), feature('RUNTIME_MONITORING', 'NEW')],
      [notKept('RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT', 'ALL', 'NONE')],
    ],
    ['nothing of a plan that was to change', [change({ feature: 'S3_DATA_EVENTS' })], before.slice(1), []],
    [
      'a plan beside its agent that was to change',
      [change({ feature: 'RUNTIME_MONITORING', additional: 'EC2_AGENT_MANAGEMENT' })],
      [feature('S3_DATA_EVENTS', 'ALL')],
      [notKept('RUNTIME_MONITORING', 'NEW', 'NONE')],
    ],
  ])('finds %s', (_what, changes, after, findings) => {
    expect(featuresNotKept(before, changes, after)).toEqual(findings);
  });
});
