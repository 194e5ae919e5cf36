import { known } from '../../src/domain/snapshot';
import type { OrganizationSnapshot } from '../../src/domain/snapshot';
import { countTrials, hasChanges } from '../../src/plan/plan';
import { planRollout } from '../../src/plan/plan-rollout';
import {
  account,
  administratorId,
  finishedRegion,
  freshRegion,
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
      [{ kind: 'no-management-credentials' }, { kind: 'trusted-access-missing' }],
    ],
  ])('warns when it could not check: %s', (_name, of, warnings) => {
    expect(plan(of).warnings).toEqual(warnings);
  });

  it('counts one trial for every account and Region that starts', () => {
    expect(countTrials(plan({}, [freshRegion(), freshRegion(), finishedRegion()]))).toBe(2 * (3 + 1));
  });
});
