import type { DetectorFeature } from '../../src/domain/detector-feature';
import type { AccountId } from '../../src/domain/ids';
import type { RolloutSettings } from '../../src/domain/settings';
import type { Detector } from '../../src/domain/snapshot';
import type { ConfigureDetector, ConfigureMembers, ConfigureNewMembers } from '../../src/plan/actions';
import { planDetector, planMemberFeatures, planNewMembers, type MemberFeaturesQuestion } from '../../src/plan/features';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from '../../src/plan/verdicts';
import { administratorId, detector, every, inDetector, named, notShown, settings, want, workload } from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const legacy = 'EKS_RUNTIME_MONITORING';
const agent = 'EC2_AGENT_MANAGEMENT';
const enable = (feature: string, additional?: string) => ({ feature, ...(additional === undefined ? {} : { additional }), enable: true });
const disable = (feature: string) => ({ feature, enable: false });

describe('planDetector', () => {
  const configure = (features: ConfigureDetector['features'], frequency?: ConfigureDetector['frequency']): ConfigureDetector => ({
    kind: 'configure-detector',
    accountId: administratorId,
    features,
    ...(frequency === undefined ? {} : { frequency }),
  });
  const on = (feature: string, additional?: string): Subject => ({
    question: 'administrator-feature',
    feature,
    ...(additional === undefined ? {} : { additional }),
  });
  const frequency = { question: 'finding-frequency' } as const;
  const due = (subject: Subject) => toDo(subject, 'configure-detector');
  const unseen = (subject: Subject, what: string) => unread(subject, notShown(`${what} not in the answer`));

  interface Row {
    readonly wanted?: Partial<RolloutSettings>;
    /** `null`: there is no detector yet. */
    readonly present?: Partial<Detector> | null;
    readonly offered?: readonly string[];
    readonly action?: ConfigureDetector;
    readonly verdicts: readonly Verdict[];
  }

  const allS3 = { features: named(want(s3, 'ALL')) };
  const hourly = { findingFrequency: 'ONE_HOUR' } as const;
  const migrated = { features: named(want(runtime, 'ALL')), migrateEksRuntimeMonitoring: true };
  const rows: Readonly<Record<string, Row>> = {
    'nothing was asked for': { verdicts: [] },
    'features are for new accounts': {
      wanted: { features: named(want(s3, 'NEW')) },
      present: { features: [inDetector(s3, false)] },
      verdicts: [],
    },
    'features that were asked for with none stay on': {
      wanted: { features: named(want(runtime, 'ALL'), want(s3, 'NONE')) },
      present: { features: [inDetector(runtime, true), inDetector(s3, true)] },
      verdicts: [asAsked(on(runtime))],
    },
    'a feature is on': { wanted: allS3, present: { features: [inDetector(s3, true)] }, verdicts: [asAsked(on(s3))] },
    'a feature and an agent are off': {
      wanted: { features: named(want(s3, 'ALL'), want(runtime, 'ALL', { [agent]: 'ALL' })) },
      present: { features: [inDetector(s3, false), inDetector(runtime, true)] },
      action: configure([enable(s3), enable(runtime, agent)]),
      verdicts: [due(on(s3)), asAsked(on(runtime)), due(on(runtime, agent))],
    },
    'a feature is not in the answer': { wanted: allS3, verdicts: [unseen(on(s3), `${s3} is`)] },
    'a feature is not in the answer although the Region offers it': {
      wanted: allS3,
      offered: [s3],
      verdicts: [unseen(on(s3), `${s3} is`)],
    },
    'the Region does not offer a feature': { wanted: allS3, offered: [runtime], verdicts: [] },
    'the answer shows no features': {
      wanted: allS3,
      present: { features: undefined },
      verdicts: [unseen({ question: 'administrator-feature' }, 'the features are')],
    },
    'a policy manages a feature': {
      wanted: allS3,
      present: { features: [inDetector(s3, false, {}, true)] },
      verdicts: [gap(on(s3), 'feature-managed-by-policy')],
    },
    'a policy manages a feature, which is accepted': {
      wanted: { ...allS3, acceptOrganizationPolicy: true },
      present: { features: [inDetector(s3, false, {}, true)] },
      verdicts: [asAsked(on(s3), 'organization-policy-accepted')],
    },
    'the older runtime feature is on': {
      wanted: { features: named(want(runtime, 'ALL')) },
      present: { features: [inDetector(legacy, true), inDetector(runtime, false)] },
      verdicts: [gap(on(runtime), 'feature-legacy-runtime')],
    },
    'the older runtime feature is migrated': {
      wanted: migrated,
      present: { features: [inDetector(legacy, true), inDetector(runtime, false)] },
      action: configure([disable(legacy), enable(runtime)]),
      verdicts: [due(on(legacy)), due(on(runtime))],
    },
    'the older runtime feature is off already': {
      wanted: migrated,
      present: { features: [inDetector(legacy, false), inDetector(runtime, true)] },
      verdicts: [asAsked(on(runtime))],
    },
    'there is none yet': {
      wanted: { ...allS3, ...hourly },
      present: null,
      action: configure(null, { before: null, after: 'ONE_HOUR' }),
      verdicts: [due({ question: 'administrator-feature' }), due(frequency)],
    },
    'there is none yet, and nothing is for everybody': {
      wanted: { features: every('NEW'), ...hourly },
      present: null,
      action: configure([], { before: null, after: 'ONE_HOUR' }),
      verdicts: [due(frequency)],
    },
    'it is suspended, and stays so': {
      wanted: { ...allS3, ...hourly },
      present: { status: 'DISABLED', features: [inDetector(s3, false)] },
      verdicts: [gap({ question: 'administrator-feature' }, 'detector-suspended'), unseen(frequency, 'the frequency is')],
    },
    'it stays suspended with the frequency that was asked for': {
      wanted: hourly,
      present: { status: 'DISABLED', findingFrequency: 'ONE_HOUR' },
      verdicts: [asAsked(frequency)],
    },
    'it stays suspended with another frequency': {
      wanted: hourly,
      present: { status: 'DISABLED', findingFrequency: 'SIX_HOURS' },
      verdicts: [gap(frequency, 'detector-suspended')],
    },
    'it is restarted, since what it lacks is known only when it runs': {
      wanted: { ...allS3, restartSuspended: true },
      present: { status: 'DISABLED', features: [inDetector(s3, false)] },
      action: configure(null),
      verdicts: [due({ question: 'administrator-feature' })],
    },
    'it is restarted, and the frequency is right': {
      wanted: { ...hourly, restartSuspended: true },
      present: { status: 'DISABLED', findingFrequency: 'ONE_HOUR' },
      verdicts: [asAsked(frequency)],
    },
    'the frequency is right': { wanted: hourly, present: { findingFrequency: 'ONE_HOUR' }, verdicts: [asAsked(frequency)] },
    'the frequency differs': {
      wanted: hourly,
      present: { findingFrequency: 'SIX_HOURS' },
      action: configure([], { before: 'SIX_HOURS', after: 'ONE_HOUR' }),
      verdicts: [due(frequency)],
    },
    'the frequency is not in the answer': { wanted: hourly, verdicts: [unseen(frequency, 'the frequency is')] },
  };

  test.each(Object.entries(rows))('when %s', (_what, { wanted = {}, present = {}, offered, action, verdicts }) => {
    const read = present === null ? undefined : detector(present);
    expect(planDetector(settings(wanted), administratorId, read, offered, notShown)).toEqual({ action, verdicts });
  });
});

