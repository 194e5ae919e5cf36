import type { DetectorFeature, DetectorFeatureSetting } from '../../domain/detector-feature';
import { eksRuntimeMonitoring, optionalDetectorFeatures, runtimeMonitoring } from '../../domain/feature';
import type { DetectorId } from '../../domain/ids';
import { mayBeApplied, problemOf } from '../../domain/problem';
import { wantedOf } from '../../domain/wanted-feature';
import type { CreateDetector } from '../../plan/actions';
import type { ActionOutcome } from '../../plan/outcome';
import { gap, unread, type Verdict } from '../../plan/verdicts';
import type { DetectorAccess } from '../../ports/guardduty';
import { growingPauses, pollUntil } from '../waiting';
import { refusalOf } from './refusal';
import { requireManagement, whilePassing, type RegionState } from './region-state';

/**
 * How long a detector may stay missing in a Region whose administrator was designated by an earlier run, in seconds. It is either on its way
 * since that run, or somebody deleted it.
 */
const graceForOldDesignation = 30;

/** How long a refusal of the full list of features is taken for one that passes, in seconds. */
const graceForRefusal = 10;

/** How often features that a new detector has on are switched off and looked at again. */
const mostCorrections = 3;

/** A detector, and whether it was there already. */
interface Made {
  readonly id: DetectorId;
  readonly existed: boolean;
}

/** Names that may stand in one request: AWS refuses the two runtime features together. */
function compatible(names: readonly string[]): readonly string[] {
  return names.includes(eksRuntimeMonitoring) ? names.filter((name) => name !== runtimeMonitoring) : names;
}

/** Creates one detector, however many attempts that takes. */
class DetectorMaker {
  /** Whether an attempt got no proper answer, so that a detector which exists now may be the one it made. */
  private mayHaveMade = false;

  constructor(
    private readonly state: RegionState,
    private readonly access: DetectorAccess,
  ) {}

  /** @returns undefined where AWS refuses what the request says */
  async makeUnlessRefused(names: readonly string[]): Promise<Made | undefined> {
    try {
      return await this.make(names);
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      return undefined;
    }
  }

  /** @throws AwsFailure when AWS refuses or does not answer; a detector that exists already is found instead */
  make(names: readonly string[]): Promise<Made> {
    const attempt = async (): Promise<Made> => {
      try {
        return { id: await this.access.createDetector(compatible(names)), existed: false };
      } catch (error) {
        const problem = problemOf(error);
        this.mayHaveMade ||= mayBeApplied(problem);
        const existing = problem.code === 'detector-exists' ? await this.access.findDetector() : undefined;
        if (existing === undefined) throw error;
        return { id: existing, existed: !this.mayHaveMade };
      }
    };
    return whilePassing(this.state, attempt, ({ code }) => code !== 'not-settled');
  }
}

/**
 * Makes a detector with every optional feature switched off by name, since those not named may be switched on and cost money. A refusal
 * may pass, so the whole list is always sent a second time. A Region that lacks a feature may refuse its name: then the names that the
 * Region is known to have are sent. After {@link graceForRefusal} no name is sent. What the detector has on is found by reading it.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 */
async function create(state: RegionState, access: DetectorAccess): Promise<Made> {
  const { waiting } = state;
  const { interrupted } = state.context;
  const maker = new DetectorMaker(state, access);
  let regional: readonly string[] | undefined;
  const deadline = waiting.now() + Math.min(graceForRefusal, waiting.secondsLeft) * 1000;
  const nextPause = growingPauses();
  for (let refusedBefore = false; ; refusedBefore = true) {
    const made = await maker.makeUnlessRefused(optionalDetectorFeatures);
    if (made !== undefined) return made;
    if (refusedBefore) {
      regional ??= await namesInRegion(state);
      const lacking = regional.length > 0 && optionalDetectorFeatures.some((name) => regional?.includes(name) === false);
      const fitting = lacking ? await maker.makeUnlessRefused(regional) : undefined;
      if (fitting !== undefined) return fitting;
      if (waiting.now() >= deadline || interrupted()) return maker.make([]);
    }
    await waiting.sleep(nextPause());
  }
}

/** The names of features that the Region is known to have, from the administrator's detector and the organization configuration. */
async function namesInRegion({ admin, detectorId }: RegionState): Promise<readonly string[]> {
  if (detectorId === undefined) return [];
  const orNothing = (error: unknown): undefined => void problemOf(error);
  const [detector, configuration] = await Promise.all([
    admin.getDetector(detectorId).catch(orNothing),
    admin.describeConfiguration(detectorId).catch(orNothing),
  ]);
  return [...new Set([...(detector?.features ?? []), ...(configuration?.features ?? [])].map(({ name }) => name))];
}

const isOn = ({ enabled }: DetectorFeature): boolean => enabled !== false;

