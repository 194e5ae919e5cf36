import type { ExitCode } from '../plan/exit-code';
import type { RolloutReport } from '../plan/report';
import type { Plan } from '../plan/plan';
import type { RolloutSettings } from '../domain/settings';
import type { CallerIdentity, OrganizationSnapshot } from '../domain/snapshot';

/** Everything a report of a finished run can show. */
export interface RunSummary {
  readonly version: string;
  readonly settings: RolloutSettings;
  /** Name or file of the scenario, when AWS was simulated. */
  readonly simulated: string | undefined;
  readonly management: CallerIdentity | undefined;
  readonly administrator: CallerIdentity;
  readonly organization: OrganizationSnapshot;
  readonly plan: Plan;
  readonly report: RolloutReport;
  readonly exitCode: ExitCode;
  readonly declined: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Requests sent, retries included, by IAM action. */
  readonly calls: Readonly<Record<string, number>>;
}

/** All requests of a run. */
export function countRequests({ calls }: RunSummary): number {
  return Object.values(calls).reduce((sum, number) => sum + number, 0);
}
