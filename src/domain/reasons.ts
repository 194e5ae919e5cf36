import type { LeftOutReason } from './account';

/**
 * What a reason means for the end of a run: `fine` leaves it a success, `pending` is work AWS has not finished, `act` is something that
 * the user has to decide or mend.
 */
type Weight = 'fine' | 'pending' | 'act';

/** Why an account is not enabled in a Region although it belongs to the organization. */
export type AccountReason =
  | LeftOutReason
  | 'account-suspended-as-member'
  | 'enabling'
  | 'member-suspended'
  | 'management-detector-suspended'
  | 'management-detector-unreadable'
  | 'member-region-disabled'
  | 'relationship-unknown'
  | 'email-verification-failed'
  | 'no-email'
  | 'member-limit'
  | 'member-of-another-administrator'
  | 'management-without-detector'
  | 'internal-error'
  | 'left-organization'
  | 'role-trouble'
  | 'not-associated'
  | 'refused-alone'
  | 'request-failed'
  | 'answer-unknown'
  | 'not-attempted';

/** What is not as it should be in a Region as a whole, although its accounts can be enrolled. */
export type RegionReason =
  | 'detector-suspended'
  | 'organization-policy'
  | 'auto-enable-unconfirmed'
  | 'detector-settings-unconfirmed'
  | 'member-plans-unconfirmed'
  | 'more-left';

/** What is not as it should be with one protection plan in a Region. */
export type PlanReason =
  'plan-not-offered' | 'plan-refused' | 'plan-legacy-runtime' | 'plan-reaches-members' | 'plan-members-unreadable' | 'plan-not-kept';

/** The words for one reason: what is the case, and what to do. */
export interface ReasonText {
  readonly weight: Weight;
  readonly label: string;
  readonly remedy: string;
}

