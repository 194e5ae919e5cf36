import type { AccountId } from './ids';

/** Workloads of one kind: EC2 instances, ECS clusters, EKS clusters. */
interface CoveredType {
  /** `EC2`, `ECS`, `EKS`, or a word that AWS adds. */
  readonly type: string;
  readonly healthy: number;
  /** Workloads that GuardDuty reports; others it does not know. */
  readonly all: number;
}

/** What Runtime Monitoring really covers in a Region. https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html */
export interface RuntimeCoverage {
  /** When it was read, in milliseconds since the epoch: AWS looks at workloads from time to time. */
  readonly readAt: number;
  /** Sorted by type; empty: no workload is reported, which is not full coverage. */
  readonly types: readonly CoveredType[];
  /** Unhealthy workloads by what is wrong, as AWS says before the first colon; most first. */
  readonly issues: readonly { readonly issue: string; readonly workloads: number }[];
  /** Unhealthy workloads by account, most first. */
  readonly accounts: readonly { readonly accountId: AccountId; readonly workloads: number }[];
}

/** One workload that sends no runtime events. */
export interface UnhealthyWorkload {
  readonly accountId: AccountId;
  readonly type: string;
  /** AWS's words: a kind, a colon, free text. Empty where it gave none; untrusted. */
  readonly issue: string;
}

/** Workloads by type, and how many of them all are unhealthy. */
export interface CoverageStatistics {
  readonly byType: ReadonlyMap<string, number>;
  readonly unhealthy: number;
}

/** Counts things by a name, most first; equal counts by name. */
function countBy<Item, Name extends string>(items: readonly Item[], nameOf: (item: Item) => Name): readonly (readonly [Name, number])[] {
  const counts = new Map<Name, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
}

/** The part of an issue that names its kind; the rest is free text. */
function kindOf(issue: string): string {
  const kind = issue.split(':')[0]?.trim() ?? '';
  return kind === '' ? 'no reason given' : kind;
}

/** Puts the two readings of a Region together. Workloads come and go between them, so no count falls below what was seen. */
export function runtimeCoverage({ byType }: CoverageStatistics, unhealthy: readonly UnhealthyWorkload[], readAt: number): RuntimeCoverage {
  const unhealthyByType = new Map(countBy(unhealthy, ({ type }) => type));
  const types = [...new Set([...byType.keys(), ...unhealthyByType.keys()])].sort().map((type): CoveredType => {
    const sick = unhealthyByType.get(type) ?? 0;
    const all = Math.max(byType.get(type) ?? 0, sick);
    return { type, all, healthy: all - sick };
  });
  return {
    readAt,
    types: types.filter(({ all }) => all > 0),
    issues: countBy(unhealthy, ({ issue }) => kindOf(issue)).map(([issue, workloads]) => ({ issue, workloads })),
    accounts: countBy(unhealthy, ({ accountId }) => accountId).map(([accountId, workloads]) => ({ accountId, workloads })),
  };
}
