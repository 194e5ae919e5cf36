import type { Operation, Operations } from '../requests/operation';
import { listAccounts, listAccountsForParent, listOrganizationalUnitsForParent } from './operations/accounts';
import {
  deregisterDelegatedAdministrator,
  listDelegatedAdministrators,
  listDelegatedServices,
  registerDelegatedAdministrator,
} from './operations/delegation';
import { describeAccount, describeEffectivePolicy, describeOrganization, listRoots } from './operations/describe';
import { enableServiceAccess, listServiceAccess } from './operations/service-access';

/** What the simulator imitates of AWS Organizations. */
export const organizationsOperations: Operations = new Map<string, Operation>([
  ['DescribeOrganization', describeOrganization],
  ['ListAccounts', listAccounts],
  ['ListRoots', listRoots],
  ['DescribeAccount', describeAccount],
  ['DescribeEffectivePolicy', describeEffectivePolicy],
  ['ListAccountsForParent', listAccountsForParent],
  ['ListOrganizationalUnitsForParent', listOrganizationalUnitsForParent],
  ['ListAWSServiceAccessForOrganization', listServiceAccess],
  ['EnableAWSServiceAccess', enableServiceAccess],
  ['ListDelegatedAdministrators', listDelegatedAdministrators],
  ['ListDelegatedServicesForAccount', listDelegatedServices],
  ['RegisterDelegatedAdministrator', registerDelegatedAdministrator],
  ['DeregisterDelegatedAdministrator', deregisterDelegatedAdministrator],
]);
