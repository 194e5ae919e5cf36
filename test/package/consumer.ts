// Compiled by consumer.test.ts as a project of its own, which has nothing but the packed package.
import { planRollout, rollOut, UsageError } from 'provision-guardduty';
import type { OrganizationSnapshot, Plan, RegionSnapshot, RolloutInput, RolloutResult, RolloutSettings } from 'provision-guardduty';

export function planned(settings: RolloutSettings, organization: OrganizationSnapshot, regions: readonly RegionSnapshot[]): Plan {
  return planRollout(settings, organization, regions);
}

export async function run(input: RolloutInput): Promise<RolloutResult['exitCode']> {
  try {
    return (await rollOut(input)).exitCode;
  } catch (error) {
    if (error instanceof UsageError) return 2;
    throw error;
  }
}
