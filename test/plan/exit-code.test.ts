import type { WantedFeatures } from '../../src/domain/wanted-feature';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import { chooseCandidates } from '../../src/plan/candidates';
import { exitCodeOf } from '../../src/plan/exit-code';
import type { RolloutReport } from '../../src/plan/outcome';
import { planRegion } from '../../src/plan/region';
import { planRollout } from '../../src/plan/organization';
import { reportPlanned } from '../../src/plan/report';
import {
  account,
  administratorId,
  configuration,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  problem,
  settings,
  someoneElse,
  unread,
  workload,
} from '../support/builders';

interface World {
  readonly wanted?: Partial<RolloutSettings>;
  readonly of?: Partial<OrganizationSnapshot>;
  readonly snapshot?: RegionSnapshot;
  readonly report?: Partial<RolloutReport>;
}

function exitCode({ wanted, of, snapshot = finishedRegion(), report }: World): number {
  const wish = settings(wanted);
  const plan = planRollout(wish, organization(of), [snapshot]);
  const shown = {
    interrupted: false,
    organizationAttempts: [],
    organizationPlanned: plan.organizationActions,
    regions: plan.regions.map(reportPlanned),
  };
  return exitCodeOf(wish, plan, { ...shown, ...report });
}

const withState = (state: string) => ({
  accounts: [account(managementId), account(administratorId), account(workload(1)), account(workload(2)), account(workload(3), { state })],
});
const withStatus = (status: string) =>
  finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: status })) });
const blocked = freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) });
const s3 = { feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] } as const;
const everyPlan: WantedFeatures = { every: 'ALL', named: [] };
const leftToAws = finishedRegion({
  configuration: known(configuration({ features: [{ name: s3.feature, autoEnable: 'ALL', additionalConfiguration: [] }] })),
  memberFeatures: featuresOfMembers({ [workload(1)]: [{ name: s3.feature, enabled: false, managed: false, additional: [] }] }),
});
const inSync = planRegion(settings(), organization(), chooseCandidates(organization()), finishedRegion());
const granted = { kind: 'enable-trusted-access', servicePrincipal: 'x' } as const;

describe('exitCodeOf', () => {
  test.each<[string, number, World]>([
    ['everything is right', 0, {}],
    ['AWS suspended an account', 0, { of: withState('SUSPENDED') }],
    ['AWS closed an account', 0, { of: withState('CLOSED') }],
    ['AWS is closing an account', 0, { of: withState('PENDING_CLOSURE') }],
    ['an account is in an unknown state', 1, { of: withState('LIMBO') }],
    ['an account has not finished its sign-up', 1, { of: withState('PENDING_ACTIVATION') }],
    ['a member is suspended', 1, { snapshot: withStatus('Disabled') }],
    ['a member has an unknown status', 1, { snapshot: withStatus('Strange') }],
    ['AWS suspended a member', 0, { snapshot: withStatus('AccountSuspended') }],
    ['a Region is blocked', 1, { snapshot: blocked }],
    ['a policy overrides auto-enable', 1, { of: { guardDutyPolicy: known(true) } }],
    [
      'a policy overrides auto-enable and that is accepted',
      0,
      { of: { guardDutyPolicy: known(true) }, wanted: { acceptOrganizationPolicy: true } },
    ],
    ['changes are left', 1, { snapshot: freshRegion() }],
    ['trusted access was granted', 0, { report: { organizationAttempts: [{ action: granted, outcome: { status: 'done' } }] } }],
    ['trusted access failed', 1, { report: { organizationAttempts: [{ action: granted, outcome: { status: 'failed', problem } }] } }],
    ['the run was interrupted', 130, { report: { interrupted: true } }],
    ['a check finds nothing', 0, { wanted: { mode: 'check' } }],
    ['a check finds changes', 3, { wanted: { mode: 'check' }, snapshot: freshRegion() }],
    ['a check finds trusted access missing', 3, { wanted: { mode: 'check' }, of: { trustedAccess: known(false) } }],
    ['a check finds a suspended member', 1, { wanted: { mode: 'check' }, snapshot: withStatus('Disabled') }],
    ['a check finds a blocked Region', 1, { wanted: { mode: 'check' }, snapshot: blocked }],
    ['a dry run finds changes', 0, { wanted: { mode: 'dry-run' }, snapshot: freshRegion() }],
    ['a dry run finds a blocked Region', 0, { wanted: { mode: 'dry-run' }, snapshot: blocked }],
    [
      'a dry run cannot read which plans members have',
      1,
      { wanted: { mode: 'dry-run', features: everyPlan }, snapshot: finishedRegion({ memberFeatures: unread() }) },
    ],
    [
      'a dry run cannot read the detector of the management account',
      1,
      { wanted: { mode: 'dry-run' }, snapshot: freshRegion({ managementDetector: unread() }) },
    ],
    ['a dry run finds an account in an unknown state', 0, { wanted: { mode: 'dry-run' }, of: withState('LIMBO') }],
    ['a plan is not offered', 1, { wanted: { features: { ...everyPlan, named: [s3] } } }],
    ['a plan is left to AWS', 0, { wanted: { features: everyPlan }, snapshot: leftToAws }],
    ['a Region was done', 0, { report: { regions: [{ ...reportPlanned(inSync), status: 'done' }] } }],
    ['a Region is pending', 1, { report: { regions: [{ ...reportPlanned(inSync), status: 'pending' }] } }],
    ['a dry run cannot read a Region', 1, { wanted: { mode: 'dry-run' }, snapshot: freshRegion({ detector: unread() }) }],
  ])('when %s: %i', (_name, code, world) => {
    expect(exitCode(world)).toBe(code);
  });
});
