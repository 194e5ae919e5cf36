import type { AutoEnable } from '../../src/domain/auto-enable';
import type { Problem } from '../../src/domain/problem';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type Detector, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import type { RegionAction } from '../../src/plan/actions';
import { chooseCandidates } from '../../src/plan/candidates';
import type { RegionPlan } from '../../src/plan/plan';
import { planRegion } from '../../src/plan/region';
import { asAsked, gap, toDo, unread as notKnown, type Question, type Verdict } from '../../src/plan/verdicts';
import {
  account,
  administratorId,
  configuration,
  detector,
  detectorId,
  featuresOfMembers,
  finishedRegion,
  freshRegion,
  inDetector,
  inOrganization,
  managementId,
  members,
  named,
  organization,
  problem,
  region,
  regionPlan,
  settings,
  someoneElse,
  unread,
  want,
  workload,
} from '../support/builders';

function plan(snapshot: RegionSnapshot, wanted: Partial<RolloutSettings> = {}, of: Partial<OrganizationSnapshot> = {}): RegionPlan {
  const whole = organization(of);
  return planRegion({ settings: settings(wanted), organization: whole, candidates: chooseCandidates(whole) }, snapshot);
}

const everybody = [managementId, workload(1), workload(2)];
const s3 = 'S3_DATA_EVENTS';
const about = (question: Question) => ({ question });
const unseen = (action: string, detail: string): Problem => ({
  code: 'unexpected-answer',
  action: `guardduty:${action}`,
  accountId: administratorId,
  region,
  detail,
});
/** The answers of a Region in which everything is as asked, with some in the place of others. */
const answers = (...others: readonly Verdict[]): readonly Verdict[] => {
  const usual = (['designation', 'detector', 'auto-enable', 'members'] as const).flatMap((question) => {
    const own = others.filter((one) => one.question === question);
    return own.length > 0 ? own : [asAsked({ question })];
  });
  return [...usual, ...others.filter((one) => !usual.includes(one))];
};

/** What is asked of a plan: its answers and its steps. */
const essence = ({ verdicts, actions, notEnabled, enabled, blocker }: RegionPlan) => ({ verdicts, actions, notEnabled, enabled, blocker });
const essenceOf = (verdicts: readonly Verdict[], actions: readonly RegionAction[] = [], more: Partial<RegionPlan> = {}) => ({
  verdicts,
  actions,
  notEnabled: [],
  enabled: 3,
  blocker: undefined,
  ...more,
});

