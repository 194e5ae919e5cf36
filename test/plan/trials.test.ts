import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import { planRollout } from '../../src/plan/organization';
import type { Trials } from '../../src/plan/plan';
import {
  configuration,
  detector,
  every,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  inDetector,
  inOrganization,
  managementId,
  members,
  named,
  organization,
  settings,
  someoneElse,
  want,
  workload,
} from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';
const off = [inDetector(s3, false), inDetector(runtime, false)];
const on = (...names: readonly string[]): readonly DetectorFeature[] => [s3, runtime].map((name) => inDetector(name, names.includes(name)));
const levels = (ofS3: 'ALL' | 'NEW' | 'NONE', ofRuntime: 'ALL' | 'NEW' | 'NONE') =>
  known(configuration({ features: [inOrganization(s3, ofS3), inOrganization(runtime, ofRuntime)] }));

/** A Region that offers two features, with everybody enrolled but the first accounts. */
function region(missing: number, more: Partial<RegionSnapshot> = {}): RegionSnapshot {
  const enrolled = [managementId, workload(1), workload(2)].slice(missing);
  return finishedRegion({
    configuration: levels('NONE', 'NONE'),
    detector: known(detector({ features: off })),
    members: known(members(Object.fromEntries(enrolled.map((id) => [id, 'Enabled'])))),
    memberFeatures: featuresOfMembers({ [managementId]: on(s3, runtime), [workload(1)]: on(s3, runtime), [workload(2)]: on(s3, runtime) }),
    ...more,
  });
}

const lacking = {
  memberFeatures: featuresOfMembers({ [managementId]: on(s3, runtime), [workload(1)]: off, [workload(2)]: on(s3, runtime) }),
};
const both = named(want(s3, 'ALL'), want(runtime, 'ALL', { [agent]: 'ALL' }));

type Row = readonly [
  wanted: Partial<RolloutSettings>,
  regions: readonly RegionSnapshot[],
  trials: Trials,
  of?: Partial<OrganizationSnapshot>,
];
const rows: Readonly<Record<string, Row>> = {
  'members of today, those that are enrolled, and the administrator': [
    { features: named(want(s3, 'ALL')) },
    [region(1)],
    { foundation: 1, features: [[s3, 2 + 1 + 1]] },
  ],
  'members from outside, whom AWS does not leave out': [
    { features: named(want(s3, 'ALL')) },
    [
      region(0, {
        members: known(
          members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: 'Enabled', [someoneElse]: 'Enabled' }),
        ),
      }),
    ],
    { foundation: 0, features: [[s3, 4 + 1]] },
  ],
  'only those that are enrolled, of a feature for new accounts': [
    { features: named(want(s3, 'NEW')) },
    [region(1)],
    { foundation: 1, features: [[s3, 1]] },
  ],
  'those that are enrolled, of a feature that nobody mentioned and that is for everybody': [
    {},
    [region(1, { configuration: levels('ALL', 'NEW') })],
    {
      foundation: 1,
      features: [
        [s3, 1],
        [runtime, 1],
      ],
    },
  ],
  'nobody of a feature for new accounts where nobody is enrolled': [
    { features: named(want(s3, 'NEW')) },
    [region(0)],
    { foundation: 0, features: [] },
  ],
  'nobody of a feature that ends': [
    { features: named(want(s3, 'NONE')) },
    [region(1, { configuration: levels('ALL', 'NONE') })],
    { foundation: 1, features: [] },
  ],
  'each feature by itself, agents not at all': [
    { features: both },
    [region(0)],
    {
      foundation: 0,
      features: [
        [s3, 4],
        [runtime, 4],
      ],
    },
  ],
  'every Region': [{ features: named(want(s3, 'ALL')) }, [region(0), region(0)], { foundation: 0, features: [[s3, 8]] }],
  'the administrator too where its detector is still to be made': [
    { features: named(want(s3, 'ALL'), want(runtime, 'NEW')) },
    [freshRegion()],
    {
      foundation: 3 + 1,
      features: [
        [s3, 3 + 1],
        [runtime, 3],
      ],
    },
  ],
  'every known feature where nobody has read what the Region offers': [
    { features: { ...every('NEW'), named: [want(s3, 'NONE'), want('NEW_ONE', 'NEW')] } },
    [freshRegion()],
    {
      foundation: 3 + 1,
      features: [
        ['NEW_ONE', 3],
        ['EKS_AUDIT_LOGS', 3],
        ['EBS_MALWARE_PROTECTION', 3],
        ['RDS_LOGIN_EVENTS', 3],
        ['LAMBDA_NETWORK_LOGS', 3],
        [runtime, 3],
        ['AI_PROTECTION', 3],
      ],
    },
  ],
  'members in which a feature is switched on that was set earlier': [
    { features: named(want(s3, 'ALL'), want(runtime, 'ALL')), applyToMembers: true },
    [region(0, { ...lacking, configuration: levels('ALL', 'ALL'), detector: known(detector({ features: on(s3, runtime) })) })],
    {
      foundation: 0,
      features: [
        [s3, 1],
        [runtime, 1],
      ],
    },
  ],
  'the administrator only of what its detector lacks': [
    { features: named(want(s3, 'ALL'), want(runtime, 'ALL')) },
    [region(0, { configuration: levels('ALL', 'ALL'), detector: known(detector({ features: on(s3) })) })],
    { foundation: 0, features: [[runtime, 1]] },
  ],
  'nobody of a feature that has an agent switched on alone': [
    { features: named(want(runtime, 'ALL', { [agent]: 'ALL' })), applyToMembers: true },
    [region(0, { configuration: levels('ALL', 'ALL'), detector: known(detector({ features: on(s3, runtime) })) })],
    { foundation: 0, features: [] },
  ],
  'no member twice': [
    { features: both, applyToMembers: true },
    [region(0, lacking)],
    {
      foundation: 0,
      features: [
        [s3, 4],
        [runtime, 4],
      ],
    },
  ],
  'those that are enrolled under an organization policy, which get the feature from this run': [
    { features: named(want(s3, 'NEW'), want(runtime, 'NONE')), applyToMembers: true, acceptOrganizationPolicy: true },
    [region(2)],
    { foundation: 2, features: [[s3, 2]] },
    { guardDutyPolicy: known(true) },
  ],
  'nothing where only the frequency of findings changes': [
    { findingFrequency: 'ONE_HOUR' },
    [region(0, { detector: known(detector({ findingFrequency: 'SIX_HOURS' })) })],
    { foundation: 0, features: [] },
  ],
};

describe('countTrials', () => {
  test.each(Object.entries(rows))('counts %s', (_what, [wanted, regions, trials, of]) => {
    expect(planRollout(settings(wanted), organization(of), regions).trials).toEqual(trials);
  });
});
