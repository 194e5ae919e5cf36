import { describeProblem } from '../../messages/problems';
import { insightTitles } from '../../messages/insight';
import { endingOf } from '../ending';
import { insightSections } from '../insights';
import { openPoints } from '../open-points';
import { accountsToEnrol, type RunSummary } from '../run-summary';
import { toneOf } from './layout';
import { answersOf } from './page-answers';
import { changesOf } from './page-changes';
import { exportRows, runtimeRows } from './page-insights';
import { mapOf, tallyOf } from './page-map';
import type { PageModel } from './page-model';
import { groupPoints } from './point-groups';
import { factsOf, regionRowOf, settingsOf } from './page-run';

/** What is missing of organizational units. */
function unitsNote({ units }: RunSummary['organization']): string {
  if (units === undefined) return 'Organizational units were not read.';
  return units.known ? '' : `Names of organizational units could not be read. ${describeProblem(units.problem).what}`;
}

/** What is left; commands stand below what they are for. */
function pointsOf(summary: RunSummary): PageModel['points'] {
  return groupPoints(openPoints(summary).map(({ commands = [], lines, ...point }) => ({ ...point, lines: [...lines, ...commands] })));
}

/** Everything that the page shows of a run. */
export function pageDataOf(summary: RunSummary): PageModel {
  const { organization, report, simulated, calls } = summary;
  const { sentence, mood } = endingOf(summary, 'below');
  const map = mapOf(summary);
  const wanted = accountsToEnrol(summary);
  return {
    title: `GuardDuty rollout, ${organization.id}`,
    simulated,
    verdict: { sentence, ...toneOf(mood) },
    facts: factsOf(summary),
    accounts: { count: organization.accounts.length, complete: organization.unreadableAccounts === undefined },
    tally: tallyOf(map),
    changes: changesOf(summary),
    points: pointsOf(summary),
    regions: report.regions.map((region) => regionRowOf(region, wanted)),
    features: answersOf(summary),
    export: exportRows(summary),
    runtime: runtimeRows(summary),
    extras: insightSections(summary).filter(({ title }) => title !== insightTitles.coverage),
    settings: settingsOf(summary),
    calls: Object.entries(calls).sort(([, a], [, b]) => b - a),
    unitsNote: unitsNote(organization),
    map,
  };
}
