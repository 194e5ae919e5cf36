import type { traits, RegionActionKind } from './actions';
import type { Question } from './verdicts';

/** What answers a question: IAM's name of the request, and the part of a Region that it reads. */
interface Reading {
  readonly action: string;
  /** Undefined: it is a question about the organization or the whole Region. */
  readonly part: (typeof traits)[RegionActionKind]['readBack'] | undefined;
}

/** The request that answers each question; the one that is to be made anew where an answer is missing. */
export const readings: Readonly<Record<Question, Reading>> = {
  accounts: { action: 'organizations:ListAccounts', part: undefined },
  'organization-policy': { action: 'organizations:ListRoots', part: undefined },
  'trusted-access': { action: 'organizations:ListAWSServiceAccessForOrganization', part: undefined },
  registration: { action: 'organizations:ListDelegatedAdministrators', part: undefined },
  region: { action: 'account:ListRegions', part: undefined },
  designation: { action: 'guardduty:ListOrganizationAdminAccounts', part: 'administrator' },
  detector: { action: 'guardduty:GetDetector', part: 'detector' },
  'new-detector': { action: 'guardduty:GetDetector', part: 'detector' },
  'auto-enable': { action: 'guardduty:DescribeOrganizationConfiguration', part: 'configuration' },
  'organization-feature': { action: 'guardduty:DescribeOrganizationConfiguration', part: 'configuration' },
  'administrator-feature': { action: 'guardduty:GetDetector', part: 'detector' },
  'finding-frequency': { action: 'guardduty:GetDetector', part: 'detector' },
  members: { action: 'guardduty:GetMembers', part: 'members' },
  'member-feature': { action: 'guardduty:GetMemberDetectors', part: 'member-features' },
  export: { action: 'guardduty:DescribePublishingDestination', part: 'export' },
  'other-settings': { action: 'guardduty:DescribeOrganizationConfiguration', part: 'configuration' },
};
