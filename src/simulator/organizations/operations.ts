import { operationTable } from '../requests/operation';
import { rates } from '../requests/rates';
import { listAccounts, listAccountsForParent, listOrganizationalUnitsForParent } from './operations/accounts';
import {
  deregisterDelegatedAdministrator,
  listDelegatedAdministrators,
  listDelegatedServices,
  registerDelegatedAdministrator,
} from './operations/delegation';
import { describeAccount, describeEffectivePolicy, describeOrganization, listRoots } from './operations/describe';
import { listPolicies, listTargetsForPolicy } from './operations/policies';
import { enableServiceAccess, listServiceAccess } from './operations/service-access';

const alsoNeeds = 'nothing' as const;

/**
 * The operations of AWS Organizations. Rates: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const organizationsOperations = operationTable({
  DescribeOrganization: {
    permission: 'organizations:DescribeOrganization',
    alsoNeeds,
    rates: rates([1, 2]),
    handle: describeOrganization,
  },
  ListAccounts: { permission: 'organizations:ListAccounts', alsoNeeds, rates: rates([8, 12], [9, 15]), handle: listAccounts },
  ListRoots: { permission: 'organizations:ListRoots', alsoNeeds, rates: rates([1, 2], [1, 3]), handle: listRoots },
  DescribeAccount: { permission: 'organizations:DescribeAccount', alsoNeeds, rates: rates([20, 30], [24, 36]), handle: describeAccount },
  DescribeEffectivePolicy: {
    permission: 'organizations:DescribeEffectivePolicy',
    alsoNeeds,
    rates: 'unpublished',
    handle: describeEffectivePolicy,
  },
  ListAccountsForParent: {
    permission: 'organizations:ListAccountsForParent',
    alsoNeeds,
    rates: rates([5, 8], [6, 10]),
    handle: listAccountsForParent,
  },
  ListOrganizationalUnitsForParent: {
    permission: 'organizations:ListOrganizationalUnitsForParent',
    alsoNeeds,
    rates: rates([5, 8], [6, 10]),
    handle: listOrganizationalUnitsForParent,
  },
  ListPolicies: { permission: 'organizations:ListPolicies', alsoNeeds, rates: rates([5, 8], [6, 10]), handle: listPolicies },
  ListTargetsForPolicy: {
    permission: 'organizations:ListTargetsForPolicy',
    alsoNeeds,
    rates: rates([5, 8], [6, 10]),
    handle: listTargetsForPolicy,
  },
  ListAWSServiceAccessForOrganization: {
    permission: 'organizations:ListAWSServiceAccessForOrganization',
    alsoNeeds,
    rates: rates([1, 3], [1, 4]),
    handle: listServiceAccess,
  },
  EnableAWSServiceAccess: {
    permission: 'organizations:EnableAWSServiceAccess',
    alsoNeeds,
    rates: rates([1, 2]),
    handle: enableServiceAccess,
  },
  ListDelegatedAdministrators: {
    permission: 'organizations:ListDelegatedAdministrators',
    alsoNeeds,
    rates: rates([5, 8], [6, 10]),
    handle: listDelegatedAdministrators,
  },
  ListDelegatedServicesForAccount: {
    permission: 'organizations:ListDelegatedServicesForAccount',
    alsoNeeds,
    rates: rates([1, 3], [1, 4]),
    handle: listDelegatedServices,
  },
  RegisterDelegatedAdministrator: {
    permission: 'organizations:RegisterDelegatedAdministrator',
    alsoNeeds,
    rates: rates([1, 2]),
    handle: registerDelegatedAdministrator,
  },
  DeregisterDelegatedAdministrator: {
    permission: 'organizations:DeregisterDelegatedAdministrator',
    alsoNeeds,
    rates: rates([1, 2]),
    handle: deregisterDelegatedAdministrator,
  },
});
