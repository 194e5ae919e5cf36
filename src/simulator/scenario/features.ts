import * as v from 'valibot';
import { featureCatalog } from '../guardduty/rules/feature-catalog';
import { described, object, text, word } from './fields';

const featureNames = [...featureCatalog.keys()];

/** The name of a feature, as GuardDuty's API spells it. */
export const featureName = v.picklist(featureNames, `is not a feature; allowed: ${featureNames.join(', ')}`);

/** Whether a feature or a detector is on. */
export const featureStatus = word('ENABLED', 'DISABLED');

/** What the organization chooses for accounts or for a feature. */
export const autoEnableLevel = word('ALL', 'NEW', 'NONE');

const additional = 'Of its additional configurations, such as EC2_AGENT_MANAGEMENT.';

/** Features of a detector: the plain word, or with the values of the additional configurations. */
export const detectorFeatures = v.record(
  featureName,
  v.union(
    [
      featureStatus,
      object({
        status: described('Of the feature itself.', featureStatus),
        additional: described(additional, v.optional(v.record(text, featureStatus), {})),
      }),
    ],
    'must be ENABLED, DISABLED or an object with status and additional',
  ),
);

/** Features of an organization configuration, in the same two forms. */
export const organizationFeatures = v.record(
  featureName,
  v.union(
    [
      autoEnableLevel,
      object({
        autoEnable: described('Of the feature itself.', autoEnableLevel),
        additional: described(additional, v.optional(v.record(text, autoEnableLevel), {})),
      }),
    ],
    'must be ALL, NEW, NONE or an object with autoEnable and additional',
  ),
);

/** Feature values of detectors as a scenario writes them. */
export type ScenarioDetectorFeatures = v.InferOutput<typeof detectorFeatures>;
/** Feature values of an organization configuration as a scenario writes them. */
export type ScenarioOrganizationFeatures = v.InferOutput<typeof organizationFeatures>;
