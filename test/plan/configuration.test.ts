import type { AutoEnable } from '../../src/domain/auto-enable';
import type { OrganizationFeature } from '../../src/domain/feature';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import type { ConfigureOrganization } from '../../src/plan/actions';
import { isSetForAll, planConfiguration, staysAll } from '../../src/plan/configuration';
import { configuration, settings } from '../support/builders';

const runtime = 'RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';
const s3 = (autoEnable: AutoEnable): OrganizationFeature => ({ name: 'S3_DATA_EVENTS', autoEnable, additionalConfiguration: [] });
const wanted: WantedFeatures = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] }] };
const raised = { feature: 'S3_DATA_EVENTS', before: 'NONE', after: 'ALL', lowers: false } as const;

describe('planConfiguration', () => {
  test.each<[string, Parameters<typeof planConfiguration>, ReturnType<typeof planConfiguration>]>([
    ['nothing is to be changed', [settings(), configuration()], { action: undefined, gaps: [] }],
    [
      'nothing is known yet',
      [settings({ features: wanted }), undefined],
      {
        action: {
          kind: 'configure-organization',
          before: null,
          after: { autoEnable: 'ALL' },
          lowers: false,
          plans: { wanted, migrate: false, changes: [{ ...raised, before: null }] },
        },
        gaps: [],
      },
    ],
    [
      'the plans are right and auto-enable is not',
      [settings({ features: wanted }), configuration({ autoEnable: 'NEW', features: [s3('ALL')] })],
      {
        action: {
          kind: 'configure-organization',
          before: { autoEnable: 'NEW' },
          after: { autoEnable: 'ALL' },
          lowers: false,
          plans: { wanted, migrate: false, changes: [] },
        },
        gaps: [],
      },
    ],
    [
      'auto-enable is right and the plans are not',
      [settings({ features: wanted, migrateEksRuntimeMonitoring: true }), configuration({ features: [s3('NONE')] })],
      {
        action: {
          kind: 'configure-organization',
          before: { autoEnable: 'ALL' },
          after: { autoEnable: 'ALL' },
          lowers: false,
          plans: { wanted, migrate: true, changes: [raised] },
        },
        gaps: [],
      },
    ],
    [
      'a default would lower auto-enable, and plans are to be changed',
      [settings({ autoEnable: 'NEW', features: wanted }), configuration({ features: [s3('NONE')] })],
      {
        action: {
          kind: 'configure-organization',
          before: { autoEnable: 'ALL' },
          after: { autoEnable: 'ALL' },
          lowers: false,
          plans: { wanted, migrate: false, changes: [raised] },
        },
        gaps: [],
      },
    ],
    [
      'a plan is not offered',
      [settings({ features: wanted }), configuration()],
      { action: undefined, gaps: [{ feature: 'S3_DATA_EVENTS', reason: 'feature-not-offered' }] },
    ],
  ])('when %s', (_what, question, answer) => {
    expect(planConfiguration(...question)).toEqual(answer);
  });
});

const change = (autoEnable: 'ALL' | 'NEW', plans?: ConfigureOrganization['plans']): ConfigureOrganization => ({
  kind: 'configure-organization',
  before: { autoEnable: 'ALL' },
  after: { autoEnable },
  lowers: false,
  ...(plans === undefined ? {} : { plans }),
});

describe('staysAll', () => {
  test.each([
    ['nothing is known and nothing set', undefined, undefined, false],
    ['ALL is in force', configuration(), undefined, true],
    ['NEW is in force', configuration({ autoEnable: 'NEW' }), undefined, false],
    ['ALL is lowered', configuration(), change('NEW'), false],
    ['ALL is set', configuration({ autoEnable: 'NEW' }), change('ALL'), true],
  ])('when %s: %#', (_what, present, action, expected) => {
    expect(staysAll(present, action)).toBe(expected);
  });
});

describe('isSetForAll', () => {
  const withAgent = (autoEnable: AutoEnable) =>
    configuration({
      features: [
        s3('ALL'),
        {
          name: runtime,
          autoEnable: 'NEW',
          additionalConfiguration: [
            { name: 'X', autoEnable: 'ALL' },
            { name: agent, autoEnable },
          ],
        },
      ],
    });
  test.each([
    ['nothing is known yet', { feature: runtime }, undefined, undefined, true],
    ['the plan is ALL', { feature: 'S3_DATA_EVENTS' }, withAgent('NONE'), undefined, true],
    ['the plan is NEW', { feature: runtime }, withAgent('ALL'), undefined, false],
    ['the plan is not offered', { feature: 'AI_PROTECTION' }, withAgent('ALL'), undefined, false],
    ['auto-enable alone is set', { feature: runtime }, withAgent('ALL'), change('ALL'), false],
    [
      'the plan becomes ALL',
      { feature: 'S3_DATA_EVENTS' },
      configuration({ features: [s3('NONE')] }),
      change('ALL', { wanted, migrate: false, changes: [raised] }),
      true,
    ],
    ['an agent is ALL', { feature: runtime, additional: agent }, withAgent('ALL'), undefined, true],
    ['an agent is NEW', { feature: runtime, additional: agent }, withAgent('NEW'), undefined, false],
    ['an agent is not offered', { feature: 'AI_PROTECTION', additional: agent }, withAgent('ALL'), undefined, false],
  ])('when %s: %#', (_what, plan, present, action, expected) => {
    expect(isSetForAll(plan, present, action)).toBe(expected);
  });
});
