import type { Switches } from '../../scenario/switches';

/** What is known about one feature (protection plan) of GuardDuty. */
export interface FeatureFacts {
  /** Whether the organization configuration knows it too. */
  readonly organization: boolean;
  /** Whether CreateDetector switches it on when nobody names it, or the switch that says so. */
  readonly byDefault: 'on' | SwitchOfNewDetectors;
  /** Additional configurations that answers list. */
  readonly additional: readonly string[];
  /** Additional configurations that answers list once they are set, or always where the switch `rdsDataRisk` says so. */
  readonly accepts: readonly string[];
}

/** The switches that decide what a new detector has on. */
type SwitchOfNewDetectors = Extract<keyof Switches, `newDetector${string}`>;

function feature(facts: Partial<FeatureFacts> = {}): FeatureFacts {
  return { organization: true, byDefault: 'on', additional: [], accepts: [], ...facts };
}

/**
 * The features in the order of a recorded answer (https://github.com/radkawar/stackd). Their names:
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html and
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export const featureCatalog: ReadonlyMap<string, FeatureFacts> = new Map([
  ['S3_DATA_EVENTS', feature()],
  ['EKS_AUDIT_LOGS', feature()],
  ['EBS_MALWARE_PROTECTION', feature()],
  ['RDS_LOGIN_EVENTS', feature({ accepts: ['RDS_DATA_RISK'] })],
  ['AI_PROTECTION', feature({ byDefault: 'newDetectorAiProtection' })],
  ['AI_ANALYST', feature({ organization: false, byDefault: 'newDetectorAnalyst' })],
  ['EKS_RUNTIME_MONITORING', feature({ byDefault: 'newDetectorLegacyRuntime', additional: ['EKS_ADDON_MANAGEMENT'] })],
  ['LAMBDA_NETWORK_LOGS', feature()],
  [
    'RUNTIME_MONITORING',
    feature({
      byDefault: 'newDetectorRuntime',
      additional: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
    }),
  ],
]);

/** Sources that are always on and cannot be configured. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_data-sources.html */
export const foundationalSources = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'] as const;
