import type { Operation, Operations } from '../requests/operation';
import { createMembers } from './operations/create-members';
import { disableOrganizationAdminAccount, enableOrganizationAdminAccount, listOrganizationAdminAccounts } from './operations/designation';
import { createDetector, getAdministratorAccount, getDetector, listDetectors, updateDetector } from './operations/detectors';
import { getRemainingFreeTrialDays } from './operations/free-trial';
import { getMemberDetectors, updateMemberDetectors } from './operations/member-detectors';
import { getMembers, listMembers } from './operations/members';
import { deleteMembers, disassociateMembers, startMonitoringMembers, stopMonitoringMembers } from './operations/monitoring';
import { describeOrganizationConfiguration, updateOrganizationConfiguration } from './operations/organization-configuration';
import { getOrganizationStatistics } from './operations/statistics';

/** What the simulator imitates of Amazon GuardDuty. */
export const guarddutyOperations: Operations = new Map<string, Operation>([
  ['EnableOrganizationAdminAccount', enableOrganizationAdminAccount],
  ['DisableOrganizationAdminAccount', disableOrganizationAdminAccount],
  ['ListOrganizationAdminAccounts', listOrganizationAdminAccounts],
  ['ListDetectors', listDetectors],
  ['CreateDetector', createDetector],
  ['GetDetector', getDetector],
  ['UpdateDetector', updateDetector],
  ['DescribeOrganizationConfiguration', describeOrganizationConfiguration],
  ['UpdateOrganizationConfiguration', updateOrganizationConfiguration],
  ['CreateMembers', createMembers],
  ['ListMembers', listMembers],
  ['GetMembers', getMembers],
  ['StartMonitoringMembers', startMonitoringMembers],
  ['StopMonitoringMembers', stopMonitoringMembers],
  ['DisassociateMembers', disassociateMembers],
  ['DeleteMembers', deleteMembers],
  ['GetMemberDetectors', getMemberDetectors],
  ['UpdateMemberDetectors', updateMemberDetectors],
  ['GetAdministratorAccount', getAdministratorAccount],
  ['GetOrganizationStatistics', getOrganizationStatistics],
  ['GetRemainingFreeTrialDays', getRemainingFreeTrialDays],
]);
