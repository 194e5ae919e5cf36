import { accountsOf, needs, traits, type RegionAction, type RegionActionKind } from '../../src/plan/actions';
import { administratorId, detectorId, managementId, workload } from '../support/builders';

const accounts = [workload(1), workload(2)];

describe('accountsOf', () => {
  test.each<[string, RegionAction, readonly string[]]>([
    ['enrolled', { kind: 'associate-members', accounts, before: [] }, accounts],
    ['restarted', { kind: 'restart-members', accounts }, accounts],
    ['of members whose features change', { kind: 'configure-members', accounts, features: [] }, []],
    ['of a detector that is restarted', { kind: 'enable-detector', accountId: administratorId, detectorId }, []],
    ['of a detector that is made', { kind: 'create-management-detector', accountId: managementId }, []],
  ])('names the accounts that become enabled members: those %s', (_what, action, expected) => {
    expect(accountsOf(action)).toEqual(expected);
  });
});

describe('needs', () => {
  const kinds = Object.keys(traits) as readonly RegionActionKind[];
  test.each<[RegionActionKind, readonly RegionActionKind[]]>([
    ['designate-administrator', kinds],
    ['create-detector', kinds],
    ['enable-detector', []],
    ['configure-organization', ['associate-members']],
    ['configure-detector', []],
    ['create-management-detector', []],
    ['enable-management-detector', []],
    ['associate-members', ['configure-new-members']],
    ['restart-members', []],
    ['configure-members', []],
    ['configure-new-members', []],
  ])('without %s these are not begun: %j', (earlier, later) => {
    expect(kinds.filter((kind) => needs(kind, earlier))).toEqual(later);
  });
});
