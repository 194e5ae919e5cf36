import type { OrganizationAccount } from '../../domain/account';
import type { AccountId } from '../../domain/ids';
import { HeldBack } from '../../domain/errors';
import { problemOf } from '../../domain/problem';
import { accountsOf, needs, traits, type RegionAction, type RegionActionKind } from '../../plan/actions';
import { failed, type ActionOutcome, type RegionAttempt } from '../../plan/outcome';
import type { RegionPlan } from '../../plan/plan';
import type { RunContext } from '../context';
import { associateMembers, restartMembers } from './associate-members';
import { configureDetector } from './configure-detector';
import { configureMembers } from './configure-members';
import { configureNewMembers } from './configure-new-members';
import { configureOrganization } from './configure-organization';
import { createDetector, createManagementDetector } from './create-detector';
import { designateAdministrator } from './designate-administrator';
import { exportFindings } from './export-findings';
import { WaitBudget } from '../waiting';
import { holdBackWrites, type Guarded } from './hold-back-writes';
import { requireManagement, whilePassing, type RegionState } from './region-state';

async function perform(state: RegionState, action: RegionAction, alone: boolean): Promise<ActionOutcome> {
  switch (action.kind) {
    case 'designate-administrator':
      return designateAdministrator(state, action, alone);
    case 'create-detector':
      return createDetector(state, action);
    case 'create-management-detector':
      return createManagementDetector(state);
    case 'configure-organization':
      return configureOrganization(state, action);
    case 'configure-detector':
      return configureDetector(state, action);
    case 'configure-members':
      return configureMembers(state, action);
    case 'configure-new-members':
      return configureNewMembers(state, action);
    case 'associate-members':
      return associateMembers(state, action);
    case 'restart-members':
      return restartMembers(state, action);
    case 'export-findings':
      return exportFindings(state);
    case 'enable-detector':
      await whilePassing(state, () => state.admin.enableDetector(action.detectorId));
      return { status: 'done', sent: ['detector'] };
    case 'enable-management-detector': {
      const management = requireManagement(state, 'UpdateDetector');
      await whilePassing(state, () => management.enableDetector(action.detectorId));
      return { status: 'done', sent: ['detector'] };
    }
  }
}

/**
 * Whether later steps may build on a step. Members get the levels of features that are in force when they are enrolled. So a configuration
 * that failed will do only where it was read and was about auto-enable alone, and one that AWS took in part unless a level that was to be
 * lowered stayed.
 */
function mayBuildOn(action: RegionAction, outcome: ActionOutcome, { readings }: RegionState): boolean {
  if (outcome.status === 'done') return true;
  if (action.kind !== 'configure-organization') return outcome.status === 'partly-done';
  if (outcome.status === 'failed') {
    return action.features.length === 0 && action.wanted === undefined && readings.configuration !== undefined;
  }
  if (outcome.status !== 'partly-done') return false;
  const refused = new Set(outcome.gaps.map(({ feature }) => feature));
  return !action.features.some(({ feature, lowers }) => lowers && refused.has(feature));
}

/** Shared by the Regions of a run: once credentials have expired, no request of any Region can succeed. */
export interface Expiry {
  happened: boolean;
}

/**
 * Applies one Region's plan in its order and gives every action exactly one outcome. It never throws an AwsFailure: what fails is an
 * outcome, and only what needs the failed step is not attempted.
 */
export class RegionRun {
  readonly state: RegionState;
  private readonly outcomes = new Map<RegionAction, ActionOutcome>();
  private readonly queue: RegionAction[];
  private readonly unsuccessful: RegionActionKind[] = [];
  private readonly guards: Guarded<object>[] = [];

  constructor(
    private readonly context: RunContext,
    readonly plan: RegionPlan,
    accounts: ReadonlyMap<AccountId, OrganizationAccount>,
    private readonly expiry: Expiry = { happened: false },
  ) {
    const { region, detectorId } = plan;
    this.queue = [...plan.actions];
    const guard = <Port extends object>(port: Port): Port => {
      const guarded = holdBackWrites(port, context.interrupted);
      this.guards.push(guarded);
      return guarded.port;
    };
    const management = context.management?.asManagement(region);
    this.state = {
      context,
      region,
      plan,
      accounts,
      admin: guard(context.administrator.asAdministrator(region)),
      management: management === undefined ? undefined : guard(management),
      readings: {},
      waiting: new WaitBudget(context.clock, context.settings.waitSeconds),
      detectorId,
      designatedNow: false,
      joined: [],
      managementDetector: context.management === undefined ? 'denied' : 'usable',
    };
  }

  /** What became of the steps so far, in the order of the plan. */
  get attempts(): readonly RegionAttempt[] {
    return this.plan.actions.flatMap((action) => {
      const outcome = this.outcomes.get(action);
      return outcome === undefined ? [] : [{ action, outcome }];
    });
  }

  get designates(): boolean {
    return this.plan.actions.some(({ kind }) => kind === 'designate-administrator');
  }

  /** The designation only, until AWS reports it. @returns whether it stands */
  async designateAlone(): Promise<boolean> {
    while (this.queue[0]?.kind === 'designate-administrator') await this.next(true);
    return this.unsuccessful.length === 0 && !this.context.interrupted();
  }

  /**
   * Everything that need not wait until accounts are enabled. The management account gets its detector meanwhile: only the enrolment of
   * accounts builds on that.
   */
  async finish(): Promise<void> {
    const aside: Promise<void>[] = [];
    for (let kind = this.queue[0]?.kind; kind !== undefined && kind !== 'configure-new-members'; kind = this.queue[0]?.kind) {
      if (traits[kind].enablesAccounts) await Promise.all(aside);
      const step = this.next(false);
      if (kind === 'create-management-detector') aside.push(step);
      else await step;
    }
    await Promise.all(aside);
  }

  /** What is left after {@link finish}. */
  async finishWaiting(): Promise<void> {
    while (this.queue.length > 0) await this.next(false);
  }

  private async next(alone: boolean): Promise<void> {
    const action = this.queue.shift();
    if (action === undefined) return;
    const outcome = await this.attempt(action, alone);
    if (outcome.status === 'failed' && outcome.problem.code === 'credentials-expired') this.expiry.happened = true;
    if (!mayBuildOn(action, outcome, this.state)) this.unsuccessful.push(action.kind);
    this.outcomes.set(action, outcome);
    this.context.emit({ type: 'action-finished', region: this.plan.region, kind: action.kind, outcome });
  }

  private async attempt(action: RegionAction, alone: boolean): Promise<ActionOutcome> {
    if (this.context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
    if (this.expiry.happened) return { status: 'not-attempted', because: 'credentials-ended' };
    const needed = this.unsuccessful.find((earlier) => needs(action.kind, earlier));
    if (needed !== undefined) return { status: 'not-attempted', because: needed };
    this.context.emit({ type: 'action-started', region: this.plan.region, kind: action.kind, accounts: accountsOf(action).length });
    const before = this.writesBegun;
    try {
      return await perform(this.state, action, alone);
    } catch (error) {
      if (!(error instanceof HeldBack)) return failed(problemOf(error));
      if (this.writesBegun === before) return { status: 'not-attempted', because: 'interrupted' };
      // Some of the step was sent. Nobody reads back how far it came.
      return { status: 'partly-done', sent: [], accounts: [], gaps: [] };
    }
  }

  private get writesBegun(): number {
    return this.guards.reduce((sum, { begun }) => sum + begun(), 0);
  }
}
