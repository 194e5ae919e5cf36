import type { AccountId, DetectorId, Region } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { Detector, Fact, Members, RegionAdministrator } from '../../domain/snapshot';
import { isFinal } from '../../domain/trouble';
import { readFact } from '../../rollout/read/fact';
import type { ApplyContext } from '../context';
import { actionOf, type OffboardAction } from '../plan/actions';
import type { OffboardOrganization } from '../plan/facts';
import { isAssociated, isGone } from '../plan/members';
import type { OffboardRegionPlan } from '../plan/region';
import type { OffboardAttempt, OffboardOutcome } from '../plan/report';
import type { LeftMember } from '../plan/verdicts';
import { disableAdministrator } from './disable-administrator';
import { lowerConfiguration } from './lower-configuration';
import { releaseMembers, type Released } from './release-members';

/** What became of one Region: how each step ended, and the last readings. */
export interface AppliedRegion {
  readonly plan: OffboardRegionPlan;
  readonly attempts: readonly OffboardAttempt[];
  /** Undefined where nobody looked again. */
  readonly administrators: Fact<readonly RegionAdministrator[]> | undefined;
  readonly members: Fact<Members> | undefined;
  readonly left: readonly LeftMember[];
  readonly hidden: boolean;
  readonly detector: Fact<Detector> | undefined;
}

type NotAttempted = Extract<OffboardOutcome, { readonly status: 'not-attempted' }>['because'];

/** The steps of one Region, in AWS's order; each is begun only where those before it succeeded. */
class RegionRun {
  private readonly attempts: OffboardAttempt[] = [];
  private released: Released | undefined;
  private administrators: Fact<readonly RegionAdministrator[]> | undefined;
  private hidden = false;
  /** Why no further step is begun. */
  private stop: NotAttempted | undefined;
  private readonly region: Region;

  constructor(
    private readonly context: ApplyContext,
    private readonly organization: OffboardOrganization,
    private readonly plan: OffboardRegionPlan,
  ) {
    this.region = plan.region;
  }

  async run(): Promise<AppliedRegion> {
    const { actions, detectorId } = this.plan;
    const lower = actionOf(actions, 'lower-configuration');
    if (lower !== undefined && detectorId !== undefined) await this.lower(lower, detectorId);
    if (detectorId !== undefined) await this.releaseAll(detectorId);
    const disable = actionOf(actions, 'disable-administrator');
    if (disable !== undefined) await this.disable(disable);
    else await this.saveReleased(this.plan.standing === 'free');
    return {
      plan: this.plan,
      attempts: this.attempts,
      administrators: this.administrators,
      members: this.released?.members,
      left: this.released?.left ?? [],
      hidden: this.hidden,
      detector: this.plan.detectorRuns && detectorId !== undefined ? await this.readDetector(detectorId) : undefined,
    };
  }

  private begin(action: OffboardAction): boolean {
    if (this.stop === undefined && this.context.interrupted()) this.stop = 'interrupted';
    if (this.stop !== undefined) {
      this.end(action, { status: 'not-attempted', because: this.stop });
      return false;
    }
    this.context.emit({ type: 'action-started', region: this.region, kind: action.kind });
    return true;
  }

  private end(action: OffboardAction, outcome: OffboardOutcome): void {
    this.attempts.push({ action, outcome });
    this.context.emit({ type: 'action-finished', region: this.region, action, outcome });
    if (outcome.status === 'failed' && isFinal(outcome.problem.code)) this.stop ??= action.kind;
    if (outcome.status === 'not-attempted') this.stop ??= outcome.because;
  }

  private async lower(action: OffboardAction, detectorId: DetectorId): Promise<void> {
    if (!this.begin(action)) return;
    const outcome = await lowerConfiguration(
      this.context,
      this.context.administrator.asAdministrator(this.region),
      this.region,
      detectorId,
    );
    this.end(action, outcome);
    if (outcome.status !== 'done') this.stop ??= action.kind;
  }

