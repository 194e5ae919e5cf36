import type { AutoEnable } from '../../src/domain/auto-enable';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import { chooseCandidates } from '../../src/plan/candidates';
import { actionsOf, type Blocker } from '../../src/plan/plan';
import { planRegion } from '../../src/plan/region';
import {
  account,
  administratorId,
  configuration,
  detectorId,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  problem,
  region,
  settings,
  someoneElse,
  unread,
  workload,
} from '../support/builders';

function plan(snapshot: RegionSnapshot, wanted: Partial<RolloutSettings> = {}, of: Partial<OrganizationSnapshot> = {}) {
  const snapshotOfAll = organization(of);
  return planRegion(settings(wanted), snapshotOfAll, chooseCandidates(snapshotOfAll), snapshot);
}

const everybody = [managementId, workload(1), workload(2)];

describe('planRegion', () => {
  it('plans everything, in order, where nothing was set up', () => {
    expect(plan(freshRegion())).toEqual({
      region,
      status: 'changes',
      detectorId: undefined,
      enabled: 0,
      outsiders: 0,
      excludedMembers: [],
      gaps: [],
      notEnabled: [],
      actions: [
        { kind: 'designate-administrator', accountId: administratorId },
        { kind: 'create-detector', accountId: administratorId, afterDesignation: true },
        { kind: 'create-management-detector', accountId: managementId },
        { kind: 'configure-organization', before: null, after: { autoEnable: 'ALL' }, lowers: false },
        { kind: 'associate-members', accounts: everybody, before: [] },
      ],
    });
  });

  it('shares the list of those to enrol where it is everybody', () => {
    const of = organization();
    const candidates = chooseCandidates(of);
    const last = actionsOf(planRegion(settings(), of, candidates, freshRegion())).at(-1);
    expect(last?.kind === 'associate-members' && last.accounts).toBe(candidates.ids);
  });

  it('takes no configuration for that of the administrator before it is designated', () => {
    const stray = freshRegion({ configuration: known(configuration({ memberLimitReached: true })) });
    expect(plan(stray)).toEqual(plan(freshRegion()));
  });

  it('finds no members among excluded accounts where there can be none', () => {
    const wanted = { autoEnable: 'NEW', autoEnableIsExplicit: true } as const;
    expect(plan(freshRegion(), wanted, { excluded: new Set([workload(1)]) }).excludedMembers).toEqual([]);
  });

  it('says nothing of protection plans unless they were asked for', () => {
    const features = [{ name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] }];
    const read = finishedRegion({ memberFeatures: known(new Map([[workload(1), features]])) });
    expect(plan(read)).toStrictEqual(plan(finishedRegion()));
  });

  it('hands on what is left of free trials', () => {
    const trials = known([{ feature: 'S3_DATA_EVENTS', accounts: 2, least: 3, most: 20 }]);
    expect(plan(finishedRegion({ trials }))).toEqual({ ...plan(finishedRegion()), trials });
  });

  it('plans nothing where everything is right', () => {
    expect(plan(finishedRegion())).toEqual({
      region,
      status: 'in-sync',
      detectorId,
      enabled: 3,
      outsiders: 0,
      excludedMembers: [],
      gaps: [],
      notEnabled: [],
    });
  });

  test.each<[string, RegionSnapshot, Partial<OrganizationSnapshot>, Blocker]>([
    [
      'a Region that is not opted in',
      freshRegion({ availability: { kind: 'not-enabled', accountId: administratorId, optStatus: 'DISABLED' } }),
      {},
      { kind: 'region-not-enabled', accountId: administratorId, optStatus: 'DISABLED' },
    ],
    [
      'another administrator',
      freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) }),
      {},
      { kind: 'another-administrator', accountId: someoneElse, status: 'ENABLED' },
    ],
    [
      'another administrator that is being removed',
      freshRegion({ administrator: known([{ accountId: someoneElse, status: 'DISABLE_IN_PROGRESS' }]) }),
      {},
      { kind: 'another-administrator', accountId: someoneElse, status: 'DISABLE_IN_PROGRESS' },
    ],
    [
      'the administrator being removed',
      freshRegion({ administrator: known([{ accountId: administratorId, status: 'DISABLE_IN_PROGRESS' }]) }),
      {},
      { kind: 'administrator-being-removed', accountId: administratorId },
    ],
    [
      'the administrator in an unknown status',
      freshRegion({ administrator: known([{ accountId: administratorId, status: 'MAYBE' }]) }),
      {},
      { kind: 'administrator-status-unknown', accountId: administratorId, status: 'MAYBE' },
    ],
    [
      'another administrator registered with the organization',
      freshRegion(),
      { registeredAdministrators: known([someoneElse]) },
      { kind: 'another-administrator-registered', accountId: someoneElse },
    ],
    ['an unreadable administrator', freshRegion({ administrator: unread() }), {}, { kind: 'unreadable', problem }],
    ['an unreadable detector', freshRegion({ detector: unread() }), {}, { kind: 'unreadable', problem }],
    ['an unreadable detector after a designation', finishedRegion({ detector: unread() }), {}, { kind: 'unreadable', problem }],
    [
      'a detector in a status that is not known',
      finishedRegion({ detector: known({ id: detectorId, status: 'PAUSING' }) }),
      {},
      {
        kind: 'unreadable',
        problem: {
          code: 'unexpected-answer',
          action: 'guardduty:GetDetector',
          accountId: administratorId,
          region,
          awsMessage: 'the status is PAUSING',
        },
      },
    ],
    ['an unreadable configuration', finishedRegion({ configuration: unread() }), {}, { kind: 'unreadable', problem }],
    ['unreadable members', finishedRegion({ members: unread() }), {}, { kind: 'unreadable', problem }],
    [
      'an unreadable configuration without the management account',
      finishedRegion({ administrator: undefined, configuration: unread() }),
      { managementCredentials: false },
      { kind: 'unreadable', problem },
    ],
    [
      'no detector without the management account',
      freshRegion({ administrator: undefined }),
      { managementCredentials: false },
      { kind: 'designation-needed' },
    ],
  ])('blocks %s', (_name, snapshot, of, blocker) => {
    expect(plan(snapshot, {}, of)).toEqual({
      region,
      status: 'blocked',
      detectorId: snapshot.detector?.known === true ? snapshot.detector.value?.id : undefined,
      enabled: 0,
      outsiders: 0,
      excludedMembers: [],
      gaps: [],
      notEnabled: [],
      blocker,
    });
  });

  it('goes on where the administrator is registered with the organization already', () => {
    const kinds = actionsOf(plan(freshRegion(), {}, { registeredAdministrators: known([someoneElse, administratorId]) })).map(
      ({ kind }) => kind,
    );
    expect(kinds[0]).toBe('designate-administrator');
  });

  it('goes on where it cannot be read who is registered with the organization', () => {
    expect(actionsOf(plan(freshRegion(), {}, { registeredAdministrators: unread() }))[0]?.kind).toBe('designate-administrator');
  });

  it('counts a readable configuration as proof of the designation without the management account', () => {
    expect(plan(finishedRegion({ administrator: undefined }), {}, { managementCredentials: false }).status).toBe('in-sync');
  });

  it('gives a detector that went missing only a short time to come back', () => {
    const missing = finishedRegion({ detector: known(undefined), configuration: undefined, members: undefined });
    expect(actionsOf(plan(missing))[0]).toEqual({ kind: 'create-detector', accountId: administratorId, afterDesignation: false });
  });

  it('leaves a suspended detector alone and says so', () => {
    const suspended = finishedRegion({ detector: known({ id: detectorId, status: 'DISABLED' }) });
    expect(plan(suspended)).toMatchObject({ status: 'in-sync', gaps: ['detector-suspended'] });
  });

  it('restarts a suspended detector when asked', () => {
    const suspended = finishedRegion({ detector: known({ id: detectorId, status: 'DISABLED' }) });
    const restarted = plan(suspended, { restartSuspended: true });
    expect(actionsOf(restarted)).toEqual([{ kind: 'enable-detector', accountId: administratorId, detectorId }]);
    expect(restarted.gaps).toEqual([]);
  });

  test.each<[string, AutoEnable | undefined, Partial<RolloutSettings>, object | undefined]>([
    ['raises NONE to the default', 'NONE', {}, { before: { autoEnable: 'NONE' }, after: { autoEnable: 'ALL' }, lowers: false }],
    ['raises NEW to the default', 'NEW', {}, { before: { autoEnable: 'NEW' }, after: { autoEnable: 'ALL' }, lowers: false }],
    ['replaces a value it does not know', undefined, {}, { before: null, after: { autoEnable: 'ALL' }, lowers: false }],
    ['keeps ALL', 'ALL', {}, undefined],
    [
      'lowers only what was asked for',
      'ALL',
      { autoEnable: 'NEW', autoEnableIsExplicit: true },
      { before: { autoEnable: 'ALL' }, after: { autoEnable: 'NEW' }, lowers: true },
    ],
    ['never lowers by a default', 'ALL', { autoEnable: 'NEW' }, undefined],
    [
      'raises to an explicit value',
      'NONE',
      { autoEnable: 'NEW', autoEnableIsExplicit: true },
      { before: { autoEnable: 'NONE' }, after: { autoEnable: 'NEW' }, lowers: false },
    ],
  ])('%s', (_name, autoEnable, wanted, change) => {
    const actions = actionsOf(plan(finishedRegion({ configuration: known(configuration({ autoEnable })) }), wanted));
    expect(actions).toEqual(change === undefined ? [] : [{ kind: 'configure-organization', ...change }]);
  });

  it('skips auto-enable under an organization policy, and still enrols', () => {
    const planned = plan(freshRegion(), {}, { guardDutyPolicy: known(true) });
    expect(planned.gaps).toEqual(['organization-policy']);
    const kinds = actionsOf(planned).map(({ kind }) => kind);
    expect(kinds).not.toContain('configure-organization');
    expect(kinds).toContain('associate-members');
  });

  it('sets auto-enable where it cannot be told whether a policy overrides it', () => {
    expect(actionsOf(plan(freshRegion(), {}, { guardDutyPolicy: unread() })).map(({ kind }) => kind)).toContain('configure-organization');
  });

  it('enrols nobody once the limit of members is reached', () => {
    const full = finishedRegion({
      configuration: known(configuration({ memberLimitReached: true })),
      members: known(members({ [workload(1)]: 'Enabled' })),
    });
    expect(plan(full)).toMatchObject({
      status: 'in-sync',
      enabled: 1,
      accounts: [
        { accountId: managementId, reason: 'member-limit' },
        { accountId: workload(2), reason: 'member-limit' },
      ],
    });
  });

  describe('the management account', () => {
    const outside = (detector: RegionSnapshot['managementDetector']) =>
      finishedRegion({ members: known(members({ [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' })), managementDetector: detector });
    const enrol = { kind: 'associate-members', accounts: [managementId], before: [] };

    it('gets a detector where it has none, and is enrolled', () => {
      expect(actionsOf(plan(outside(known(undefined))))).toEqual([{ kind: 'create-management-detector', accountId: managementId }, enrol]);
    });

    it('is enrolled with the detector it has', () => {
      expect(actionsOf(plan(outside(known({ id: detectorId, status: 'ENABLED' }))))).toEqual([enrol]);
    });

    it('is left alone where it suspended its detector', () => {
      expect(plan(outside(known({ id: detectorId, status: 'DISABLED' })))).toMatchObject({
        status: 'in-sync',
        notEnabled: [{ accountId: managementId, reason: 'management-detector-suspended' }],
      });
    });

    it('has its detector restarted when asked', () => {
      expect(actionsOf(plan(outside(known({ id: detectorId, status: 'DISABLED' })), { restartSuspended: true }))).toEqual([
        { kind: 'enable-management-detector', accountId: managementId, detectorId },
        enrol,
      ]);
    });

    it('gets no detector when it cannot be read whether it has one', () => {
      const left = plan(outside(unread()));
      expect(actionsOf(left)).toEqual([]);
      expect(left.notEnabled).toEqual([
        { accountId: managementId, reason: 'management-detector-unreadable', awsMessage: 'guardduty:Something: access-denied: no' },
      ]);
    });

    it('is held back where its detector is in a status that is not known', () => {
      const left = plan(outside(known({ id: detectorId, status: 'PAUSING' })));
      expect(actionsOf(left)).toEqual([]);
      expect(left.notEnabled).toEqual([
        {
          accountId: managementId,
          reason: 'management-detector-unreadable',
          awsMessage: 'guardduty:GetDetector: unexpected-answer: the status is PAUSING',
        },
      ]);
    });

    const all = organization().accounts;
    const instead = (changes: Parameters<typeof account>[1]) => [account(managementId, changes), ...all.slice(1)];
    const enabled = { [workload(1)]: 'Enabled', [workload(2)]: 'Enabled' };
    test.each<[string, Partial<RegionSnapshot>, Partial<OrganizationSnapshot>]>([
      ['the limit of members is reached', { configuration: known(configuration({ memberLimitReached: true })) }, {}],
      ['its record is in a status that is not known', { members: known(members({ ...enabled, [managementId]: 'Strange' })) }, {}],
      ['it has not opted in', { members: known(members({ ...enabled, [managementId]: 'RegionDisabled' })) }, {}],
      ['it has no e-mail address', {}, { accounts: instead({ email: undefined }) }],
      ['AWS suspended it', {}, { accounts: instead({ state: 'SUSPENDED' }) }],
      ['it is excluded', { configuration: known(configuration({ autoEnable: 'NEW' })) }, { excluded: new Set([managementId]) }],
    ])('has no detector made or restarted where %s, so that it is not enrolled', (_name, changes, of) => {
      const wanted = { autoEnable: 'NEW', autoEnableIsExplicit: of.excluded !== undefined, restartSuspended: true } as const;
      for (const detector of [undefined, { id: detectorId, status: 'DISABLED' }])
        expect(actionsOf(plan({ ...outside(known(detector)), ...changes }, wanted, of))).toEqual([]);
    });

    it('keeps the reason of its own when the limit of members is reached too', () => {
      const full = {
        ...outside(known({ id: detectorId, status: 'DISABLED' })),
        configuration: known(configuration({ memberLimitReached: true })),
      };
      expect(plan(full).notEnabled).toEqual([{ accountId: managementId, reason: 'management-detector-suspended' }]);
    });
  });

  describe('members', () => {
    const withStatus = (status: string) =>
      finishedRegion({ members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: status })) });

    test.each([
      'Created',
      'Invited',
      'Removed',
      'Resigned',
      'Deleted',
      'EmailVerificationInProgress',
      'EmailVerificationFailed',
      'CannotCreateDetectorInOrganizationMasterAccount',
    ])('are enrolled again from %s', (relationshipStatus) => {
      expect(actionsOf(plan(withStatus(relationshipStatus)))).toEqual([
        { kind: 'associate-members', accounts: [workload(2)], before: [{ accountId: workload(2), relationshipStatus }] },
      ]);
    });

    test.each([
      ['Disabled', 'member-suspended'],
      ['RegionDisabled', 'member-region-disabled'],
      ['AccountSuspended', 'account-suspended-as-member'],
      ['SomethingNew', 'relationship-unknown'],
      ['', 'relationship-unknown'],
    ])('are left as they are when %s', (relationshipStatus, reason) => {
      expect(plan(withStatus(relationshipStatus))).toMatchObject({
        status: 'in-sync',
        enabled: 2,
        notEnabled: [{ accountId: workload(2), reason, relationshipStatus }],
      });
    });

    it('are compared without regard to case', () => {
      expect(plan(withStatus('ENABLED'))).toMatchObject({ status: 'in-sync', enabled: 3, notEnabled: [] });
    });

    it('are restarted from Disabled when asked', () => {
      expect(actionsOf(plan(withStatus('Disabled'), { restartSuspended: true }))).toEqual([
        { kind: 'restart-members', accounts: [workload(2)] },
      ]);
    });

    it('are not enrolled without an e-mail address', () => {
      const accounts = [account(managementId), account(administratorId), account(workload(1), { email: undefined })];
      const planned = plan(finishedRegion({ members: known(members({ [managementId]: 'Enabled' })) }), {}, { accounts });
      expect(planned).toMatchObject({ status: 'in-sync', accounts: [{ accountId: workload(1), reason: 'no-email' }] });
    });

    it('that are excluded are reported, neither enrolled nor counted as outsiders', () => {
      const excluded = new Set([workload(1), workload(2), workload(3)]);
      const left = plan(
        finishedRegion({
          configuration: known(configuration({ autoEnable: 'NEW' })),
          members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Disabled', [workload(2)]: 'Created' })),
        }),
        { autoEnable: 'NEW', autoEnableIsExplicit: true, restartSuspended: true },
        { excluded, accounts: [...organization().accounts, account(workload(3))] },
      );
      expect(left).toMatchObject({ status: 'in-sync', outsiders: 0, enabled: 1, notEnabled: [], excludedMembers: [workload(1)] });
    });

    it.each([
      ['NEW', 'configure-organization'],
      ['ALL', 'exclusions-under-all'],
    ] as const)('are excluded where auto-enable becomes %s and not where it stays ALL: %s', (autoEnable, expected) => {
      const left = plan(finishedRegion(), { autoEnable, autoEnableIsExplicit: true }, { excluded: new Set([workload(2)]) });
      expect(
        left.status === 'blocked'
          ? left.blocker.kind
          : actionsOf(left)
              .map(({ kind }) => kind)
              .join(),
      ).toBe(expected);
    });

    it('from outside the active accounts are counted and not touched', () => {
      const withOutsiders = finishedRegion({
        members: known(
          members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled', [workload(2)]: 'Enabled', [someoneElse]: 'Invited' }),
        ),
      });
      expect(plan(withOutsiders)).toMatchObject({ status: 'in-sync', outsiders: 1, enabled: 3 });
    });

    it('of a detector that existed before the designation are not enrolled twice', () => {
      const invited = freshRegion({
        detector: known({ id: detectorId, status: 'ENABLED' }),
        members: known(members({ [workload(1)]: 'Enabled' })),
      });
      expect(actionsOf(plan(invited)).at(-1)).toEqual({ kind: 'associate-members', accounts: [managementId, workload(2)], before: [] });
    });

    it('never include the administrator or an account that is not active', () => {
      const states = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION', 'NEW_STATE'];
      const accounts = [account(administratorId), account(workload(9)), ...states.map((state, n) => account(workload(n), { state }))];
      expect(actionsOf(plan(freshRegion({ managementDetector: undefined }), {}, { accounts })).at(-1)).toEqual({
        kind: 'associate-members',
        accounts: [workload(9)],
        before: [],
      });
    });
  });
});