describe('planRegion', () => {
  test('plans everything, in order, where nothing was set up', () => {
    expect(plan(freshRegion())).toEqual(
      regionPlan({
        detectorId: undefined,
        enabled: 0,
        verdicts: [
          toDo(about('designation'), 'designate-administrator'),
          toDo(about('detector'), 'create-detector'),
          toDo(about('auto-enable'), 'configure-organization'),
          toDo(about('members'), 'associate-members'),
        ],
        actions: [
          { kind: 'designate-administrator', accountId: administratorId },
          { kind: 'create-detector', accountId: administratorId, afterDesignation: true },
          { kind: 'create-management-detector', accountId: managementId },
          { kind: 'configure-organization', autoEnable: { before: null, after: 'ALL', lowers: false }, features: [] },
          { kind: 'associate-members', accounts: everybody, before: [] },
        ],
      }),
    );
  });

  test('plans nothing where everything is right', () => {
    expect(plan(finishedRegion())).toEqual(regionPlan({ verdicts: answers(), configuration: known(configuration()) }));
  });

  test('hands on what is left of free trials, outsiders and excluded members', () => {
    const trials = known([{ feature: s3, accounts: 2, least: 3, most: 20 }]);
    const present = members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: 'Enabled', [someoneElse]: 'Invited' });
    const read = finishedRegion({ trials, members: known(present), configuration: known(configuration({ autoEnable: 'NEW' })) });
    expect(plan(read, { autoEnable: 'NEW' }, { excluded: new Set([workload(2)]) })).toEqual(
      regionPlan({
        verdicts: answers(),
        configuration: read.configuration,
        trialsLeft: trials,
        enabled: 2,
        outsiders: 1,
        excludedMembers: [workload(2)],
      }),
    );
  });

  test('takes no configuration for that of the administrator before it is designated', () => {
    const stray = known(configuration({ memberLimitReached: true }));
    expect(essence(plan(freshRegion({ configuration: stray })))).toEqual(essence(plan(freshRegion())));
  });

  test('says nothing of features unless they were asked for', () => {
    const memberFeatures = featuresOfMembers({ [workload(1)]: [inDetector(s3, false)] });
    expect(plan(finishedRegion({ memberFeatures }))).toEqual(plan(finishedRegion()));
  });

  const blocked = (read: RegionSnapshot, blocker: NonNullable<RegionPlan['blocker']>, verdict: Verdict): RegionPlan =>
    regionPlan({
      detectorId: read.detector?.known === true ? read.detector.value?.id : undefined,
      blocker,
      verdicts: [verdict],
      enabled: undefined,
      outsiders: undefined,
      configuration: read.configuration,
    });
  const unreadable = (read: RegionSnapshot, cause: Problem) =>
    blocked(read, { kind: 'unreadable', problem: cause }, notKnown(about('region'), cause));
  const closed = freshRegion({ availability: { kind: 'not-enabled', accountId: managementId, optStatus: 'DISABLED' } });
  const unlisted = freshRegion({ availability: { kind: 'not-enabled', accountId: managementId, optStatus: 'UNKNOWN' } });
  const taken = freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) });
  const pausing = finishedRegion({ detector: known(detector({ status: 'PAUSING' })) });
  const levelless = finishedRegion({ configuration: known(configuration({ autoEnable: undefined })) });
  const featureless = finishedRegion({ configuration: known(configuration({ features: [inOrganization(s3, undefined)] })) });

  test.each<[string, RegionSnapshot, Partial<RolloutSettings>, Partial<OrganizationSnapshot>, RegionPlan]>([
    [
      'a Region that is not opted in',
      closed,
      {},
      {},
      blocked(closed, { kind: 'region-not-enabled', accountId: managementId, optStatus: 'DISABLED' }, gap(about('region'), 'blocked')),
    ],
    [
      'a Region whose opt-in nobody could read',
      unlisted,
      {},
      {},
      unreadable(unlisted, {
        code: 'unexpected-answer',
        action: 'account:ListRegions',
        accountId: managementId,
        region,
        detail: 'the opt-in status is UNKNOWN',
      }),
    ],
    [
      'another administrator',
      taken,
      {},
      {},
      blocked(taken, { kind: 'another-administrator', accountId: someoneElse, status: 'ENABLED' }, gap(about('designation'), 'blocked')),
    ],
    ['an unread detector', finishedRegion({ detector: unread() }), {}, {}, unreadable(finishedRegion({ detector: unread() }), problem)],
    ['a detector in a status that nobody knows', pausing, {}, {}, unreadable(pausing, unseen('GetDetector', 'the status is PAUSING'))],
    [
      'a level of auto-enable that is not in the answer',
      levelless,
      {},
      {},
      unreadable(levelless, unseen('DescribeOrganizationConfiguration', 'the level of auto-enable is not in the answer')),
    ],
    [
      'a wanted level that is not in the answer',
      featureless,
      { features: named(want(s3, 'ALL')) },
      {},
      unreadable(featureless, unseen('DescribeOrganizationConfiguration', `the level of ${s3} is not in the answer`)),
    ],
    [
      'exclusions that auto-enable would undo',
      finishedRegion(),
      {},
      { excluded: new Set([workload(2)]) },
      blocked(finishedRegion(), { kind: 'exclusions-under-all' }, gap(about('region'), 'blocked')),
    ],
  ])('blocks %s', (_name, read, wanted, of, expected) => {
    expect(plan(read, wanted, of)).toEqual(expected);
  });

  test('is not blocked by an unread level that nobody asked about', () => {
    expect(essence(plan(featureless))).toEqual(essenceOf(answers()));
  });

  test('is not blocked by exclusions where auto-enable is lowered for them', () => {
    const planned = plan(finishedRegion(), { autoEnable: 'NEW' }, { excluded: new Set([workload(2)]) });
    expect(essence(planned)).toEqual(
      essenceOf(
        answers(toDo(about('auto-enable'), 'configure-organization')),
        [{ kind: 'configure-organization', autoEnable: { before: 'ALL', after: 'NEW', lowers: true }, features: [] }],
        { enabled: 2 },
      ),
    );
  });

  test('names a second administrator and leaves it alone', () => {
    const administrator = known([administratorId, someoneElse].map((accountId) => ({ accountId, status: 'ENABLED' })));
    expect(essence(plan(finishedRegion({ administrator })))).toEqual(
      essenceOf([
        asAsked(about('designation')),
        gap({ question: 'designation', accounts: [someoneElse] }, 'second-administrator'),
        ...answers().slice(1),
      ]),
    );
  });

  test('gives a detector that went missing only a short time to come back', () => {
    const missing = finishedRegion({ detector: known(undefined), configuration: undefined, members: undefined });
    expect(plan(missing).actions[0]).toEqual({ kind: 'create-detector', accountId: administratorId, afterDesignation: false });
  });

  describe('a suspended detector', () => {
    const suspended = finishedRegion({ detector: known(detector({ status: 'DISABLED' })) });
    const lacking = {
      ...suspended,
      configuration: known(configuration({ features: [inOrganization(s3, 'ALL')] })),
      memberFeatures: featuresOfMembers(Object.fromEntries(everybody.map((id) => [id, [inDetector(s3, true)]]))),
    };
    const enable: RegionAction = { kind: 'enable-detector', accountId: administratorId, detectorId };

    test.each<[string, RegionSnapshot, Partial<RolloutSettings>, ReturnType<typeof essenceOf>]>([
      ['is left alone, and named', suspended, {}, essenceOf(answers(gap(about('detector'), 'detector-suspended')))],
      [
        'is restarted when asked',
        suspended,
        { restartSuspended: true },
        essenceOf(answers(toDo(about('detector'), 'enable-detector')), [enable]),
      ],
      [
        'gets its features in the run that restarts it',
        lacking,
        { restartSuspended: true, features: named(want(s3, 'ALL')) },
        essenceOf(
          [
            asAsked(about('designation')),
            toDo(about('detector'), 'enable-detector'),
            asAsked(about('auto-enable')),
            asAsked({ question: 'organization-feature', feature: s3 }),
            toDo(about('administrator-feature'), 'configure-detector'),
            asAsked(about('members')),
          ],
          [enable, { kind: 'configure-detector', accountId: administratorId, features: null }],
        ),
      ],
    ])('%s', (_what, read, wanted, expected) => {
      expect(essence(plan(read, wanted))).toEqual(expected);
    });
  });

  describe('an organization policy', () => {
    const unset = finishedRegion({ configuration: known(configuration({ autoEnable: 'NONE' })) });
    test.each<[string, Partial<RolloutSettings>, Partial<OrganizationSnapshot>, ReturnType<typeof essenceOf>]>([
      [
        'decides about auto-enable',
        {},
        { guardDutyPolicy: known(true) },
        essenceOf(answers(gap(about('auto-enable'), 'organization-policy'))),
      ],
      [
        'is accepted',
        { acceptOrganizationPolicy: true },
        { guardDutyPolicy: known(true) },
        essenceOf(answers(asAsked(about('auto-enable'), 'organization-policy-accepted'))),
      ],
      [
        'does not decide where nobody could read it',
        {},
        { guardDutyPolicy: unread() },
        essenceOf(answers(toDo(about('auto-enable'), 'configure-organization')), [
          { kind: 'configure-organization', autoEnable: { before: 'NONE', after: 'ALL', lowers: false }, features: [] },
        ]),
      ],
    ])('%s', (_what, wanted, of, expected) => {
      expect(essence(plan(unset, wanted, of))).toEqual(expected);
    });

    test('stops nobody from being enrolled', () => {
      expect(plan(freshRegion(), {}, { guardDutyPolicy: known(true) }).actions.at(-1)).toEqual({
        kind: 'associate-members',
        accounts: everybody,
        before: [],
      });
    });
  });

  describe('the management account', () => {
    const enrolled = { [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' };
    const outside = (value: Detector | undefined) =>
      finishedRegion({ members: known(members(enrolled)), managementDetector: known(value) });
    const suspended = detector({ status: 'DISABLED' });
    const enrol: RegionAction = { kind: 'associate-members', accounts: [managementId], before: [] };
    const joining = answers(toDo(about('members'), 'associate-members'));
    const open = answers(gap({ question: 'members', accounts: [managementId] }, 'members-not-enabled'));
    const unknown = answers(
      notKnown({ question: 'members', accounts: [managementId] }, unseen('GetMembers', 'the answer does not show all accounts')),
    );
    const held = (more: Omit<RegionPlan['notEnabled'][number], 'accountId'>) => ({
      enabled: 2,
      notEnabled: [{ accountId: managementId, ...more }],
    });
    const full = { configuration: known(configuration({ memberLimitReached: true })) };

    test.each<[string, RegionSnapshot, Partial<RolloutSettings>, ReturnType<typeof essenceOf>]>([
      [
        'gets a detector where it has none, and is enrolled',
        outside(undefined),
        {},
        essenceOf(joining, [{ kind: 'create-management-detector', accountId: managementId }, enrol], { enabled: 2 }),
      ],
      ['is enrolled with the detector it has', outside(detector()), {}, essenceOf(joining, [enrol], { enabled: 2 })],
      [
        'is left alone where somebody suspended its detector',
        outside(suspended),
        {},
        essenceOf(open, [], held({ reason: 'management-detector-suspended' })),
      ],
      [
        'has its detector restarted when asked',
        outside(suspended),
        { restartSuspended: true },
        essenceOf(joining, [{ kind: 'enable-management-detector', accountId: managementId, detectorId }, enrol], { enabled: 2 }),
      ],
      [
        'is held back where its detector was not read',
        { ...outside(undefined), managementDetector: unread() },
        {},
        essenceOf(unknown, [], held({ reason: 'management-detector-unreadable', ...problem })),
      ],
      [
        'is held back where its detector is in a status that nobody knows',
        outside(detector({ status: 'PAUSING' })),
        {},
        essenceOf(
          unknown,
          [],
          held({
            reason: 'management-detector-unreadable',
            code: 'unexpected-answer',
            action: 'guardduty:GetDetector',
            detail: 'the status is PAUSING',
          }),
        ),
      ],
      [
        'keeps the reason of its own when the limit of members is reached too',
        { ...outside(suspended), ...full },
        {},
        essenceOf(open, [], held({ reason: 'management-detector-suspended' })),
      ],
    ])('%s', (_what, read, wanted, expected) => {
      expect(essence(plan(read, wanted))).toEqual(expected);
    });

    const all = organization().accounts;
    const instead = (changes: Parameters<typeof account>[1]) => [account(managementId, changes), ...all.slice(1)];
    test.each<[string, Partial<RegionSnapshot>, Partial<OrganizationSnapshot>]>([
      ['the limit of members is reached', full, {}],
      ['its record is in a status that nobody knows', { members: known(members({ ...enrolled, [managementId]: 'Strange' })) }, {}],
      ['it has not opted in', { members: known(members({ ...enrolled, [managementId]: 'RegionDisabled' })) }, {}],
      ['the answer leaves it out', { unreadMembers: new Set([managementId]) }, {}],
      ['it has no e-mail address', {}, { accounts: instead({ email: undefined }) }],
      ['AWS suspended it', {}, { accounts: instead({ state: 'SUSPENDED' }) }],
      ['it is excluded', { configuration: known(configuration({ autoEnable: 'NEW' })) }, { excluded: new Set([managementId]) }],
    ])('has no detector made or restarted where %s, so that it is not enrolled', (_name, changes, of) => {
      const autoEnable: AutoEnable = of.excluded === undefined ? 'ALL' : 'NEW';
      const planned = [undefined, suspended].map(
        (own) => plan({ ...outside(own), ...changes }, { autoEnable, restartSuspended: true }, of).actions,
      );
      expect(planned).toEqual([[], []]);
    });
  });

  describe('members', () => {
    const withStatus = (status: string) =>
      finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: status })) });
    const ofTwo = { question: 'members' as const, accounts: [workload(2)] };

    test.each<[string, RegionSnapshot, Partial<RolloutSettings>, ReturnType<typeof essenceOf>]>([
      [
        'that somebody suspended are a gap',
        withStatus('Disabled'),
        {},
        essenceOf(answers(gap(ofTwo, 'members-not-enabled')), [], {
          enabled: 2,
          notEnabled: [{ accountId: workload(2), reason: 'member-suspended', relationshipStatus: 'Disabled' }],
        }),
      ],
      [
        'that somebody suspended are restarted when asked',
        withStatus('Disabled'),
        { restartSuspended: true },
        essenceOf(answers(toDo(about('members'), 'restart-members')), [{ kind: 'restart-members', accounts: [workload(2)] }], {
          enabled: 2,
        }),
      ],
      [
        'that AWS suspended are as asked',
        withStatus('AccountSuspended'),
        {},
        essenceOf(answers(), [], {
          enabled: 2,
          notEnabled: [{ accountId: workload(2), reason: 'account-suspended-as-member', relationshipStatus: 'AccountSuspended' }],
        }),
      ],
      [
        'in an unknown status are unknown',
        withStatus('Strange'),
        {},
        essenceOf(answers(notKnown(ofTwo, unseen('GetMembers', 'the answer does not show all accounts'))), [], {
          enabled: undefined,
          notEnabled: [{ accountId: workload(2), reason: 'relationship-unknown', relationshipStatus: 'Strange' }],
        }),
      ],
      [
        'in an unknown status have unknown features',
        {
          ...withStatus('Strange'),
          configuration: known(configuration({ features: [inOrganization(s3, 'NEW')] })),
          memberFeatures: featuresOfMembers({ [managementId]: [inDetector(s3, true)], [workload(1)]: [inDetector(s3, true)] }),
        },
        { features: named(want(s3, 'NEW')), applyToMembers: true },
        essenceOf(
          [
            asAsked(about('designation')),
            asAsked(about('detector')),
            asAsked(about('auto-enable')),
            asAsked({ question: 'organization-feature', feature: s3 }),
            notKnown(ofTwo, unseen('GetMembers', 'the answer does not show all accounts')),
            notKnown({ ...ofTwo, question: 'member-feature' }, unseen('GetMembers', 'the answer does not show all accounts')),
          ],
          [],
          {
            enabled: undefined,
            notEnabled: [{ accountId: workload(2), reason: 'relationship-unknown', relationshipStatus: 'Strange' }],
          },
        ),
      ],
      [
        'that are enrolled and restarted make two answers',
        finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Disabled' })) }),
        { restartSuspended: true },
        essenceOf(
          answers(toDo(about('members'), 'associate-members'), toDo(about('members'), 'restart-members')),
          [
            { kind: 'associate-members', accounts: [workload(2)], before: [] },
            { kind: 'restart-members', accounts: [workload(1)] },
          ],
          { enabled: 1 },
        ),
      ],
    ])('%s', (_what, read, wanted, expected) => {
      expect(essence(plan(read, wanted))).toEqual(expected);
    });

    test('of a detector that existed before the designation are not enrolled twice', () => {
      const invited = freshRegion({ detector: known(detector()), members: known(members({ [workload(1)]: 'Enabled' })) });
      expect(plan(invited).actions.at(-1)).toEqual({ kind: 'associate-members', accounts: [managementId, workload(2)], before: [] });
    });
  });

  describe('features of members', () => {
    const features = named(want(s3, 'ALL'));
    const off = [inDetector(s3, false)];
    const on = [inDetector(s3, true)];
    const offering = (level: AutoEnable, changes: Partial<RegionSnapshot> = {}) =>
      finishedRegion({
        configuration: known(configuration({ features: [inOrganization(s3, level)] })),
        detector: known(detector({ features: on })),
        memberFeatures: featuresOfMembers({ [managementId]: on, [workload(1)]: off, [workload(2)]: on }),
        ...changes,
      });
    const inForce = asAsked({ question: 'organization-feature', feature: s3 });
    const ofAdministrator = asAsked({ question: 'administrator-feature', feature: s3 });
    const ofOne = { question: 'member-feature' as const, feature: s3, accounts: [workload(1)] };
    const reached = asAsked(ofOne, 'feature-reaches-members');
    /** In the order of the questions. */
    const inOrder = (...middle: readonly Verdict[]) => [
      asAsked(about('designation')),
      asAsked(about('detector')),
      asAsked(about('auto-enable')),
      ...middle,
    ];
    const configure: RegionAction = {
      kind: 'configure-organization',
      autoEnable: { before: 'ALL', after: 'ALL', lowers: false },
      features: [{ feature: s3, before: 'NEW', after: 'ALL', lowers: false }],
    };
    const apply: RegionAction = { kind: 'configure-members', accounts: [workload(1)], features: [{ feature: s3, enable: true }] };

    test.each<[string, RegionSnapshot, Partial<RolloutSettings>, ReturnType<typeof essenceOf>]>([
      ['come from AWS', offering('ALL'), { features }, essenceOf(inOrder(inForce, ofAdministrator, asAsked(about('members')), reached))],
      [
        'come from AWS where the level is being set',
        offering('NEW'),
        { features },
        essenceOf(
          inOrder(
            toDo({ question: 'organization-feature', feature: s3 }, 'configure-organization'),
            ofAdministrator,
            asAsked(about('members')),
            reached,
          ),
          [configure],
        ),
      ],
      [
        'are switched on last of all, when asked',
        offering('ALL', {
          members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled' })),
        }),
        { features, applyToMembers: true },
        essenceOf(
          inOrder(
            inForce,
            ofAdministrator,
            toDo(about('members'), 'associate-members'),
            toDo(ofOne, 'configure-members'),
            toDo({ question: 'member-feature', accounts: [workload(2)] }, 'configure-new-members'),
          ),
          [
            { kind: 'associate-members', accounts: [workload(2)], before: [] },
            apply,
            { kind: 'configure-new-members', accounts: [workload(2)], migrates: false },
          ],
          { enabled: 2 },
        ),
      ],
      [
        'are switched on in those that are restarted',
        offering('ALL', {
          members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Disabled', [workload(2)]: 'Enabled' })),
        }),
        { features, applyToMembers: true, restartSuspended: true },
        essenceOf(
          inOrder(inForce, ofAdministrator, toDo(about('members'), 'restart-members'), toDo(ofOne, 'configure-members')),
          [{ kind: 'restart-members', accounts: [workload(1)] }, apply],
          { enabled: 2 },
        ),
      ],
      [
        'are unknown where nobody could read them',
        offering('ALL', { memberFeatures: unread() }),
        { features, applyToMembers: true },
        essenceOf(inOrder(inForce, ofAdministrator, asAsked(about('members')), notKnown(about('member-feature'), problem))),
      ],
      [
        'are unknown where nobody read them',
        offering('ALL', { memberFeatures: undefined }),
        { features },
        essenceOf(
          inOrder(
            inForce,
            ofAdministrator,
            asAsked(about('members')),
            notKnown({ question: 'member-feature', accounts: everybody }, unseen('GetMemberDetectors', 'accounts are not in the answer')),
          ),
        ),
      ],
      [
        'are no question where nobody is enabled',
        offering('ALL', { members: known(members(Object.fromEntries(everybody.map((id) => [id, 'AccountSuspended'])))) }),
        { features },
        essenceOf(inOrder(inForce, ofAdministrator, asAsked(about('members'))), [], {
          enabled: 0,
          notEnabled: everybody.map((accountId) => ({
            accountId,
            reason: 'account-suspended-as-member',
            relationshipStatus: 'AccountSuspended',
          })),
        }),
      ],
    ])('%s', (_what, read, wanted, expected) => {
      expect(essence(plan(read, wanted))).toEqual(expected);
    });

    test('are not promised under an organization policy that decides', () => {
      const planned = plan(offering('NEW'), { features }, { guardDutyPolicy: known(true) });
      expect(planned.verdicts.filter(({ question }) => question === 'member-feature')).toEqual([]);
    });
  });
});