describe('planMemberFeatures', () => {
  const [one, two] = [workload(1), workload(2)];
  const off = [inDetector(s3, false)];
  const member = (feature: string, ...accounts: readonly AccountId[]): Subject => ({ question: 'member-feature', feature, accounts });
  const all = (feature: string): Subject => ({ question: 'member-feature', feature });
  const apply = (features: ConfigureMembers['features'], ...accounts: readonly AccountId[]): ConfigureMembers => ({
    kind: 'configure-members',
    accounts,
    features,
  });
  const nowhere = () => undefined;

  interface Row extends Partial<Omit<MemberFeaturesQuestion, 'settings' | 'features' | 'members'>> {
    readonly wanted: Partial<RolloutSettings>;
    /** What each member has; `undefined`: the answer left it out. */
    readonly has: readonly (readonly DetectorFeature[] | undefined)[];
    readonly action?: ConfigureMembers;
    readonly verdicts: readonly Verdict[];
  }

  const allS3 = { features: named(want(s3, 'ALL')) };
  const appliedS3 = { ...allS3, applyToMembers: true };
  const legacyOn = [inDetector(legacy, true), inDetector(runtime, false)];
  const migrated = { features: named(want(runtime, 'ALL')), migrateEksRuntimeMonitoring: true };
  const rows: Readonly<Record<string, Row>> = {
    'no feature was asked for': { wanted: { applyToMembers: true }, has: [off, off], verdicts: [] },
    'features are for new accounts': { wanted: { features: named(want(s3, 'NEW')) }, has: [off, off], verdicts: [] },
    'AWS brings the feature to those that lack it': {
      wanted: allS3,
      has: [off, [inDetector(s3, true)]],
      verdicts: [asAsked(member(s3, one), 'feature-reaches-members')],
    },
    'the organization does not have the feature for everybody': {
      wanted: allS3,
      has: [off, off],
      levelAfter: nowhere,
      verdicts: [],
    },
    'members are asked to have it at once': {
      wanted: appliedS3,
      has: [off, [inDetector(s3, true)]],
      action: apply([enable(s3)], one),
      verdicts: [toDo(member(s3, one), 'configure-members')],
    },
    'members have it': {
      wanted: appliedS3,
      has: [[inDetector(s3, true)], [inDetector(s3, true)]],
      verdicts: [asAsked(all(s3))],
    },
    'members have it, and nobody knows whether they are all': {
      wanted: appliedS3,
      has: [[inDetector(s3, true)], [inDetector(s3, true)]],
      complete: false,
      verdicts: [],
    },
    'features for new accounts are applied to members of today': {
      wanted: { features: named(want(s3, 'NEW')), applyToMembers: true },
      has: [off, off],
      action: apply([enable(s3)], one, two),
      verdicts: [toDo(member(s3, one, two), 'configure-members')],
    },
    'members lack different settings': {
      wanted: { features: named(want(s3, 'ALL'), want(runtime, 'ALL', { [agent]: 'ALL' })), applyToMembers: true },
      has: [
        [inDetector(s3, false), inDetector(runtime, true, { [agent]: true })],
        [inDetector(s3, true), inDetector(runtime, true, { [agent]: false })],
      ],
      action: apply([enable(s3), enable(runtime, agent)], one, two),
      verdicts: [
        asAsked(all(runtime)),
        toDo({ ...member(runtime, two), additional: agent }, 'configure-members'),
        toDo(member(s3, one), 'configure-members'),
      ],
    },
    'the answer leaves out a member': {
      wanted: appliedS3,
      has: [off, undefined],
      action: apply([enable(s3)], one),
      verdicts: [
        toDo(member(s3, one), 'configure-members'),
        unread({ question: 'member-feature', accounts: [two] }, notShown('accounts are not in the answer')),
      ],
    },
    'the answer does not show a feature of a member': {
      wanted: appliedS3,
      has: [[inDetector(s3, true)], []],
      verdicts: [unread(member(s3, two), notShown(`${s3} is not in the answer`))],
    },
    'the Region does not offer the feature': { wanted: appliedS3, has: [[], []], offered: [runtime], verdicts: [] },
    'the Region offers the feature that the answer does not show': {
      wanted: appliedS3,
      has: [[], []],
      offered: [s3],
      verdicts: [unread(member(s3, one, two), notShown(`${s3} is not in the answer`))],
    },
    'a feature that was asked for with none stays on': {
      wanted: { features: named(want(s3, 'NONE')), applyToMembers: true },
      has: [[inDetector(s3, true)], off],
      verdicts: [asAsked(member(s3, one), 'feature-members-keep')],
    },
    'a policy manages the feature': {
      wanted: appliedS3,
      has: [[inDetector(s3, false, {}, true)], [inDetector(s3, true)]],
      verdicts: [gap(member(s3, one), 'feature-managed-by-policy')],
    },
    'a policy manages the feature, which is accepted': {
      wanted: { ...appliedS3, acceptOrganizationPolicy: true },
      has: [[inDetector(s3, false, {}, true)], [inDetector(s3, true)]],
      verdicts: [asAsked(all(s3), 'organization-policy-accepted')],
    },
    'the older runtime feature is on': {
      wanted: { features: named(want(runtime, 'ALL')), applyToMembers: true },
      has: [legacyOn, [inDetector(runtime, true)]],
      verdicts: [gap(member(runtime, one), 'feature-legacy-runtime')],
    },
    'the older runtime feature is migrated, members apart': {
      wanted: migrated,
      has: [legacyOn, [inDetector(runtime, true)]],
      verdicts: [gap(member(runtime, one), 'feature-members-keep-legacy')],
    },
    'the older runtime feature is named with none, members apart': {
      wanted: { features: named(want(runtime, 'ALL'), want(legacy, 'NONE')) },
      has: [legacyOn, [inDetector(runtime, true)]],
      verdicts: [asAsked(member(legacy, one), 'feature-members-keep'), gap(member(runtime, one), 'feature-members-keep-legacy')],
    },
    'the older runtime feature is migrated in members too': {
      wanted: { ...migrated, applyToMembers: true },
      has: [legacyOn, [inDetector(runtime, true)]],
      action: apply([disable(legacy), enable(runtime)], one),
      verdicts: [toDo(member(legacy, one), 'configure-members'), toDo(member(runtime, one), 'configure-members')],
    },
  };

  test.each(Object.entries(rows))('when %s', (_what, { wanted, has, action, verdicts, ...more }) => {
    const members = has.map((_features, index) => workload(index + 1));
    const features = new Map(has.flatMap((own, index) => (own === undefined ? [] : [[workload(index + 1), own] as const])));
    const question = {
      settings: settings(wanted),
      members,
      features,
      complete: true,
      offered: undefined,
      levelAfter: () => 'ALL' as const,
      problem: notShown,
    };
    expect(planMemberFeatures({ ...question, ...more })).toEqual({ action, verdicts });
  });

  test('members that share one list are compared like any others', () => {
    const question = {
      settings: settings(appliedS3),
      members: [one, two],
      features: new Map([one, two].map((id) => [id, off])),
      complete: true,
      offered: [s3],
      levelAfter: nowhere,
      problem: notShown,
    };
    expect(planMemberFeatures(question)).toEqual({
      action: apply([enable(s3)], one, two),
      verdicts: [toDo(member(s3, one, two), 'configure-members')],
    });
  });
});

