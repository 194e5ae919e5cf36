import { operationTable, type RestOperation } from '../requests/operation';
import { getCoverageStatistics, listCoverage } from './operations/coverage';
import { createMembers } from './operations/create-members';
import { getCustomDetectionRuleOrgConfiguration, listCustomDetectionRuleOrgConfigurations } from './operations/custom-rules';
import { disableOrganizationAdminAccount, enableOrganizationAdminAccount, listOrganizationAdminAccounts } from './operations/designation';
import { createDetector, getAdministratorAccount, getDetector, listDetectors, updateDetector } from './operations/detectors';
import { getRemainingFreeTrialDays } from './operations/free-trial';
import { getMemberDetectors, updateMemberDetectors } from './operations/member-detectors';
import { getMembers, listMembers } from './operations/members';
import { deleteMembers, disassociateMembers, startMonitoringMembers, stopMonitoringMembers } from './operations/monitoring';
import { describeOrganizationConfiguration, updateOrganizationConfiguration } from './operations/organization-configuration';
import {
  createPublishingDestination,
  deletePublishingDestination,
  describePublishingDestination,
  listPublishingDestinations,
  updatePublishingDestination,
} from './operations/publishing-destinations';
import { getOrganizationStatistics } from './operations/statistics';
import { getUsageStatistics } from './operations/usage';
import { designationNeeds, serviceLinkedRoleNeeds } from './rules/dependent-actions';

/** The usual values. AWS publishes no rates for GuardDuty. */
const plain = { alsoNeeds: 'nothing', rates: 'unpublished' } as const;

