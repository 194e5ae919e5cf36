import type { RolloutSettings } from '../domain/settings';
import type { CallerIdentity, OrganizationSnapshot } from '../domain/snapshot';
import type { Plan } from '../plan/plan';
import type { RolloutReport } from '../plan/report';
import type { RunFacts } from './run-facts';

/** Everything a report of a finished rollout can show. */
export interface RunSummary extends RunFacts {
  readonly settings: RolloutSettings;
  readonly management: CallerIdentity | undefined;
  readonly administrator: CallerIdentity;
  readonly organization: OrganizationSnapshot;
  readonly plan: Plan;
  readonly report: RolloutReport;
}
