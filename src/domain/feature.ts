import type { AutoEnable } from './auto-enable';

/** A feature in an organization configuration, as GuardDuty reports it. Undefined: missing in the answer, or not readable. */
export interface OrganizationFeature {
  readonly name: string;
  readonly autoEnable: AutoEnable | undefined;
  readonly additionalConfiguration: readonly { readonly name: string; readonly autoEnable: AutoEnable | undefined }[] | undefined;
}

/** A feature as it is sent: with every level under it, because AWS does not document what happens to a level that is not named. */
export interface OrganizationFeatureSetting {
  readonly name: string;
  readonly autoEnable: AutoEnable;
  readonly additionalConfiguration: readonly { readonly name: string; readonly autoEnable: AutoEnable }[];
}

/** Whether every level of the feature was read. Only then may it be sent back. */
export function isWhollyRead(feature: OrganizationFeature): feature is OrganizationFeatureSetting {
  const { autoEnable, additionalConfiguration: additional } = feature;
  return autoEnable !== undefined && additional?.every((one) => one.autoEnable !== undefined) === true;
}

/** Runtime Monitoring contains the older EKS Runtime Monitoring; a request that names both is refused. */
export const runtimeMonitoring = 'RUNTIME_MONITORING';
export const eksRuntimeMonitoring = 'EKS_RUNTIME_MONITORING';

/** Features of detectors that an organization's configuration does not know. */
export const detectorOnlyFeatures: ReadonlySet<string> = new Set(['AI_ANALYST']);

/**
 * Optional features of a detector that `CreateDetector` would switch on unless it names them as `DISABLED`, newest first: the newer
 * a feature is, the likelier a Region lacks it. Of the two runtime plans only one may be named, and `RUNTIME_MONITORING` is the one that AWS does
 * not switch on by itself.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 */
export const optionalDetectorFeatures: readonly string[] = [
  'AI_ANALYST',
  'AI_PROTECTION',
  'EKS_RUNTIME_MONITORING',
  'LAMBDA_NETWORK_LOGS',
  'RDS_LOGIN_EVENTS',
  'EBS_MALWARE_PROTECTION',
  'EKS_AUDIT_LOGS',
  'S3_DATA_EVENTS',
];

/**
 * The features of an organization configuration in the form in which they may be sent back unchanged. The two runtime plans may not
 * stand in one request: the one in force is kept; with neither in force the older one is left out; with both in force neither is named,
 * which leaves both as they are.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export function sendableFeatures<Feature extends OrganizationFeature>(features: readonly Feature[]): readonly Feature[] {
  const names = new Set(features.map((feature) => feature.name));
  if (!names.has(runtimeMonitoring) || !names.has(eksRuntimeMonitoring)) return features;
  const inForce = new Set(features.filter((feature) => feature.autoEnable !== 'NONE').map((feature) => feature.name));
  const omitted = new Set<string>();
  if (inForce.has(eksRuntimeMonitoring)) omitted.add(runtimeMonitoring);
  if (inForce.has(runtimeMonitoring) || omitted.size === 0) omitted.add(eksRuntimeMonitoring);
  return features.filter((feature) => !omitted.has(feature.name));
}
