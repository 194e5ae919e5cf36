import fc from 'fast-check';
import type { AutoEnable } from '../../src/domain/auto-enable';
import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { OrganizationFeature } from '../../src/domain/feature';
import type { AccountId } from '../../src/domain/ids';
import type { RolloutSettings } from '../../src/domain/settings';
import {
  known,
  unknown,
  type Detector,
  type Fact,
  type MemberFeatures,
  type Members,
  type OrganizationSnapshot,
  type RegionSnapshot,
} from '../../src/domain/snapshot';
import { concernsMembers, type WantedFeatures } from '../../src/domain/wanted-feature';
import { accountsOf, type DetectorChange, type RegionAction } from '../../src/plan/actions';
import { settingName, withFeatureChanges } from '../../src/plan/organization-features';
import { planRollout } from '../../src/plan/organization';
import { hasChanges, type Plan, type RegionPlan } from '../../src/plan/plan';
import type { Question } from '../../src/plan/verdicts';
import {
  account,
  administratorId,
  detectorId,
  inDetector,
  inOrganization,
  managementId,
  organization,
  region,
  settings,
  someoneElse,
  unread,
  want,
  workload,
} from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const legacy = 'EKS_RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';

const fact = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof({ weight: 9, arbitrary: value.map(known) }, { weight: 1, arbitrary: fc.constant(unread<T>()) });

const level = fc.constantFrom<AutoEnable>('ALL', 'NEW', 'NONE');
const readLevel = fc.oneof({ weight: 9, arbitrary: level }, { weight: 1, arbitrary: fc.constant(undefined) });
const readState = fc.oneof({ weight: 9, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constant(undefined) });
const rarely = (chance: number) => fc.nat(99).map((n) => n < chance);

const state = fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'CLOSED', 'NEW_STATE');
const status = fc.constantFrom(
  'Enabled',
  'Enabled',
  'Disabled',
  'Created',
  'Removed',
  'RegionDisabled',
  'Unheard',
  'CannotCreateDetectorInOrganizationMasterAccount',
);
const ids = [managementId, workload(1), workload(2), workload(3), someoneElse];
const membership: fc.Arbitrary<Members> = fc
  .tuple(...ids.map(() => fc.option(status, { nil: undefined })))
  .map((statuses) => new Map(ids.flatMap((id, n): [AccountId, string][] => (statuses[n] === undefined ? [] : [[id, statuses[n]]]))));

/** The features of a detector; the two runtime features are never on together, as in AWS. */
const detectorFeatures: fc.Arbitrary<readonly DetectorFeature[]> = fc
  .record({ s3: readState, runtime: readState, agent: readState, legacy: readState, managed: rarely(10), lists: fc.boolean() })
  .map((has) => [
    inDetector(s3, has.s3, {}, has.managed),
    inDetector(runtime, has.legacy === true ? false : has.runtime, has.lists ? { [agent]: has.agent } : {}, has.managed),
    inDetector(legacy, has.legacy, {}, false),
  ]);

const detectors: fc.Arbitrary<Detector> = fc
  .record({
    status: fc.constantFrom('ENABLED', 'ENABLED', 'ENABLED', 'DISABLED', 'PAUSING'),
    features: fc.oneof({ weight: 9, arbitrary: detectorFeatures }, { weight: 1, arbitrary: fc.constant(undefined) }),
    findingFrequency: fc.constantFrom('SIX_HOURS', 'ONE_HOUR', undefined),
  })
  .map((one) => ({ id: detectorId, ...one }));
const detector = fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: detectors });

const organizationFeatures: fc.Arbitrary<readonly OrganizationFeature[]> = fc
  .record({ s3: readLevel, runtime: readLevel, agent: readLevel, legacy: readLevel, lists: fc.boolean(), unreadList: rarely(5) })
  .map((has) => [
    inOrganization(s3, has.s3),
    inOrganization(
      runtime,
      has.legacy === 'NONE' ? has.runtime : 'NONE',
      has.unreadList ? null : has.lists && has.legacy === 'NONE' ? { [agent]: has.agent } : {},
    ),
    inOrganization(legacy, has.legacy),
  ]);

