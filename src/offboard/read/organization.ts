import type { AccountId } from '../../domain/ids';
import { AwsFailure } from '../../domain/problem';
import { known, type Fact } from '../../domain/snapshot';
import type { OrganizationDescription } from '../../ports/organization';
import { readFact } from '../../rollout/read/fact';
import { unreadable } from '../../rollout/read/unreadable';
import type { OffboardContext } from '../context';
import type { AttachedPolicy, OffboardOrganization } from '../plan/facts';
import { registrationPrincipals } from '../plan/plan';
import type { OffboardPlaces } from './regions';

/** The type of organization policies that enrol accounts by themselves. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html */
const policyType = 'GUARDDUTY_POLICY';

/** @throws PreconditionError: without the accounts nobody knows which members belong to the organization */
async function listAccounts({ management, emit }: OffboardContext) {
  try {
    return await management.organization.listAccounts((count) => {
      emit({ type: 'accounts-listed', count });
    }, false);
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    throw unreadable('The accounts of the organization cannot be listed', error);
  }
}

/** A policy of the type can exist only where the type is present on the root. */
async function attachedPolicies({ management }: OffboardContext, type: Fact<boolean>): Promise<Fact<readonly AttachedPolicy[]>> {
  if (type.known && !type.value) return known([]);
  return readFact(() => management.releasing.organization.listAttachedPolicies(policyType));
}

/** Reads everything that is asked once in a run, all at the same time. */
export async function readOrganization(
  context: OffboardContext,
  { id, managementAccountId }: OrganizationDescription,
  places: Promise<OffboardPlaces>,
): Promise<Omit<OffboardOrganization, 'before'>> {
  const { organization } = context.management;
  const registrations = registrationPrincipals.map(
    async (principal) => [principal, await readFact(() => organization.listRegisteredAdministrators(principal))] as const,
  );
  const types = readFact(async () => (await organization.listPolicyTypes()).includes(policyType));
  const [{ accounts, unreadable: accountsUnread }, type, attached, registered, { unread: regionsUnread }] = await Promise.all([
    listAccounts(context),
    types,
    types.then((fact) => attachedPolicies(context, fact)),
    Promise.all(registrations),
    places,
  ]);
  return {
    id,
    managementAccountId,
    administratorId: context.administrator.caller.accountId,
    accounts: new Map(accounts.map((account): readonly [AccountId, string] => [account.id, account.name])),
    accountsUnread,
    policyType: type,
    attachedPolicies: attached,
    registered: new Map(registered),
    regionsUnread,
  };
}
