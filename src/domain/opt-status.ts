/** https://docs.aws.amazon.com/accounts/latest/reference/API_Region.html */
const statuses: Readonly<Record<string, 'open' | 'closed'>> = {
  ENABLED: 'open',
  ENABLED_BY_DEFAULT: 'open',
  ENABLING: 'closed',
  DISABLING: 'closed',
  DISABLED: 'closed',
};

/** Whether an account can use a Region with this opt-in status; a word that AWS does not document is `unknown`. */
export function optInOf(status: string): 'open' | 'closed' | 'unknown' {
  return statuses[status] ?? 'unknown';
}
