import * as v from 'valibot';
import { featureCatalog } from '../guardduty/rules/feature-catalog';
import { described, object, text, word } from './fields';

const featureNames = [...featureCatalog.keys()];

/** The name of a feature, as GuardDuty's API spells it. */
export const featureName = v.picklist(featureNames, `is not a feature; allowed: ${featureNames.join(', ')}`);

/** Whether a feature or a detector is on. */
export const featureStatus = word('ENABLED', 'DISABLED');

/** The auto-enable level of accounts or of a feature. */
export const autoEnableLevel = word('ALL', 'NEW', 'NONE');

const additional = 'The values of additional configurations, such as EC2_AGENT_MANAGEMENT.';

/** Features of a detector: a status, or a status with those of additional configurations. */
export const detectorFeatures = v.record(
  featureName,
  v.union(
    [
      featureStatus,
      object({
        status: described('The status of the feature.', featureStatus),
        additional: described(additional, v.optional(v.record(text, featureStatus), {})),
      }),
    ],
    'must be ENABLED, DISABLED or an object with status and additional',
  ),
);

/** Features of an organization configuration: a level, or a level with those of additional configurations. */
export const organizationFeatures = v.record(
  featureName,
  v.union(
    [
      autoEnableLevel,
      object({
        autoEnable: described('The level of the feature.', autoEnableLevel),
        additional: described(additional, v.optional(v.record(text, autoEnableLevel), {})),
      }),
    ],
    'must be ALL, NEW, NONE or an object with autoEnable and additional',
  ),
);

/** Features of a detector in a scenario. */
export type ScenarioDetectorFeatures = v.InferOutput<typeof detectorFeatures>;
/** Features of an organization configuration in a scenario. */
export type ScenarioOrganizationFeatures = v.InferOutput<typeof organizationFeatures>;
