import fc from 'fast-check';
import type { AccountId } from '../../src/domain/ids';
import { known, type Fact, type Members, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import { accountsOf } from '../../src/plan/outcome';
import { actionsOf, hasChanges, type Plan } from '../../src/plan/plan';
import { planRollout } from '../../src/plan/organization';
import {
  account,
  administratorId,
  configuration,
  detectorId,
  managementId,
  organization,
  region,
  settings,
  someoneElse,
  unread,
  workload,
} from '../support/builders';

const fact = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof({ weight: 6, arbitrary: value.map(known) }, { weight: 1, arbitrary: fc.constant(unread<T>()) });

const state = fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'CLOSED', 'NEW_STATE');
const status = fc.constantFrom(
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
const detector = fc.constantFrom(undefined, { id: detectorId, status: 'ENABLED' }, { id: detectorId, status: 'DISABLED' });

const organizations: fc.Arbitrary<OrganizationSnapshot> = fc
  .record({
    states: fc.tuple(state, state, state),
    excluded: fc.subarray([managementId, workload(1), workload(2)]),
    policy: fact(fc.boolean()),
    trusted: fact(fc.boolean()),
    registered: fact(fc.constantFrom([], [administratorId], [someoneElse])),
  })
  .map(({ states, excluded, policy, trusted, registered }) =>
    organization({
      accounts: [account(managementId), account(administratorId), ...states.map((word, n) => account(workload(n + 1), { state: word }))],
      excluded: new Set(excluded),
      guardDutyPolicy: policy,
      trustedAccess: trusted,
      registeredAdministrators: registered,
    }),
  );

const regions: fc.Arbitrary<RegionSnapshot> = fc.record({
  region: fc.constant(region),
  availability: fc.constant({ kind: 'available' as const }),
  administrator: fact(
    fc.constantFrom([], [{ accountId: administratorId, status: 'ENABLED' }], [{ accountId: someoneElse, status: 'ENABLED' }]),
  ),
  detector: fact(detector),
  configuration: fact(fc.constantFrom('ALL', 'NEW', 'NONE').map((autoEnable) => configuration({ autoEnable }))),
  members: fact(membership),
  managementDetector: fact(detector),
});

const wishes = fc
  .record({
    autoEnable: fc.constantFrom('ALL' as const, 'NEW' as const, 'NONE' as const),
    autoEnableIsExplicit: fc.boolean(),
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

/** What AWS would look like after the plan was carried out to the letter. */
function carriedOut(
  plan: Plan,
  of: OrganizationSnapshot,
  snapshots: readonly RegionSnapshot[],
): { of: OrganizationSnapshot; snapshots: RegionSnapshot[] } {
  const after = snapshots.map((snapshot, index): RegionSnapshot => {
    const planned = plan.regions[index];
    let next = snapshot;
    const members = new Map(snapshot.members?.known === true ? snapshot.members.value : []);
    for (const action of planned === undefined ? [] : actionsOf(planned)) {
      switch (action.kind) {
        case 'designate-administrator':
          next = {
            ...next,
            administrator: known([{ accountId: action.accountId, status: 'ENABLED' }]),
            configuration: known(configuration({ autoEnable: 'NONE' })),
          };
          break;
        case 'create-detector':
        case 'enable-detector':
          next = { ...next, detector: known({ id: detectorId, status: 'ENABLED' }) };
          break;
        case 'create-management-detector':
        case 'enable-management-detector':
          next = { ...next, managementDetector: known({ id: detectorId, status: 'ENABLED' }) };
          break;
        case 'configure-organization':
          next = { ...next, configuration: known(configuration({ autoEnable: action.after.autoEnable })) };
          break;
        case 'associate-members':
        case 'restart-members':
          for (const id of action.accounts) members.set(id, 'Enabled');
          break;
        case 'configure-detector':
        case 'configure-members':
          throw new TypeError('Nothing of protection plans was asked for.');
      }
    }
    return planned?.status === 'changes' ? { ...next, members: known(members) } : next;
  });
  return { of: plan.organizationActions.length > 0 ? { ...of, trustedAccess: known(true) } : of, snapshots: after };
}

describe('planRollout, whatever it is given', () => {
  it('leaves its input as it is and gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        const input = [freeze(wish), freeze(of), freeze([snapshot])] as const;
        expect(JSON.stringify(planRollout(...input))).toBe(JSON.stringify(planRollout(...input)));
      }),
    );
  });

  it('plans nothing more once its plan was carried out', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        const after = carriedOut(planRollout(wish, of, [snapshot]), of, [snapshot]);
        expect(hasChanges(planRollout(wish, after.of, after.snapshots))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never acts on a Region with an unread administrator, detector or members', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        fc.pre([snapshot.administrator, snapshot.detector, snapshot.members].some((one) => one?.known === false));
        expect(planRollout(wish, of, [snapshot]).regions.flatMap(actionsOf)).toEqual([]);
      }),
    );
  });

  it('never touches the administrator as a member, nor an account that is not active or excluded, nor one from outside', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        const touched = planRollout(wish, of, [snapshot]).regions.flatMap(actionsOf).flatMap(accountsOf);
        const active = of.accounts
          .filter(({ id, state: word }) => word === 'ACTIVE' && id !== administratorId && !of.excluded.has(id))
          .map(({ id }) => id);
        expect(touched.filter((id) => !active.includes(id))).toEqual([]);
      }),
    );
  });

  it('never restarts what somebody suspended unless asked', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        const kinds = planRollout({ ...wish, restartSuspended: false }, of, [snapshot])
          .regions.flatMap(actionsOf)
          .map(({ kind }) => kind);
        expect(kinds.filter((kind) => /restart|enable-/.test(kind))).toEqual([]);
      }),
    );
  });

  it('never changes a Region in which auto-enable ALL would undo exclusions', () => {
    fc.assert(
      fc.property(wishes, organizations, regions, (wish, of, snapshot) => {
        fc.pre(of.excluded.size > 0);
        const after = carriedOut(planRollout(wish, of, [snapshot]), of, [snapshot]);
        const changed = after.snapshots.filter((one) => one !== snapshot);
        expect(changed.filter(({ configuration: one }) => one?.known === true && one.value.autoEnable === 'ALL')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