const configurations = fc
  .record({ autoEnable: readLevel, memberLimitReached: rarely(10), features: organizationFeatures })
  .map((one) => ({ ...one, unread: [] }));

const memberFeatures: fc.Arbitrary<MemberFeatures> = fc
  .tuple(...ids.map(() => fc.option(detectorFeatures, { nil: undefined, freq: 9 })))
  .map(
    (lists) => new Map(ids.flatMap((id, n): [AccountId, readonly DetectorFeature[]][] => (lists[n] === undefined ? [] : [[id, lists[n]]]))),
  );

const organizations: fc.Arbitrary<OrganizationSnapshot> = fc
  .record({
    states: fc.tuple(state, state, state),
    excluded: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([managementId, workload(1), workload(2)]) },
    ),
    policy: fact(rarely(15)),
    trusted: fact(fc.boolean()),
    registered: fact(fc.constantFrom([], [administratorId], [someoneElse])),
    managementCredentials: rarely(85),
  })
  .map(({ states, excluded, policy, trusted, registered, managementCredentials }) =>
    organization({
      accounts: [account(managementId), account(administratorId), ...states.map((word, n) => account(workload(n + 1), { state: word }))],
      excluded: new Set(excluded),
      guardDutyPolicy: policy,
      trustedAccess: trusted,
      registeredAdministrators: registered,
      managementCredentials,
    }),
  );

const regions: fc.Arbitrary<RegionSnapshot> = fc
  .record({
    administrator: fact(
      fc.constantFrom(
        [],
        [{ accountId: administratorId, status: 'ENABLED' }],
        [{ accountId: administratorId, status: 'ENABLED' }],
        [{ accountId: someoneElse, status: 'ENABLED' }],
      ),
    ),
    detector: fact(detector),
    configuration: fact(configurations),
    members: fact(membership),
    unreadMembers: fc.subarray([workload(1), workload(2)], { maxLength: 1 }),
    managementDetector: fact(detector),
    memberFeatures: fact(memberFeatures),
  })
  .map(({ unreadMembers, ...read }) => ({
    region,
    availability: { kind: 'available' as const },
    ...read,
    unreadMembers: new Set(unreadMembers),
    administratorOf: undefined,
    trials: undefined,
    exports: undefined,
  }));

const wanted: fc.Arbitrary<WantedFeatures> = fc
  .record({
    every: fc.option(level, { nil: undefined }),
    s3: fc.option(level, { nil: undefined }),
    runtime: fc.option(fc.tuple(level, fc.option(level, { nil: undefined })), { nil: undefined }),
    legacyOff: rarely(20),
    strange: rarely(10),
  })
  .map(({ every, ...one }) => ({
    every,
    named: [
      ...(one.s3 === undefined ? [] : [want(s3, one.s3)]),
      ...(one.runtime === undefined
        ? []
        : [want(runtime, one.runtime[0], one.runtime[1] === undefined ? {} : { [agent]: one.runtime[1] })]),
      ...(one.legacyOff ? [want(legacy, 'NONE')] : []),
      ...(one.strange ? [want('AI_PROTECTION', 'ALL')] : []),
    ],
  }));

const wishes: fc.Arbitrary<RolloutSettings> = fc
  .record({
    autoEnable: level,
    features: fc.option(wanted, { nil: undefined }),
    applyToMembers: fc.boolean(),
    migrateEksRuntimeMonitoring: fc.boolean(),
    findingFrequency: fc.constantFrom(undefined, 'ONE_HOUR' as const),
    acceptOrganizationPolicy: fc.boolean(),
    restartSuspended: fc.boolean(),
  })
  .map(settings);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** The features of a detector with the changes made. */
