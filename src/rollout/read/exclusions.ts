import type { OrganizationAccount } from '../../domain/account';
import { UsageError } from '../../domain/errors';
import type { AccountId, UnitId } from '../../domain/ids';
import { AwsFailure } from '../../domain/problem';
import { quote } from '../../messages/problems';
import type { RolloutSettings } from '../../domain/settings';
import { suggest } from '../../domain/suggest';
import type { OrganizationReader } from '../../ports/organization';
import { unreadable } from './unreadable';

/** Asks AWS about a unit. @throws UsageError when there is none, PreconditionError when it cannot be read */
async function ask<Answer>(unit: UnitId, known: readonly UnitId[], request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    if (error.problem.awsName !== 'ParentNotFoundException') throw unreadable(`Organizational unit ${unit} cannot be read`, error);
    throw new UsageError({
      message: `There is no organizational unit "${unit}".${suggest(unit, known)}`,
      reason: quote(error.problem),
      remedy: 'Correct the id given with --exclude-ous; AWS Organizations shows the ids beside the names.',
    });
  }
}

/**
 * The accounts under the units. The list of accounts usually shows them; a unit that it does not mention is asked for, so that one
 * which does not exist is noticed, and the tree under the units is walked only where an account came without a path. One request at a
 * time: the quota is 5 in a second, shared by the whole organization.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
async function accountsUnder(
  reader: OrganizationReader,
  units: readonly UnitId[],
  accounts: readonly OrganizationAccount[],
): Promise<ReadonlySet<AccountId>> {
  const wanted = new Set(units);
  const mentioned = [...new Set(accounts.flatMap(({ units: own }) => own ?? []))];
  const found = new Set(accounts.filter(({ units: own }) => own?.some((unit) => wanted.has(unit)) === true).map(({ id }) => id));
  const complete = accounts.every(({ units: own }) => own !== undefined);
  const open = complete ? units.filter((unit) => !mentioned.includes(unit)) : [...units];
  const seen = new Set(open);
  for (let unit = open.shift(); unit !== undefined; unit = open.shift()) {
    const parent = unit;
    for (const id of await ask(parent, mentioned, () => reader.listAccountsOf(parent))) found.add(id);
    if (complete) continue;
    for (const { id: child } of await ask(parent, mentioned, () => reader.listUnitsOf(parent))) {
      if (!seen.has(child)) open.push(child);
      seen.add(child);
    }
  }
  return found;
}

/**
 * Finds out which accounts the user's exclusions are about.
 *
 * @throws UsageError for an account or a unit that is not there, and when the administrator is excluded
 */
export async function readExclusions(
  reader: OrganizationReader,
  { excludeAccounts, excludeUnits }: RolloutSettings,
  accounts: readonly OrganizationAccount[],
  administratorId: AccountId,
): Promise<ReadonlySet<AccountId>> {
  const ids = new Set(accounts.map(({ id }) => id));
  const stranger = excludeAccounts.find((id) => !ids.has(id));
  if (stranger !== undefined) {
    throw new UsageError({
      message: `The excluded account ${stranger} is not in the organization.${suggest(stranger, [...ids])}`,
      reason: 'AWS Organizations does not list it, so another account may be meant.',
      remedy: 'Correct the id given with --exclude-accounts, or leave it out.',
    });
  }
  const under = excludeUnits.length === 0 ? new Set<AccountId>() : await accountsUnder(reader, excludeUnits, accounts);
  const byUnit = under.has(administratorId);
  if (byUnit || excludeAccounts.includes(administratorId)) {
    throw new UsageError({
      message: `The administrator ${administratorId} cannot be excluded.`,
      reason: `GuardDuty is administered from there.${byUnit ? ' It is in an organizational unit that --exclude-ous names.' : ''}`,
      remedy: byUnit ? 'Name units below that one, or the accounts with --exclude-accounts.' : 'Leave it out of --exclude-accounts.',
    });
  }
  return new Set([...excludeAccounts, ...under].filter((id) => ids.has(id)).sort());
}
