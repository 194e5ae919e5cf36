import type { DetectorFeatureSetting } from '../../domain/detector-feature';
import { problemOf } from '../../domain/problem';
import type { ConfigureDetector } from '../../plan/actions';
import { featuresToSwitchOn, missingFeatures } from '../../plan/detector-features';
import type { ActionOutcome } from '../../plan/outcome';
import type { FeatureGap } from '../../plan/gap';
import { refusalOf } from './refusal';
import { requireDetector, whileSettling, type RegionState } from './region-state';

/** Switches plans on in the administrator's own detector; one that AWS refuses is found by trying them one by one. */
export async function configureDetector(state: RegionState, { wanted, frequency }: ConfigureDetector): Promise<ActionOutcome> {
  const { admin } = state;
  const id = requireDetector(state);
  const detector = await whileSettling(state, () => admin.getDetector(id));
  const present = detector.features ?? [];
  const features = wanted === undefined ? [] : featuresToSwitchOn(present, missingFeatures(wanted, present));
  const after = frequency === undefined || detector.findingFrequency === frequency.after ? undefined : frequency.after;
  if (features.length === 0 && after === undefined) return { status: 'done', note: 'already-so' };
  try {
    await admin.configureDetector(id, features, after);
    return { status: 'done' };
  } catch (error) {
    if (refusalOf(error) === undefined || features.length === 0) throw error;
  }
  if (after !== undefined) await admin.configureDetector(id, [], after);
  const refused: FeatureGap[] = [];
  for (const feature of features) {
    const finding = await refusedAlone(feature, () => admin.configureDetector(id, [feature]));
    if (finding !== undefined) refused.push(finding);
  }
  return refused.length === 0 ? { status: 'done' } : { status: 'partly-done', accounts: [], plans: refused };
}

async function refusedAlone({ name }: DetectorFeatureSetting, send: () => Promise<void>): Promise<FeatureGap | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    const { awsMessage } = problemOf(error);
    return { feature: name, reason: 'feature-refused', ...(awsMessage === undefined ? {} : { awsMessage }) };
  }
}
