import type { OrganizationAccount } from '../../domain/account';
import type { AccountId } from '../../domain/ids';
import { problemOf } from '../../domain/problem';
import type { RegionAction } from '../../plan/actions';
import { accountsOf, type ActionOutcome, type Attempt } from '../../plan/outcome';
import { actionsOf, type RegionPlan } from '../../plan/plan';
import { associateMembers, restartMembers } from './associate-members';
import { configureMembers } from './configure-members';
import { configureDetector } from './configure-detector';
import { configureOrganization } from './configure-organization';
import { createDetector, createManagementDetector } from './create-detector';
import { designateAdministrator } from './designate-administrator';
import { requireManagement, type RegionState } from './region-state';
import type { RunContext } from '../context';

/** Without success in these, nothing that follows in the Region can work. */
const foundations: ReadonlySet<RegionAction['kind']> = new Set<RegionAction['kind']>(['designate-administrator', 'create-detector']);

async function perform(state: RegionState, action: RegionAction): Promise<ActionOutcome> {
  switch (action.kind) {
    case 'designate-administrator':
      return designateAdministrator(state, action);
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
    case 'associate-members':
      return associateMembers(state, action);
    case 'restart-members':
      return restartMembers(state, action);
    case 'enable-detector':
      await state.admin.enableDetector(action.detectorId);
      return { status: 'done' };
    case 'enable-management-detector':
      await requireManagement(state, 'UpdateDetector').enableDetector(action.detectorId);
      return { status: 'done' };
  }
}

/** Shared by the Regions of a run: once credentials have expired, no request of any Region can succeed. */
export interface Expiry {
  happened: boolean;
}

/**
 * Applies one Region's plan in its order and gives every action exactly one outcome. It never throws: what fails is an outcome, and only
 * what needs the failed step is not attempted.
 */
export class RegionRun {
  readonly attempts: Attempt<RegionAction>[] = [];
  readonly state: RegionState;
  private readonly queue: RegionAction[];
  private failedFoundation: RegionAction['kind'] | undefined;

  constructor(
    private readonly context: RunContext,
    readonly plan: RegionPlan,
    accounts: ReadonlyMap<AccountId, OrganizationAccount>,
    private readonly expiry: Expiry = { happened: false },
  ) {
    const { region, detectorId } = plan;
    this.queue = [...actionsOf(plan)];
    this.state = {
      context,
      region,
      accounts,
      admin: context.administrator.asAdministrator(region),
      management: context.management?.asManagement(region),
      detectorId,
      alone: false,
      mayBringMembers: false,
      designatedNow: false,
      managementDetectorDenied: context.management === undefined,
      configuration: undefined,
    };
  }

  get designates(): boolean {
    return actionsOf(this.plan).some(({ kind }) => kind === 'designate-administrator');
  }

  /** The designation only, until AWS reports it; tells whether it stands. */
  async designateAlone(): Promise<boolean> {
    this.state.alone = true;
    while (this.queue[0]?.kind === 'designate-administrator') await this.next();
    this.state.alone = false;
    return this.failedFoundation === undefined && !this.context.interrupted();
  }

  /** Everything that is left. */
  async finish(): Promise<void> {
    while (this.queue.length > 0) await this.next();
  }

  private async next(): Promise<void> {
    const action = this.queue.shift();
    if (action === undefined) return;
    const outcome = await this.attempt(action);
    if (outcome.status === 'failed' && outcome.problem.code === 'credentials-expired') this.expiry.happened = true;
    if (foundations.has(action.kind) && outcome.status !== 'done') this.failedFoundation ??= action.kind;
    this.attempts.push({ action, outcome });
    this.context.emit({ type: 'action-finished', region: this.plan.region, kind: action.kind, outcome });
  }

  private async attempt(action: RegionAction): Promise<ActionOutcome> {
    if (this.context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
    if (this.expiry.happened) return { status: 'not-attempted', because: 'credentials-ended' };
    if (this.failedFoundation !== undefined) return { status: 'not-attempted', because: this.failedFoundation };
    this.context.emit({ type: 'action-started', region: this.plan.region, kind: action.kind, accounts: accountsOf(action).length });
    try {
      return await perform(this.state, action);
    } catch (error) {
      return { status: 'failed', problem: problemOf(error) };
    }
  }
}
