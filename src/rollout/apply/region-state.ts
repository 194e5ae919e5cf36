import type { OrganizationAccount } from '../../domain/account';
import type { AccountId, DetectorId, Region } from '../../domain/ids';
import { AwsFailure, problemOf, type ProblemCode } from '../../domain/problem';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import type { AdministratorGuardDuty, ManagementGuardDuty } from '../../ports/guardduty';
import { readConfiguration } from '../read/configuration';
import type { RunContext } from '../context';
import { growingPauses } from '../waiting';

/** What the steps of one Region share while it is being worked on. One writer per Region: its steps run one after the other. */
export interface RegionState {
  readonly context: RunContext;
  readonly region: Region;
  readonly accounts: ReadonlyMap<AccountId, OrganizationAccount>;
  readonly admin: AdministratorGuardDuty;
  readonly management: ManagementGuardDuty | undefined;
  /** The administrator's detector, as soon as there is one. */
  detectorId: DetectorId | undefined;
  /** True while this Region is designated before all others, which then build on it. */
  alone: boolean;
  /**
   * True when a designation may bring members along: the administrator had a detector before, and with it perhaps members from an earlier
   * time. A detector that came with the designation has none.
   */
  mayBringMembers: boolean;
  /** True when this run made the designation: AWS may then need time before it accepts what follows. */
  designatedNow: boolean;
  /** True where nobody in this run can make the management account's detector: no credentials of it, or AWS has denied it. */
  managementDetectorDenied: boolean;
  /** The organization configuration as last read. */
  configuration: OrganizationConfiguration | undefined;
}

/** The administrator's detector. Steps that need it are not begun without it. */
export function requireDetector({ detectorId, region }: RegionState): DetectorId {
  if (detectorId === undefined) throw new AwsFailure({ code: 'not-reported', action: 'guardduty:ListDetectors', region });
  return detectorId;
}

/** GuardDuty as the management account. No plan acts as it without its credentials; one that did would fail, not pass for done. */
export function requireManagement({ management, region }: RegionState, operation: string): ManagementGuardDuty {
  if (management === undefined) throw new AwsFailure({ code: 'access-denied', action: `guardduty:${operation}`, region });
  return management;
}

const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['not-settled', 'concurrent-change']);

/** Refusals of a passing kind are asked again this long, in seconds, even where nothing was designated just now. */
const patience = 30;

/**
 * Repeats a request while AWS is not ready for it. After a designation the administrator is refused for a while with texts that otherwise
 * mean wrong input (https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141 and /178), and two writers to
 * one organization refuse each other.
 *
 * @throws AwsFailure when the time is over or the refusal is of another kind
 */
export async function whileSettling<Result>(state: RegionState, request: () => Promise<Result>): Promise<Result> {
  const { context, region, designatedNow } = state;
  const { clock, emit, settings } = context;
  const deadline = clock.now() + (designatedNow ? settings.waitSeconds : Math.min(patience, settings.waitSeconds)) * 1000;
  const nextPause = growingPauses();
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const { code } = problemOf(error);
      const worthIt = passing.has(code) && (designatedNow || code === 'concurrent-change');
      if (!worthIt || clock.now() >= deadline || context.interrupted()) throw error;
      emit({ type: 'waiting', region, waitingFor: 'settling' });
      await clock.sleep(Math.min(nextPause(), Math.max(0, deadline - clock.now())));
    }
  }
}

/** The organization configuration, read once while a Region is worked on: this run is its only writer. */
export async function describeConfiguration(state: RegionState): Promise<OrganizationConfiguration> {
  if (state.configuration !== undefined) return state.configuration;
  const detectorId = requireDetector(state);
  state.configuration = await whileSettling(state, () => readConfiguration(state.admin, detectorId, state.region));
  return state.configuration;
}
