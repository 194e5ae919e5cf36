import * as v from 'valibot';
import { isAutoEnable, type AutoEnable } from '../../domain/auto-enable';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import { eksRuntimeMonitoring, runtimeMonitoring, type OrganizationFeature } from '../../domain/feature';
import { listOf, nextToken, object, readable, words } from './pieces';

const additional = object({ Name: words, AutoEnable: v.optional(v.unknown()) });

const feature = object({
  Name: words,
  AutoEnable: v.optional(v.unknown()),
  AdditionalConfiguration: v.nullish(listOf(additional)),
});

/** One page of the configuration: the features on it, and the settings, of which those on the first page count. */
export interface ConfigurationPage {
  readonly items: readonly NotedFeature[];
  readonly nextToken: string | null | undefined;
  readonly autoEnable: Noted<AutoEnable | undefined>;
  readonly memberLimitReached: Noted<boolean | undefined>;
}

/** A value, and a note for each part of it that could not be read. */
export interface Noted<Value> {
  readonly value: Value;
  readonly unread: readonly string[];
}

export type NotedFeature = Noted<OrganizationFeature>;

/** A word of AWS that is no level, short enough for a note. */
function oddWord(word: unknown): string {
  if (word === undefined || word === null) return 'is missing';
  return typeof word === 'string' && word.length <= 40 ? `is ${word}` : 'cannot be read';
}

function readLevel(name: string, word: unknown): Noted<AutoEnable | undefined> {
  if (typeof word === 'string' && isAutoEnable(word)) return { value: word, unread: [] };
  return { value: undefined, unread: [`${name} ${oddWord(word)}`] };
}

/** Where agents may be in force, silence about them says nothing: live answers hold null for features that have none. */
const mayHaveAgents: ReadonlySet<string> = new Set([runtimeMonitoring, eksRuntimeMonitoring]);

function readFeature({ Name: name, AutoEnable, AdditionalConfiguration: inner }: v.InferOutput<typeof feature>): NotedFeature {
  const level = readLevel(`${name}: autoEnable`, AutoEnable);
  const untold = (inner ?? undefined) === undefined && mayHaveAgents.has(name) && level.value !== 'NONE';
  const under = (inner ?? []).map((one) => ({ name: one.Name, level: readLevel(`${name}, ${one.Name}: autoEnable`, one.AutoEnable) }));
  return {
    value: {
      name,
      autoEnable: level.value,
      additionalConfiguration: untold ? undefined : under.map((one) => ({ name: one.name, autoEnable: one.level.value })),
    },
    unread: [
      ...level.unread,
      ...(untold ? [`${name}: additionalConfiguration is missing`] : []),
      ...under.flatMap((one) => one.level.unread),
    ],
  };
}

/** The deprecated boolean is true for NEW and for ALL, so it says something only where it is false, and the newer member is absent. */
function readAutoEnable(word: unknown, old: unknown): Noted<AutoEnable | undefined> {
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

/** The configuration, and the notes of all its parts. */
export function withoutNotes(first: ConfigurationPage | undefined, features: readonly NotedFeature[]): OrganizationConfiguration {
  return {
    autoEnable: first?.autoEnable.value,
    memberLimitReached: first?.memberLimitReached.value,
    features: features.map(({ value }) => value),
    unread: [...(first?.autoEnable.unread ?? []), ...(first?.memberLimitReached.unread ?? []), ...features.flatMap(({ unread }) => unread)],
  };
}
