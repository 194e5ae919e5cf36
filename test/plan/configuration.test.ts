import type { AutoEnable } from '../../src/domain/auto-enable';
import type { RolloutSettings } from '../../src/domain/settings';
import type { OrganizationConfiguration } from '../../src/domain/snapshot';
import type { ConfigureOrganization } from '../../src/plan/actions';
import { autoEnableAfter, levelAfter, planConfiguration, underPolicy, type ConfigurationPlan } from '../../src/plan/configuration';
import { asAsked, gap, toDo, unread } from '../../src/plan/verdicts';
import { configuration, every, inOrganization, named, notShown, settings, want } from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';
const wanted = named(want(s3, 'ALL'));
const raised = { feature: s3, before: 'NONE', after: 'ALL', lowers: false } as const;
const autoEnable = { question: 'auto-enable' } as const;
const ofS3 = { question: 'organization-feature', feature: s3 } as const;

function configure(
  before: AutoEnable | null,
  after: AutoEnable,
  features: ConfigureOrganization['features'] = [],
  more: Partial<ConfigureOrganization> = {},
): ConfigureOrganization {
  const lowers = before === 'ALL' && after !== 'ALL';
  return { kind: 'configure-organization', autoEnable: { before, after, lowers }, features, ...more };
}

const due = (subject: typeof autoEnable | typeof ofS3) => toDo(subject, 'configure-organization');

describe('planConfiguration', () => {
  test.each<[string, Partial<RolloutSettings>, OrganizationConfiguration | undefined, ConfigurationPlan]>([
    ['nothing is to be changed', {}, configuration(), { action: undefined, verdicts: [asAsked(autoEnable)] }],
    [
      'auto-enable is weaker than asked for',
      {},
      configuration({ autoEnable: 'NEW' }),
      { action: configure('NEW', 'ALL'), verdicts: [due(autoEnable)] },
    ],
    [
      'auto-enable is stronger than asked for',
      { autoEnable: 'NONE' },
      configuration(),
      { action: configure('ALL', 'NONE'), verdicts: [due(autoEnable)] },
    ],
    [
      'the level of auto-enable was not read',
      { features: wanted },
      configuration({ autoEnable: undefined, features: [inOrganization(s3, 'NONE')] }),
      { action: undefined, verdicts: [unread(autoEnable, notShown('the level of auto-enable is not in the answer')), due(ofS3)] },
    ],
    [
      'there is no configuration yet, and no feature was asked for',
      {},
      undefined,
      { action: configure(null, 'ALL'), verdicts: [due(autoEnable)] },
    ],
    [
      'there is no configuration yet',
      { features: wanted },
      undefined,
      { action: configure(null, 'ALL', [{ ...raised, before: null }], { wanted }), verdicts: [due(autoEnable), due(ofS3)] },
    ],
    [
      'features are right and auto-enable is not',
      { features: wanted },
      configuration({ autoEnable: 'NEW', features: [inOrganization(s3, 'ALL')] }),
      { action: configure('NEW', 'ALL'), verdicts: [due(autoEnable), asAsked(ofS3)] },
    ],
    [
      'auto-enable is right and features are not',
      { features: wanted },
      configuration({ features: [inOrganization(s3, 'NONE')] }),
      { action: configure('ALL', 'ALL', [raised]), verdicts: [asAsked(autoEnable), due(ofS3)] },
    ],
    [
      'the older runtime feature is to be migrated',
      { features: named(want(runtime, 'NEW')), migrateEksRuntimeMonitoring: true },
      configuration({ features: [inOrganization('EKS_RUNTIME_MONITORING', 'ALL'), inOrganization(runtime, 'NEW')] }),
      {
        action: configure('ALL', 'ALL', [{ feature: 'EKS_RUNTIME_MONITORING', before: 'ALL', after: 'NONE', lowers: true }]),
        verdicts: [
          asAsked(autoEnable),
          toDo({ question: 'organization-feature', feature: 'EKS_RUNTIME_MONITORING' }, 'configure-organization'),
          asAsked({ question: 'organization-feature', feature: runtime }),
        ],
      },
    ],
    [
      'a feature is not offered',
      { features: wanted },
      configuration(),
      { action: undefined, verdicts: [asAsked(autoEnable), gap(ofS3, 'feature-not-offered')] },
    ],
  ])('when %s', (_what, changes, present, planned) => {
    expect(planConfiguration(settings(changes), present, notShown)).toEqual(planned);
  });
});

