import type { Plan } from '../../../src/plan/plan';
import type { AppliedRegion, RegionReport, ShownRegion } from '../../../src/plan/report';
import { asAsked } from '../../../src/plan/verdicts';
import { planRollout } from '../../../src/plan/organization';
import type { RunSummary } from '../../../src/reporters/run-summary';
import { administratorId, detectorId, managementId, organization, region, settings } from '../../support/builders';

const observed = {
  region,
  detectorId,
  status: 'done',
  enabled: 3,
  outsiders: 0,
  excludedMembers: [],
  notEnabled: [],
  blocker: undefined,
  verdicts: [asAsked({ question: 'designation' }), asAsked({ question: 'detector' }), asAsked({ question: 'members' })],
  configuration: undefined,
  trialsLeft: undefined,
  exports: undefined,
} as const;

/** What goes with an overridden count: nothing of the members is known where it is undefined. */
function seenIn(overrides: Partial<RegionReport>): Pick<RegionReport, 'membersRead' | 'seenEnabled'> {
  const enabled = 'enabled' in overrides ? overrides.enabled : observed.enabled;
  return { membersRead: enabled !== undefined, seenEnabled: enabled };
}

/** The account of a Region in which everything is done and proven. */
export function appliedRegion(overrides: Partial<AppliedRegion> = {}): AppliedRegion {
  return { ...observed, ...seenIn(overrides), kind: 'applied', attempts: [], proof: 'read', ...overrides };
}

/** The account of a Region in which nothing was applied. */
export function shownRegion(overrides: Partial<ShownRegion> = {}): ShownRegion {
  return { ...observed, ...seenIn(overrides), kind: 'shown', status: 'in-sync', planned: [], ...overrides };
}

/** A run that made a minute of requests; Regions and parts of the plan as given. */
export function summaryOf(regions: readonly RegionReport[], plan: Partial<Plan> = {}, overrides: Partial<RunSummary> = {}): RunSummary {
  return {
    version: '1.2.3',
    settings: settings(),
    simulated: undefined,
    management: { accountId: managementId, arn: `arn:aws:iam::${managementId}:user/me` },
    administrator: { accountId: administratorId, arn: `arn:aws:iam::${administratorId}:user/me` },
    organization: organization(),
    plan: { ...planRollout(settings(), organization(), []), ...plan },
    report: { interrupted: false, verdicts: [], organizationAttempts: [], organizationPlanned: [], regions, insights: new Map() },
    exitCode: 0,
    declined: false,
    startedAt: 0,
    finishedAt: 60_000,
    calls: { 'guardduty:GetDetector': 2 },
    ...overrides,
  };
}
