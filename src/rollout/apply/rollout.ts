import { AwsFailure, problemOf } from '../../domain/problem';
import type { OrganizationSnapshot } from '../../domain/snapshot';
import type { OrganizationAction, RegionAction } from '../../plan/actions';
import type { Candidates } from '../../plan/candidates';
import type { ActionOutcome, Attempt, RegionReport } from '../../plan/outcome';
import { actionsOf, type Plan, type RegionPlan } from '../../plan/plan';
import { reportApplied, reportPlanned } from '../../plan/report';
import { RegionRun } from './region';
import type { ChosenRegion } from '../read/choose-regions';
import { createGate } from '../in-parallel';
import { proveOrganization } from '../prove/organization';
import { proveRegion } from '../prove/region';
import type { RunContext } from '../context';
import { pollUntil } from '../waiting';

/** What applying a plan came to. */
export interface Applied {
  readonly organizationAttempts: readonly Attempt<OrganizationAction>[];
  readonly regions: readonly RegionReport[];
}

/** How long another writer to the organization is waited for, in seconds. */
const collisionSeconds = 30;

async function applyOrganizationAction(context: RunContext, { kind, servicePrincipal }: OrganizationAction): Promise<ActionOutcome> {
  if (context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
  context.emit({ type: 'action-started', region: undefined, kind, accounts: 0 });
  let collision: ActionOutcome | undefined;
  const outcome = await pollUntil<ActionOutcome>(context, Math.min(collisionSeconds, context.settings.waitSeconds), async () => {
    try {
      if (context.management === undefined) throw new AwsFailure({ code: 'access-denied', action: 'organizations:EnableAWSServiceAccess' });
      await context.management.organization.enableTrustedAccess(servicePrincipal);
      return { status: 'done' };
    } catch (error) {
      const failed: ActionOutcome = { status: 'failed', problem: problemOf(error) };
      if (failed.problem.code !== 'concurrent-change') return failed;
      collision = failed;
      return undefined;
    }
  });
  return outcome ?? collision ?? { status: 'not-attempted', because: 'interrupted' };
}

/**
 * The first designation of all registers the administrator with the organization, and simultaneous ones refuse each other: of 17 at once,
 * one worked (https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778). So Regions are tried one after the other,
 * the home Region first, until one stands; an administrator registered earlier needs no such care.
 */
async function makeFirstDesignation(runs: readonly RegionRun[], { registeredAdministrators, administratorId }: OrganizationSnapshot) {
  if (registeredAdministrators.known && registeredAdministrators.value.includes(administratorId)) return;
  for (const run of runs.filter(({ designates }) => designates)) if (await run.designateAlone()) return;
}

/** Steps that failed, as far as the answers told, and of which the proof has found nothing left. */
function withRefuted(attempts: readonly Attempt<RegionAction>[], left: RegionPlan | undefined): readonly Attempt<RegionAction>[] {
  if (left === undefined || left.status === 'blocked') return attempts;
  const open = new Set(actionsOf(left).map(({ kind }) => kind));
  return attempts.map((attempt) => {
    const { action, outcome } = attempt;
    return outcome.status === 'failed' && !open.has(action.kind) ? { action, outcome: { ...outcome, refuted: true } } : attempt;
  });
}

/** Reads back what a Region's actions came to; nothing is read where none was begun or the user wants to leave. */
async function reportOn(
  context: RunContext,
  organization: OrganizationSnapshot,
  candidates: Candidates,
  run: RegionRun,
  chosen: ChosenRegion,
): Promise<RegionReport> {
  const { plan, attempts } = run;
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  if (context.interrupted() || !begun) return reportApplied({ plan, attempts, left: undefined, unproven: undefined });
  const proof = await proveRegion(context, organization, candidates, run, chosen);
  const left = 'plan' in proof ? proof.plan : undefined;
  return reportApplied({ plan, attempts: withRefuted(attempts, left), left, unproven: 'problem' in proof ? proof.problem : undefined });
}

/** Applies the plan, Region by Region, and proves each, then the organization. One Region's trouble never stops another. */
export async function applyRollout(
  context: RunContext,
  organization: OrganizationSnapshot,
  candidates: Candidates,
  plan: Plan,
  chosen: readonly ChosenRegion[],
): Promise<Applied> {
  const attempts: Attempt<OrganizationAction>[] = [];
  for (const action of plan.organizationActions) {
    const outcome = await applyOrganizationAction(context, action);
    attempts.push({ action, outcome });
    context.emit({ type: 'action-finished', region: undefined, kind: action.kind, outcome });
  }

  const accounts = new Map(candidates.accounts.map((account) => [account.id, account]));
  const places = new Map(chosen.map((place) => [place.region, place]));
  const expiry = { happened: false };
  const runs = plan.regions.map((region) => new RegionRun(context, region, accounts, expiry));
  await makeFirstDesignation(runs, organization);

  // Proving is mostly waiting, so a Region that is being proven does not keep the next one from being worked on.
  const applying = createGate(context.settings.concurrency);
  const proving = createGate(context.settings.concurrency);
  let done = 0;
  const work = async (run: RegionRun): Promise<RegionReport> => {
    const place = places.get(run.plan.region);
    if (place === undefined || run.plan.status !== 'changes') return reportPlanned(run.plan);
    await applying(() => run.finish());
    return proving(() => reportOn(context, organization, candidates, run, place));
  };
  const regions = await Promise.all(
    runs.map(async (run) => {
      const report = await work(run);
      done += 1;
      context.emit({ type: 'region-finished', report, done, total: runs.length });
      return report;
    }),
  );
  return { organizationAttempts: await proveOrganization(context, attempts), regions };
}
