import type { Reason } from '../domain/reasons';
import type { ProblemCode } from '../domain/problem';
import type { RolloutSettings } from '../domain/settings';
import { endsLegacyRuntime } from '../domain/wanted-feature';
import { problemTexts } from './problems';

/** The words for one reason: what is the case, and what to do. */
export interface ReasonText {
  readonly label: string;
  readonly remedy: string;
  /** What to do where the option that {@link remedy} names was given already. */
  readonly otherwise?: { readonly given: (settings: RolloutSettings) => boolean; readonly remedy: string };
}

const restart = {
  remedy: 'If it should run again, add --restart-suspended (charges start again).',
  otherwise: {
    given: ({ restartSuspended }: RolloutSettings) => restartSuspended,
    remedy: 'Run again; if it stays suspended, look at it in the GuardDuty console of that account.',
  },
};

/** The one table of reasons: every report and the troubleshooting page read it. */
export const reasons: Readonly<Record<Reason, ReasonText>> = {
  excluded: { label: 'excluded, as asked', remedy: 'Nothing to do. To enrol the account, take it out of the exclusions.' },
  'account-suspended': { label: 'suspended by AWS', remedy: 'Nothing to do. When AWS reinstates the account, run again.' },
  'account-pending-closure': { label: 'being closed', remedy: 'Nothing to do: AWS is closing the account.' },
  'account-closed': { label: 'closed', remedy: 'Nothing to do: the account is closed.' },
  'account-pending-activation': { label: 'sign-up not finished', remedy: 'Finish the sign-up of the account, then run again.' },
  'account-state-unknown': {
    label: 'in a state this version does not know',
    remedy: 'Look the account up in AWS Organizations; update this program if AWS has added a state.',
  },
  'account-suspended-as-member': {
    label: 'member suspended by AWS',
    remedy: 'Nothing to do. When AWS reinstates the account, run again.',
  },
  enabling: {
    label: 'accepted by AWS, not enabled yet',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'member-suspended': { label: 'monitoring was suspended by somebody', ...restart },
  'management-detector-suspended': { label: 'the management account suspended its detector', ...restart },
  'management-detector-unreadable': {
    label: 'the detector of the management account could not be read',
    remedy: "Fix the cause named in AWS's words, then run again.",
  },
  'member-region-disabled': {
    label: 'the account has not opted in to this Region',
    remedy: 'Opt the account in to the Region (AWS Account Management), then run again; or leave the Region out.',
  },
  'relationship-unknown': {
    label: 'a relationship status this version does not know',
    remedy: 'Look the member up in the GuardDuty console; update this program if AWS has added a status.',
  },
  'email-verification-failed': {
    label: 'not enrolled: the e-mail verification of the member record failed',
    remedy: 'Delete the member record in the GuardDuty console (with auto-enable ALL, set NEW there first), then run again.',
  },
  'stuck-record': {
    label: 'not enrolled: AWS has a member record for it that does not work',
    remedy: 'Delete the member record in the GuardDuty console (with auto-enable ALL, set NEW there first), then run again.',
  },
  'no-email': {
    label: 'AWS Organizations gives no e-mail address',
    remedy: 'GuardDuty requires the address of a member. Check the account in AWS Organizations.',
  },
  'member-limit': {
    label: 'the administrator has reached its limit of members',
    remedy: 'Ask AWS to raise the quota of members per administrator, then run again.',
  },
  'member-of-another-administrator': {
    label: 'a member of another administrator',
    remedy: 'The account or its present administrator must end that membership in this Region, then run again.',
  },
  'administrator-of-others': {
    label: 'an administrator of other accounts',
    remedy: 'The account must disassociate and delete its own members in this Region (GuardDuty console, Accounts), then run again.',
  },
  'management-without-detector': {
    label: 'the management account must have GuardDuty enabled first',
    remedy: 'Enable GuardDuty there in this Region, or run with credentials of the management account that may do so.',
  },
  'internal-error': {
    label: 'AWS kept answering with an internal error',
    remedy: 'Run again later; if it stays, show the request id to AWS Support.',
  },
  'left-organization': {
    label: 'AWS says it is not in the organization',
    remedy: 'If the account has just left, nothing is to be done; otherwise run again.',
  },
  'role-trouble': {
    label: "GuardDuty's service-linked role could not be made or used there",
    remedy: 'Check the policies of the account for AWSServiceRoleForAmazonGuardDuty, then run again.',
  },
  'not-associated': {
    label: 'AWS reports it is not an associated member',
    remedy: 'Run again; if it stays, look the member up in the GuardDuty console.',
  },
  'no-member-record': {
    label: 'AWS took the request and does not show the account as a member',
    remedy: 'Run again in a few minutes: the account is sent again. If it stays, look it up in the GuardDuty console.',
  },
  'refused-alone': {
    label: 'AWS refused the request for this account',
    remedy: "Read AWS's words: most often the e-mail address of the account is one that GuardDuty does not take.",
  },
  'request-failed': { label: 'the request for it failed', remedy: "Fix the cause named in AWS's words, then run again." },
  'answer-unknown': {
    label: 'AWS gave a reason this version does not know',
    remedy: "Read AWS's words, fix the cause, then run again.",
  },
  'not-attempted': { label: 'not attempted', remedy: 'Run again: what is done is not repeated.' },
  'not-read': {
    label: 'not known: its enrolment could not be read',
    remedy: 'Run again; if it stays, look the account up in the GuardDuty console.',
  },
  blocked: { label: 'nothing can be changed here', remedy: 'Remove the obstacle, then run again.' },
  'accounts-left-out': {
    label: 'left out for a reason to act on',
    remedy: 'See the accounts that are left out, and why.',
  },
  'trusted-access-missing': {
    label: 'has no trusted access to the organization',
    remedy: 'Run with the credentials of the management account: only it can grant trusted access.',
  },
  'trusted-access-not-granted': {
    label: 'has no trusted access to the organization, and is not granted it while nothing can be changed in any Region',
    remedy: 'Remove what blocks the Regions, then run again: the run grants it then.',
  },
  'trusted-access-unconfirmed': {
    label: 'AWS accepted the request and does not list the service as trusted',
    remedy: 'Run again in a few minutes; if it stays, look at the trusted services in AWS Organizations.',
  },
  'second-administrator': {
    label: 'a second account is listed as delegated administrator',
    remedy: 'AWS documents one administrator for each Region. Look at the list in the GuardDuty console of the management account.',
  },
  'another-registration': {
    label: 'AWS Organizations has another account registered as GuardDuty administrator',
    remedy: 'See who is registered: aws organizations list-delegated-administrators --service-principal guardduty.amazonaws.com',
  },
  'designation-unconfirmed': {
    label: 'AWS does not report the designation yet',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'detector-unconfirmed': {
    label: 'AWS does not show the detector as running yet',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'detector-suspended': { label: "the administrator's detector is suspended", ...restart },
  'organization-policy': {
    label: 'an organization policy (GUARDDUTY_POLICY) is enabled, so auto-enable settings do not apply',
    remedy: 'Set what new accounts get in that policy; add --accept-organization-policy to count this as success.',
    otherwise: {
      given: ({ acceptOrganizationPolicy }) => acceptOrganizationPolicy,
      remedy: 'Set what new accounts get in that policy.',
    },
  },
  'organization-policy-accepted': {
    label: 'an organization policy (GUARDDUTY_POLICY) decides here, accepted as asked',
    remedy: 'Nothing to do.',
  },
  'auto-enable-unconfirmed': {
    label: 'AWS does not show what was set',
    remedy: 'Run again in a few minutes. AWS also turns auto-enable off when the limit of members is reached.',
  },
  'detector-settings-unconfirmed': {
    label: "the administrator's detector does not show what was set",
    remedy: 'Run again in a few minutes: what is still missing is set then.',
  },
  'member-features-unconfirmed': {
    label: 'members do not show it yet',
    remedy: 'Run again in a few minutes: what is still missing is switched on then.',
  },
  'members-not-enabled': { label: 'not every account is an enabled member', remedy: 'See the accounts, and why.' },
  'more-left': { label: 'the last reading found more to do than was planned', remedy: 'Run again: the plan shows what it is.' },
  'feature-not-offered': {
    label: 'this Region does not offer the protection plan',
    remedy: 'Leave the plan out for this Region, or wait until AWS offers it there.',
  },
  'feature-refused': {
    label: 'AWS refused the protection plan here',
    remedy: "Read AWS's words, then run again. The other settings are not affected.",
  },
  'feature-legacy-runtime': {
    label: 'EKS Runtime Monitoring, which Runtime Monitoring contains, is in force here',
    remedy: 'AWS takes only one of the two. To switch the older one off and the newer one on, add --migrate-eks-runtime-monitoring.',
    otherwise: {
      given: endsLegacyRuntime,
      remedy: 'AWS takes only one of the two. Switch the older one off in the GuardDuty console, then run again.',
    },
  },
  'feature-managed-by-policy': {
    label: 'an organization policy (GUARDDUTY_POLICY) manages the protection plan, so it cannot be changed here',
    remedy: 'Change the policy in AWS Organizations, or add --accept-organization-policy to count this as success.',
    otherwise: { given: ({ acceptOrganizationPolicy }) => acceptOrganizationPolicy, remedy: 'Change the policy in AWS Organizations.' },
  },
  'feature-on-in-new-detector': {
    label: 'the new detector has the protection plan on, and AWS did not switch it off',
    remedy: 'Switch it off in the GuardDuty console of that account, or keep it and its charges.',
  },
  'feature-not-kept': {
    label: 'another setting than before the run, although nobody asked for one',
    remedy: 'If the earlier setting is wanted, ask for it with --protection-plans.',
  },
  'feature-members-keep-legacy': {
    label: 'these members keep EKS Runtime Monitoring, so Runtime Monitoring cannot reach them',
    remedy: 'To migrate them too, add --apply-to-members.',
    otherwise: { given: ({ applyToMembers }) => applyToMembers, remedy: 'Run again: what is still missing is migrated then.' },
  },
  'feature-members-keep': {
    label: 'on in these accounts; it stays on',
    remedy: 'This program switches nothing off in a member. To do so, use the GuardDuty console.',
  },
  'feature-reaches-members': {
    label: 'members of today get the protection plan from AWS within 24 hours',
    remedy: 'Nothing to do. To switch it on in them at once, add --apply-to-members.',
  },
  'export-elsewhere': {
    label: 'findings go to another bucket or prefix',
    remedy: 'It is left alone. To replace it, name it with --replace-export.',
    otherwise: {
      given: (settings) => settings.export?.replaces !== undefined,
      remedy: 'It is left alone: --replace-export names another one. To replace this one, name it with --replace-export.',
    },
  },
  'export-pending': {
    label: 'AWS has not verified the export yet',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'export-failing': {
    label: 'the export is set up as asked, but AWS does not publish',
    remedy:
      'Check that the bucket, the key and their policies still let GuardDuty in: "iam-policy export-bucket" and "iam-policy export-key" print what they must say. AWS goes on by itself when the cause is fixed.',
  },
  'export-unconfirmed': {
    label: 'AWS does not show the export as it was set up',
    remedy: 'Run again in a few minutes. An owner of the bucket that AWS does not show is not checked.',
  },
};

/** Reasons caused by a whole failed request: its remedy is theirs. */
const wholeRequests: ReadonlySet<Reason> = new Set<Reason>(['request-failed', 'not-read', 'management-detector-unreadable']);

/** What to do about a reason, with the options that were given; for a whole request that failed, what helps against its failure. */
export function remedyOf(reason: Reason, settings: RolloutSettings, code?: ProblemCode): string {
  const { remedy, otherwise } = reasons[reason];
  if (code !== undefined && wholeRequests.has(reason)) return problemTexts[code].remedy;
  return otherwise?.given(settings) === true ? otherwise.remedy : remedy;
}
