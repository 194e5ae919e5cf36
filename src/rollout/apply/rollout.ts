import { AwsFailure, problemOf } from '../../domain/problem';
import { unknown, type OrganizationSnapshot } from '../../domain/snapshot';
import type { OrganizationAction } from '../../plan/actions';
import { failed, type ActionOutcome, type OrganizationAttempt } from '../../plan/outcome';
import type { Plan, RegionPlan } from '../../plan/plan';
import { isSettled, reportApplied, reportShown, type AppliedRegion, type RegionReport } from '../../plan/report';
import type { RegionQuestion } from '../../plan/region';
import type { RunContext } from '../context';
import { createGate } from '../in-parallel';
import { proveOrganization, type ProvenOrganization } from '../prove/organization';
import { proveRegion } from '../prove/region';
import type { ChosenRegion } from '../read/choose-regions';
import { pollUntil } from '../waiting';
import { RegionRun } from './region';

/** What applying a plan came to, from the last reading. */
export interface Applied {
  readonly proven: ProvenOrganization;
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
      return { status: 'done', sent: ['trusted-access'] };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code !== 'concurrent-change') return failed(problem);
      collision = failed(problem);
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

/** Reads back what a Region's actions came to; nothing is read where none was begun or the user wants to leave. */
async function reportOn(context: RunContext, question: RegionQuestion, run: RegionRun, chosen: ChosenRegion): Promise<AppliedRegion> {
  const { plan, attempts } = run;
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  if (context.interrupted() || !begun) return reportApplied({ plan, attempts, left: undefined });
  const left = await proveRegion(context, question, run, chosen).catch((error: unknown) => unknown<RegionPlan>(problemOf(error)));
  // What the last reading shows as asked has worked, whatever its answer was.
  const refuted = attempts.map(({ action, outcome }) =>
    outcome.status === 'failed' && left.known && isSettled(action.kind, left.value)
      ? { action, outcome: { ...outcome, refuted: true } }
      : { action, outcome },
  );
  return reportApplied({ plan, attempts: refuted, left });
}

/** Applies the plan, Region by Region, and proves each, and the organization as a whole. One Region's trouble never stops another. */
export async function applyRollout(
  context: RunContext,
  question: RegionQuestion,
  plan: Plan,
  chosen: readonly ChosenRegion[],
): Promise<Applied> {
  const { organization, candidates } = question;
  const organizationAttempts: OrganizationAttempt[] = [];
  for (const action of plan.organizationActions) {
    const outcome = await applyOrganizationAction(context, action);
    organizationAttempts.push({ action, outcome });
    context.emit({ type: 'action-finished', region: undefined, kind: action.kind, outcome });
  }

  const accounts = new Map(candidates.accounts.map((account) => [account.id, account]));
  const places = new Map(chosen.map((place) => [place.region, place]));
  const expiry = { happened: false };
  const runs = plan.regions.map((region) => new RegionRun(context, region, accounts, expiry));
  await makeFirstDesignation(runs, organization);

  // Proving is mostly waiting, so a Region that is being proven does not hold up the next one.
  const applying = createGate(context.settings.concurrency);
  const proving = createGate(context.settings.concurrency);
  let done = 0;
  const works = runs.map((run): { readonly applied: Promise<void>; readonly prove: () => Promise<RegionReport> } => {
    const place = places.get(run.plan.region);
    if (place === undefined || run.plan.actions.length === 0)
      return { applied: Promise.resolve(), prove: () => Promise.resolve(reportShown(run.plan)) };
    const applied = applying(() => run.finish());
    const prove = async (): Promise<RegionReport> => {
      await applied;
      return proving(async () => {
        await run.finishWaiting();
        return reportOn(context, question, run, place);
      });
    };
    return { applied, prove };
  });
  const report = async ({ prove }: (typeof works)[number]): Promise<RegionReport> => {
    const proven = await prove();
    done += 1;
    context.emit({ type: 'region-finished', report: proven, done, total: runs.length });
    return proven;
  };
  // The last write that concerns the organization is a designation, so that it is read while the last Regions are.
  const designated = runs.some(({ designates }) => designates);
  const [regions, proven] = await Promise.all([
    Promise.all(works.map(report)),
    Promise.all(works.map(({ applied }) => applied)).then(() => proveOrganization(context, organization, organizationAttempts, designated)),
  ]);
  return { proven, regions };
}
