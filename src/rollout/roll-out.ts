import type { CallerIdentity, ClosedRegions, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { chooseCandidates } from '../plan/candidates';
import { exitCodeOf, type ExitCode } from '../plan/exit-code';
import { hasChanges, type Plan, type RegionPlan } from '../plan/plan';
import { organizationVerdicts, planOrganization } from '../plan/organization';
import { planRegion, type RegionQuestion } from '../plan/region';
import { reportShown, type RolloutReport } from '../plan/report';
import { applyRollout } from './apply/rollout';
import { assignRoles, type GivenIdentities } from './read/assign-roles';
import { chooseRegions, type ChosenRegion } from './read/choose-regions';
import { inParallel } from './in-parallel';
import { readInsights } from './read/insight';
import { readOrganization } from './read/organization';
import { readRegion } from './read/region';
import type { RunContext } from './context';

/** What a run works with: who, and the collaborators. */
export type RolloutInput = Omit<RunContext, 'management' | 'administrator'> & {
  readonly identities: GivenIdentities;
  /** Shows the plan and asks; only called when there is something to apply. */
  readonly confirm: (organization: OrganizationSnapshot, plan: Plan) => Promise<boolean>;
};

/** How a run ended. */
export interface RolloutResult {
  readonly management: CallerIdentity | undefined;
  readonly administrator: CallerIdentity;
  readonly organization: OrganizationSnapshot;
  readonly plan: Plan;
  readonly report: RolloutReport;
  readonly exitCode: ExitCode;
  /** True when the user said no: nothing was changed. */
  readonly declined: boolean;
}

async function readRegions(
  context: RunContext,
  managementAccountId: OrganizationSnapshot['managementAccountId'],
  chosen: readonly ChosenRegion[],
) {
  let done = 0;
  return inParallel(chosen, context.settings.concurrency, async (place) => {
    const snapshot = await readRegion(context, managementAccountId, place);
    done += 1;
    context.emit({ type: 'region-read', region: place.region, done, total: chosen.length });
    return snapshot;
  });
}

/** Plans Region by Region, and lets progress and signals through between them: 50,000 accounts take some milliseconds in each. */
async function planRegions(
  question: RegionQuestion,
  snapshots: readonly RegionSnapshot[],
  closed: readonly ClosedRegions[],
): Promise<Plan> {
  const regions: RegionPlan[] = [];
  for (const snapshot of snapshots) {
    regions.push(planRegion(question, snapshot));
    await nextTurn();
  }
  return planOrganization(question, regions, snapshots, closed);
}

/**
 * The whole story: establish who is who, read, plan, ask, apply, prove. Regions are read while accounts are still being listed.
 *
 * @throws ProvisionError only before anything was changed; later troubles are in the report
 */
export async function rollOut(input: RolloutInput): Promise<RolloutResult> {
  const { settings, emit, identities, confirm, interrupted } = input;
  const { management, administrator, organization: description } = await assignRoles(settings, identities);
  const context: RunContext = { settings, clock: input.clock, emit, interrupted, management, administrator };
  emit({ type: 'identities-established', management: management?.caller, administrator: administrator.caller });

  const [organization, { chosen, closed, snapshots }] = await Promise.all([
    readOrganization(context, description),
    chooseRegions(context).then(async (choice) => ({
      ...choice,
      snapshots: await readRegions(context, description.managementAccountId, choice.chosen),
    })),
  ]);
  emit({ type: 'organization-read', organization, regions: chosen.map(({ region }) => region) });
  const question = { settings, organization, candidates: chooseCandidates(organization) };
  const plan = await planRegions(question, snapshots, closed);
  emit({ type: 'plan-computed', plan });

  const end = async (ended: Omit<RolloutReport, 'insights'>, declined = false): Promise<RolloutResult> => {
    const places = declined
      ? []
      : ended.regions.flatMap(({ region, detectorId }) => (detectorId === undefined ? [] : [{ region, detectorId }]));
    const report = { ...ended, insights: await readInsights(context, places) };
    emit({ type: 'rollout-finished', report });
    return {
      management: management?.caller,
      administrator: administrator.caller,
      organization,
      plan,
      report,
      exitCode: declined ? 2 : exitCodeOf(settings, report),
      declined,
    };
  };
  const shown = {
    verdicts: plan.verdicts,
    organizationAttempts: [],
    organizationPlanned: plan.organizationActions,
    regions: plan.regions.map(reportShown),
  };
  if (interrupted()) return end({ ...shown, interrupted: true });
  if (settings.mode !== 'apply' || !hasChanges(plan)) return end({ ...shown, interrupted: false });
  if (!(await confirm(organization, plan))) return end({ ...shown, interrupted: interrupted() }, !interrupted());

  const { proven, regions } = await applyRollout(context, question, plan, chosen);
  return end({
    verdicts: organizationVerdicts(settings, proven.organization, snapshots, management === undefined ? 'cannot' : 'has-granted'),
    organizationAttempts: proven.attempts,
    organizationPlanned: [],
    regions,
    interrupted: interrupted(),
  });
}
