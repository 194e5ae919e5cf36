import { weights, type Weight } from '../domain/reasons';
import { quoteWords, commonWords } from '../messages/problems';
import { count, fold, groupBy, named } from '../messages/phrases';
import { harmless } from '../messages/harmless';
import { reasons, remedyOf } from '../messages/reasons';
import { excludedMembersPhrase, excludedMembersRemedy, leftOutNames } from '../messages/warnings';
import type { AccountGap } from '../plan/gap';
import type { OpenPoint, PointsInput } from './open-point';

interface Placed extends Pick<AccountGap, 'accountId'> {
  readonly region: string;
}

/** Regions named behind each account. */
const mostPlaces = 3;

const moods: Readonly<Record<Weight, OpenPoint['mood']>> = { act: 'bad', unknown: 'bad', pending: 'warn', fine: 'faint' };

/** Each account once, with its Regions. */
function accountsIn(placed: readonly Placed[]): readonly string[] {
  return groupBy(placed, ({ accountId }) => accountId).map(([id, places]) => {
    const regions = places.map(({ region }) => region);
    return `${id} (${fold(regions, mostPlaces)})`;
  });
}

/** Accounts with the same reason, status and words make one point: it says only what holds for all of them. */
function notEnabledPoints({ regions, settings }: PointsInput): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, notEnabled }) => notEnabled.map((one) => ({ ...one, region })));
  const keyOf = ({ reason, relationshipStatus = '', region, ...words }: (typeof placed)[number]): string =>
    [reason, relationshipStatus, commonWords(quoteWords(words), region)].join('\n');
  return groupBy(placed, keyOf).flatMap(([, same]) => {
    const [first] = same;
    if (first === undefined) return [];
    const { reason, relationshipStatus, region } = first;
    const names = accountsIn(same);
    const words = quoteWords(first);
    const where = same.every((one) => quoteWords(one) === words) ? '' : `In ${region}, `;
    return [
      {
        heading: `${count(names.length, 'account')}: ${reasons[reason].label}`,
        lines: [
          named(names),
          ...(words === '' ? [] : [`${where}${words}`]),
          ...(relationshipStatus === undefined ? [] : [`relationship status: ${harmless(relationshipStatus)}`]),
        ],
        remedy: remedyOf(reason, settings, first.code),
        mood: moods[weights[reason]],
      },
    ];
  });
}

function excludedMemberPoints({ regions }: PointsInput): readonly OpenPoint[] {
  const names = accountsIn(regions.flatMap(({ region, excludedMembers }) => excludedMembers.map((accountId) => ({ accountId, region }))));
  if (names.length === 0) return [];
  const heading = `${count(names.length, 'account')}: ${excludedMembersPhrase}`;
  return [{ heading, lines: [named(names)], remedy: excludedMembersRemedy, mood: 'warn' }];
}

function leftOutPoints({ plan, organization, settings }: PointsInput): readonly OpenPoint[] {
  return groupBy(plan.leftOut, ({ reason }) => reason).flatMap(([, accounts]) => {
    const [first] = accounts;
    if (first === undefined) return [];
    const { reason } = first;
    return [
      {
        heading: `${count(accounts.length, 'account')} left out: ${reasons[reason].label}`,
        lines: [named(leftOutNames(accounts, organization))],
        remedy: remedyOf(reason, settings),
        mood: moods[weights[reason]],
      },
    ];
  });
}

/** Every account that is not enabled somewhere, by reason, with what to do. */
export function accountPoints(input: PointsInput): readonly OpenPoint[] {
  return [...notEnabledPoints(input), ...excludedMemberPoints(input), ...leftOutPoints(input)];
}
