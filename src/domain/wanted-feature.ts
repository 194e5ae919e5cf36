import { eksRuntimeMonitoring, runtimeMonitoring } from './feature';
import type { AutoEnable } from './auto-enable';

/** One feature as the user wants it in the organization's configuration. */
export interface WantedFeature {
  /** GuardDuty's name of the feature. */
  readonly feature: string;
  readonly autoEnable: AutoEnable;
  /** Additional configurations that were named, such as agents; those not named stay as they are. */
  readonly additional: readonly { readonly name: string; readonly autoEnable: AutoEnable }[];
}

/** What the user wants of features; those that are in neither member stay as they are. */
export interface WantedFeatures {
  /** For every feature that a Region offers and that is not named. */
  readonly every: AutoEnable | undefined;
  readonly named: readonly WantedFeature[];
}

/**
 * People's names of the protection plans, and GuardDuty's names of the features.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export const featureNames: ReadonlyMap<string, string> = new Map([
  ['s3', 'S3_DATA_EVENTS'],
  ['eks-audit-logs', 'EKS_AUDIT_LOGS'],
  ['malware', 'EBS_MALWARE_PROTECTION'],
  ['rds', 'RDS_LOGIN_EVENTS'],
  ['lambda', 'LAMBDA_NETWORK_LOGS'],
  ['runtime', runtimeMonitoring],
  ['ai', 'AI_PROTECTION'],
]);

/**
 * Agents of Runtime Monitoring, and GuardDuty's names of them.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationAdditionalConfiguration.html
 */
export const agentNames: ReadonlyMap<string, string> = new Map([
  ['eks-agent', 'EKS_ADDON_MANAGEMENT'],
  ['ecs-agent', 'ECS_FARGATE_AGENT_MANAGEMENT'],
  ['ec2-agent', 'EC2_AGENT_MANAGEMENT'],
]);

/** The feature that needs a trusted access of its own. */
export const malwareProtection = 'EBS_MALWARE_PROTECTION';

/**
 * Additional configurations by GuardDuty's names, and the feature that each belongs to.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationAdditionalConfiguration.html
 */
export const parentFeatures: ReadonlyMap<string, string> = new Map([
  ...[...agentNames.values()].map((name) => [name, runtimeMonitoring] as const),
  ['RDS_DATA_RISK', 'RDS_LOGIN_EVENTS'],
]);

/** What the user wants of one feature; undefined: it stays as it is. The older runtime feature is meant only by its name. */
export function wantedOf({ every, named }: WantedFeatures, feature: string): WantedFeature | undefined {
  const own = named.find((one) => one.feature === feature);
  if (own !== undefined || every === undefined || feature === eksRuntimeMonitoring) return own;
  return { feature, autoEnable: every, additional: [] };
}

/** Whether the older runtime feature may be switched off for the newer one: what its own name asks for decides, else the option. */
export function endsLegacyRuntime({
  features,
  migrateEksRuntimeMonitoring,
}: {
  readonly features: WantedFeatures | undefined;
  readonly migrateEksRuntimeMonitoring: boolean;
}): boolean {
  const legacy = features === undefined ? undefined : wantedOf(features, eksRuntimeMonitoring);
  return legacy === undefined ? migrateEksRuntimeMonitoring : legacy.autoEnable === 'NONE';
}

/** Whether any feature is to reach every account. */
export function wantsAll({ every, named }: WantedFeatures): boolean {
  return (
    every === 'ALL' || named.some(({ autoEnable, additional }) => [autoEnable, ...additional.map((one) => one.autoEnable)].includes('ALL'))
  );
}

/** Whether any feature is to be switched on in members of today, or to be reported for them. */
export function concernsMembers({
  features,
  applyToMembers,
}: {
  readonly features: WantedFeatures | undefined;
  readonly applyToMembers: boolean;
}): boolean {
  return features !== undefined && (applyToMembers || wantsAll(features));
}

/** Whether Malware Protection is asked for, which needs a trusted access of its own. */
export function wantsMalwareProtection({ features }: { readonly features: WantedFeatures | undefined }): boolean {
  const malware = features === undefined ? undefined : wantedOf(features, malwareProtection);
  return malware !== undefined && malware.autoEnable !== 'NONE';
}

/** Whether this version knows the feature; AWS adds some. */
export function isKnownFeature(feature: string): boolean {
  return feature === eksRuntimeMonitoring || [...featureNames.values()].includes(feature);
}

/** The name that people use, where there is one; else GuardDuty's. */
export function shortName(feature: string): string {
  return [...featureNames, ...agentNames].find(([, name]) => name === feature)?.[0] ?? feature;
}
