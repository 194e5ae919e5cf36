import type { Problem } from '../../../src/domain/problem';
import { known, unknown } from '../../../src/domain/snapshot';
import type { Region } from '../../../src/domain/ids';
import type { OffboardRegion } from '../../../src/offboard/plan/facts';
import { hasChanges, planOffboarding } from '../../../src/offboard/plan/plan';
import { administratorId, detectorId, managementId, members, problem, region, someoneElse, unread, workload } from '../../support/builders';
import { configuration, freeRegion, heldRegion, insideFacts, organizationFacts, settings } from '../support/facts';

const second = 'us-east-1' as Region;
const third = 'ap-south-1' as Region;
const guardDuty = 'guardduty.amazonaws.com';

function planOf(facts: OffboardRegion, overrides: Parameters<typeof settings>[0] = {}, organization = organizationFacts()) {
  const [region] = planOffboarding(settings(overrides), organization, [facts]).regions;
  if (region === undefined) throw new TypeError('no Region');
  return region;
}

const kinds = (facts: OffboardRegion, overrides: Parameters<typeof settings>[0] = {}): readonly string[] =>
  planOf(facts, overrides).actions.map(({ kind }) => kind);

describe('the plan of a Region', () => {
  it('has every step, in the order in which AWS wants them', () => {
    const plan = planOf(heldRegion());
    expect(plan.standing).toBe('leaves');
    expect(plan.actions).toEqual([
      { kind: 'lower-configuration', settings: [{ feature: undefined, additional: undefined, before: 'ALL' }] },
      { kind: 'disassociate-members', accounts: [managementId, workload(1)] },
      { kind: 'delete-members', accounts: [managementId, workload(1)] },
      { kind: 'disable-administrator', accountId: administratorId, beingRemoved: false },
    ]);
    expect(plan.verdicts).toEqual([
      { question: 'configuration', answer: 'to-do', action: 'lower-configuration' },
      { question: 'members', answer: 'to-do', action: 'delete-members' },
      { question: 'designation', answer: 'to-do', action: 'disable-administrator' },
    ]);
  });

  it.each([
    [
      'members that are disassociated already are only deleted',
      { members: known(members({ [workload(1)]: 'Removed' })) },
      ['lower-configuration', 'delete-members', 'disable-administrator'],
    ],
    [
      'records that are deleted already need nothing',
      { members: known(members({ [workload(1)]: 'DELETED' })) },
      ['lower-configuration', 'disable-administrator'],
    ],
    [
      'nothing above NONE needs no lowering',
      { configuration: known(configuration({ autoEnable: 'NONE' })) },
      ['disassociate-members', 'delete-members', 'disable-administrator'],
    ],
    [
      'NEW is lowered too',
      { configuration: known(configuration({ autoEnable: 'NEW' })), members: known(members({})) },
      ['lower-configuration', 'disable-administrator'],
    ],
    [
      'an administrator without a detector has no members',
      { detectorId: known(undefined), members: undefined, detector: undefined, configuration: undefined },
      ['disable-administrator'],
    ],
    [
      'a status that AWS may add counts as an association',
      { members: known(members({ [workload(1)]: 'Paused' })) },
      ['lower-configuration', 'disassociate-members', 'delete-members', 'disable-administrator'],
    ],
  ] as const)('%s', (_what, inside, wanted) => {
    expect(kinds(heldRegion({ inside: insideFacts(inside) }))).toEqual(wanted);
  });

  it.each(['detectorId', 'members', 'detector', 'configuration', 'memberFeatures', 'destination'] as const)(
    'begins nothing where %s could not be read',
    (fact) => {
      const plan = planOf(heldRegion({ inside: insideFacts({ [fact]: unread() }) }));
      expect(plan.actions).toEqual([]);
      expect(plan.standing).toBe('stays');
      const designation = { question: 'designation', answer: 'gap', reason: 'region-unread', problem };
      const staying = [managementId, workload(1)].map((accountId) => ({
        accountId,
        reason: 'not-attempted',
        relationshipStatus: 'Enabled',
      }));
      expect(plan.verdicts).toEqual(
        fact === 'detectorId' || fact === 'members'
          ? [{ question: 'members', answer: 'unknown', problem }, designation]
          : [
              { question: 'configuration', answer: 'unknown', problem },
              { question: 'members', answer: 'gap', reason: 'region-unread', members: staying },
              designation,
            ],
      );
    },
  );

  it.each([
    [
      'auto-enable',
      configuration({ autoEnable: undefined, unread: ['autoEnableOrganizationMembers is MOST'] }),
      'autoEnableOrganizationMembers is MOST',
    ],
    [
      'a plan',
      configuration({
        features: [{ name: 'S3_DATA_EVENTS', autoEnable: undefined, additionalConfiguration: [] }],
        unread: ['S3_DATA_EVENTS: autoEnable is missing'],
      }),
      'S3_DATA_EVENTS: autoEnable is missing',
    ],
    [
      'the agents of a plan',
      configuration({ features: [{ name: 'RUNTIME_MONITORING', autoEnable: 'ALL', additionalConfiguration: undefined }] }),
      'a setting is missing',
    ],
  ])('begins nothing where %s is odd', (_what, odd, detail) => {
    const plan = planOf(heldRegion({ inside: insideFacts({ configuration: known(odd) }) }));
    expect(plan.actions).toEqual([]);
    expect(plan.verdicts[0]).toMatchObject({ answer: 'unknown', problem: { code: 'unexpected-answer', detail } });
  });

  it('goes on where only the limit of members could not be read, which is nothing to lower', () => {
    const odd = configuration({ memberLimitReached: undefined, unread: ['memberAccountLimitReached is missing'] });
    expect(kinds(heldRegion({ inside: insideFacts({ configuration: known(odd) }) }))).toContain('disable-administrator');
  });

  describe('with members from outside', () => {
    const outside = heldRegion({
      inside: insideFacts({ members: known(members({ [workload(1)]: 'Enabled', [someoneElse]: 'Enabled' })) }),
    });

    it('releases the organization, and keeps the administrator', () => {
      const plan = planOf(outside);
      expect(plan.standing).toBe('stays');
      expect(plan.actions.map(({ kind }) => kind)).toEqual(['lower-configuration', 'disassociate-members', 'delete-members']);
      expect(plan.actions[1]).toMatchObject({ accounts: [workload(1)] });
      expect(plan.verdicts).toMatchObject([
        { question: 'configuration', answer: 'to-do', action: 'lower-configuration' },
        {
          question: 'members',
          answer: 'gap',
          reason: 'outsiders-stay',
          members: [{ accountId: someoneElse, reason: 'outsider', relationshipStatus: 'Enabled' }],
        },
        { question: 'designation', answer: 'gap', reason: 'administrator-stays' },
      ]);
    });

    it('releases them too where that was asked for', () => {
      const plan = planOf(outside, { includeInvited: true });
      expect(plan.standing).toBe('leaves');
      expect(plan.actions[2]).toMatchObject({ accounts: [workload(1), someoneElse] });
    });
  });

  it.each([
    [
      'closed to the management account',
      freeRegion({ closed: { accountId: managementId, optStatus: 'DISABLED' }, administrators: undefined, inside: undefined }),
      'free',
      'not-opted-in',
    ],
    [
      'free, without a detector',
      freeRegion({ inside: insideFacts({ detectorId: known(undefined), members: undefined }) }),
      'free',
      undefined,
    ],
  ])('is nothing where the Region is %s', (_what, facts, standing, note) => {
    const plan = planOf(facts);
    expect({ standing: plan.standing, actions: plan.actions }).toEqual({ standing, actions: [] });
    expect(plan.verdicts.map(({ answer }) => answer)).toEqual(['as-asked', 'as-asked']);
    const [first] = plan.verdicts;
    expect(first?.answer === 'as-asked' ? first.note : '').toBe(note);
  });

  describe('where the account is no administrator', () => {
    const empty = freeRegion();
    const invited = freeRegion({ inside: insideFacts({ members: known(members({ [someoneElse]: 'Enabled' })) }) });
    const unseen = { question: 'members', answer: 'unknown', reason: 'members-unseen' };
    const free = { question: 'designation', answer: 'as-asked' };
    const before = (...released: readonly Region[]) =>
      organizationFacts({ before: { designated: new Set<Region>([region]), released: new Set(released) } });

    const closed = (code: Problem['code']) =>
      freeRegion({ inside: insideFacts({ members: { known: false, problem: { code, action: 'guardduty:ListMembers' } } }) });

    it.each([
      ['no member', empty],
      ['members by invitation alone', invited],
    ])('does not know whether others were left behind where it was the administrator and shows %s', (_what, facts) => {
      expect(planOf(facts, {}, before())).toMatchObject({ standing: 'free', actions: [], verdicts: [unseen, free] });
    });

    it.each([
      ['no member', empty, 'none-shown'],
      ['members by invitation alone', invited, 'own-invited-members'],
      ['them to no stranger', closed('not-settled'), 'none-shown'],
    ])('is done where nothing says that it was the administrator and AWS shows %s', (_what, facts, note) => {
      const verdicts = [{ question: 'members', answer: 'as-asked', note }, free];
      expect(planOf(facts)).toMatchObject({ standing: 'free', actions: [], verdicts });
    });

    it('is not known where the members of a named Region cannot be read', () => {
      expect(planOf(closed('access-denied'), { regions: [region] }).verdicts).toMatchObject([
        { question: 'members', answer: 'unknown' },
        free,
      ]);
    });

    it.each([
      ['no member', empty, 'released-before'],
      ['members by invitation alone', invited, 'own-invited-members'],
    ])('knows from an earlier run that nobody was left where it shows %s', (_what, facts, note) => {
      const { verdicts } = planOf(facts, {}, before(region));
      expect(verdicts).toEqual([{ question: 'members', answer: 'as-asked', note }, free]);
    });

    it('asks about a Region that it cannot look into where it was named, or where an earlier run has found the administrator', () => {
      const dark = freeRegion({ inside: undefined });
      expect(planOf(dark).verdicts).toEqual([free]);
      expect(planOf(dark, { regions: [region] }).verdicts).toEqual([unseen, free]);
      expect(planOf(dark, {}, before()).verdicts).toEqual([unseen, free]);
    });
  });

  it('releases members that somebody left behind', () => {
    const facts = freeRegion({ inside: insideFacts({ members: known(members({ [workload(1)]: 'Enabled', [someoneElse]: 'Enabled' })) }) });
    expect(planOf(facts, { includeInvited: true }).actions).toEqual([
      { kind: 'disassociate-members', accounts: [workload(1)] },
      { kind: 'delete-members', accounts: [workload(1)] },
    ]);
  });

  it.each([
    ['detectors', insideFacts({ detectorId: unread() })],
    ['members', insideFacts({ members: unread() })],
  ])('does not know about %s that could not be read in a Region that is free', (_what, inside) => {
    expect(planOf(freeRegion({ inside }), { regions: [region] }).verdicts[0]).toEqual({ question: 'members', answer: 'unknown', problem });
    // Where nobody named the Region, it was not asked about.
    expect(planOf(freeRegion({ inside })).verdicts).toEqual([{ question: 'designation', answer: 'as-asked' }]);
  });

  it('waits where AWS is removing the administrator already', () => {
    const facts = freeRegion({ administrators: known([{ accountId: administratorId, status: 'DISABLE_IN_PROGRESS' }]) });
    expect(planOf(facts).actions).toEqual([{ kind: 'disable-administrator', accountId: administratorId, beingRemoved: true }]);
    expect(planOf(facts).verdicts.map(({ question, answer }) => [question, answer])).toEqual([
      ['members', 'unknown'],
      ['designation', 'to-do'],
    ]);
  });

  it.each([
    [
      'the administrator has not opted in',
      { administratorClosed: { optStatus: 'DISABLED', refusal: undefined }, inside: undefined },
      'stays',
      'administrator-not-opted-in',
    ],
    [
      'its credentials are refused',
      { administratorClosed: { optStatus: 'X', refusal: problem }, inside: undefined },
      'stays',
      'administrator-not-opted-in',
    ],
    [
      'AWS reports a status that is not known',
      { administrators: known([{ accountId: administratorId, status: 'SLEEPING' }]) },
      'unknown',
      'status-unknown',
    ],
  ])('is nothing where %s', (_what, overrides, standing, reason) => {
    const plan = planOf(heldRegion(overrides));
    expect({ standing: plan.standing, actions: plan.actions }).toEqual({ standing, actions: [] });
    expect(plan.verdicts[0]).toMatchObject({ answer: 'gap', reason });
  });

  it('is nothing where nobody knows who is designated', () => {
    const plan = planOf(heldRegion({ administrators: unread(), inside: undefined }));
    expect(plan).toMatchObject({ standing: 'unknown', actions: [], verdicts: [{ question: 'designation', answer: 'unknown' }] });
  });

  it('leaves another administrator alone, and names it', () => {
    const facts = freeRegion({ administrators: known([{ accountId: someoneElse, status: 'ENABLED' }]) });
    expect(planOf(facts)).toMatchObject({ others: [someoneElse], standing: 'free', actions: [] });
  });

  it('is nothing for a Region that the run is not about, but its standing is known', () => {
    expect(planOf(heldRegion({ chosen: false, inside: undefined }))).toMatchObject({
      standing: 'stays',
      actions: [],
      verdicts: [],
      detectorId: undefined,
    });
    expect(planOf(freeRegion({ chosen: false, inside: undefined })).standing).toBe('free');
    const removing = freeRegion({
      chosen: false,
      administrators: known([{ accountId: administratorId, status: 'DISABLE_IN_PROGRESS' }]),
      inside: undefined,
    });
    expect(planOf(removing).standing).toBe('stays');
  });

  it('knows the detector', () => {
    expect(planOf(heldRegion()).detectorId).toBe(detectorId);
  });
});

