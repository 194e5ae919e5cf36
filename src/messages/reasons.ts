import type { Reason } from '../domain/reasons';

/** The words for one reason: what is the case, and what to do. */
export interface ReasonText {
  readonly label: string;
  readonly remedy: string;
}

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
  'account-suspended-as-member': { label: 'member suspended by AWS', remedy: 'Nothing to do. When AWS reinstates the account, run again.' },
  enabling: { label: 'accepted by AWS, not enabled yet', remedy: 'Run again in a few minutes, or give AWS longer with --wait.' },
  'member-suspended': {
    label: 'monitoring was suspended by somebody',
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'management-detector-suspended': {
    label: 'the management account suspended its detector',
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'management-detector-unreadable': {
    label: 'it cannot be read whether the management account has a detector',
    remedy: "Mend the cause named in AWS's words, then run again.",
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
    label: 'a member record whose e-mail verification failed',
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
  'management-without-detector': {
    label: 'the management account must have GuardDuty enabled first',
    remedy: 'Run with the credentials of the management account, or enable GuardDuty there in this Region.',
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
  'refused-alone': {
    label: 'AWS refused the request for this account',
    remedy: "Read AWS's words: most often the e-mail address of the account is one that GuardDuty does not take.",
  },
  'request-failed': { label: 'the request for it failed', remedy: "Mend the cause named in AWS's words, then run again." },
  'answer-unknown': {
    label: 'AWS gave a reason this version does not know',
    remedy: "Read AWS's words; run again when the cause is mended.",
  },
  'not-attempted': { label: 'not attempted', remedy: 'Run again: what is done is not repeated.' },
  'detector-suspended': {
    label: "the administrator's detector is suspended",
    remedy: 'If it should run again, add --restart-suspended (charges start again).',
  },
  'organization-policy': {
    label: 'an organization policy for GuardDuty is enabled, so auto-enable settings do not apply',
    remedy: 'Set what new accounts get in that policy; add --accept-organization-policy to count this as success.',
  },
  'feature-not-offered': {
    label: 'this Region does not offer the protection plan',
    remedy: 'Leave the plan out for this Region, or wait until AWS offers it there.',
  },
  'feature-refused': {
    label: 'AWS refused the protection plan here',
    remedy: "Read AWS's words: most often the Region does not offer the plan. The other plans are set.",
  },
  'feature-legacy-runtime': {
    label: 'EKS Runtime Monitoring, which Runtime Monitoring contains, is in force here',
    remedy: 'AWS takes only one of the two. To switch the older one off and the newer one on, add --migrate-eks-runtime-monitoring.',
  },
  'feature-members-unreadable': {
    label: 'it cannot be read which protection plans members have',
    remedy: "Mend the cause named in AWS's words, then run again.",
  },
  'feature-not-kept': {
    label: 'AWS shows another setting than before the run, although nobody asked for one',
    remedy: 'If the earlier setting is wanted, ask for it with --protection-plans.',
  },
  'feature-reaches-members': {
    label: 'members of today get the protection plan from AWS within 24 hours',
    remedy: 'Nothing to do. To switch it on in them at once, add --apply-to-members.',
  },
  'auto-enable-unconfirmed': {
    label: 'AWS does not report the auto-enable setting or the protection plans that were set',
    remedy: 'Run again in a few minutes; AWS may also have turned auto-enable off because the limit of members is reached.',
  },
  'detector-settings-unconfirmed': {
    label: "the administrator's detector does not show the protection plans or the frequency that were asked for",
    remedy: 'Run again in a few minutes: what is still missing is set then.',
  },
  'member-features-unconfirmed': {
    label: 'members do not show all protection plans that were asked for',
    remedy: 'Run again in a few minutes: what is still missing is switched on then.',
  },
  'more-left': { label: 'the last look found more to do than was planned', remedy: 'Run again: the plan shows what it is.' },
};
