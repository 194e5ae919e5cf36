import { weights } from '../domain/reasons';
import { reasons } from '../messages/reasons';
import type { RegionReport } from '../plan/outcome';
import type { AccountGap } from '../plan/gap';
import { harmless } from '../messages/harmless';
import { fold, groupBy } from '../messages/layout';
import { named, type OpenPoint } from './open-point';
import { commonWords } from '../messages/problem-text';
import type { RunSummary } from './run-summary';
import { count, excludedMembersPhrase, excludedMembersRemedy, leftOutNames } from '../messages/wording';

interface Placed extends Pick<AccountGap, 'accountId'> {
  readonly region: string;
}

/** Regions named behind each account. */
const mostPlaces = 3;

/** Each account once, with its Regions. */
function accountsIn(placed: readonly Placed[]): readonly string[] {
  return groupBy(placed, ({ accountId }) => accountId).map(([id, places]) => {
    const regions = places.map(({ region }) => region);
    return `${id} (${fold(regions, mostPlaces)})`;
  });
}

function notEnabledPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const placed = regions.flatMap(({ region, notEnabled }) => notEnabled.map((finding) => ({ ...finding, region })));
  const keyOf = ({ reason, awsMessage = '', region }: (typeof placed)[number]): string => `${reason}\n${commonWords(awsMessage, region)}`;
  return groupBy(placed, keyOf).flatMap(([, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const { awsMessage, relationshipStatus } = first;
    const { label, remedy } = reasons[first.reason];
    const weight = weights[first.reason];
    const names = accountsIn(findings);
    const where = findings.every((finding) => finding.awsMessage === awsMessage) ? '' : `In ${first.region}, `;
    const words = awsMessage === undefined ? [] : [`${where}AWS says: ${harmless(awsMessage)}`];
    const status = relationshipStatus === undefined ? [] : [`relationship status: ${harmless(relationshipStatus)}`];
    return [
      {
        heading: `${count(names.length, 'account')}: ${label}`,
        lines: [named(names), ...words, ...status],
        remedy,
        mood: weight === 'act' ? ('bad' as const) : weight === 'pending' ? ('warn' as const) : ('faint' as const),
      },
    ];
  });
}

function excludedMemberPoints(regions: readonly RegionReport[]): readonly OpenPoint[] {
  const names = accountsIn(regions.flatMap(({ region, excludedMembers }) => excludedMembers.map((accountId) => ({ accountId, region }))));
  if (names.length === 0) return [];
  const heading = `${count(names.length, 'account')}: ${excludedMembersPhrase}`;
  return [{ heading, lines: [named(names)], remedy: excludedMembersRemedy, mood: 'warn' }];
}

function leftOutPoints({ plan, organization }: RunSummary): readonly OpenPoint[] {
  return groupBy(plan.leftOut, ({ reason }) => reason).map(([key, accounts]) => {
    const { label, remedy } = reasons[key as (typeof plan.leftOut)[number]['reason']];
    const weight = weights[key as (typeof plan.leftOut)[number]['reason']];
    return {
      heading: `${count(accounts.length, 'account')} left out: ${label}`,
      lines: [named(leftOutNames(accounts, organization))],
      remedy,
      mood: weight === 'act' ? 'bad' : 'faint',
    };
  });
}

/** Every account that is not enabled somewhere, by reason, with what to do. */
export function accountPoints(summary: RunSummary): readonly OpenPoint[] {
  const { regions } = summary.report;
  return [...notEnabledPoints(regions), ...excludedMemberPoints(regions), ...leftOutPoints(summary)];
}
