import type { RegionReport } from '../../../src/plan/outcome';
import type { Plan } from '../../../src/plan/plan';
import { planRollout } from '../../../src/plan/organization';
import type { RunSummary } from '../../../src/reporters/run-summary';
import { administratorId, detectorId, managementId, organization, region, settings } from '../../support/builders';

/** The account of a Region in which everything is done and proven. */
export function regionReport(overrides: Partial<RegionReport> = {}): RegionReport {
  return {
    region,
    detectorId,
    status: 'done',
    enabled: 3,
    outsiders: 0,
    excludedMembers: [],
    gaps: [],
    notEnabled: [],
    blocker: undefined,
    attempts: [],
    planned: [],
    proven: true,
    unproven: undefined,
    ...overrides,
  };
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
    report: { interrupted: false, organizationAttempts: [], organizationPlanned: [], regions },
    exitCode: 0,
    declined: false,
    startedAt: 0,
    finishedAt: 60_000,
    calls: { 'guardduty:GetDetector': 2 },
    ...overrides,
  };
}
