import type { RuntimeCoverage } from './coverage';
import type { Fact } from './snapshot';
import type { CustomRule, FeatureUsage } from './usage';

/** What reports can show about a Region besides the rollout. Undefined: nobody asked for it. */
export interface RegionInsight {
  readonly coverage: Fact<RuntimeCoverage> | undefined;
  readonly customRules: Fact<readonly CustomRule[]> | undefined;
  readonly usage: Fact<readonly FeatureUsage[]> | undefined;
}