describe('the registration', () => {
  const two = [heldRegion(), heldRegion({ region: second })];

  it('ends where every Region is free or leaves', () => {
    const plan = planOffboarding(settings(), organizationFacts(), [...two, freeRegion({ region: third })]);
    expect(plan.actions).toEqual([{ kind: 'deregister-administrator', accountId: administratorId, servicePrincipal: guardDuty }]);
    expect(hasChanges(plan)).toBe(true);
  });

  it.each([
    ['a Region cannot be read', heldRegion({ region: third, administrators: unread(), inside: undefined })],
    [
      'a Region keeps members',
      heldRegion({ region: third, inside: insideFacts({ members: known(members({ [someoneElse]: 'Enabled' })) }) }),
    ],
  ])('stays where %s', (_what, region) => {
    const plan = planOffboarding(settings(), organizationFacts(), [...two, region]);
    expect(plan.actions).toEqual([]);
    expect(plan.verdicts[0]).toMatchObject({ answer: 'gap', reason: 'registration-stays', servicePrincipal: guardDuty });
  });

  it.each([
    ['still has the administrator', heldRegion({ region: third, chosen: false, inside: undefined })],
    ['cannot be read', heldRegion({ region: third, chosen: false, administrators: unread(), inside: undefined })],
  ])('stays as asked where a Region that the run is not about %s', (_what, region) => {
    const plan = planOffboarding(settings({ regions: [second] }), organizationFacts(), [heldRegion({ region: second }), region]);
    expect(plan.actions).toEqual([]);
    expect(plan.verdicts[0]).toMatchObject({ answer: 'as-asked', note: 'other-regions-left' });
  });

  it('stays where nobody knows of all Regions', () => {
    const organization = organizationFacts({ regionsUnread: problem });
    expect(planOffboarding(settings({ regions: [second] }), organization, [heldRegion({ region: second })]).actions).toEqual([]);
  });

  it('is as asked where there is none, and unknown where it could not be read', () => {
    const registered = new Map([
      [guardDuty, known([someoneElse])],
      ['malware-protection.guardduty.amazonaws.com', unknown<never>(problem)],
    ]);
    const plan = planOffboarding(settings(), organizationFacts({ registered }), [freeRegion()]);
    expect(plan.verdicts.map(({ answer }) => answer)).toEqual(['as-asked', 'unknown']);
    expect(hasChanges(plan)).toBe(false);
  });
});

