import fc from 'fast-check';
import type { AutoEnable } from '../../../src/domain/auto-enable';
import type { OrganizationConfiguration } from '../../../src/domain/snapshot';
import { featuresToLower, settingsAboveNone } from '../../../src/offboard/plan/lowering';
import { configuration } from '../support/facts';

const level = fc.constantFrom<AutoEnable>('ALL', 'NEW', 'NONE');
const names = ['S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS', 'RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING', 'SOMETHING_NEW'];
const feature = fc.record({
  name: fc.constantFrom(...names),
  autoEnable: level,
  additionalConfiguration: fc.uniqueArray(
    fc.record({ name: fc.constantFrom('RDS_DATA_RISK', 'EC2_AGENT_MANAGEMENT', 'OTHER'), autoEnable: level }),
    {
      selector: ({ name }) => name,
    },
  ),
});
const anyConfiguration = fc
  .record({ autoEnable: level, features: fc.uniqueArray(feature, { selector: ({ name }) => name }) })
  .map((overrides) => configuration(overrides));

/** What AWS makes of a request, as it is understood: features that are not named keep their values. */
function applied(before: OrganizationConfiguration): OrganizationConfiguration {
  const sent = new Map(featuresToLower(before).map((one) => [one.name, one]));
  return { ...before, autoEnable: 'NONE', features: before.features.map((one) => sent.get(one.name) ?? one) };
}

describe('lowering a configuration', () => {
  it('needs two requests at most, names nothing that is NONE, and never both runtime plans', () => {
    fc.assert(
      fc.property(anyConfiguration, (before) => {
        const request = featuresToLower(before);
        const above = new Set(settingsAboveNone(before).flatMap((one) => one.feature ?? []));
        expect(request.filter(({ name }) => !above.has(name))).toEqual([]);
        expect(request.filter(({ name }) => name.endsWith('RUNTIME_MONITORING')).length).toBeLessThan(2);
        expect(JSON.stringify(request)).not.toMatch(/"(?:ALL|NEW)"/);
        expect(settingsAboveNone(applied(applied(before)))).toEqual([]);
      }),
    );
  });

  it('finds every setting above NONE, each with its level', () => {
    const features = [
      { name: 'S3_DATA_EVENTS', autoEnable: 'NEW' as const, additionalConfiguration: [] },
      { name: 'LAMBDA_NETWORK_LOGS', autoEnable: 'NONE' as const, additionalConfiguration: [] },
      {
        name: 'RUNTIME_MONITORING',
        autoEnable: 'NONE' as const,
        additionalConfiguration: [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'ALL' as const }],
      },
    ];
    expect(settingsAboveNone(configuration({ features }))).toEqual([
      { feature: undefined, additional: undefined, before: 'ALL' },
      { feature: 'S3_DATA_EVENTS', additional: undefined, before: 'NEW' },
      { feature: 'RUNTIME_MONITORING', additional: 'EC2_AGENT_MANAGEMENT', before: 'ALL' },
    ]);
    expect(featuresToLower(configuration({ features })).map(({ name }) => name)).toEqual(['S3_DATA_EVENTS', 'RUNTIME_MONITORING']);
  });
});