/** A feature that is to be on in every account may be on in the new detector too, where AWS was quick to follow the organization. */
function wantedEverywhere({ context }: RegionState, feature: string): boolean {
  const { features } = context.settings;
  return features !== undefined && wantedOf(features, feature)?.autoEnable === 'ALL';
}

/** Reads a new detector back and switches off what nobody asked for, until nothing of it is on, or that doesn't help. @returns what is still on */
async function switchOffOptional(state: RegionState, access: DetectorAccess, id: DetectorId): Promise<readonly Verdict[]> {
  const subject = { question: 'new-detector' } as const;
  for (let corrections = 0; ; corrections += 1) {
    const { features } = await whilePassing(state, () => access.getDetector(id));
    if (features === undefined) {
      const detail = 'the features of the new detector are not in the answer';
      return [unread(subject, { code: 'unexpected-answer', action: 'guardduty:GetDetector', region: state.region, detail })];
    }
    const on = features.filter((feature) => isOn(feature) && !feature.managed && !wantedEverywhere(state, feature.name));
    if (on.length === 0) return [];
    if (corrections === mostCorrections) return on.map((feature) => stillOn(state, feature));
    for (const feature of on) await switchOff(state, access, id, feature);
  }
}

/** What the last reading of a new detector says of a feature that it does not show as off. */
function stillOn({ region }: RegionState, { name, enabled }: DetectorFeature): Verdict {
  const subject = { question: 'new-detector', feature: name } as const;
  if (enabled === true) return gap(subject, 'feature-on-in-new-detector');
  const detail = `the status of ${name} is not in the answer`;
  return unread(subject, { code: 'unexpected-answer', action: 'guardduty:GetDetector', region, detail });
}

/** A refusal shows in the next reading, where the feature is still on. */
async function switchOff(state: RegionState, access: DetectorAccess, id: DetectorId, { name, additional }: DetectorFeature): Promise<void> {
  const off: DetectorFeatureSetting = { name, enabled: false, additional: (additional ?? []).map((one) => ({ ...one, enabled: false })) };
  try {
    await whilePassing(state, () => access.configureDetector(id, [off]));
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
  }
}

async function createAndCheck(
  state: RegionState,
  access: DetectorAccess,
): Promise<{ readonly made: Made; readonly gaps: readonly Verdict[] }> {
  const made = await create(state, access);
  return { made, gaps: made.existed ? [] : await switchOffOptional(state, access, made.id) };
}

function outcomeOf({ existed }: Made, gaps: readonly Verdict[]): ActionOutcome {
  if (existed) return { status: 'done', sent: [], note: 'made-by-aws' };
  return gaps.length === 0 ? { status: 'done', sent: ['detector'] } : { status: 'partly-done', sent: ['detector'], accounts: [], gaps };
}

/**
 * Waits for the detector that AWS makes by itself after a designation; only where it stays missing is one created. Half of the time is kept
 * for what follows.
 */
export async function createDetector(state: RegionState, { afterDesignation }: CreateDetector): Promise<ActionOutcome> {
  const { context, region, admin, waiting } = state;
  const { secondsLeft } = waiting;
  const patience = afterDesignation ? secondsLeft / 2 : Math.min(secondsLeft, graceForOldDesignation);
  const existing = await pollUntil({ clock: waiting, interrupted: context.interrupted }, patience, async () => {
    const id = await admin.findDetector();
    if (id === undefined) context.emit({ type: 'waiting', region, waitingFor: 'detector' });
    return id;
  });
  if (existing !== undefined) {
    state.detectorId = existing;
    return { status: 'done', sent: [], note: 'made-by-aws' };
  }
  if (context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
  const { made, gaps } = await createAndCheck(state, admin);
  state.detectorId = made.id;
  return outcomeOf(made, gaps);
}

/** A detector that was there already may be one that somebody suspended; enrolling the account would restart it. */
async function noteSuspension(state: RegionState, access: DetectorAccess, { id, existed }: Made): Promise<void> {
  if (!existed || state.context.settings.restartSuspended) return;
  state.managementDetector = 'suspended';
  const { status } = await whilePassing(state, () => access.getDetector(id));
  if (status === 'ENABLED') state.managementDetector = 'usable';
}

/**
 * Gives the management account its own detector. A designation sometimes makes one meanwhile, which counts as done:
 * https://github.com/org-formation/org-formation-cli/issues/542.
 */
export async function createManagementDetector(state: RegionState): Promise<ActionOutcome> {
  const management = requireManagement(state, 'CreateDetector');
  try {
    const { made, gaps } = await createAndCheck(state, management);
    await noteSuspension(state, management, made);
    return outcomeOf(made, gaps);
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'access-denied' || code === 'denied-by-scp') state.managementDetector = 'denied';
    throw error;
  }
}
