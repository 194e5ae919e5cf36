import { CredentialsError, PreconditionError, ProvisionError, UsageError } from '../domain/errors';
import type { AccountId, Region } from '../domain/ids';
import { known, type CallerIdentity } from '../domain/snapshot';
import { describeObstacle, managementMissing, otherOrganization } from '../messages/offboard-refusals';
import type { ExitCode } from '../plan/exit-code';
import type { Clock } from '../ports/clock';
import type { EmitOffboard } from '../ports/offboard-events';
import type { OffboardIdentity } from '../ports/offboarding';
import { inParallel } from '../rollout/in-parallel';
import { assignRoles, type GivenIdentities } from '../rollout/read/assign-roles';
import { readFact } from '../rollout/read/fact';
import { applyOffboarding } from './apply/offboarding';
import { carriedFrom } from './carry-over/carried';
import type { CarryOver } from './carry-over/carry-over';
import type { ApplyContext, OffboardContext } from './context';
import { showRegion } from './plan/conclude';
import { offboardExitCode } from './plan/exit-code';
import type { EarlierRuns, OffboardOrganization, OffboardRegion } from './plan/facts';
import { isRaised } from './plan/lowering';
import { hasChanges, planOffboarding, type OffboardPlan } from './plan/plan';
import type { OffboardReport } from './plan/report';
import type { OffboardSettings } from './plan/settings';
import { readOrganization } from './read/organization';
import { readOffboardRegion } from './read/region';
import { findRegions } from './read/regions';
import { asAsked, gap } from './plan/verdicts';
import { refuseStranger } from './refuse';

/** Where the settings are saved that an off-boarding lowers. Every method throws `ProvisionError`. */
export interface CarryOverStore {
  readonly file: string;
  /** Finds out whether the file can be written and holds nothing else, without changing it. */
  check(): void;
  /** Adds to the file. Nothing in it becomes less. */
  save(carryOver: CarryOver): void;
  /** What is in the file already. Nothing where there is no such file. */
  earlierRuns(administratorId: AccountId): EarlierRuns;
  /** Adds a Region in which no member is left. */
  saveReleased(administratorId: AccountId, region: Region, at: Date): Promise<void>;
  /** Whether the file, read again, holds everything that this run has saved. */
  isIntact(): boolean;
}

/** What an off-boarding works with. */
export interface OffboardInput {
  readonly settings: OffboardSettings;
  readonly identities: GivenIdentities<OffboardIdentity>;
  readonly clock: Clock;
  readonly emit: EmitOffboard;
  readonly interrupted: () => boolean;
  readonly simulated: boolean;
  readonly carryOver: (organizationId: string) => CarryOverStore;
  /** Shows the plan and asks; only called when there is something to do. */
  readonly confirm: (organization: OffboardOrganization, plan: OffboardPlan, file: string) => Promise<boolean>;
}

/** How a run ended. */
export interface OffboardResult {
  readonly management: CallerIdentity;
  readonly administrator: CallerIdentity;
  readonly organization: OffboardOrganization;
  readonly facts: readonly OffboardRegion[];
  readonly plan: OffboardPlan;
  readonly report: OffboardReport;
  readonly exitCode: ExitCode;
  /** True when the user did not type the organization's id: nothing was changed. */
  readonly declined: boolean;
  readonly carryOver: { readonly file: string; readonly saved: boolean };
}

async function readAll(context: OffboardContext, description: Parameters<typeof readOrganization>[1], store: CarryOverStore) {
  const found = findRegions(context);
  const regions = found.then(async ({ places }) => {
    let done = 0;
    return inParallel(places, context.settings.concurrency, async (place) => {
      const facts = await readOffboardRegion(context, place);
      done += 1;
      context.emit({ type: 'region-read', done, total: places.length });
      return facts;
    });
  });
  const [organization, facts] = await Promise.all([readOrganization(context, description, found), regions]);
  return { organization: { ...organization, before: store.earlierRuns(context.administrator.caller.accountId) }, facts };
}

