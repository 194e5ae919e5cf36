import type { Operation, Operations } from '../operation';
import { listAccounts, listAccountsForParent, listOrganizationalUnitsForParent } from './accounts';
import {
  deregisterDelegatedAdministrator,
  listDelegatedAdministrators,
  listDelegatedServices,
  registerDelegatedAdministrator,
} from './delegation';
import { describeAccount, describeEffectivePolicy, describeOrganization, listRoots } from './describe';
import { enableServiceAccess, listServiceAccess } from './service-access';

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
