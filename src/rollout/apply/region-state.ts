import type { OrganizationAccount } from '../../domain/account';
import type { AccountId, DetectorId, Region } from '../../domain/ids';
import { AwsFailure, problemOf, type Problem, type ProblemCode } from '../../domain/problem';
import type { Detector, MemberFeatures, OrganizationConfiguration } from '../../domain/snapshot';
import type { RegionPlan } from '../../plan/plan';
import type { AdministratorGuardDuty, ManagementGuardDuty } from '../../ports/guardduty';
import type { RunContext } from '../context';
import { growingPauses, type WaitBudget } from '../waiting';

/** What was read just before the first write that AWS may have taken; the proof compares settings that nobody mentioned with it. */
interface Readings {
  configuration?: OrganizationConfiguration;
  detector?: Detector;
  members?: MemberFeatures;
}

/** What the steps of one Region share. One writer per Region: its steps run one after the other. */
export interface RegionState {
  readonly context: RunContext;
  readonly region: Region;
  readonly plan: RegionPlan;
  readonly accounts: ReadonlyMap<AccountId, OrganizationAccount>;
  readonly admin: AdministratorGuardDuty;
  readonly management: ManagementGuardDuty | undefined;
  readonly readings: Readings;
  /** What is left of `--wait` in this Region, for all that is waited for. */
  readonly waiting: WaitBudget;
  /** The administrator's detector, as soon as there is one. */
  detectorId: DetectorId | undefined;
  /** True when this run made the designation: AWS may then need time before it accepts what follows. */
  designatedNow: boolean;
  /** Accounts that are members because this run enrolled them, or that a designation brought along. */
  joined: readonly AccountId[];
  /** The management account's own detector: in this run nobody can make one where it is `denied`, and nobody may restart a `suspended` one. */
  managementDetector: 'usable' | 'denied' | 'suspended';
}

/** The administrator's detector. Steps that need it are not begun without it. */
export function requireDetector({ detectorId, region }: RegionState): DetectorId {
  if (detectorId === undefined) throw new AwsFailure({ code: 'not-reported', action: 'guardduty:ListDetectors', region });
  return detectorId;
}

/** GuardDuty as the management account. Without its credentials no plan has such a step; a step that has would fail, and not count as done. */
export function requireManagement({ management, region }: RegionState, operation: string): ManagementGuardDuty {
  if (management === undefined) throw new AwsFailure({ code: 'access-denied', action: `guardduty:${operation}`, region });
  return management;
}

/** Refusals that pass by themselves. */
const settling: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['not-settled', 'concurrent-change']);

/** Failures of a request that say nothing about what it asks for. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['throttled', 'timed-out', 'network-failure', 'service-failure', 'not-aws']);

/** Refusals of a passing kind are asked again this long, in seconds, even where nothing was designated just now. */
const patience = 30;

/** A request is repeated at least and at most this long, in seconds, whatever `--wait` says. */
const [shortest, longest] = [10, 60];

/** Attempts that end with an answer to a reading that can't be understood, the last included: such an answer may be a hiccup. */
const mostOddReadings = 3;

const isOddReading = ({ code, action }: Problem): boolean => code === 'unexpected-answer' && /:(?:Get|List|Describe)/.test(action);

/**
 * Repeats an attempt while AWS is not ready for it. After a designation the administrator is refused for a while with texts that otherwise
 * mean wrong input (https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 and /178), and two writers to
 * one organization refuse each other. An attempt that writes settings begins with the reading that they rest on, so that a repetition
 * never sends an old one; such a request is not repeated by the SDK, but here.
 *
 * @param mayRepeat whether a failure may be followed by another attempt
 * @throws AwsFailure when the time is over or the failure is of another kind
 */
export async function whilePassing<Result>(
  state: RegionState,
  attempt: () => Promise<Result>,
  mayRepeat: (problem: Problem) => boolean = () => true,
): Promise<Result> {
  const { context, region, designatedNow, waiting } = state;
  const { clock, emit, settings } = context;
  const startedAt = clock.now();
  const budget = waiting.secondsLeft;
  let oddReadings = 0;
  const secondsFor = ({ code }: Problem, odd: boolean): number => {
    if (passing.has(code) || (odd && oddReadings < mostOddReadings)) return Math.min(longest, Math.max(shortest, settings.waitSeconds));
    if (!settling.has(code) || (code === 'not-settled' && !designatedNow)) return 0;
    return designatedNow ? budget : Math.min(patience, budget);
  };
  const nextPause = growingPauses();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const problem = problemOf(error);
      const odd = isOddReading(problem);
      if (odd) oddReadings += 1;
      const left = startedAt + secondsFor(problem, odd) * 1000 - clock.now();
      if (left <= 0 || context.interrupted() || !mayRepeat(problem)) throw error;
      emit({ type: 'waiting', region, waitingFor: 'settling' });
      // Repetitions of a request have a time of their own.
      await (settling.has(problem.code) ? waiting : clock).sleep(Math.min(nextPause(), left));
    }
  }
}