function withChanges(features: readonly DetectorFeature[], changes: readonly DetectorChange[]): readonly DetectorFeature[] {
  return features.map((feature) => {
    const own = changes.filter((change) => change.feature === feature.name);
    const inner = own.flatMap(({ additional, enable }) => (additional === undefined ? [] : [{ name: additional, enabled: enable }]));
    return {
      ...feature,
      enabled: own.find(({ additional }) => additional === undefined)?.enable ?? feature.enabled,
      additional: feature.additional && [...feature.additional.filter(({ name }) => !inner.some((one) => one.name === name)), ...inner],
    };
  });
}

/** What a detector that was just made or restarted has once its features were set to what was wanted for everybody. */
function complete(wish: RolloutSettings): readonly DetectorFeature[] {
  const all = wish.features;
  const levelOf = (name: string) => all?.named.find((one) => one.feature === name) ?? { autoEnable: all?.every, additional: [] };
  const ofRuntime = levelOf(runtime);
  return [
    inDetector(s3, levelOf(s3).autoEnable === 'ALL'),
    inDetector(
      runtime,
      ofRuntime.autoEnable === 'ALL',
      Object.fromEntries(ofRuntime.additional.map((one) => [one.name, one.autoEnable === 'ALL'])),
    ),
    inDetector('AI_PROTECTION', true),
  ];
}

/** What the organization's settings of a fresh Region become where everything wanted was set. */
function firstFeatures(wish: RolloutSettings): readonly OrganizationFeature[] {
  const all = wish.features;
  const offered = [s3, runtime, 'AI_PROTECTION'].map((name) => inOrganization(name, all?.every ?? 'NONE'));
  return withFeatureChanges(
    offered,
    (all?.named ?? []).flatMap(({ feature, autoEnable, additional }) => [
      { feature, after: autoEnable },
      ...additional.map((one) => ({ feature, additional: one.name, after: one.autoEnable })),
    ]),
  );
}

/** The Region after one step was carried out to the letter. */
function after(action: RegionAction, wish: RolloutSettings, snapshot: RegionSnapshot): RegionSnapshot {
  const own = snapshot.detector?.known === true ? snapshot.detector.value : undefined;
  const members = new Map(snapshot.members?.known === true ? snapshot.members.value : []);
  const features = new Map(snapshot.memberFeatures?.known === true ? snapshot.memberFeatures.value : []);
  const running = { id: detectorId, status: 'ENABLED', features: own?.features ?? [], findingFrequency: own?.findingFrequency };
  switch (action.kind) {
    case 'designate-administrator':
      return {
        ...snapshot,
        administrator: known([{ accountId: action.accountId, status: 'ENABLED' }]),
        configuration: known({ autoEnable: 'NONE', memberLimitReached: false, features: firstFeatures(wish), unread: [] }),
      };
    case 'create-detector':
      return { ...snapshot, detector: known({ ...running, findingFrequency: 'SIX_HOURS' }) };
    case 'enable-detector':
      return { ...snapshot, detector: known(running) };
    case 'create-management-detector':
    case 'enable-management-detector':
      return { ...snapshot, managementDetector: known(running) };
    case 'configure-organization': {
      const before = snapshot.configuration?.known === true ? snapshot.configuration.value : undefined;
      if (before === undefined) return snapshot;
      const { autoEnable } = { autoEnable: action.autoEnable.after };
      return {
        ...snapshot,
        configuration: known({ ...before, autoEnable, features: withFeatureChanges(before.features, action.features) }),
      };
    }
    case 'configure-detector': {
      const changed = action.features === null ? complete(wish) : withChanges(running.features, action.features);
      const frequency = action.frequency?.after ?? running.findingFrequency;
      return { ...snapshot, detector: known({ ...running, features: changed, findingFrequency: frequency }) };
    }
    case 'associate-members':
    case 'restart-members':
      for (const id of action.accounts) {
        members.set(id, 'Enabled');
        features.set(id, complete({ ...wish, features: wish.features === undefined ? undefined : forMembers(wish.features) }));
      }
      return { ...snapshot, members: known(members), memberFeatures: known(features) };
    case 'configure-members':
      for (const id of action.accounts) features.set(id, withChanges(features.get(id) ?? [], action.features));
      return { ...snapshot, memberFeatures: known(features) };
    case 'configure-new-members':
      // An account that was enrolled to the letter has everything.
      return snapshot;
    case 'export-findings':
      throw new TypeError('Nobody asked for an export of findings.');
  }
}

