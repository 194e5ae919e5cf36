import type { OrganizationAccount } from '../../domain/account';
import type { AccountId, RootId, UnitId } from '../../domain/ids';
import { known, type OrganizationSnapshot } from '../../domain/snapshot';
import type { OrganizationalUnit } from '../../domain/unit';
import type { OrganizationReader } from '../../ports/organization';
import { readFact } from './fact';

type Accounts = readonly OrganizationAccount[];
type UnitsRead = Pick<OrganizationSnapshot, 'accounts' | 'units'>;

/** The list of accounts says where they are: only units with units below are asked for, because the names come from there. */
async function nameUnits(reader: OrganizationReader, accounts: Accounts): Promise<readonly OrganizationalUnit[]> {
  const mentioned = new Set<UnitId>();
  const parents = new Set<UnitId | undefined>([undefined]);
  for (const { units = [] } of accounts) {
    units.forEach((unit, place) => {
      mentioned.add(unit);
      if (place < units.length - 1) parents.add(unit);
    });
  }
  if (mentioned.size === 0) return [];
  const root = await reader.findRoot();
  const found: OrganizationalUnit[] = [];
  for (const parent of parents) {
    const children = await reader.listUnitsOf(parent ?? root);
    found.push(...children.filter(({ id }) => mentioned.has(id)).map(({ id, name }) => ({ id, name: name ?? id, parent })));
  }
  return found;
}

/** The list of accounts does not show it for all of them: the whole tree is read. */
async function walkTree(reader: OrganizationReader, accounts: Accounts) {
  const places = new Map<AccountId, readonly UnitId[]>();
  const units = new Map<UnitId, OrganizationalUnit>();
  const open: { readonly id: UnitId | RootId; readonly path: readonly UnitId[] }[] = [{ id: await reader.findRoot(), path: [] }];
  for (let place = open.shift(); place !== undefined; place = open.shift()) {
    const { id: here, path } = place;
    const [members, children] = await Promise.all([reader.listAccountsOf(here), reader.listUnitsOf(here)]);
    for (const account of members) places.set(account, path);
    for (const { id, name } of children) {
      if (units.has(id)) continue;
      units.set(id, { id, name: name ?? id, parent: path.at(-1) });
      open.push({ id, path: [...path, id] });
    }
  }
  const placed = accounts.map((account) => {
    const own = account.units ?? places.get(account.id);
    return own === undefined ? account : { ...account, units: own };
  });
  return { accounts: placed, units: [...units.values()] };
}

/**
 * Reads in which organizational units the accounts are, and what the units are called. For people only: a failure is reported and stops
 * nothing. One request of a kind at a time: the quota is 5 in a second, shared by the whole organization.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export async function readUnits(reader: OrganizationReader, accounts: Accounts): Promise<UnitsRead> {
  if (accounts.every(({ units }) => units !== undefined)) {
    return { accounts, units: await readFact(() => nameUnits(reader, accounts)) };
  }
  const tree = await readFact(() => walkTree(reader, accounts));
  return tree.known ? { accounts: tree.value.accounts, units: known(tree.value.units) } : { accounts, units: tree };
}
