import type { CoverageStatistics, UnhealthyWorkload } from '../domain/coverage';
import type { DetectorId } from '../domain/ids';
import type { CustomRule, FeatureUsage } from '../domain/usage';

/** What reports show besides the rollout. It decides nothing. Every method throws `AwsFailure`. */
export interface Insight {
  getCoverageStatistics(id: DetectorId): Promise<CoverageStatistics>;
  listUnhealthyWorkloads(id: DetectorId): Promise<readonly UnhealthyWorkload[]>;
  /** What each feature cost in the last 30 days, over the administrator and its members. */
  getUsage(id: DetectorId): Promise<readonly FeatureUsage[]>;
  /** Custom detection rules that are configured for the organization, in this Region. */
  listCustomRules(): Promise<readonly CustomRule[]>;
}
