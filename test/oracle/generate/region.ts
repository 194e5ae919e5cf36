import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { documentedStatuses, statusOfTheFuture } from '../../support/relationship-statuses';
import { administratorId, managementId } from '../support/options';
import { organizationFeatures } from '../support/vocabulary';
import { detectorFeatures, levels } from './features';
import { mainly, onceIn, seldom } from './odds';

export type ScenarioRegion = Exclude<ScenarioInput['regions'][number], string>;

/** Accounts beside the two that every world has; the first begins with a zero, the last is sometimes somebody's administrator. */
export const workloadIds = ['033333333301', '333333333302', '333333333303', '333333333304', '333333333305'] as const;
export const otherAdministratorId = '333333333305';
const outsiderId = '999999999999';

/** What is not enabled, by every status that AWS documents and by one of the future. */
const statuses = [...documentedStatuses.filter((status) => status !== 'Enabled'), statusOfTheFuture] as const;

const membership = fc.record({
  status: fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.constant('Enabled') },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant('Disabled') },
    { weight: 2, arbitrary: fc.constantFrom(...statuses) },
  ),
  of: seldom<'the administrator', 'another'>(15, 'the administrator', fc.constant('another')),
  /** A detector of its own, for an account that is no member. */
  alone: seldom<undefined, 'ENABLED' | 'DISABLED'>(4, undefined, fc.constantFrom('ENABLED', 'DISABLED')),
  features: detectorFeatures,
});

const memberIds = [managementId, ...workloadIds];
const detector = fc.record({
  status: mainly<'ENABLED' | undefined | 'DISABLED'>('ENABLED', undefined, 'DISABLED'),
  features: detectorFeatures,
});
const frequency = mainly<'SIX_HOURS' | 'ONE_HOUR' | 'FIFTEEN_MINUTES'>('SIX_HOURS', 'ONE_HOUR', 'FIFTEEN_MINUTES');

/** One Region before its parts are fitted to each other. */
export const rawRegion = fc.record({
  /** Whether GuardDuty has been rolled out there before. */
  designated: seldom<'yes', 'no'>(3, 'yes', fc.constant('no')),
  trouble: seldom<undefined, 'other' | 'leaving'>(12, undefined, fc.constantFrom('other', 'leaving')),
  lacks: seldom<string[], string[]>(4, [], fc.subarray([...organizationFeatures], { minLength: 1, maxLength: 3 })),
  own: detector,
  frequency,
  management: seldom<undefined, 'ENABLED' | 'DISABLED'>(3, undefined, fc.constantFrom('ENABLED', 'ENABLED', 'DISABLED')),
  autoEnable: fc.constantFrom<'NONE' | 'NEW' | 'ALL'>('NONE', 'NEW', 'ALL'),
  levels,
  limitReached: onceIn(60),
  memberships: fc.array(membership, { minLength: memberIds.length, maxLength: memberIds.length }),
  outsider: seldom<undefined, string>(6, undefined, fc.constantFrom('Enabled', 'Invited', 'Removed')),
  /** Whether a rolled-out Region is as a finished rollout leaves it, so that the second run is tried too. */
  finished: fc.boolean(),
});

export type RawRegion = typeof rawRegion extends fc.Arbitrary<infer Value> ? Value : never;

/** The Region as a scenario has it, without what contradicts itself. */
export function fitRegion(name: string, raw: RawRegion, present: ReadonlySet<string>): ScenarioRegion {
  const administrator = administratorOf(raw);
  const memberships = memberIds
    .flatMap((id, index) => raw.memberships.slice(index, index + 1).map((membership) => ({ id, ...membership })))
    .filter(({ id }) => present.has(id) && id !== administrator);
  const rolledOut = administrator !== undefined && raw.finished;
  const members: NonNullable<ScenarioRegion['members']> = [];
  const detectors: NonNullable<ScenarioRegion['detectors']> = [];
  for (const { id, status: drawn, of, alone, features } of memberships) {
    const foreign = of === 'another' && id !== otherAdministratorId && present.has(otherAdministratorId);
    const status = rolledOut && !foreign && drawn !== 'Disabled' ? 'Enabled' : drawn;
    const owner = foreign ? otherAdministratorId : administrator;
    const joined = status === 'Enabled' || status === 'Disabled';
    if (status !== undefined && owner !== undefined) {
      members.push({
        accounts: [id],
        relationshipStatus: status,
        ...(foreign ? { administrator: owner, invited: true } : {}),
        ...(joined ? { features } : {}),
      });
    }
    if (!(joined && owner !== undefined)) {
      const own = id === managementId ? raw.management : alone;
      if (own !== undefined) detectors.push({ accounts: [id], status: own, features });
    }
  }
  if (raw.outsider !== undefined && administrator !== undefined) {
    members.push({ accounts: [outsiderId], relationshipStatus: raw.outsider, invited: true });
  }
  // An administrator without a detector has no members.
  const administers = administrator === administratorId && members.some(({ administrator: owner }) => owner === undefined);
  const ownStatus = (rolledOut || administers) && raw.own.status === undefined ? 'ENABLED' : raw.own.status;
  if (ownStatus !== undefined) {
    detectors.push({
      accounts: [administratorId],
      status: ownStatus,
      findingPublishingFrequency: raw.frequency,
      features: raw.own.features,
    });
  }
  return {
    name,
    lacks: raw.lacks,
    ...(administrator === undefined
      ? {}
      : {
          administrator: {
            account: administrator,
            status: raw.trouble === 'leaving' ? ('DISABLE_IN_PROGRESS' as const) : ('ENABLED' as const),
          },
          ...(ownStatus === undefined
            ? {}
            : {
                organizationConfiguration: {
                  autoEnable: raw.autoEnable,
                  features: offered(raw.levels, raw.lacks),
                  memberAccountLimitReached: raw.limitReached,
                },
              }),
        }),
    detectors: detectors.map((entry) => ({ ...entry, features: offered(entry.features ?? {}, raw.lacks) })),
    members: members.map((entry) => ({ ...entry, features: offered(entry.features ?? {}, raw.lacks) })),
  };
}

function administratorOf({ designated, trouble }: RawRegion): string | undefined {
  if (trouble === 'other') return otherAdministratorId;
  return designated === 'yes' || trouble === 'leaving' ? administratorId : undefined;
}

function offered<Value>(features: Readonly<Record<string, Value>>, lacks: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(features).filter(([name]) => !lacks.includes(name)));
}
