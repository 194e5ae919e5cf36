import type { RolloutSettings } from '../../src/domain/settings';
import { known, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import type { RegionActionKind } from '../../src/plan/actions';
import { planRollout } from '../../src/plan/organization';
import {
  configuration,
  detector,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  inDetector,
  inOrganization,
  managementId,
  members,
  named,
  organization,
  region,
  settings,
  want,
  workload,
} from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const s3ForAll = { features: named(want(s3, 'ALL')) };
const offers = (level: 'ALL' | 'NONE') => known(configuration({ features: [inOrganization(s3, level)] }));
const suspended = known(detector({ status: 'DISABLED' }));
const restart = { restartSuspended: true };
const target = { destinationArn: 'arn:aws:s3:::bucket', keyArn: 'arn:aws:kms:eu-west-1:222222222222:key/1', ownerId: managementId };

/** A Region in which each kind of action is planned, with the settings that ask for it. A new kind needs a row. */
const worlds: Readonly<Record<RegionActionKind, readonly [RegionSnapshot, Partial<RolloutSettings>, Partial<OrganizationSnapshot>?]>> = {
  'designate-administrator': [freshRegion(), {}],
  'create-detector': [freshRegion(), {}],
  'create-management-detector': [freshRegion(), {}],
  'configure-organization': [freshRegion(), {}],
  'associate-members': [freshRegion(), {}],
  'enable-detector': [finishedRegion({ detector: suspended }), restart],
  'enable-management-detector': [
    finishedRegion({ members: known(members({ [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' })), managementDetector: suspended }),
    restart,
  ],
  'restart-members': [
    finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Disabled', [workload(2)]: 'Enabled' })) }),
    restart,
  ],
  'configure-detector': [
    finishedRegion({ configuration: offers('ALL'), detector: known(detector({ features: [inDetector(s3, false)] })) }),
    s3ForAll,
  ],
  'configure-members': [
    finishedRegion({
      configuration: offers('ALL'),
      detector: known(detector({ features: [inDetector(s3, true)] })),
      memberFeatures: featuresOfMembers({
        [managementId]: [inDetector(s3, true)],
        [workload(1)]: [inDetector(s3, false)],
        [workload(2)]: [inDetector(s3, true)],
      }),
    }),
    { ...s3ForAll, applyToMembers: true },
  ],
  'configure-new-members': [
    finishedRegion({
      configuration: offers('NONE'),
      detector: known(detector({ features: [inDetector(s3, true)] })),
      members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled' })),
      memberFeatures: featuresOfMembers({ [managementId]: [inDetector(s3, true)], [workload(1)]: [inDetector(s3, true)] }),
    }),
    { features: named(want(s3, 'NEW')), autoEnable: 'NEW', applyToMembers: true },
  ],
  'export-findings': [finishedRegion({ exports: known([]) }), { export: { ...target, replaces: undefined } }],
};

describe('the planner', () => {
  test.each(Object.entries(worlds))('plans "%s" where it is needed', (kind, [snapshot, wanted, of = {}]) => {
    const plan = planRollout(settings({ regions: [region], ...wanted }), organization(of), [snapshot]);
    expect(plan.regions.flatMap(({ actions }) => actions.map((action) => action.kind))).toContain(kind);
  });
});
