import type { Switches } from '../../scenario/switches';

/** Facts about one feature (protection plan) of GuardDuty. */
export interface FeatureFacts {
  /** Whether the organization configuration has it. */
  readonly organization: boolean;
  /** `on` if CreateDetector turns it on by default, or the switch that decides. */
  readonly byDefault: 'on' | SwitchOfNewDetectors;
  /** The names of its free trials in answers. Runtime Monitoring has one for each kind of resource. */
  readonly trials: readonly string[];
  /** Additional configurations that answers list. */
  readonly additional: readonly string[];
  /** Additional configurations that answers list after they were set. The switch `rdsDataRisk` makes answers list them always. */
  readonly accepts: readonly string[];
}

/** The switches that decide what a new detector has on. */
type SwitchOfNewDetectors = Extract<keyof Switches, `newDetector${string}`>;

/** The usual values. */
const usual = { organization: true, byDefault: 'on', additional: [], accepts: [] } as const;

/**
 * The features in the order of a recorded answer (https://github.com/radkawar/stackd). Their names:
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html and
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html. Names of trials:
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_FreeTrialFeatureConfigurationResult.html
 */
export const featureCatalog: ReadonlyMap<string, FeatureFacts> = new Map<string, FeatureFacts>([
  ['S3_DATA_EVENTS', { ...usual, trials: ['S3_DATA_EVENTS'] }],
  ['EKS_AUDIT_LOGS', { ...usual, trials: ['EKS_AUDIT_LOGS'] }],
  ['EBS_MALWARE_PROTECTION', { ...usual, trials: ['EBS_MALWARE_PROTECTION'] }],
  ['RDS_LOGIN_EVENTS', { ...usual, trials: ['RDS_LOGIN_EVENTS'], accepts: ['RDS_DATA_RISK'] }],
  ['AI_PROTECTION', { ...usual, trials: ['AI_PROTECTION'], byDefault: 'newDetectorAiProtection' }],
  ['AI_ANALYST', { ...usual, trials: [], organization: false, byDefault: 'newDetectorAnalyst' }],
  [
    'EKS_RUNTIME_MONITORING',
    {
      ...usual,
      trials: ['EKS_RUNTIME_MONITORING'],
      byDefault: 'newDetectorLegacyRuntime',
      additional: ['EKS_ADDON_MANAGEMENT'],
    },
  ],
  ['LAMBDA_NETWORK_LOGS', { ...usual, trials: ['LAMBDA_NETWORK_LOGS'] }],
  [
    'RUNTIME_MONITORING',
    {
      ...usual,
      trials: ['EKS_RUNTIME_MONITORING', 'EC2_RUNTIME_MONITORING', 'FARGATE_RUNTIME_MONITORING'],
      byDefault: 'newDetectorRuntime',
      additional: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
    },
  ],
]);

/** Sources that are always on and cannot be configured. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_data-sources.html */
export const foundationalSources = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'] as const;