/** Whoever is enrolled has every feature that was asked for, for new accounts too. */
function forMembers({ every, named }: WantedFeatures): WantedFeatures {
  const raised = (one: AutoEnable): AutoEnable => (one === 'NONE' ? 'NONE' : 'ALL');
  return {
    every: every === undefined ? undefined : raised(every),
    named: named.map(({ feature, autoEnable, additional }) => ({
      feature,
      autoEnable: raised(autoEnable),
      additional: additional.map(({ name, autoEnable: own }) => ({ name, autoEnable: raised(own) })),
    })),
  };
}

/** The plan of one Region, and what AWS would look like after it was carried out to the letter. */
function carriedOut(
  wish: RolloutSettings,
  of: OrganizationSnapshot,
  snapshot: RegionSnapshot,
): { of: OrganizationSnapshot; snapshot: RegionSnapshot } {
  const plan = planRollout(wish, of, [snapshot]);
  const trusted = plan.organizationActions.length > 0 ? { ...of, trustedAccess: known(true) } : of;
  return {
    of: trusted,
    snapshot: plan.regions.flatMap(({ actions }) => actions).reduce((now, action) => after(action, wish, now), snapshot),
  };
}

function only(plan: Plan): RegionPlan {
  const [first] = plan.regions;
  if (first === undefined) throw new Error('no Region was planned');
  return first;
}

const always = (check: (wish: RolloutSettings, of: OrganizationSnapshot, snapshot: RegionSnapshot) => void, numRuns = 400): void => {
  fc.assert(fc.property(wishes, organizations, regions, check), { numRuns });
};

