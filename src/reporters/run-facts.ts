import { count, duration } from '../messages/phrases';
import type { ExitCode } from '../plan/exit-code';

/** What every report knows about a run as such, whichever command it was. */
export interface RunFacts {
  readonly version: string;
  /** Name or file of the scenario, when AWS was simulated. */
  readonly simulated: string | undefined;
  readonly exitCode: ExitCode;
  /** True when the user did not consent: nothing was changed. */
  readonly declined: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
  /** Requests sent, retries included, by IAM action. */
  readonly calls: Readonly<Record<string, number>>;
}

/** All requests of a run. */
export function countRequests({ calls }: RunFacts): number {
  return Object.values(calls).reduce((sum, number) => sum + number, 0);
}

/** How long a run took, with how many requests, and whether it was simulated. */
export function describeEffort(run: RunFacts): string {
  const took = duration(run.finishedAt - run.startedAt);
  return `${took}, ${count(countRequests(run), 'request')}${run.simulated === undefined ? '' : ', SIMULATED'}`;
}

/** The members of a JSON document that say what made it, when, and how the run ended. */
export function runRow(run: RunFacts, mode: string, interrupted: boolean) {
  return {
    tool: { name: 'provision-guardduty', version: run.version },
    simulated: run.simulated !== undefined,
    scenario: run.simulated ?? null,
    mode,
    startedAt: new Date(run.startedAt).toISOString(),
    finishedAt: new Date(run.finishedAt).toISOString(),
    durationMs: run.finishedAt - run.startedAt,
    exitCode: run.exitCode,
    interrupted,
    declined: run.declined,
  };
}

/** How many items have each key. */
export function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
