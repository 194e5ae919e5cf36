import { detectorOnlyFeatures, eksRuntimeMonitoring, optionalDetectorFeatures, runtimeMonitoring } from '../../domain/feature';
import type { DetectorId } from '../../domain/ids';
import { problemOf } from '../../domain/problem';
import type { CreateDetector } from '../../plan/actions';
import type { ActionOutcome } from '../../plan/outcome';
import type { DetectorAccess } from '../../ports/guardduty';
import { describeConfiguration, requireManagement, type RegionState } from './region-state';
import { pollUntil } from '../waiting';

/**
 * How long a detector may stay missing in a Region whose administrator was designated by an earlier run, in seconds. There it is either
 * on its way since that run, or somebody deleted it.
 */
const graceForOldDesignation = 30;

/** The newest features, which a Region may lack together. */
const newestTogether = 3;

/** The lists of names to try, most complete first: all, all but one, all but the newest few. */
function* attemptsAt(features: readonly string[]): Generator<readonly string[]> {
  yield features;
  for (const missing of features) yield features.filter((name) => name !== missing);
  for (let count = 2; count <= Math.min(newestTogether, features.length - 1); count += 1) yield features.slice(count);
}

/** In the order of age as far as it is known; a name this version does not know is newer than all. */
function newestFirst(names: readonly string[]): readonly string[] {
  const age = (name: string): number => optionalDetectorFeatures.indexOf(name);
  return names.toSorted((a, b) => age(a) - age(b));
}

/** Optional features by the names that the Region knows, where they are known, plus those that only detectors have. */
function featuresToSwitchOff(regional: readonly string[] | undefined): readonly string[] {
  if (regional === undefined || regional.length === 0) return optionalDetectorFeatures;
  const named = regional.includes(eksRuntimeMonitoring) ? regional.filter((name) => name !== runtimeMonitoring) : regional;
  const ofDetectorsOnly = [...detectorOnlyFeatures].filter((name) => !named.includes(name));
  return [...ofDetectorsOnly, ...newestFirst(named)];
}

/** A detector, and whether it was this run that made it. */
interface Made {
  readonly id: DetectorId;
  readonly outcome: ActionOutcome;
}

/**
 * Makes a detector with every optional feature switched off by name, since those not named would be switched on and cost money. A Region
 * that lacks a feature may refuse its name, so the names are then left out one by one; never all of them.
 */
async function createWithoutPlans(access: DetectorAccess, regional: readonly string[] | undefined): Promise<Made> {
  let refusal: unknown;
  for (const names of attemptsAt(featuresToSwitchOff(regional))) {
    try {
      return { id: await access.createDetector(names), outcome: { status: 'done' } };
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'detector-exists') {
        const existing = await access.findDetector();
        if (existing !== undefined) return { id: existing, outcome: { status: 'done', note: 'made-by-aws' } };
      }
      if (code !== 'refused' && code !== 'not-settled') throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

/** Waits for the detector that AWS makes by itself after a designation; only where it stays missing is one created. */
export async function createDetector(state: RegionState, { afterDesignation }: CreateDetector): Promise<ActionOutcome> {
  const { context, region, admin } = state;
  const { waitSeconds } = context.settings;
  const patience = afterDesignation ? waitSeconds : Math.min(waitSeconds, graceForOldDesignation);
  const existing = await pollUntil(context, patience, async () => {
    const id = await admin.findDetector();
    if (id === undefined) context.emit({ type: 'waiting', region, waitingFor: 'detector' });
    return id;
  });
  if (existing !== undefined) {
    state.detectorId = existing;
    return { status: 'done', note: 'made-by-aws' };
  }
  if (context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
  const made = await createWithoutPlans(admin, undefined);
  state.detectorId = made.id;
  return made.outcome;
}

/**
 * Gives the management account its own detector. A designation sometimes makes one meanwhile, which counts as done:
 * https://github.com/org-formation/org-formation-cli/issues/542.
 */
export async function createManagementDetector(state: RegionState): Promise<ActionOutcome> {
  const management = requireManagement(state, 'CreateDetector');
  const regional = await describeConfiguration(state).catch((error: unknown) => void problemOf(error));
  const names = regional?.features.map(({ name }) => name);
  try {
    return (await createWithoutPlans(management, names)).outcome;
  } catch (error) {
    const { code } = problemOf(error);
    state.managementDetectorDenied = code === 'access-denied' || code === 'denied-by-scp';
    throw error;
  }
}