/**
 * Who acts. GuardDuty lets the management account itself be the administrator, although AWS advises against it: then one account acts as
 * both. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
async function establishRoles(settings: OffboardSettings, given: GivenIdentities<OffboardIdentity>) {
  const { management, administrator } = given;
  if (management === undefined || administrator?.caller.accountId !== management.caller.accountId) return assignRoles(settings, given);
  const description = await readFact(() => management.organization.describe());
  const both = description.known && description.value.managementAccountId === management.caller.accountId;
  return both ? { management, administrator, organization: description.value } : assignRoles(settings, given);
}

/**
 * The whole story: who is who, read, plan, save what will be lowered, ask, apply, prove.
 *
 * @throws ProvisionError only before anything was changed; later troubles are in the report
 */
export async function offBoard(input: OffboardInput): Promise<OffboardResult> {
  const { settings, clock, emit, interrupted } = input;
  const { management, administrator, organization: description } = await establishRoles(settings, input.identities);
  if (management === undefined) throw new CredentialsError(managementMissing);
  if (settings.confirmed !== undefined && settings.confirmed !== description.id) {
    throw new UsageError(otherOrganization(description.id, settings.confirmed));
  }
  const store = input.carryOver(description.id);
  const saveReleased = async (region: Region): Promise<void> => {
    try {
      await store.saveReleased(administrator.caller.accountId, region, new Date(clock.now()));
    } catch (error) {
      // The end of the run finds out, from the file.
      if (!(error instanceof ProvisionError)) throw error;
    }
  };
  const context: OffboardContext = { settings, clock, emit, interrupted, management, administrator, saveReleased };
  emit({ type: 'identities-established', management: management.caller, administrator: administrator.caller });

  const { organization, facts } = await readAll(context, description, store);
  const plan = planOffboarding(settings, organization, facts);
  const changes = hasChanges(plan);
  await refuseStranger(organization, facts, plan, () => management.organization.listTrustedServices());
  if (changes && plan.obstacle !== undefined) throw new PreconditionError(describeObstacle(plan.obstacle));

  const shown: OffboardReport = {
    interrupted: interrupted(),
    regions: plan.regions.map(showRegion),
    verdicts: plan.verdicts,
    attempts: plan.actions.map((action) => ({ action, outcome: null })),
  };
  const end = (report: OffboardReport, { declined = false, saved = false } = {}): OffboardResult => ({
    management: management.caller,
    administrator: administrator.caller,
    organization,
    facts,
    plan,
    report,
    exitCode: declined ? 2 : offboardExitCode(settings, report),
    declined,
    carryOver: { file: store.file, saved },
  });
  if (interrupted() || !changes) return end(shown);
  store.check();
  if (settings.mode === 'dry-run') return end(shown);
  if (!(await input.confirm(organization, plan, store.file)))
    return end({ ...shown, interrupted: interrupted() }, { declined: !interrupted() });

  const save = (regions: readonly OffboardRegion[]): void => {
    store.save(carriedFrom(organization, regions, { readAt: new Date(clock.now()), simulated: input.simulated }));
  };
  save(facts);
  emit({ type: 'settings-saved', file: store.file });
  const saveRaised: ApplyContext['saveRaised'] = (region, configuration) => {
    const read = facts.find((one) => one.region === region);
    if (read?.inside?.configuration?.known !== true || !isRaised(read.inside.configuration.value, configuration)) return;
    save([{ ...read, inside: { ...read.inside, configuration: known(configuration) } }]);
  };
  const report = await applyOffboarding({ ...context, saveRaised }, organization, facts, plan);
  const file = store.isIntact() ? asAsked('carry-over') : gap('carry-over', 'carry-over-lost');
  return end({ ...report, verdicts: [file, ...report.verdicts] }, { saved: true });
}
