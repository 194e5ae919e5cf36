import type { AccountId, Region } from '../domain/ids';
import { weights } from '../domain/reasons';
import { accountsOf } from '../plan/actions';
import type { AccountGap } from '../plan/gap';
import { plannedOf, type RegionReport } from '../plan/report';
import type { RunSummary } from './run-summary';

/** How an account is covered in a Region, as a report shows it. */
export type Coverage =
  'enabled' | 'administrator' | 'planned' | 'pending' | 'not-enabled' | 'left-out' | 'excluded' | 'blocked' | 'not-attempted' | 'unknown';

/** Every coverage with the sign and the words that stand for it; never colour alone. */
export const coverageTexts: Readonly<Record<Coverage, { readonly sign: string; readonly label: string }>> = {
  enabled: { sign: '✔', label: 'enabled' },
  administrator: { sign: 'A', label: 'the administrator itself, enabled' },
  planned: { sign: '+', label: 'would be enabled' },
  pending: { sign: '…', label: 'accepted, not enabled yet' },
  'not-enabled': { sign: '!', label: 'not enabled' },
  'left-out': { sign: '–', label: 'left out' },
  excluded: { sign: 'x', label: 'excluded, as asked' },
  blocked: { sign: '#', label: 'Region blocked' },
  'not-attempted': { sign: '·', label: 'not attempted' },
  unknown: { sign: '?', label: 'not known' },
};

/** One account in one Region. */
interface CoverageCell {
  readonly coverage: Coverage;
  readonly gap: AccountGap | undefined;
}

/** The coverage of the accounts of one Region. It is computed for one account at a time, so no table of accounts × Regions is in memory. */
export interface RegionCoverage {
  readonly region: Region;
  readonly of: (accountId: AccountId) => CoverageCell;
}

/** Accounts that no run enrols, whatever the Region. */
function leftOut({ plan }: RunSummary): ReadonlyMap<AccountId, CoverageCell> {
  const cells = new Map<AccountId, CoverageCell>();
  for (const { accountId, reason } of plan.leftOut) {
    const coverage = reason === 'excluded' ? 'excluded' : weights[reason] === 'unknown' ? 'unknown' : 'left-out';
    cells.set(accountId, { coverage, gap: { accountId, reason } });
  }
  return cells;
}

const coverageByWeight = { unknown: 'unknown', pending: 'pending', fine: 'left-out', act: 'not-enabled' } as const;

function cellOf(gap: AccountGap): CoverageCell {
  return { coverage: gap.reason === 'not-attempted' ? 'not-attempted' : coverageByWeight[weights[gap.reason]], gap };
}

/** Default for accounts without a gap: enabled only where the last reading shows the members. */
function usual({ status, membersRead }: RegionReport): CoverageCell {
  if (membersRead) return { coverage: 'enabled', gap: undefined };
  return { coverage: status === 'blocked' || status === 'not-attempted' ? status : 'unknown', gap: undefined };
}

const coverageByAnswer = { 'as-asked': 'administrator', 'to-do': 'planned', gap: 'not-enabled', unknown: 'unknown' } as const;

/** The administrator is covered where it is designated and its own detector runs; both have answers of their own. */
function administratorCell(report: RegionReport): CoverageCell {
  const { coverage } = usual(report);
  if (coverage !== 'enabled') return { coverage, gap: undefined };
  const answers = report.verdicts
    .filter((verdict) => verdict.question === 'designation' || verdict.question === 'detector')
    .filter((verdict) => verdict.answer !== 'gap' || verdict.reason !== 'second-administrator')
    .map(({ answer }) => answer);
  const worst = (['unknown', 'gap', 'to-do', 'as-asked'] as const).find((answer) => answers.includes(answer)) ?? 'unknown';
  return { coverage: coverageByAnswer[worst], gap: undefined };
}

/** The coverage of every Region of a run, in its order. */
export function coverageOf(summary: RunSummary): readonly RegionCoverage[] {
  const everywhere = leftOut(summary);
  const { administratorId } = summary.organization;
  return summary.report.regions.map((report) => {
    const own = new Map(report.notEnabled.map((gap) => [gap.accountId, cellOf(gap)]));
    const planned: CoverageCell = { coverage: 'planned', gap: undefined };
    for (const id of plannedOf(report).flatMap(accountsOf)) own.set(id, planned);
    own.set(administratorId, administratorCell(report));
    const rest = usual(report);
    return { region: report.region, of: (id) => everywhere.get(id) ?? own.get(id) ?? rest };
  });
}