describe('planNewMembers', () => {
  const accounts = [workload(1), workload(2)];
  const toRuntime = { features: named(want(runtime, 'NEW')), applyToMembers: true };
  const planned = (migrates: boolean): ConfigureNewMembers => ({ kind: 'configure-new-members', accounts, migrates });
  const rows: Readonly<Record<string, readonly [wanted: Partial<RolloutSettings>, action: ConfigureNewMembers | undefined]>> = {
    'nothing was asked for': [{}, undefined],
    'members are left to AWS': [{ features: named(want(runtime, 'ALL')), migrateEksRuntimeMonitoring: true }, undefined],
    'the enrolment may not bring everything': [toRuntime, planned(false)],
    'the older runtime feature is migrated': [{ ...toRuntime, migrateEksRuntimeMonitoring: true }, planned(true)],
    'the older runtime feature is named with none': [
      { ...toRuntime, features: named(want(runtime, 'ALL'), want(legacy, 'NONE')) },
      planned(true),
    ],
    'every feature is asked for, and the older runtime feature is migrated': [
      { features: every('NEW'), applyToMembers: true, migrateEksRuntimeMonitoring: true },
      planned(true),
    ],
    'there is nothing newer to migrate to': [
      { features: named(want(runtime, 'NONE'), want(s3, 'NEW')), applyToMembers: true, migrateEksRuntimeMonitoring: true },
      planned(false),
    ],
    'nothing is to be on': [{ features: named(want(s3, 'NONE')), applyToMembers: true }, undefined],
  };

  test.each(Object.entries(rows))('when %s', (_what, [wanted, action]) => {
    const verdicts = action === undefined ? [] : [toDo({ question: 'member-feature', accounts }, 'configure-new-members')];
    expect(planNewMembers(settings(wanted), accounts)).toEqual({ action, verdicts });
  });

  test('when nobody is enrolled', () => {
    expect(planNewMembers(settings({ ...toRuntime, migrateEksRuntimeMonitoring: true }), [])).toEqual({
      action: undefined,
      verdicts: [],
    });
  });
});
