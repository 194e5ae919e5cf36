/**
 * What a reason means for the end of a run: `fine` leaves it a success, `pending` is work that AWS has not finished, `act` is something
 * that the user has to decide or fix, `unknown` is something that could not be read.
 */
export type Weight = 'fine' | 'pending' | 'act' | 'unknown';

/** Why an account is not an enabled member in a Region although it belongs to the organization. */
const ofAccounts = {
  excluded: 'fine',
  'account-suspended': 'fine',
  'account-pending-closure': 'fine',
  'account-closed': 'fine',
  'account-pending-activation': 'act',
  'account-state-unknown': 'unknown',
  'account-suspended-as-member': 'fine',
  enabling: 'pending',
  'member-suspended': 'act',
  'management-detector-suspended': 'act',
  'management-detector-unreadable': 'unknown',
  'member-region-disabled': 'act',
  'relationship-unknown': 'unknown',
  'email-verification-failed': 'act',
  'stuck-record': 'act',
  'no-email': 'act',
  'member-limit': 'act',
  'member-of-another-administrator': 'act',
  'administrator-of-others': 'act',
  'management-without-detector': 'act',
  'internal-error': 'act',
  'left-organization': 'act',
  'role-trouble': 'act',
  'not-associated': 'act',
  'no-member-record': 'act',
  'refused-alone': 'act',
  'request-failed': 'act',
  'answer-unknown': 'act',
  'not-attempted': 'act',
  'not-read': 'unknown',
} as const satisfies Readonly<Record<string, Weight>>;

/** What is not as asked elsewhere, or is worth knowing. */
const ofOthers = {
  // In a Region as a whole, or in the organization.
  blocked: 'act',
  'accounts-left-out': 'act',
  'trusted-access-missing': 'act',
  'trusted-access-not-granted': 'act',
  'trusted-access-unconfirmed': 'act',
  'second-administrator': 'act',
  'another-registration': 'act',
  'designation-unconfirmed': 'act',
  'detector-unconfirmed': 'act',
  'detector-suspended': 'act',
  'organization-policy': 'act',
  'organization-policy-accepted': 'fine',
  'auto-enable-unconfirmed': 'act',
  'detector-settings-unconfirmed': 'act',
  'member-features-unconfirmed': 'act',
  'members-not-enabled': 'act',
  'more-left': 'act',

  // With one feature.
  'feature-not-offered': 'act',
  'feature-refused': 'act',
  'feature-legacy-runtime': 'act',
  'feature-managed-by-policy': 'act',
  'feature-on-in-new-detector': 'act',
  'feature-not-kept': 'act',
  'feature-members-keep-legacy': 'act',
  'feature-members-keep': 'fine',
  'feature-reaches-members': 'fine',

  // With the export of findings.
  'export-elsewhere': 'act',
  'export-pending': 'pending',
  'export-failing': 'act',
  'export-unconfirmed': 'act',
} as const satisfies Readonly<Record<string, Weight>>;

/** Why an account is not an enabled member. */
export type AccountReason = keyof typeof ofAccounts;

/** Why something is not as asked, or what is worth knowing about it. */
export type Reason = AccountReason | keyof typeof ofOthers;

/** What each reason means for the end of a run. The words for it are in `messages/reasons.ts`. */
export const weights: Readonly<Record<Reason, Weight>> = { ...ofAccounts, ...ofOthers };
