import { reasons } from '../../messages/reasons';
import { coverageOf, coverageTexts, type Coverage } from '../coverage';
import { harmless } from '../../messages/harmless';
import type { RunSummary } from '../run-summary';

/** Which colour goes with which coverage. */
export const moods: Readonly<Record<Coverage, 'good' | 'warn' | 'bad' | 'idle'>> = {
  enabled: 'good',
  administrator: 'good',
  planned: 'warn',
  pending: 'warn',
  'not-enabled': 'bad',
  'left-out': 'idle',
  excluded: 'idle',
  blocked: 'bad',
  'not-attempted': 'warn',
  unknown: 'bad',
};

const codes = 'eapn!lxb-u';
const kinds = Object.keys(coverageTexts) as readonly Coverage[];

/** The letter that stands for a coverage in the data. */
export function codeOf(coverage: Coverage): string {
  return codes.charAt(kinds.indexOf(coverage));
}

/** How many accounts are covered how, in each Region. */
export function countCoverage(summary: RunSummary): readonly ReadonlyMap<Coverage, number>[] {
  return coverageOf(summary).map(({ of }) => {
    const counts = new Map<Coverage, number>();
    for (const { id } of summary.organization.accounts) {
      const { coverage } = of(id);
      counts.set(coverage, (counts.get(coverage) ?? 0) + 1);
    }
    return counts;
  });
}

/** What the page's script draws from: one letter for each account and Region, and what is said of those that are not as they should be. */
export function pageData(summary: RunSummary): unknown {
  const { accounts } = summary.organization;
  const regions = coverageOf(summary);
  const findings: unknown[] = [];
  const cells = regions.map(({ of }, place) => {
    let letters = '';
    accounts.forEach(({ id }, index) => {
      const { coverage, finding } = of(id);
      letters += codeOf(coverage);
      if (finding === undefined) return;
      const { reason, relationshipStatus, awsMessage, requestId } = finding;
      const words = [relationshipStatus, awsMessage, requestId].map((text) => (text === undefined ? null : harmless(text)));
      if (coverage !== 'left-out' && coverage !== 'excluded') findings.push([place, index, reason, ...words]);
      else if (place === 0) findings.push(['*', index, reason, ...words]);
    });
    return letters;
  });
  return {
    regions: regions.map(({ region }) => region),
    accounts: accounts.map(({ id, name, state }) => [id, harmless(name), harmless(state)]),
    coverage: Object.fromEntries(kinds.map((kind) => [codeOf(kind), { ...coverageTexts[kind], mood: moods[kind] }])),
    cells,
    findings,
    reasons: Object.fromEntries(Object.entries(reasons).map(([key, { label, remedy }]) => [key, { label, remedy }])),
  };
}
