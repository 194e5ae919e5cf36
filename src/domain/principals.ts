/** GuardDuty's name among the services that AWS Organizations can trust, and in its service-linked role. */
export const guardDutyPrincipal = 'guardduty.amazonaws.com';
