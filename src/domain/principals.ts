/** GuardDuty's name among the services that AWS Organizations can trust, and in its service-linked role. */
export const guardDutyPrincipal = 'guardduty.amazonaws.com';

/** Malware Protection's. Scans across the organization need it: https://github.com/hashicorp/terraform-provider-aws/issues/30475 */
export const malwarePrincipal = 'malware-protection.guardduty.amazonaws.com';
