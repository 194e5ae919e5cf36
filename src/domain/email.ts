/**
 * Whether GuardDuty's documented rules accept an e-mail address. An address that breaks them may get a whole request refused, so such an
 * account is sent alone; whether it is refused remains AWS's decision.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html
 */
export function isPlainEmail(email: string): boolean {
  if (email.length < 6 || email.length > 64) return false;
  const at = email.indexOf('@');
  if (at < 1) return false;
  const local = email.slice(0, at);
  const domain = email.slice(at + 1);
  return (
    /^[!-~]+$/.test(local) &&
    !/["'()<>[\]:;,\\|%&]/.test(local) &&
    !local.startsWith('.') &&
    /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(domain) &&
    domain.includes('.')
  );
}