describe('what people must know', () => {
  it('counts the accounts that keep GuardDuty, the administrator among them', () => {
    const suspended = insideFacts({ members: known(members({ [workload(1)]: 'Disabled', [workload(2)]: 'Enabled' })) });
    const facts = [
      heldRegion(),
      heldRegion({ region: second, inside: suspended }),
      heldRegion({ region: third, chosen: false, inside: undefined }),
    ];
    expect(planOffboarding(settings(), organizationFacts(), facts).staysOn).toEqual({ accountRegions: 5, complete: true });
  });

  it('is a lower bound where something could not be read', () => {
    const facts = [heldRegion(), heldRegion({ region: second, inside: insideFacts({ members: unread() }) })];
    expect(planOffboarding(settings(), organizationFacts(), facts).staysOn).toEqual({ accountRegions: 4, complete: false });
  });
});

describe('obstacles and warnings', () => {
  const attached = [{ id: 'p-1', name: 'baseline', targets: ['r-1'] }];

  it.each([
    ['an attached policy', { policyType: known(true), attachedPolicies: known(attached) }, { kind: 'policy-attached', policies: attached }],
    [
      'attachments that cannot be read',
      { policyType: known(true), attachedPolicies: unread<never>() },
      { kind: 'policies-unreadable', problem },
    ],
    [
      'a root that cannot be read',
      { policyType: unread<boolean>(), attachedPolicies: unread<never>() },
      { kind: 'policies-unreadable', problem },
    ],
  ])('are found: %s', (_what, overrides, obstacle) => {
    expect(planOffboarding(settings(), organizationFacts(overrides), [heldRegion()]).obstacle).toEqual(obstacle);
  });

  it('are distinguished: a policy type alone is no obstacle', () => {
    const organization = organizationFacts({ policyType: known(true), accountsUnread: problem, regionsUnread: problem });
    const { obstacle, warnings } = planOffboarding(settings(), organization, [heldRegion()]);
    expect(obstacle).toBeUndefined();
    expect(warnings.map(({ kind }) => kind)).toEqual(['policy-type', 'accounts-unread', 'regions-unread']);
  });
});