  /** Both steps at once: which record needs which is read again and again. Members are looked at even where none was planned to go. */
  private async releaseAll(detectorId: DetectorId): Promise<void> {
    const { actions } = this.plan;
    const steps = actions.filter(({ kind }) => kind === 'disassociate-members' || kind === 'delete-members');
    const begun = steps.filter((step) => this.begin(step));
    const accountsIn = (kind: 'disassociate-members' | 'delete-members'): readonly AccountId[] => actionOf(actions, kind)?.accounts ?? [];
    if (begun.length < steps.length || this.stop !== undefined) return;
    const removing = actionOf(actions, 'disable-administrator');
    // Where the account is no administrator, members by invitation are its own business.
    const includeOutsiders = this.context.settings.includeInvited && removing?.beingRemoved === false;
    const release = {
      region: this.region,
      detectorId,
      organization: this.organization,
      includeOutsiders,
      records: { toDisassociate: accountsIn('disassociate-members'), toRelease: accountsIn('delete-members'), outsiders: [] },
      settling: actionOf(actions, 'lower-configuration') !== undefined,
    };
    const admin = this.context.administrator.asAdministrator(this.region);
    const released = await releaseMembers(this.context, admin, this.context.administrator.releasing.asAdministrator(this.region), release);
    this.released = released;
    for (const step of begun) this.end(step, outcomeOf(step, released, this.context.interrupted()));
    if (removing?.beingRemoved === true) return;
    const { members } = released;
    if (members?.known !== true) this.stop ??= 'members-left';
    else if ([...members.value.values()].some((status) => !isGone(status))) this.stop ??= 'members-left';
  }

  private async disable(action: OffboardAction): Promise<void> {
    if (!this.begin(action)) return;
    const beingRemoved = action.kind === 'disable-administrator' && action.beingRemoved;
    const { outcome, administrators } = await disableAdministrator(this.context, this.region, async (status) => {
      // What the account sees may change with its status, so the list counts only where the status is still the one of the plan.
      this.hidden = status !== (beingRemoved ? 'DISABLE_IN_PROGRESS' : 'ENABLED');
      const shown = !beingRemoved || this.plan.verdicts.some(({ question, answer }) => question === 'members' && answer === 'to-do');
      await this.saveReleased(!this.hidden && shown);
    });
    this.administrators = administrators;
    this.end(action, outcome);
  }

  /** Nobody can read it once the administrator is gone, so it is saved before. */
  private async saveReleased(seen: boolean): Promise<void> {
    const { members, left } = this.released ?? {};
    const noneLeft = this.plan.detectorId === undefined || (members?.known === true && left?.length === 0);
    if (seen && noneLeft) await this.context.saveReleased(this.region);
  }

  private readDetector(detectorId: DetectorId): Promise<Fact<Detector>> {
    return readFact(() => this.context.administrator.asAdministrator(this.region).getDetector(detectorId));
  }
}

/** How one of the two steps ended, from the last reading. */
function outcomeOf(step: OffboardAction, { members, left, problem }: Released, interrupted: boolean): OffboardOutcome {
  if (members === undefined) {
    // Interrupted: nobody looked again, so accounts that were sent count as unconfirmed.
    const begun = interrupted && left.some(({ reason }) => reason !== 'not-attempted');
    return begun ? { status: 'partly-done', left } : { status: 'not-attempted', because: 'interrupted' };
  }
  if (!members.known) return { status: 'failed', problem: members.problem, left };
  const open = left.filter(({ relationshipStatus = '' }) => step.kind === 'delete-members' || isAssociated(relationshipStatus));
  if (open.length === 0) return { status: 'done' };
  const planned = step.kind === 'disassociate-members' || step.kind === 'delete-members' ? step.accounts.length : 0;
  const failed: Problem | undefined = open.length >= planned ? problem : undefined;
  return failed === undefined ? { status: 'partly-done', left: open } : { status: 'failed', problem: failed, left: open };
}

/** Carries out the plan of one Region. Nothing that goes wrong in it reaches another Region. */
export function applyRegion(context: ApplyContext, organization: OffboardOrganization, plan: OffboardRegionPlan): Promise<AppliedRegion> {
  return new RegionRun(context, organization, plan).run();
}
