/**
 * GuardDuty's words, copied from its documentation and not from the program.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export type Level = 'ALL' | 'NEW' | 'NONE';

export const guardDutyPrincipal = 'guardduty.amazonaws.com';
export const malwarePrincipal = 'malware-protection.guardduty.amazonaws.com';

export const runtime = 'RUNTIME_MONITORING';
export const legacyRuntime = 'EKS_RUNTIME_MONITORING';
export const malware = 'EBS_MALWARE_PROTECTION';

/** Features that an organization configures, by the names that the command line has for them. */
export const planWords: Readonly<Record<string, string>> = {
  s3: 'S3_DATA_EVENTS',
  'eks-audit-logs': 'EKS_AUDIT_LOGS',
  malware,
  rds: 'RDS_LOGIN_EVENTS',
  lambda: 'LAMBDA_NETWORK_LOGS',
  runtime,
  ai: 'AI_PROTECTION',
};

/** Agents of Runtime Monitoring, by the names that the command line has for them. */
export const agentWords: Readonly<Record<string, string>> = {
  'eks-agent': 'EKS_ADDON_MANAGEMENT',
  'ecs-agent': 'ECS_FARGATE_AGENT_MANAGEMENT',
  'ec2-agent': 'EC2_AGENT_MANAGEMENT',
};

export const organizationFeatures: readonly string[] = [...Object.values(planWords), legacyRuntime];
export const agents: readonly string[] = Object.values(agentWords);

export const frequencies: Readonly<Record<string, string>> = { '15m': 'FIFTEEN_MINUTES', '1h': 'ONE_HOUR', '6h': 'SIX_HOURS' };

const rank: Readonly<Record<string, number>> = { NONE: 0, NEW: 1, ALL: 2 };

/** Whether the second level reaches fewer accounts than the first. */
export function isLower(before: string, after: string): boolean {
  return (rank[after] ?? 0) < (rank[before] ?? 0);
}
