import type { Operation, Operations } from '../operation';
import { createMembers } from './create-members';
import { disableOrganizationAdminAccount, enableOrganizationAdminAccount, listOrganizationAdminAccounts } from './designation';
import { createDetector, getAdministratorAccount, getDetector, listDetectors, updateDetector } from './detectors';
import { getRemainingFreeTrialDays } from './free-trial';
import { getMemberDetectors, updateMemberDetectors } from './member-detectors';
import { getMembers, listMembers } from './members';
import { deleteMembers, disassociateMembers, startMonitoringMembers, stopMonitoringMembers } from './monitoring';
import { describeOrganizationConfiguration, updateOrganizationConfiguration } from './organization-configuration';
import { getOrganizationStatistics } from './statistics';

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