/** The one table of reasons: report, JSON document, exit code and the troubleshooting page all read it. */
export const reasons: Readonly<Record<AccountReason | RegionReason | PlanReason, ReasonText>> = {
  excluded: { weight: 'fine', label: 'excluded, as asked', remedy: 'Nothing to do. To enrol the account, take it out of the exclusions.' },
  'account-suspended': {
    weight: 'fine',
    label: 'suspended by AWS',
    remedy: 'Nothing to do. When AWS reinstates the account, run again.',
  },
  'account-pending-closure': { weight: 'fine', label: 'being closed', remedy: 'Nothing to do: AWS is closing the account.' },
  'account-closed': { weight: 'fine', label: 'closed', remedy: 'Nothing to do: the account is closed.' },
  'account-pending-activation': {
    weight: 'act',
    label: 'sign-up not finished',
    remedy: 'Finish the sign-up of the account, then run again.',
  },
  'account-state-unknown': {
    weight: 'act',
    label: 'in a state this version does not know',
    remedy: 'Look the account up in AWS Organizations; update this program if AWS has added a state.',
  },
  'account-suspended-as-member': {
    weight: 'fine',
    label: 'member suspended by AWS',
    remedy: 'Nothing to do. When AWS reinstates the account, run again.',
  },
  enabling: {
    weight: 'pending',
    label: 'accepted by AWS, not enabled yet',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'member-suspended': {
    weight: 'act',
    label: 'monitoring was suspended by somebody',
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'management-detector-suspended': {
    weight: 'act',
    label: 'the management account suspended its detector',
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'management-detector-unreadable': {
    weight: 'act',
    label: 'it cannot be read whether the management account has a detector',
    remedy: "Mend the cause named in AWS's words, then run again.",
  },
  'member-region-disabled': {
    weight: 'act',
    label: 'the account has not opted in to this Region',
    remedy: 'Opt the account in to the Region (AWS Account Management), then run again; or leave the Region out.',
  },
  'relationship-unknown': {
    weight: 'act',
    label: 'a relationship status this version does not know',
    remedy: 'Look the member up in the GuardDuty console; update this program if AWS has added a status.',
  },
  'email-verification-failed': {
    weight: 'act',
    label: 'a member record whose e-mail verification failed',
    remedy: 'Delete the member record in the GuardDuty console (with auto-enable ALL, set NEW there first), then run again.',
  },
  'no-email': {
    weight: 'act',
    label: 'AWS Organizations gives no e-mail address',
    remedy: 'GuardDuty requires the address of a member. Check the account in AWS Organizations.',
  },
  'member-limit': {
    weight: 'act',
    label: 'the administrator has reached its limit of members',
    remedy: 'Ask AWS to raise the quota of members per administrator, then run again.',
  },
  'member-of-another-administrator': {
    weight: 'act',
    label: 'a member of another administrator',
    remedy: 'The account or its present administrator must end that membership in this Region, then run again.',
  },
  'management-without-detector': {
    weight: 'act',
    label: 'the management account must have GuardDuty enabled first',
    remedy: 'Run with the credentials of the management account, or enable GuardDuty there in this Region.',
  },
  'internal-error': {
    weight: 'act',
    label: 'AWS kept answering with an internal error',
    remedy: 'Run again later; if it stays, show the request id to AWS Support.',
  },
  'left-organization': {
    weight: 'act',
    label: 'AWS says it is not in the organization',
    remedy: 'If the account has just left, nothing is to be done; otherwise run again.',
  },
  'role-trouble': {
    weight: 'act',
    label: "GuardDuty's service-linked role could not be made or used there",
    remedy: 'Check the policies of the account for AWSServiceRoleForAmazonGuardDuty, then run again.',
  },
  'not-associated': {
    weight: 'act',
    label: 'AWS reports it is not an associated member',
    remedy: 'Run again; if it stays, look the member up in the GuardDuty console.',
  },
  'refused-alone': {
    weight: 'act',
    label: 'AWS refused the request for this account',
    remedy: "Read AWS's words: most often the e-mail address of the account is one that GuardDuty does not take.",
  },
  'request-failed': {
    weight: 'act',
    label: 'the request for it failed',
    remedy: "Mend the cause named in AWS's words, then run again.",
  },
  'answer-unknown': {
    weight: 'act',
    label: 'AWS gave a reason this version does not know',
    remedy: "Read AWS's words; run again when the cause is mended.",
  },
  'not-attempted': {
    weight: 'act',
    label: 'not attempted',
    remedy: 'Run again: what is done is not repeated.',
  },
  'detector-suspended': {
    weight: 'act',
    label: "the administrator's detector is suspended",
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'organization-policy': {
    weight: 'act',
    label: 'an organization policy for GuardDuty is enabled, so auto-enable settings do not apply',
    remedy: 'Set what new accounts get in that policy; add --accept-organization-policy to count this as success.',
  },
  'plan-not-offered': {
    weight: 'act',
    label: 'this Region does not offer the protection plan',
    remedy: 'Leave the plan out for this Region, or wait until AWS offers it there.',
  },
  'plan-refused': {
    weight: 'act',
    label: 'AWS refused the protection plan here',
    remedy: "Read AWS's words: most often the Region does not offer the plan. The other plans are set.",
  },
  'plan-legacy-runtime': {
    weight: 'act',
    label: 'EKS Runtime Monitoring, which Runtime Monitoring contains, is in force here',
    remedy: 'AWS takes only one of the two. To switch the older one off and the newer one on, add --migrate-eks-runtime-monitoring.',
  },
  'plan-members-unreadable': {
    weight: 'act',
    label: 'it cannot be read which protection plans members have',
    remedy: "Mend the cause named in AWS's words, then run again.",
  },
  'plan-not-kept': {
    weight: 'act',
    label: 'AWS shows another setting than before the run, although nobody asked for one',
    remedy: 'If the earlier setting is wanted, ask for it with --protection-plans.',
  },
  'plan-reaches-members': {
    weight: 'fine',
    label: 'members of today get the protection plan from AWS within 24 hours',
    remedy: 'Nothing to do. To switch it on in them at once, add --apply-to-members.',
  },
  'auto-enable-unconfirmed': {
    weight: 'act',
    label: 'AWS does not report the auto-enable setting or the protection plans that were set',
    remedy: 'Run again in a few minutes; AWS may also have turned auto-enable off because the limit of members is reached.',
  },
  'detector-settings-unconfirmed': {
    weight: 'act',
    label: "the administrator's detector does not show the protection plans or the frequency that were asked for",
    remedy: 'Run again in a few minutes: what is still missing is set then.',
  },
  'member-plans-unconfirmed': {
    weight: 'act',
    label: 'members do not show all protection plans that were asked for',
    remedy: 'Run again in a few minutes: what is still missing is switched on then.',
  },
  'more-left': {
    weight: 'act',
    label: 'the last look found more to do than was planned',
    remedy: 'Run again: the plan shows what it is.',
  },
};
