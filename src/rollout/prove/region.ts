import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { OrganizationSnapshot, RegionSnapshot } from '../../domain/snapshot';
import type { RegionAction } from '../../plan/actions';
import type { Candidates } from '../../plan/candidates';
import { compareFeatures, featuresNotKept } from '../../plan/organization-features';
import { accountsOf } from '../../plan/outcome';
import { actionsOf, type RegionPlan } from '../../plan/plan';
import { planRegion } from '../../plan/region';
import type { RegionRun } from '../apply/region';
import type { ChosenRegion } from '../read/choose-regions';
import { readFact } from '../read/fact';
import { refresh, rereadRegion, type Missing } from './reread-region';
import type { RunContext } from '../context';
import { growingPauses } from '../waiting';

/** The plan of what is still missing, or the reason why that could not be read. */
export type Proof = { readonly plan: RegionPlan } | { readonly problem: Problem };

/** Accounts that AWS has taken and not refused: they are on their way to `Enabled`. For others it would be idle to wait. */
function onTheirWay(run: RegionRun, left: RegionPlan): readonly AccountId[] {
  const taken = new Set<AccountId>();
  for (const { action, outcome } of run.attempts) {
    if (outcome.status !== 'done' && outcome.status !== 'partly-done') continue;
    for (const accountId of accountsOf(action)) taken.add(accountId);
    if (outcome.status === 'partly-done') for (const { accountId } of outcome.accounts) taken.delete(accountId);
  }
  return actionsOf(left)
    .flatMap(accountsOf)
    .filter((accountId) => taken.has(accountId));
}

/** What was made a moment ago may read back stale: the step is done, and still a plan would make it. */
function readsBackStale(run: RegionRun, left: RegionPlan, ...kinds: readonly RegionAction['kind'][]): boolean {
  return kinds.some(
    (kind) =>
      run.attempts.some(({ action, outcome }) => action.kind === kind && outcome.status === 'done') &&
      actionsOf(left).some((action) => action.kind === kind),
  );
}

/** Members that were enrolled or restarted just now: the plans that came with that may not show yet. */
function plansArrive({ attempts }: RegionRun, left: RegionPlan): boolean {
  const enrolled = attempts.some(({ action, outcome }) => accountsOf(action).length > 0 && outcome.status !== 'not-attempted');
  const lacking = actionsOf(left).some(({ kind }) => kind === 'configure-members');
  const untold = (left.featureGaps ?? []).some(({ reason, accounts }) => reason === 'feature-members-unreadable' && accounts !== undefined);
  return enrolled && (lacking || untold);
}

/** What AWS has accepted and does not show yet. */
function stillMissing(run: RegionRun, left: RegionPlan): Missing {
  return {
    accounts: onTheirWay(run, left),
    configuration: readsBackStale(run, left, 'configure-organization'),
    administrator: readsBackStale(run, left, 'designate-administrator'),
    plans: readsBackStale(run, left, 'configure-detector', 'configure-members') || plansArrive(run, left),
  };
}

/** The plan, with the settings that AWS changed beside those that were asked for. A Region designated just now had none of anybody's. */
function withPlansNotKept({ settings }: RunContext, { state }: RegionRun, plan: RegionPlan, { configuration }: RegionSnapshot): RegionPlan {
  if (state.designatedNow || state.configuration === undefined || configuration?.known !== true) return plan;
  const { features } = state.configuration;
  const { features: wanted, migrateEksRuntimeMonitoring: migrate = false } = settings;
  const changes = wanted === undefined ? [] : compareFeatures(wanted, features, migrate).changes;
  const lost = featuresNotKept(features, changes, configuration.value.features);
  return lost.length === 0 ? plan : { ...plan, featureGaps: [...(plan.featureGaps ?? []), ...lost] };
}

/**
 * Reads the Region again and plans again: nothing left is the proof. Waits for members to become enabled and for settings to read back,
 * up to `--wait`, asking only for what is still missing.
 */
export async function proveRegion(
  context: RunContext,
  organization: OrganizationSnapshot,
  candidates: Candidates,
  run: RegionRun,
  chosen: ChosenRegion,
): Promise<Proof> {
  const { settings, clock, emit } = context;
  const deadline = clock.now() + settings.waitSeconds * 1000;
  const nextPause = growingPauses();
  let snapshot = await rereadRegion(context, organization, candidates, run, chosen);
  for (;;) {
    const current = snapshot;
    const plan = planRegion(settings, organization, candidates, current);
    if (plan.status === 'blocked' && plan.blocker.kind === 'unreadable') return { problem: plan.blocker.problem };
    const missing = stillMissing(run, plan);
    const nothing = missing.accounts.length === 0 && !missing.configuration && !missing.administrator && !missing.plans;
    const left = deadline - clock.now();
    if (nothing || left <= 0 || context.interrupted()) return { plan: withPlansNotKept(context, run, plan, current) };
    if (missing.administrator) emit({ type: 'waiting', region: chosen.region, waitingFor: 'administrator' });
    else emit({ type: 'waiting', region: chosen.region, waitingFor: 'members', left: missing.accounts.length });
    await clock.sleep(Math.min(nextPause(), left));
    const read = await readFact(() => refresh(run, current, missing));
    if (!read.known) return { problem: read.problem };
    snapshot = read.value;
  }
}
