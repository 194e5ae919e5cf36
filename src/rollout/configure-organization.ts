import { sendableFeatures } from '../domain/feature';
import { problemOf } from '../domain/problem';
import type { ConfigureOrganization } from '../plan/action';
import type { ActionOutcome } from '../plan/outcome';
import { describeConfiguration, requireDetector, whileSettling } from './region-state';
import type { RegionState } from './region-state';

/**
 * Sets auto-enable and sends the protection plans back as they were read, so that it does not matter whether AWS keeps or resets what a
 * request does not name. Where AWS refuses the complete form, auto-enable is sent alone.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export async function configureOrganization(state: RegionState, { after }: ConfigureOrganization): Promise<ActionOutcome> {
  const detectorId = requireDetector(state);
  const current = await describeConfiguration(state);
  if (current.autoEnable === after.autoEnable) return { status: 'done', note: 'already-so' };
  const features = sendableFeatures(current.features);
  await whileSettling(state, async () => {
    try {
      await state.admin.updateConfiguration(detectorId, after.autoEnable, features);
    } catch (error) {
      const { code } = problemOf(error);
      if (code !== 'refused' && code !== 'not-settled') throw error;
      await state.admin.updateConfiguration(detectorId, after.autoEnable, []);
    }
  });
  return { status: 'done' };
}
