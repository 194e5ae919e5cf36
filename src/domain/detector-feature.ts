/** A feature of one detector, as GuardDuty reports it. `enabled` is undefined where it is missing in the answer, or not readable. */
export interface DetectorFeature {
  readonly name: string;
  readonly enabled: boolean | undefined;
  /** Set where an organization policy manages the feature: then it cannot be changed here. */
  readonly managed: boolean;
  /** Undefined where the answer keeps silent about settings under it that may be in force. */
  readonly additional: readonly AdditionalSetting[] | undefined;
}

/** A setting under a feature; `enabled` as above. */
interface AdditionalSetting {
  readonly name: string;
  readonly enabled: boolean | undefined;
}

/** A feature of a detector as it is sent. */
export interface DetectorFeatureSetting {
  readonly name: string;
  readonly enabled: boolean;
  readonly additional: readonly { readonly name: string; readonly enabled: boolean }[];
}

/** Sources that are always on and are listed beside the features. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_data-sources.html */
export const foundationalSources: ReadonlySet<string> = new Set(['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS']);
