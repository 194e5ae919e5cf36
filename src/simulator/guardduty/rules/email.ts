/** Whether GuardDuty accepts an e-mail address. The rules: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html */
export function isAcceptedEmail(email: string): boolean {
  if (email.length < 6 || email.length > 64 || !/^[\x20-\x7e]*$/.test(email)) return false;
  const [local, domain, ...more] = email.split('@');
  if (local === undefined || domain === undefined || more.length > 0 || local === '') return false;
  if (/[\s"'()<>[\]:,\\|%&]/.test(local) || local.startsWith('.')) return false;
  return /^[a-zA-Z0-9.-]+$/.test(domain) && domain.includes('.') && !/^[.-]|[.-]$/.test(domain);
}