/** The operations of Amazon GuardDuty. */
export const guarddutyOperations = operationTable<RestOperation>({
  EnableOrganizationAdminAccount: {
    route: 'POST /admin/enable',
    permission: 'guardduty:EnableOrganizationAdminAccount',
    ...plain,
    alsoNeeds: designationNeeds,
    handle: enableOrganizationAdminAccount,
  },
  DisableOrganizationAdminAccount: {
    route: 'POST /admin/disable',
    permission: 'guardduty:DisableOrganizationAdminAccount',
    ...plain,
    handle: disableOrganizationAdminAccount,
  },
  ListOrganizationAdminAccounts: {
    route: 'GET /admin',
    permission: 'guardduty:ListOrganizationAdminAccounts',
    ...plain,
    handle: listOrganizationAdminAccounts,
  },
  ListDetectors: { route: 'GET /detector', permission: 'guardduty:ListDetectors', ...plain, handle: listDetectors },
  CreateDetector: {
    route: 'POST /detector',
    permission: 'guardduty:CreateDetector',
    ...plain,
    alsoNeeds: serviceLinkedRoleNeeds,
    handle: createDetector,
  },
  GetDetector: { route: 'GET /detector/{detectorId}', permission: 'guardduty:GetDetector', ...plain, handle: getDetector },
  UpdateDetector: { route: 'POST /detector/{detectorId}', permission: 'guardduty:UpdateDetector', ...plain, handle: updateDetector },
  DescribeOrganizationConfiguration: {
    route: 'GET /detector/{detectorId}/admin',
    permission: 'guardduty:DescribeOrganizationConfiguration',
    ...plain,
    handle: describeOrganizationConfiguration,
  },
  UpdateOrganizationConfiguration: {
    route: 'POST /detector/{detectorId}/admin',
    permission: 'guardduty:UpdateOrganizationConfiguration',
    ...plain,
    handle: updateOrganizationConfiguration,
  },
  CreateMembers: { route: 'POST /detector/{detectorId}/member', permission: 'guardduty:CreateMembers', ...plain, handle: createMembers },
  ListMembers: { route: 'GET /detector/{detectorId}/member', permission: 'guardduty:ListMembers', ...plain, handle: listMembers },
  GetMembers: { route: 'POST /detector/{detectorId}/member/get', permission: 'guardduty:GetMembers', ...plain, handle: getMembers },
  StartMonitoringMembers: {
    route: 'POST /detector/{detectorId}/member/start',
    permission: 'guardduty:StartMonitoringMembers',
    ...plain,
    handle: startMonitoringMembers,
  },
  StopMonitoringMembers: {
    route: 'POST /detector/{detectorId}/member/stop',
    permission: 'guardduty:StopMonitoringMembers',
    ...plain,
    handle: stopMonitoringMembers,
  },
  DisassociateMembers: {
    route: 'POST /detector/{detectorId}/member/disassociate',
    permission: 'guardduty:DisassociateMembers',
    ...plain,
    handle: disassociateMembers,
  },
  DeleteMembers: {
    route: 'POST /detector/{detectorId}/member/delete',
    permission: 'guardduty:DeleteMembers',
    ...plain,
    handle: deleteMembers,
  },
  GetMemberDetectors: {
    route: 'POST /detector/{detectorId}/member/detector/get',
    permission: 'guardduty:GetMemberDetectors',
    ...plain,
    handle: getMemberDetectors,
  },
  UpdateMemberDetectors: {
    route: 'POST /detector/{detectorId}/member/detector/update',
    permission: 'guardduty:UpdateMemberDetectors',
    ...plain,
    handle: updateMemberDetectors,
  },
  GetAdministratorAccount: {
    route: 'GET /detector/{detectorId}/administrator',
    permission: 'guardduty:GetAdministratorAccount',
    ...plain,
    handle: getAdministratorAccount,
  },
  GetOrganizationStatistics: {
    route: 'GET /organization/statistics',
    permission: 'guardduty:GetOrganizationStatistics',
    ...plain,
    handle: getOrganizationStatistics,
  },
  GetRemainingFreeTrialDays: {
    route: 'POST /detector/{detectorId}/freeTrial/daysRemaining',
    permission: 'guardduty:GetRemainingFreeTrialDays',
    ...plain,
    handle: getRemainingFreeTrialDays,
  },
  GetUsageStatistics: {
    route: 'POST /detector/{detectorId}/usage/statistics',
    permission: 'guardduty:GetUsageStatistics',
    ...plain,
    handle: getUsageStatistics,
  },
  GetCoverageStatistics: {
    route: 'POST /detector/{detectorId}/coverage/statistics',
    permission: 'guardduty:GetCoverageStatistics',
    ...plain,
    handle: getCoverageStatistics,
  },
  ListCoverage: { route: 'POST /detector/{detectorId}/coverage', permission: 'guardduty:ListCoverage', ...plain, handle: listCoverage },
  CreatePublishingDestination: {
    route: 'POST /detector/{detectorId}/publishingDestination',
    permission: 'guardduty:CreatePublishingDestination',
    ...plain,
    handle: createPublishingDestination,
  },
  ListPublishingDestinations: {
    route: 'GET /detector/{detectorId}/publishingDestination',
    permission: 'guardduty:ListPublishingDestinations',
    ...plain,
    handle: listPublishingDestinations,
  },
  DescribePublishingDestination: {
    route: 'GET /detector/{detectorId}/publishingDestination/{destinationId}',
    permission: 'guardduty:DescribePublishingDestination',
    ...plain,
    handle: describePublishingDestination,
  },
  UpdatePublishingDestination: {
    route: 'POST /detector/{detectorId}/publishingDestination/{destinationId}',
    permission: 'guardduty:UpdatePublishingDestination',
    ...plain,
    handle: updatePublishingDestination,
  },
  DeletePublishingDestination: {
    route: 'DELETE /detector/{detectorId}/publishingDestination/{destinationId}',
    permission: 'guardduty:DeletePublishingDestination',
    ...plain,
    handle: deletePublishingDestination,
  },
  ListCustomDetectionRuleOrgConfigurations: {
    route: 'GET /custom-detection-rule/org-configuration',
    permission: 'guardduty:ListCustomDetectionRuleOrgConfigurations',
    ...plain,
    handle: listCustomDetectionRuleOrgConfigurations,
  },
  GetCustomDetectionRuleOrgConfiguration: {
    route: 'GET /custom-detection-rule/org-configuration/{ruleId}',
    permission: 'guardduty:GetCustomDetectionRuleOrgConfiguration',
    ...plain,
    handle: getCustomDetectionRuleOrgConfiguration,
  },
});
