import type { Problem } from '../domain/problem';
import { weights } from '../domain/reasons';
import { reasons } from '../messages/reasons';
import type { OrganizationAction, RegionAction } from '../plan/actions';
import type { Attempt, RegionReport } from '../plan/outcome';
import { groupBy } from '../messages/layout';
import { headed, named, type OpenPoint } from './open-point';
import { commonWords, describeProblem } from '../messages/problem-text';
import { describeFeatureGap } from '../messages/features';
import type { RunSummary } from './run-summary';
import { becauseOf, count, describeBlocker, stepNames } from '../messages/wording';

type Attempts = readonly Attempt<RegionAction | OrganizationAction>[];

/** What the points of one Region are made of, or of the organization as a whole. */
interface Place {
  readonly place: string;
  readonly report: Pick<RegionReport, 'blocker' | 'unproven'> | undefined;
  readonly attempts: Attempts;
}

/** What became of a Region that is blocked. One that was being worked on meanwhile may have been changed, failed steps or not. */
function blockedHeading(attempts: Attempts): string {
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  return begun ? 'not finished' : 'nothing was changed';
}

interface Trouble {
  readonly place: string;
  readonly heading: string;
  readonly problem: Problem;
}

/** Requests of one place that failed, each under what became impossible by it; nothing did where the proof has refuted the failure. */
function troublesOf({ place, report, attempts }: Place): readonly Trouble[] {
  const { blocker, unproven } = report ?? {};
  return [
    ...(blocker?.kind === 'unreadable' ? [{ place, heading: blockedHeading(attempts), problem: blocker.problem }] : []),
    ...(unproven === undefined ? [] : [{ place, heading: 'the result could not be proven', problem: unproven }]),
    ...attempts.flatMap(({ action, outcome }) =>
      outcome.status === 'failed' && outcome.refuted !== true
        ? [{ place, heading: `${stepNames[action.kind]} failed`, problem: outcome.problem }]
        : [],
    ),
  ];
}

/** The same trouble in many Regions is told once: a policy that denies a Region denies most of them. */
function troublePoints(places: readonly Place[]): readonly OpenPoint[] {
  const keyOf = ({ heading, problem: { code, action, accountId, awsName, awsMessage = '', region } }: Trouble): string =>
    [heading, code, action, accountId, awsName, commonWords(awsMessage, region)].join('\n');
  return groupBy(places.flatMap(troublesOf), keyOf).flatMap(([, troubles]) => {
    const [first] = troubles;
    if (first === undefined) return [];
    const { heading, lines } = headed(
      troubles.map(({ place }) => place),
      first.heading,
    );
    const alone = troubles.length === 1;
    const { what, words, remedy } = describeProblem(first.problem, !alone);
    const quoted = words === '' ? [] : [alone ? words : `In ${first.place}, ${words}`];
    return [{ heading, lines: [...lines, what, ...quoted], remedy, mood: 'bad' }];
  });
}

/** Regions that something else than a failed request keeps from being changed. */
function blockerPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const blocked = regions.flatMap(({ region, blocker, attempts }) =>
    blocker === undefined || blocker.kind === 'unreadable' ? [] : [{ region, end: blockedHeading(attempts), ...describeBlocker(blocker) }],
  );
  return groupBy(blocked, ({ region, end, what, words }) => [end, what, commonWords(words, region)].join('\n')).flatMap(([, places]) =>
    places.slice(0, 1).map(({ region, end, what, words, remedy }): OpenPoint => {
      const { heading, lines } = headed(
        places.map(({ region }) => region),
        end,
      );
      const quoted = words === '' ? [] : [places.length === 1 ? words : `In ${region}, ${words}`];
      return { heading, lines: [...lines, what, ...quoted], remedy, mood: 'bad' };
    }),
  );
}

/** Steps that were not begun; why, is told where it failed. */
function notAttemptedPoints(places: readonly Place[]): readonly OpenPoint[] {
  const steps = places.flatMap(({ place, attempts }) =>
    attempts.flatMap(({ action, outcome }) =>
      outcome.status === 'not-attempted'
        ? [{ place, heading: `${stepNames[action.kind]} was not attempted: ${becauseOf(outcome.because)}` }]
        : [],
    ),
  );
  return groupBy(steps, ({ heading }) => heading).map(([heading, same]) => ({
    ...headed([...new Set(same.map(({ place }) => place))], heading),
    remedy: '',
    mood: 'warn',
  }));
}

function findingPoints({ report, settings }: RunSummary): readonly OpenPoint[] {
  const findings = report.regions.flatMap(({ region, gaps: all }) => all.map((reason) => ({ region, reason })));
  return groupBy(findings, ({ reason }) => reason).map(([key, places]): OpenPoint => {
    const reason = key as (typeof findings)[number]['reason'];
    const accepted = reason === 'organization-policy' && settings.acceptOrganizationPolicy;
    return {
      heading: `${count(places.length, 'Region')}: ${reasons[reason].label}`,
      lines: [named(places.map(({ region }) => region))],
      remedy: accepted ? 'Accepted, as asked.' : reasons[reason].remedy,
      mood: accepted ? 'faint' : 'bad',
    };
  });
}

function planPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, featureGaps = [] }) => featureGaps.map((finding) => ({ region, ...finding })));
  return groupBy(placed, ({ feature, reason, awsMessage = '' }) => `${feature}\n${reason}\n${awsMessage}`).flatMap(([, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const accounts = findings.reduce((sum, finding) => sum + (finding.accounts ?? 0), 0);
    const { what, remedy } = describeFeatureGap({ ...first, ...(accounts === 0 ? {} : { accounts }) });
    const names = findings.map(({ region }) => region);
    const mood = weights[first.reason] === 'act' ? ('bad' as const) : ('faint' as const);
    return [{ heading: `${count(names.length, 'Region')}: ${what}`, lines: [named(names)], remedy, mood }];
  });
}

/** What is left to do about Regions as a whole, and about the organization. */
export function regionPoints(summary: RunSummary): readonly OpenPoint[] {
  const { regions, organizationAttempts } = summary.report;
  const places: readonly Place[] = [
    { place: 'organization', report: undefined, attempts: organizationAttempts },
    ...regions.map((report): Place => ({ place: report.region, report, attempts: report.attempts })),
  ];
  return [
    ...blockerPoints(regions),
    ...troublePoints(places),
    ...notAttemptedPoints(places),
    ...findingPoints(summary),
    ...planPoints(regions),
  ];
}
