import type { AccountId } from '../domain/ids';
import type { Problem, ProblemCode } from '../domain/problem';
import { becauseOf, stepNames } from '../messages/actions';
import { policyCommands } from '../messages/export';
import { describeBlocker } from '../messages/blockers';
import { count, groupBy, named } from '../messages/phrases';
import { commonWords, describeProblem } from '../messages/problems';
import { describeVerdict } from '../messages/verdicts';
import type { OrganizationAttempt, RegionAttempt } from '../plan/outcome';
import { attemptsOf, type RegionReport } from '../plan/report';
import type { Verdict } from '../plan/verdicts';
import type { OpenPoint, PointsInput } from './open-point';

type Attempts = readonly (RegionAttempt | OrganizationAttempt)[];

/** What the points of one Region are made of, or of the organization as a whole. */
interface Place {
  readonly place: string;
  readonly attempts: Attempts;
  readonly verdicts: readonly Verdict[];
  readonly proof: Problem | undefined;
}

/** The heading of a point about one place or several, which are then named in a line. */
function headed(places: readonly string[], heading: string): Pick<OpenPoint, 'heading' | 'lines'> {
  return places.length === 1
    ? { heading: `${places.join()}: ${heading}`, lines: [] }
    : { heading: `${count(places.length, 'Region')}: ${heading}`, lines: [named(places)] };
}

/** What became of a blocked Region. If a step had begun, something may have changed, even if the step failed. */
function blockedHeading(report: RegionReport): string {
  const begun = attemptsOf(report).some(({ outcome }) => outcome.status !== 'not-attempted');
  return begun ? 'not finished' : 'nothing was changed';
}

interface Trouble {
  readonly place: string;
  readonly heading: string;
  readonly problem: Problem;
}

/** Failed requests, grouped by the step they broke. Skipped if the last reading shows that the step worked. */
function troublesOf({ place, attempts, proof }: Place): readonly Trouble[] {
  return [
    ...(proof === undefined ? [] : [{ place, heading: 'the result could not be read back', problem: proof }]),
    ...attempts.flatMap(({ action, outcome }) =>
      outcome.status === 'failed' && !outcome.refuted
        ? [{ place, heading: `${stepNames[action.kind]} failed`, problem: outcome.problem }]
        : [],
    ),
  ];
}

/** The same failure in many Regions is reported once: a policy that denies a Region denies most of them. */
function troublePoints(places: readonly Place[]): readonly OpenPoint[] {
  const keyOf = ({ heading, problem: { code, action, accountId, awsName, awsMessage = '', detail = '', region } }: Trouble): string =>
    [heading, code, action, accountId, awsName, commonWords(awsMessage, region), detail].join('\n');
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

/** Regions in which nothing can be changed. */
function blockerPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const blocked = regions.flatMap((report) => {
    const { region, blocker } = report;
    if (blocker === undefined) return [];
    return [{ region, end: blockedHeading(report), alone: describeBlocker(blocker), ...describeBlocker(blocker, true) }];
  });
  return groupBy(blocked, ({ region, end, what, words }) => [end, what, commonWords(words, region)].join('\n')).flatMap(([, places]) =>
    places.slice(0, 1).map(({ region, end, alone, ...several }): OpenPoint => {
      const { heading, lines } = headed(
        places.map((one) => one.region),
        end,
      );
      const { what, words, remedy } = places.length === 1 ? alone : several;
      const quoted = words === '' ? [] : [places.length === 1 ? words : `In ${region}, ${words}`];
      return { heading, lines: [...lines, what, ...quoted], remedy, mood: 'bad' };
    }),
  );
}

/** Steps that were not begun; the failed step that they need has a point of its own. */
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

/** Answers that have points elsewhere: accounts, blocked Regions, and failed or missing steps. */
function isReportedElsewhere(verdict: Verdict, { proof }: Place): boolean {
  if (verdict.answer === 'unknown') {
    // Accounts in a state that this version does not know are listed among those that are left out.
    const leftOut = verdict.question === 'accounts' && verdict.accounts !== undefined;
    return leftOut || verdict.question === 'members' || (verdict.question === 'region' && proof !== undefined);
  }
  if (verdict.answer !== 'gap') return false;
  return (
    ['blocked', 'members-not-enabled', 'accounts-left-out', 'not-attempted'].includes(verdict.reason) ||
    (verdict.reason === 'request-failed' && verdict.question !== 'member-feature')
  );
}

/** What is not as asked and not explained by a step, what could not be read, and what is worth knowing. */
function verdictPoints(places: readonly Place[], { settings }: PointsInput): readonly OpenPoint[] {
  const placed = places.flatMap((one) =>
    one.verdicts.flatMap((verdict) => {
      const described = isReportedElsewhere(verdict, one) ? undefined : describeVerdict(verdict, settings);
      return described === undefined ? [] : [{ place: one.place, verdict, described }];
    }),
  );
  const keyOf = ({ place, verdict, described: { what, words } }: (typeof placed)[number]): string =>
    [verdict.answer, what, commonWords(words, place)].join('\n');
  return groupBy(placed, keyOf).flatMap(([, same]) => {
    const [first] = same;
    if (first === undefined) return [];
    const { what, words, remedy } = first.described;
    const accounts: readonly AccountId[] = [...new Set(same.flatMap(({ verdict }) => verdict.accounts ?? []))];
    const many = accounts.length === 0 ? '' : ` (${count(accounts.length, 'account')})`;
    const { heading, lines } = headed(
      same.map(({ place }) => place),
      `${what}${many}`,
    );
    const quoted = words === '' ? [] : [same.length === 1 ? words : `In ${first.place}, ${words}`];
    const ids = accounts.length === 0 ? [] : [named(accounts)];
    return [{ heading, lines: [...lines, ...ids, ...quoted], remedy, mood: first.verdict.answer === 'as-asked' ? 'faint' : 'bad' }];
  });
}

/** Refusals that statements of the bucket's or the key's policy answer. */
const policyRefusals: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['export-forbidden', 'export-caller']);

/** The commands that print what the policies of an export must say, for all Regions of the run. */
function policyPoints({ settings, organization, regions }: PointsInput): readonly OpenPoint[] {
  const refused = regions.some((report) =>
    attemptsOf(report).some(({ outcome }) => outcome.status === 'failed' && policyRefusals.has(outcome.problem.code)),
  );
  if (settings.export === undefined || !refused) return [];
  const names = regions.map(({ region }) => region);
  return [
    {
      heading: 'These commands print the policies of the bucket and the key:',
      lines: [],
      commands: policyCommands(settings.export, names, organization.administratorId),
      remedy: 'Add the printed statements to both, then run again.',
      mood: 'warn',
    },
  ];
}

/** What is left to do about Regions as a whole, and about the organization. */
export function regionPoints(input: PointsInput): readonly OpenPoint[] {
  const organization: Place = {
    place: 'organization',
    attempts: input.organizationAttempts,
    verdicts: input.verdicts,
    proof: undefined,
  };
  const places: readonly Place[] = [
    organization,
    ...input.regions.map((report): Place => {
      const proof = report.kind === 'applied' && typeof report.proof === 'object' ? report.proof : undefined;
      return { place: report.region, attempts: attemptsOf(report), verdicts: report.blocker === undefined ? report.verdicts : [], proof };
    }),
  ];
  return [
    ...blockerPoints(input.regions),
    ...troublePoints(places),
    ...policyPoints(input),
    ...notAttemptedPoints(places),
    ...verdictPoints(places, input),
  ];
}