describe('underPolicy', () => {
  test.each<[string, boolean, ConfigurationPlan]>([
    ['is a gap', false, { action: undefined, verdicts: [gap(autoEnable, 'organization-policy')] }],
    ['is as asked where that was accepted', true, { action: undefined, verdicts: [asAsked(autoEnable, 'organization-policy-accepted')] }],
  ])('auto-enable %s', (_what, acceptOrganizationPolicy, planned) => {
    expect(underPolicy(settings({ acceptOrganizationPolicy }), configuration())).toEqual(planned);
  });

  const runtime = {
    feature: 'RUNTIME_MONITORING',
    autoEnable: 'NEW',
    additional: [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'NEW' }],
  } as const;
  const rds = { feature: 'RDS_LOGIN_EVENTS', autoEnable: 'ALL', additional: [] } as const;
  const ofRuntime = { question: 'organization-feature', feature: runtime.feature } as const;
  const ofAgent = { ...ofRuntime, additional: 'EC2_AGENT_MANAGEMENT' } as const;
  const offered = configuration({ features: [inOrganization('RUNTIME_MONITORING', 'NONE'), inOrganization('S3_DATA_EVENTS', 'ALL')] });

  test('every setting that was asked for has an answer, and none is as asked because a level says so', () => {
    const { verdicts } = underPolicy(settings({ features: { every: 'ALL', named: [runtime, rds] } }), offered);
    const ofPolicy = 'organization-policy';
    expect(verdicts).toEqual([
      gap(autoEnable, ofPolicy),
      gap(ofRuntime, ofPolicy),
      gap(ofAgent, ofPolicy),
      gap({ question: 'organization-feature', feature: rds.feature }, 'feature-not-offered'),
      gap({ question: 'organization-feature', feature: 'S3_DATA_EVENTS' }, ofPolicy),
    ]);
  });

  test('settings are as asked where the policy is accepted, also where the Region has no configuration yet', () => {
    const { verdicts } = underPolicy(
      settings({ features: { every: undefined, named: [runtime] }, acceptOrganizationPolicy: true }),
      undefined,
    );
    expect(verdicts).toEqual([autoEnable, ofRuntime, ofAgent].map((subject) => asAsked(subject, 'organization-policy-accepted')));
  });
});

describe('autoEnableAfter', () => {
  test.each<[string, OrganizationConfiguration | undefined, ConfigureOrganization | undefined, AutoEnable | undefined]>([
    ['nothing is known and nothing set', undefined, undefined, undefined],
    ['it stays', configuration({ autoEnable: 'NEW' }), undefined, 'NEW'],
    ['it is set', configuration({ autoEnable: 'NEW' }), configure('NEW', 'ALL'), 'ALL'],
    ['it is lowered', configuration(), configure('ALL', 'NEW'), 'NEW'],
  ])('when %s', (_what, present, action, level) => {
    expect(autoEnableAfter(present, action)).toBe(level);
  });
});

describe('levelAfter', () => {
  const present = configuration({
    features: [inOrganization(s3, 'NONE'), inOrganization(runtime, 'NEW', { OTHER: 'NEW', [agent]: 'ALL' })],
  });
  const ofAgent = { feature: runtime, additional: agent };
  const set = configure('ALL', 'ALL', [raised, { ...ofAgent, before: 'ALL', after: 'NEW', lowers: true }]);
  const first = configure(null, 'ALL', [{ feature: runtime, before: null, after: 'NEW', lowers: false }], {
    wanted: { ...every('ALL'), named: [want(runtime, 'NEW')] },
  });

  test.each<
    [
      string,
      Parameters<typeof levelAfter>[0],
      OrganizationConfiguration | undefined,
      ConfigureOrganization | undefined,
      AutoEnable | undefined,
    ]
  >([
    ['nothing is known and nothing set', { feature: s3 }, undefined, undefined, undefined],
    ['the first configuration names it', { feature: runtime }, undefined, first, 'NEW'],
    ['the first configuration sets every feature', { feature: s3 }, undefined, first, 'ALL'],
    ['it stays', { feature: s3 }, present, undefined, 'NONE'],
    ['it is set', { feature: s3 }, present, set, 'ALL'],
    ['another one is set', { feature: runtime }, present, set, 'NEW'],
    ['it is not offered', { feature: 'AI_PROTECTION' }, present, set, undefined],
    ['an agent stays', ofAgent, present, undefined, 'ALL'],
    ['an agent is set', ofAgent, present, set, 'NEW'],
    ['an agent is not listed', { feature: s3, additional: agent }, present, set, undefined],
    ['an agent is under a feature that is not offered', { feature: 'AI_PROTECTION', additional: agent }, present, set, undefined],
  ])('when %s', (_what, place, read, action, level) => {
    expect(levelAfter(place, read, action)).toBe(level);
  });
});
