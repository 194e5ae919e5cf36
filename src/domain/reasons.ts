import type { LeftOutReason } from './account';

/**
 * What a reason means for the end of a run: `fine` leaves it a success, `pending` is work AWS has not finished, `act` is something that
 * the user has to decide or mend.
 */
export type Weight = 'fine' | 'pending' | 'act';

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
  | 'member-features-unconfirmed'
  | 'more-left';

/** What is not as it should be with one protection plan in a Region. */
export type FeatureReason =
  | 'feature-not-offered'
  | 'feature-refused'
  | 'feature-legacy-runtime'
  | 'feature-reaches-members'
  | 'feature-members-unreadable'
  | 'feature-not-kept';

/** Every reason, whatever it is about. */
export type Reason = AccountReason | RegionReason | FeatureReason;

/** What each reason means for the end of a run. */
export const weights: Readonly<Record<Reason, Weight>> = {
  excluded: 'fine',
  'account-suspended': 'fine',
  'account-pending-closure': 'fine',
  'account-closed': 'fine',
  'account-pending-activation': 'act',
  'account-state-unknown': 'act',
  'account-suspended-as-member': 'fine',
  enabling: 'pending',
  'member-suspended': 'act',
  'management-detector-suspended': 'act',
  'management-detector-unreadable': 'act',
  'member-region-disabled': 'act',
  'relationship-unknown': 'act',
  'email-verification-failed': 'act',
  'no-email': 'act',
  'member-limit': 'act',
  'member-of-another-administrator': 'act',
  'management-without-detector': 'act',
  'internal-error': 'act',
  'left-organization': 'act',
  'role-trouble': 'act',
  'not-associated': 'act',
  'refused-alone': 'act',
  'request-failed': 'act',
  'answer-unknown': 'act',
  'not-attempted': 'act',
  'detector-suspended': 'act',
  'organization-policy': 'act',
  'feature-not-offered': 'act',
  'feature-refused': 'act',
  'feature-legacy-runtime': 'act',
  'feature-members-unreadable': 'act',
  'feature-not-kept': 'act',
  'feature-reaches-members': 'fine',
  'auto-enable-unconfirmed': 'act',
  'detector-settings-unconfirmed': 'act',
  'member-features-unconfirmed': 'act',
  'more-left': 'act',
};
