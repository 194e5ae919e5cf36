import type { ExportDestination } from '../domain/export';
import type { RegionInsight } from '../domain/insight';
import type { Fact, TrialsLeft } from '../domain/snapshot';

/** Something that was read, as members of an object; null where nobody asked for it, with the problem where it could not be read. */
function factRow<Value, Members extends object>(
  fact: Fact<Value> | undefined,
  membersOf: (value: Value) => Members,
  nothing: { readonly [Name in keyof Members]: null },
) {
  if (fact === undefined) return null;
  return fact.known ? { ...membersOf(fact.value), problem: null } : { ...nothing, problem: fact.problem };
}

const timeOf = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : new Date(milliseconds).toISOString();

/** Where findings are exported to, as AWS shows it. */
export function exportRow(exports: Fact<readonly ExportDestination[]> | undefined) {
  const rowOf = ({ ownerId, failingSince, ...destination }: ExportDestination) => ({
    ...destination,
    ownerId: ownerId ?? null,
    failingSince: timeOf(failingSince),
  });
  return factRow(exports, (found) => ({ destinations: found.map(rowOf) }), { destinations: null });
}

/** What was read for the report alone. */
export function insightRow(insight: RegionInsight | undefined, trials: Fact<readonly TrialsLeft[]> | undefined) {
  return {
    coverage: factRow(
      insight?.coverage,
      ({ readAt, types, issues, accounts }) => ({ readAt: new Date(readAt).toISOString(), types, issues, accounts }),
      { readAt: null, types: null, issues: null, accounts: null },
    ),
    customRules: factRow(
      insight?.customRules,
      (rules) => ({
        rules: rules.map(({ ruleId, mode, status, statusReason, expiresAt }) => ({
          ruleId,
          mode,
          status,
          statusReason: statusReason ?? null,
          expiresAt: timeOf(expiresAt),
        })),
      }),
      { rules: null },
    ),
    freeTrials: factRow(trials, (features) => ({ features }), { features: null }),
    usage: factRow(insight?.usage, (features) => ({ features }), { features: null }),
  };
}
