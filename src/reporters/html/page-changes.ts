import { changesMade, stepNames, type MadeChange } from '../../messages/actions';
import { count, groupBy } from '../../messages/phrases';
import { accountsOf } from '../../plan/actions';
import { plannedOf } from '../../plan/report';
import type { RunSummary } from '../run-summary';
import type { PageModel } from './page-model';

interface Placed extends MadeChange {
  readonly region: string;
}

/** The same change of several Regions in one line. */
function summed(changes: readonly Placed[]): readonly string[] {
  return groupBy(changes, ({ phrase }) => phrase).map(([phrase, all]) => {
    const accounts = all.reduce((sum, change) => sum + (change.accounts ?? 0), 0);
    const where = count(new Set(all.map(({ region }) => region)).size, 'Region');
    return accounts === 0 ? `${phrase} in ${where}` : `${count(accounts, 'account-Region')} ${phrase}, in ${where}`;
  });
}

/** What this run has changed, as far as AWS accepted it; where nothing was applied, what a run would change. */
export function changesOf({ report }: RunSummary): PageModel['changes'] {
  const planned = report.regions.flatMap((one) =>
    plannedOf(one).map((action): Placed => {
      const accounts = accountsOf(action).length;
      return { phrase: stepNames[action.kind], accounts: accounts === 0 ? undefined : accounts, region: one.region };
    }),
  );
  const plannedOnce = [...new Set(report.organizationPlanned.map(({ kind }) => stepNames[kind]))];
  if (planned.length + plannedOnce.length > 0) return { title: 'A run would change', items: [...plannedOnce, ...summed(planned)] };
  const made = report.regions.flatMap((one) => changesMade(one).map((change): Placed => ({ ...change, region: one.region })));
  const madeOnce = report.organizationAttempts.flatMap(({ action, outcome }) =>
    outcome.status === 'done' && outcome.note !== 'already-so' ? [stepNames[action.kind]] : [],
  );
  return { title: 'Changed in this run', items: [...new Set(madeOnce), ...summed(made)] };
}
