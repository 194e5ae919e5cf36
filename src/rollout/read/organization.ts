import { PreconditionError } from '../../domain/errors';
import type { AccountId } from '../../domain/ids';
import { guardDutyPrincipal, malwarePrincipal } from '../../domain/principals';
import { AwsFailure } from '../../domain/problem';
import { known, type OrganizationSnapshot } from '../../domain/snapshot';
import type { OrganizationDescription, OrganizationReader } from '../../ports/organization';
import { readExclusions } from './exclusions';
import { readFact } from './fact';
import type { RunContext } from '../context';
import { readUnits } from './units';
import { unreadable } from './unreadable';

/** The organization policy type that makes GuardDuty ignore auto-enable settings: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-policies.html */
const policyType = 'GUARDDUTY_POLICY';

type Accounts = Awaited<ReturnType<OrganizationReader['listAccounts']>>;

/** A list with an entry that can't be read may lack accounts; exclusions by unit can't rest on it. */
async function listAccounts(reader: OrganizationReader, { emit, settings }: RunContext): Promise<Accounts> {
  try {
    const read = () =>
      reader.listAccounts(
        (count) => {
          emit({ type: 'accounts-listed', count });
        },
        settings.excludeUnits.length > 0 || settings.readUnits,
      );
    const first = await read();
    // An entry that can't be read may be a hiccup, so the list is read once more.
    const list = first.unreadable === undefined ? first : await read();
    if (list.unreadable !== undefined && settings.excludeUnits.length > 0) throw new AwsFailure(list.unreadable);
    return list;
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    throw unreadable(
      'The accounts of the organization cannot be listed',
      error,
      error.problem.code === 'access-denied'
        ? 'Allow organizations:ListAccounts, with credentials of the management account or of a delegated administrator.'
        : undefined,
    );
  }
}

/** Nothing may begin on an organization that looks empty, or with an administrator that cannot act. */
function requireUsable({ accounts }: Accounts, administratorId: AccountId, organizationId: string): void {
  const active = accounts.filter(({ state }) => state === 'ACTIVE');
  if (active.length === 0) {
    throw new PreconditionError({
      message: `Organization ${organizationId} has no active account.`,
      reason: `AWS Organizations lists ${String(accounts.length)} accounts, none of them in the state ACTIVE.`,
      remedy: 'Check the answer of "aws organizations list-accounts". If it shows active accounts, update this program.',
    });
  }
  const administrator = accounts.find(({ id }) => id === administratorId);
  if (administrator?.state === 'ACTIVE') return;
  throw new PreconditionError(
    administrator === undefined
      ? {
          message: `The administrator ${administratorId} is not an account of organization ${organizationId}.`,
          reason: 'AWS Organizations does not list it.',
          remedy: 'Choose an account of this organization.',
        }
      : {
          message: `The administrator ${administratorId} is not an active account.`,
          reason: `Its state is ${administrator.state}.`,
          remedy: 'Choose an active account of this organization.',
        },
  );
}

/**
 * Reads everything that is asked once per run, all at the same time.
 *
 * @throws PreconditionError when the accounts cannot be listed, none is active, or the administrator is not one of them;
 * UsageError for exclusions that do not exist
 */
export async function readOrganization(context: RunContext, description: OrganizationDescription): Promise<OrganizationSnapshot> {
  const { management, administrator } = context;
  const reader = (management ?? administrator).organization;
  const administratorId = administrator.caller.accountId;
  const [list, guardDutyPolicy, registeredAdministrators, trusted] = await Promise.all([
    listAccounts(reader, context),
    readFact(async () => (await reader.listPolicyTypes()).includes(policyType)),
    readFact(() => reader.listRegisteredAdministrators(guardDutyPrincipal)),
    readFact(() => reader.listTrustedServices()),
  ]);
  requireUsable(list, administratorId, description.id);
  const [excluded, { accounts, units }] = await Promise.all([
    readExclusions(reader, context.settings, list.accounts, administratorId),
    context.settings.readUnits ? readUnits(reader, list.accounts) : { accounts: list.accounts, units: undefined },
  ]);
  return {
    id: description.id,
    managementAccountId: description.managementAccountId,
    administratorId,
    managementCredentials: management !== undefined,
    accounts,
    unreadableAccounts: list.unreadable,
    excluded,
    units,
    guardDutyPolicy,
    registeredAdministrators,
    trustedAccess: trusted.known ? known(trusted.value.includes(guardDutyPrincipal)) : trusted,
    malwareTrustedAccess: trusted.known ? known(trusted.value.includes(malwarePrincipal)) : trusted,
  };
}