describe('planRollout, whatever it is given', () => {
  test('leaves its input as it is and gives the same bytes for the same input', () => {
    always((wish, of, snapshot) => {
      const input = [freeze(wish), freeze(of), freeze([snapshot])] as const;
      expect(JSON.stringify(planRollout(...input))).toBe(JSON.stringify(planRollout(...input)));
    }, 300);
  });

  test('plans nothing more once its plan was carried out', () => {
    always((wish, of, snapshot) => {
      const later = carriedOut(wish, of, snapshot);
      expect(hasChanges(planRollout(wish, later.of, [later.snapshot]))).toBe(false);
    }, 1000);
  });

  test('never acts on a Region whose administrator, detector or members nobody could read', () => {
    always((wish, of, snapshot) => {
      fc.pre([snapshot.administrator, snapshot.detector, snapshot.members].some((one) => one?.known === false));
      expect(only(planRollout(wish, of, [snapshot])).actions).toEqual([]);
    });
  });

  test('never touches the administrator as a member, nor an account that is excluded, not active or from outside', () => {
    always((wish, of, snapshot) => {
      const touched = only(planRollout(wish, of, [snapshot])).actions.flatMap((action) => ('accounts' in action ? action.accounts : []));
      const active = of.accounts
        .filter(({ id, state: word }) => word === 'ACTIVE' && id !== administratorId && !of.excluded.has(id))
        .map(({ id }) => id);
      expect(touched.filter((id) => !active.includes(id))).toEqual([]);
    });
  });

  test('never enrols an account that the answer left out', () => {
    always((wish, of, snapshot) => {
      const present = snapshot.members?.known === true ? snapshot.members.value : new Map<AccountId, string>();
      const leftOut = [...snapshot.unreadMembers].filter((id) => !present.has(id));
      const touched = only(planRollout(wish, of, [snapshot])).actions.flatMap(accountsOf);
      expect(touched.filter((id) => leftOut.includes(id))).toEqual([]);
    });
  });

  test('never restarts what somebody suspended unless asked', () => {
    always((wish, of, snapshot) => {
      const { actions } = only(planRollout({ ...wish, restartSuspended: false }, of, [snapshot]));
      expect(actions.filter(({ kind }) => /restart|enable-/.test(kind))).toEqual([]);
    });
  });

  test('never changes a Region in which auto-enable ALL would undo exclusions', () => {
    always((wish, of, snapshot) => {
      fc.pre(of.excluded.size > 0);
      const { snapshot: later } = carriedOut(wish, of, snapshot);
      const all = later !== snapshot && later.configuration?.known === true && later.configuration.value.autoEnable === 'ALL';
      expect(all).toBe(false);
    });
  });

  test('lowers nothing but what was named, or the older runtime feature in a migration, and marks it', () => {
    always((wish, of, snapshot) => {
      const strengths = ['NONE', 'NEW', 'ALL'];
      const weaker = (before: AutoEnable | null, then: AutoEnable) =>
        before !== null && strengths.indexOf(before) > strengths.indexOf(then);
      const asked = new Set((wish.features?.named ?? []).map(({ feature }) => feature));
      for (const action of only(planRollout(wish, of, [snapshot])).actions) {
        if (action.kind !== 'configure-organization') continue;
        const { autoEnable, features } = action;
        expect([autoEnable, ...features].map(({ lowers }) => lowers)).toEqual(
          [autoEnable, ...features].map(({ before, after: then }) => weaker(before, then)),
        );
        const lowered = features.filter(({ lowers }) => lowers).map(({ feature }) => feature);
        const allowed = (feature: string) =>
          asked.has(feature) || wish.features?.every !== undefined || (feature === legacy && wish.migrateEksRuntimeMonitoring);
        expect(lowered.filter((feature) => !allowed(feature))).toEqual([]);
      }
    });
  });

  test('switches nothing off in a detector but the older runtime feature, where that was asked for', () => {
    always((wish, of, snapshot) => {
      const changes = only(planRollout(wish, of, [snapshot])).actions.flatMap((action) =>
        action.kind === 'configure-detector' || action.kind === 'configure-members' ? (action.features ?? []) : [],
      );
      const off = changes.filter(({ enable }) => !enable).map(({ feature }) => feature);
      const asked = wish.migrateEksRuntimeMonitoring || wish.features?.named.some(({ feature }) => feature === legacy);
      expect(off.filter((feature) => feature !== legacy || asked !== true)).toEqual([]);
    });
  });

  test('answers every question that was asked', () => {
    always((wish, of, snapshot) => {
      const { blocker, verdicts } = only(planRollout(wish, of, [snapshot]));
      const answered = new Set(verdicts.map(({ question }) => question));
      const asked: Question[] = ['designation', 'detector', 'auto-enable', 'members'];
      if (blocker !== undefined) {
        expect(verdicts.filter(({ answer }) => answer === 'as-asked' || answer === 'to-do')).toEqual([]);
        expect(verdicts).not.toEqual([]);
      } else expect(asked.filter((question) => !answered.has(question))).toEqual([]);
    });
  });

  test('answers for every feature that was named, wherever nothing decides above it', () => {
    always((wish, of, snapshot) => {
      const { blocker, verdicts } = only(planRollout(wish, of, [snapshot]));
      fc.pre(blocker === undefined && !(of.guardDutyPolicy.known && of.guardDutyPolicy.value));
      const answered = new Set(
        verdicts
          .filter(({ question }) => question === 'organization-feature')
          .map(({ feature = '', additional }) => settingName({ feature, ...(additional === undefined ? {} : { additional }) })),
      );
      const asked = (wish.features?.named ?? []).map(({ feature }) => feature);
      expect(asked.filter((feature) => !answered.has(feature))).toEqual([]);
    });
  });

  test('has an action for every answer that is to do, and such an answer for every action', () => {
    always((wish, of, snapshot) => {
      const { actions, verdicts } = only(planRollout(wish, of, [snapshot]));
      const kinds = new Set(actions.map(({ kind }) => kind));
      const named = new Set(verdicts.flatMap((verdict) => (verdict.answer === 'to-do' ? [verdict.action] : [])));
      // The management account's detector is part of its enrolment.
      kinds.delete('create-management-detector');
      kinds.delete('enable-management-detector');
      expect([...named].sort()).toEqual([...kinds].sort());
    });
  });

  test('takes nothing that it could not read for as asked', () => {
    always((wish, of, snapshot) => {
      const { verdicts } = only(planRollout(wish, of, [snapshot]));
      const configuration = snapshot.configuration?.known === true ? snapshot.configuration.value : undefined;
      const own = snapshot.detector?.known === true ? snapshot.detector.value : undefined;
      const unreadIn = (feature: string, additional: string | undefined): boolean => {
        const entry = configuration?.features.find(({ name }) => name === feature);
        if (additional === undefined) return entry?.autoEnable === undefined;
        if (entry?.autoEnable === 'NONE') return false;
        return entry?.additionalConfiguration?.find(({ name }) => name === additional)?.autoEnable === undefined;
      };
      const good = verdicts.filter(({ answer }) => answer === 'as-asked');
      const wrong = good.filter(({ question, feature = '', additional }) => {
        if (question === 'auto-enable')
          return configuration?.autoEnable === undefined && !(of.guardDutyPolicy.known && of.guardDutyPolicy.value);
        if (question === 'organization-feature')
          return !(of.guardDutyPolicy.known && of.guardDutyPolicy.value) && unreadIn(feature, additional);
        if (question === 'finding-frequency') return own?.findingFrequency === undefined;
        if (question === 'administrator-feature') return unreadInDetector(own, feature, additional);
        if (question === 'members') return snapshot.unreadMembers.size > 0 && leavesOut(of, snapshot);
        return false;
      });
      expect(wrong).toEqual([]);
    });
  });

  test('knows nothing of members whose features nobody could read', () => {
    always((wish, of, snapshot) => {
      fc.pre(concernsMembers(wish) && snapshot.memberFeatures?.known === true);
      const blind = { ...snapshot, memberFeatures: unknown<MemberFeatures>({ code: 'throttled', action: 'guardduty:GetMemberDetectors' }) };
      const { verdicts, actions } = only(planRollout(wish, of, [blind]));
      // What accounts have that this run enrols is read then.
      const ofMembers = verdicts.filter(
        (verdict) => verdict.question === 'member-feature' && !(verdict.answer === 'to-do' && verdict.action === 'configure-new-members'),
      );
      expect(ofMembers.every(({ answer }) => answer === 'unknown')).toBe(true);
      expect(actions.filter(({ kind }) => kind === 'configure-members')).toEqual([]);
    });
  });
});

/** Whether the answer left out an account of the rollout that has no record. */
function leavesOut(of: OrganizationSnapshot, { unreadMembers, members }: RegionSnapshot): boolean {
  const records = members?.known === true ? members.value : new Map<AccountId, string>();
  return of.accounts.some(({ id, state: word }) => word === 'ACTIVE' && !of.excluded.has(id) && unreadMembers.has(id) && !records.has(id));
}

/** Whether the detector does not show the state; an additional configuration that it does not list is off. */
function unreadInDetector(detector: Detector | undefined, feature: string, additional: string | undefined): boolean {
  const entry = detector?.features?.find(({ name }) => name === feature);
  if (entry === undefined || additional === undefined) return entry?.enabled === undefined;
  return entry.additional === undefined || entry.additional.some(({ name, enabled }) => name === additional && enabled === undefined);
}
