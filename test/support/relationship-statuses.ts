/** Every relationship status that AWS documents. https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html */
export const documentedStatuses = [
  'Enabled',
  'Disabled',
  'Created',
  'Invited',
  'Removed',
  'Resigned',
  'Deleted',
  'EmailVerificationInProgress',
  'EmailVerificationFailed',
  'RegionDisabled',
  'AccountSuspended',
  'CannotCreateDetectorInOrganizationMasterAccount',
] as const;

/** One that AWS may add. */
export const statusOfTheFuture = 'Paused';
