import type { AutoEnable } from '../../src/domain/auto-enable';
import type { AccountId, UnitId } from '../../src/domain/ids';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type OrganizationSnapshot } from '../../src/domain/snapshot';
import { countTrials, hasChanges } from '../../src/plan/plan';
import { planRollout } from '../../src/plan/organization';
import {
  account,
  administratorId,
  configuration,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  problem,
  settings,
  someoneElse,
  unread,
  workload,
} from '../support/builders';

const plan = (of: Partial<OrganizationSnapshot> = {}, snapshots = [freshRegion()]) => planRollout(settings(), organization(of), snapshots);
const grant = [{ kind: 'enable-trusted-access', servicePrincipal: 'guardduty.amazonaws.com' }];

describe('planRollout', () => {
  it('grants trusted access where it is missing, even when every Region is in sync', () => {
    const planned = plan({ trustedAccess: known(false) }, [finishedRegion()]);
    expect(planned.organizationActions).toEqual(grant);
    expect(hasChanges(planned)).toBe(true);
  });

  test.each<[string, Partial<OrganizationSnapshot>]>([
    ['it is there', { trustedAccess: known(true) }],
    ['it cannot be read', { trustedAccess: unread() }],
    ['the management account is missing', { trustedAccess: known(false), managementCredentials: false }],
  ])('does not grant trusted access when %s', (_name, of) => {
    expect(plan(of, [finishedRegion()]).organizationActions).toEqual([]);
  });

  it('changes nothing in the organization when every Region is blocked', () => {
    const blocked = freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) });
    const planned = plan({ trustedAccess: known(false) }, [blocked]);
    expect(planned.organizationActions).toEqual([]);
    expect(hasChanges(planned)).toBe(false);
  });

  it('grants trusted access when only some Regions are blocked', () => {
    const blocked = freshRegion({ administrator: known([{ accountId: someoneElse, status: 'ENABLED' }]) });
    expect(plan({ trustedAccess: known(false) }, [blocked, freshRegion()]).organizationActions).toEqual(grant);
  });

  it('names every account that it leaves out, with the reason', () => {
    const states = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION', 'NEW_STATE'];
    const accounts = [account(administratorId), ...states.map((state, n) => account(workload(n), { state })), account(workload(9))];
    const planned = plan({ accounts });
    expect(planned.leftOut.map(({ reason }) => reason)).toEqual([
      'account-suspended',
      'account-pending-closure',
      'account-closed',
      'account-pending-activation',
      'account-state-unknown',
    ]);
    expect(planned.candidates).toEqual([workload(9)]);
  });

  test.each<[string, Partial<OrganizationSnapshot>, object[]]>([
    ['nothing', {}, []],
    ['the policy', { guardDutyPolicy: unread() }, [{ kind: 'policy-unreadable', problem }]],
    ['trusted access', { trustedAccess: unread() }, [{ kind: 'trusted-access-unreadable', problem }]],
    ['the registration', { registeredAdministrators: unread() }, [{ kind: 'registration-unreadable', problem }]],
    ['designations', { managementCredentials: false }, [{ kind: 'no-management-credentials' }]],
    [
      'designations, with trusted access missing',
      { managementCredentials: false, trustedAccess: known(false) },
      [{ kind: 'no-management-credentials' }, { kind: 'trusted-access-missing', servicePrincipal: 'guardduty.amazonaws.com' }],
    ],
  ])('warns when it could not check: %s', (_name, of, warnings) => {
    expect(plan(of).warnings).toEqual(warnings);
  });

  describe('with Malware Protection asked for', () => {
    const malware: WantedFeatures = {
      every: undefined,
      named: [{ feature: 'EBS_MALWARE_PROTECTION', autoEnable: 'ALL', additional: [] }],
    };
    const asked = (of: Partial<OrganizationSnapshot>, protectionPlans = malware) =>
      planRollout(settings({ features: protectionPlans }), organization(of), [freshRegion()]);
    const servicePrincipal = 'malware-protection.guardduty.amazonaws.com';
    const s3: WantedFeatures = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] }] };

    test.each<[string, Partial<OrganizationSnapshot>, WantedFeatures, object[]]>([
      ['is missing', { malwareTrustedAccess: known(false) }, malware, [{ kind: 'enable-trusted-access', servicePrincipal }]],
      [
        'and that of GuardDuty are missing',
        { malwareTrustedAccess: known(false), trustedAccess: known(false) },
        malware,
        [...grant, { kind: 'enable-trusted-access', servicePrincipal }],
      ],
      ['is there', { malwareTrustedAccess: known(true) }, malware, []],
      ['cannot be read', { malwareTrustedAccess: unread() }, malware, []],
      ['was not asked for', {}, malware, []],
      ['is missing, but other plans are asked for', { malwareTrustedAccess: known(false) }, s3, []],
    ])('looks whether its trusted access %s', (_name, of, plans, actions) => {
      expect(asked(of, plans).organizationActions).toEqual(actions);
    });

    it('warns where nobody can grant what it needs', () => {
      const planned = asked({ malwareTrustedAccess: known(false), managementCredentials: false });
      expect([planned.organizationActions, planned.warnings]).toEqual([
        [],
        [{ kind: 'no-management-credentials' }, { kind: 'trusted-access-missing', servicePrincipal }],
      ]);
    });
  });

  test.each<[string, Partial<RolloutSettings>, object[]]>([
    [
      'plans that it does not know',
      {
        features: {
          every: undefined,
          named: ['X_Y', 'S3_DATA_EVENTS', 'Z_Z'].map((feature) => ({ feature, autoEnable: 'NEW', additional: [] })),
        },
      },
      [{ kind: 'features-unknown', features: ['X_Y', 'Z_Z'] }],
    ],
    [
      'accounts that join an excluded unit',
      { excludeUnits: ['ou-ab12-cdef3456' as UnitId], autoEnable: 'NEW' },
      [{ kind: 'newcomers-not-excluded' }],
    ],
    ['nothing where nobody is enrolled by itself', { excludeUnits: ['ou-ab12-cdef3456' as UnitId], autoEnable: 'NONE' }, []],
    ['nothing where only accounts are excluded', { excludeAccounts: [workload(1)], autoEnable: 'NEW' }, []],
  ])('warns of %s', (_name, wanted, warnings) => {
    expect(planRollout(settings(wanted), organization(), [finishedRegion()]).warnings).toEqual(warnings);
  });

  test.each<[string, AutoEnable, Partial<RolloutSettings>, object[]]>([
    ['while ALL is set', 'NEW', {}, [{ kind: 'suspended-under-all', accounts: 2 }]],
    ['where ALL is in force', 'ALL', {}, [{ kind: 'suspended-under-all', accounts: 2 }]],
    ['not under NEW', 'NEW', { autoEnable: 'NEW' }, []],
    ['not where they are restarted', 'ALL', { restartSuspended: true }, []],
  ])('warns of members that somebody suspended %s', (_name, autoEnable, wanted, warnings) => {
    const suspended = (...ids: readonly AccountId[]) =>
      finishedRegion({
        configuration: known(configuration({ autoEnable })),
        members: known(members({ [managementId]: 'Enabled', ...Object.fromEntries(ids.map((id) => [id, 'Disabled'])) })),
      });
    const snapshots = [suspended(workload(1)), suspended(workload(1), workload(2))];
    expect(planRollout(settings(wanted), organization(), snapshots).warnings).toEqual(warnings);
  });

  it('plans nothing where no Region is left', () => {
    expect(plan({ trustedAccess: known(false) }, [])).toEqual({
      organizationActions: [],
      regions: [],
      leftOut: [],
      candidates: [managementId, workload(1), workload(2)],
      warnings: [],
    });
  });

  it('leaves excluded accounts out, whatever their state, and never names the administrator', () => {
    const accounts = [...organization().accounts, account(workload(3), { state: 'CLOSED' })];
    const { leftOut, candidates } = plan({ accounts, excluded: new Set([workload(1), workload(3)]) }, []);
    expect({ leftOut, candidates }).toEqual({
      leftOut: [
        { accountId: workload(1), reason: 'excluded' },
        { accountId: workload(3), reason: 'excluded' },
      ],
      candidates: [managementId, workload(2)],
    });
  });

  it('counts one trial for every account and Region that starts', () => {
    expect(countTrials(plan({}, [freshRegion(), freshRegion(), finishedRegion()]))).toBe(2 * (3 + 1));
  });
});
