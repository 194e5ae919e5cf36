import * as v from 'valibot';
import { isAutoEnable, type AutoEnable } from '../../domain/auto-enable';
import type { OrganizationFeature } from '../../domain/feature';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import { keepsSilentAboutAgents } from './agents';
import { listOf, nextToken, object, readable, words } from './pieces';

/** A value, and a note for each part of it that could not be read. */
interface Noted<Value> {
  readonly value: Value;
  readonly unread: readonly string[];
}

type Level = Noted<AutoEnable | undefined>;
type NotedFeature = Noted<OrganizationFeature>;

/** One page of the configuration: the features on it, and the settings, of which those on the first page count. */
export interface ConfigurationPage {
  readonly items: readonly NotedFeature[];
  readonly nextToken: string | null | undefined;
  readonly autoEnable: Level;
  readonly memberLimitReached: Noted<boolean | undefined>;
}

const additional = object({ Name: words, AutoEnable: v.optional(v.unknown()) });

const feature = object({
  Name: words,
  AutoEnable: v.optional(v.unknown()),
  AdditionalConfiguration: v.nullish(listOf(additional)),
});

/** What is odd about a level; a word of AWS is quoted where it is short enough for a note. */
function describeOdd(word: unknown): string {
  if (word === undefined || word === null) return 'is missing';
  return typeof word === 'string' && word.length <= 40 ? `is ${word}` : 'cannot be read';
}

function readLevel(name: string, word: unknown): Level {
  if (typeof word === 'string' && isAutoEnable(word)) return { value: word, unread: [] };
  return { value: undefined, unread: [`${name} ${describeOdd(word)}`] };
}

/** The levels of what is under a feature, one for each name. */
function readUnder(feature: string, entries: readonly v.InferOutput<typeof additional>[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const { Name: name, AutoEnable: word } of entries) {
    const place = `${feature}, ${name}`;
    const level = readLevel(`${place}: autoEnable`, word);
    const first = levels.get(name) ?? level;
    levels.set(
      name,
      first.value === level.value ? first : { value: undefined, unread: [`${place} is listed twice, with different settings`] },
    );
  }
  return levels;
}

function readFeature({ Name: name, AutoEnable: word, AdditionalConfiguration: entries }: v.InferOutput<typeof feature>): NotedFeature {
  const level = readLevel(`${name}: autoEnable`, word);
  const under = readUnder(name, entries ?? []);
  const silent = keepsSilentAboutAgents(name, entries, level.value === 'NONE');
  return {
    value: {
      name,
      autoEnable: level.value,
      additionalConfiguration: silent ? undefined : [...under].map(([key, { value }]) => ({ name: key, autoEnable: value })),
    },
    unread: [
      ...level.unread,
      ...(silent ? [`${name}: additionalConfiguration is missing`] : []),
      ...[...under.values()].flatMap(({ unread }) => unread),
    ],
  };
}

/** The deprecated boolean is true for NEW and for ALL, so it says something only where it is false, and the newer member is absent. */
function readAutoEnable(word: unknown, old: unknown): Level {
  if ((word ?? undefined) === undefined && old === false) return { value: 'NONE', unread: [] };
  return readLevel('autoEnableOrganizationMembers', word);
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html */
export const describeOrganizationConfiguration = v.pipe(
  object({
    AutoEnable: v.optional(v.unknown()),
    AutoEnableOrganizationMembers: v.optional(v.unknown()),
    MemberAccountLimitReached: readable(v.boolean()),
    Features: listOf(feature),
    NextToken: nextToken,
  }),
  v.transform(
    ({ AutoEnable, AutoEnableOrganizationMembers, MemberAccountLimitReached: limit, Features, NextToken }): ConfigurationPage => ({
      items: Features.map(readFeature),
      nextToken: NextToken,
      autoEnable: readAutoEnable(AutoEnableOrganizationMembers, AutoEnable),
      memberLimitReached: { value: limit, unread: limit === undefined ? ['memberAccountLimitReached is missing'] : [] },
    }),
  ),
);

/** The same feature listed twice: where the settings differ, neither was read. */
export function mergeFeatures(first: NotedFeature, other: NotedFeature): NotedFeature {
  if (JSON.stringify(first) === JSON.stringify(other)) return first;
  const { name } = first.value;
  return {
    value: { name, autoEnable: undefined, additionalConfiguration: undefined },
    unread: [`${name} is listed twice, with different settings`],
  };
}

/** The configuration that its first page and the features of all pages make up. */
export function toConfiguration(first: ConfigurationPage | undefined, features: readonly NotedFeature[]): OrganizationConfiguration {
  return {
    autoEnable: first?.autoEnable.value,
    memberLimitReached: first?.memberLimitReached.value,
    features: features.map(({ value }) => value),
    unread: [...(first?.autoEnable.unread ?? []), ...(first?.memberLimitReached.unread ?? []), ...features.flatMap(({ unread }) => unread)],
  };
}
