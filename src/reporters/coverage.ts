import type { AccountId, Region } from '../domain/ids';
import { weights } from '../domain/reasons';
import type { RegionReport } from '../plan/outcome';
import type { AccountGap } from '../plan/gap';
import type { RunSummary } from './run-summary';

/** How an account is covered in a Region, as a report shows it. */
export type Coverage =
  'enabled' | 'administrator' | 'planned' | 'pending' | 'not-enabled' | 'left-out' | 'excluded' | 'blocked' | 'not-attempted' | 'unknown';

/** Every coverage with the sign and the words that stand for it; never colour alone. */
export const coverageTexts: Readonly<Record<Coverage, { readonly sign: string; readonly label: string }>> = {
  enabled: { sign: '✔', label: 'enabled' },
  administrator: { sign: 'A', label: 'the administrator itself' },
  planned: { sign: '+', label: 'would be enrolled' },
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
  readonly finding: AccountGap | undefined;
}

/** What is said of the accounts of one Region; asked for account by account, so that nothing grows with accounts × Regions. */
export interface RegionCoverage {
  readonly region: Region;
  readonly of: (accountId: AccountId) => CoverageCell;
}

/** Accounts that no run enrols, whatever the Region. */
function leftOut({ organization, plan }: RunSummary): ReadonlyMap<AccountId, CoverageCell> {
  const cells = new Map<AccountId, CoverageCell>();
  for (const { accountId, reason } of plan.leftOut) {
    const coverage = reason === 'excluded' ? 'excluded' : 'left-out';
    cells.set(accountId, { coverage, finding: { accountId, reason } });
  }
  cells.set(organization.administratorId, { coverage: 'administrator', finding: undefined });
  return cells;
}

function cellOf(finding: AccountGap): CoverageCell {
  const weight = weights[finding.reason];
  const coverage =
    finding.reason === 'not-attempted'
      ? 'not-attempted'
      : weight === 'pending'
        ? 'pending'
        : weight === 'fine'
          ? 'left-out'
          : 'not-enabled';
  return { coverage, finding };
}

/** What is said of everybody of whom nothing else is said. */
function usual({ status, proven }: RegionReport): CoverageCell {
  const coverage: Coverage =
    status === 'blocked' ? 'blocked' : status === 'not-attempted' ? 'not-attempted' : proven ? 'enabled' : 'unknown';
  return { coverage, finding: undefined };
}

/** The coverage of every Region of a run, in its order. */
export function coverageOf(summary: RunSummary): readonly RegionCoverage[] {
  const everywhere = leftOut(summary);
  return summary.report.regions.map((report) => {
    const own = new Map(report.notEnabled.map((finding) => [finding.accountId, cellOf(finding)]));
    const planned: CoverageCell = { coverage: 'planned', finding: undefined };
    for (const action of report.planned) {
      if (action.kind === 'associate-members' || action.kind === 'restart-members') for (const id of action.accounts) own.set(id, planned);
    }
    const rest = usual(report);
    return { region: report.region, of: (id) => everywhere.get(id) ?? own.get(id) ?? rest };
  });
}
