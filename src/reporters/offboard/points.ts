import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { OffboardRegionReport } from '../../offboard/plan/report';
import { explainedElsewhere, type LeftMember, type OffboardVerdict } from '../../offboard/plan/verdicts';
import { harmless } from '../../messages/harmless';
import { describeOffboardWarning } from '../../messages/offboard';
import { leftReasons, offboardNotes, offboardReasons, offboardRemedy, unreadSubjects } from '../../messages/offboard-reasons';
import { commonWords, describeProblem } from '../../messages/problems';
import { count, fold, groupBy, named } from '../../messages/phrases';
import type { OpenPoint } from '../open-point';
import type { OffboardSummary } from './summary';

interface Placed {
  readonly region: string;
  readonly verdict: OffboardVerdict;
}

function headed(regions: readonly string[], label: string): Pick<OpenPoint, 'heading' | 'lines'> {
  const [only] = regions;
  return regions.length === 1 && only !== undefined
    ? { heading: `${only}: ${label}`, lines: [] }
    : { heading: `${count(regions.length, 'Region')}: ${label}`, lines: [named(regions)] };
}

function wordsOf(problem: Problem, ofSeveral: boolean): readonly string[] {
  const { what, words } = describeProblem(problem, ofSeveral);
  return [what, ...(words === '' ? [] : [ofSeveral ? `In ${problem.region ?? 'one of them'}, ${words}` : words])];
}

/** What is the same wherever the trouble is the same: a problem without the ids and the Region in it. */
function keyOf({ verdict, region }: Placed): string {
  const reason = 'reason' in verdict ? verdict.reason : verdict.answer;
  const problem = 'problem' in verdict ? verdict.problem : undefined;
  if (problem === undefined) return `${verdict.question}\n${reason}`;
  const { action, code, awsName, awsMessage, detail } = problem;
  return [verdict.question, reason, action, code, awsName, commonWords(awsMessage ?? '', region), detail].join('\n');
}

/** Members that are left, by what AWS said about them, each account once. */
function memberLines(placed: readonly Placed[]): readonly string[] {
  const left = placed.flatMap(({ region, verdict }) =>
    verdict.answer === 'gap' ? (verdict.members ?? []).map((member) => ({ member, region })) : [],
  );
  const wordsFor = ({ reason, awsName = '', awsMessage = '', relationshipStatus = '' }: LeftMember): string =>
    [reason, awsName, awsMessage, reason === 'outsider' || reason === 'unconfirmed' ? relationshipStatus : ''].join('\n');
  return groupBy(left, ({ member, region }) => commonWords(wordsFor(member), region)).flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { reason, awsName, awsMessage, relationshipStatus } = first.member;
    const ids = groupBy(group, ({ member }) => member.accountId).map(
      ([id, places]) =>
        `${id} (${fold(
          places.map(({ region }) => region),
          3,
        )})`,
    );
    const said = [awsName, awsMessage].filter((part) => part !== undefined && part !== '').join(': ');
    const status = group.every(({ member }) => member.relationshipStatus === relationshipStatus) ? relationshipStatus : undefined;
    return [
      `${leftReasons[reason]}${status === undefined || status === '' ? '' : ` (relationship status: ${harmless(status)})`}: ${named(ids)}`,
      ...(said === '' ? [] : [`AWS says: ${harmless(said)}`]),
    ];
  });
}

function regionPoints(regions: readonly OffboardRegionReport[], administratorId: AccountId): readonly OpenPoint[] {
  const open = regions.flatMap(({ region, verdicts }) =>
    verdicts
      .filter((verdict) => (verdict.answer === 'gap' || verdict.answer === 'unknown') && !explainedElsewhere(verdict, verdicts))
      .map((verdict) => ({ region, verdict })),
  );
  return groupBy(open, keyOf).flatMap(([, group]): readonly OpenPoint[] => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ region }) => region);
    const problem = 'problem' in first.verdict ? first.verdict.problem : undefined;
    const words = problem === undefined ? [] : wordsOf(problem, names.length > 1);
    const remedy = offboardRemedy(first.verdict, administratorId);
    if (!('reason' in first.verdict)) {
      const { heading, lines } = headed(names, unreadSubjects[first.verdict.question]);
      return [{ heading, lines: [...lines, ...words], remedy, mood: 'bad' }];
    }
    const { heading, lines } = headed(names, offboardReasons[first.verdict.reason].label);
    return [
      {
        heading,
        lines: [...lines, ...memberLines(group), ...words],
        remedy,
        mood: first.verdict.reason === 'outsiders-stay' ? 'warn' : 'bad',
      },
    ];
  });
}

/** The verdicts about the organization: registrations, each under its service, and the carry-over file. */
function organizationPoints({ report, organization }: OffboardSummary): readonly OpenPoint[] {
  const { verdicts, regions } = report;
  const held = regions.filter(({ standing }) => standing === 'stays' || standing === 'unknown').map(({ region }) => region);
  return verdicts.flatMap((verdict): readonly OpenPoint[] => {
    const about = verdict.servicePrincipal === undefined ? '' : `${verdict.servicePrincipal}: `;
    const problem = 'problem' in verdict ? verdict.problem : undefined;
    const lines = problem === undefined ? [] : wordsOf(problem, false);
    const remedy = offboardRemedy(verdict, organization.administratorId);
    if ('reason' in verdict) {
      const { reason } = verdict;
      const places = reason === 'registration-stays' && held.length > 0 ? [`Not free: ${named(held)}`] : [];
      return [{ heading: `${about}${offboardReasons[reason].label}`, lines: [...places, ...lines], remedy, mood: 'bad' }];
    }
    if (verdict.answer === 'unknown') {
      return [{ heading: `${about}${unreadSubjects[verdict.question]}`, lines, remedy, mood: 'bad' }];
    }
    const note = verdict.answer === 'as-asked' ? verdict.note : undefined;
    return note === undefined ? [] : [{ heading: `${about}${offboardNotes[note]}`, lines: [], remedy: '', mood: 'warn' }];
  });
}

/** Notes about Regions; that nobody was designated in them is said only where a person might have expected it. */
function notePoints({ report, settings }: OffboardSummary): readonly OpenPoint[] {
  const noted = report.regions.flatMap(({ region, verdicts }) =>
    verdicts.flatMap((verdict) => {
      const note = verdict.answer === 'as-asked' ? verdict.note : undefined;
      if (note === undefined || (note === 'not-opted-in' && settings.regions === 'all')) return [];
      return [{ region, note }];
    }),
  );
  return groupBy(noted, ({ note }) => note).map(([note, group]) => ({
    ...headed([...new Set(group.map(({ region }) => region))], offboardNotes[note as keyof typeof offboardNotes]),
    remedy: '',
    mood: 'faint' as const,
  }));
}

/** Everything that is left, or that a person should know after a run, for every report that people read. */
export function offboardPoints(summary: OffboardSummary): readonly OpenPoint[] {
  const warnings = summary.plan.warnings.map((warning): OpenPoint => ({
    heading: describeOffboardWarning(warning),
    lines: [],
    remedy: '',
    mood: 'warn',
  }));
  return [
    ...warnings,
    ...regionPoints(summary.report.regions, summary.organization.administratorId),
    ...organizationPoints(summary),
    ...notePoints(summary),
  ];
}
