import type { FeatureChanges } from '../guardduty/rules/feature-states';
import type { ScenarioDetectorFeatures, ScenarioOrganizationFeatures } from '../scenario/features';
import type { AutoEnable } from './region-state';

/** The features of a detector in a scenario, as changes. */
export function detectorChanges(features: ScenarioDetectorFeatures): FeatureChanges<boolean> {
  return new Map(
    Object.entries(features).map(([name, value]) => {
      const { status, additional } = typeof value === 'string' ? { status: value, additional: {} } : value;
      const inner = Object.entries(additional).map(([key, word]) => [key, word === 'ENABLED'] as const);
      return [name, { value: status === 'ENABLED', additional: new Map(inner) }];
    }),
  );
}

/** The features of an organization configuration in a scenario, as changes. */
export function organizationChanges(features: ScenarioOrganizationFeatures): FeatureChanges<AutoEnable> {
  return new Map(
    Object.entries(features).map(([name, value]) => {
      const { autoEnable, additional } = typeof value === 'string' ? { autoEnable: value, additional: {} } : value;
      return [name, { value: autoEnable, additional: new Map(Object.entries(additional)) }];
    }),
  );
}
