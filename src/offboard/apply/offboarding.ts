import { problemOf, type Problem } from '../../domain/problem';
import type { Fact, RegionAdministrator } from '../../domain/snapshot';
import type { Region } from '../../domain/ids';
import { createGate, inParallel } from '../../rollout/in-parallel';
import { readFact } from '../../rollout/read/fact';
import { pollUntil } from '../../rollout/waiting';
import type { ApplyContext, OffboardContext } from '../context';
import type { DeregisterAdministrator } from '../plan/actions';
import { concludeRegion, showRegion } from '../plan/conclude';
import type { OffboardOrganization, OffboardRegion } from '../plan/facts';
import type { OffboardPlan } from '../plan/plan';
import type { OffboardRegionPlan } from '../plan/region';
import type { OffboardAttempt, OffboardOutcome, OffboardRegionReport, OffboardReport } from '../plan/report';
import { asAsked, gap, unread, type OffboardVerdict } from '../plan/verdicts';
import { applyRegion, type AppliedRegion } from './region';
import { isPassing } from './trouble';

/** How long another writer to the organization is waited for, in seconds. */
const collisionSeconds = 30;

/** Ends one registration, from a reading before each attempt, until AWS no longer shows it. */
async function deregister(
  context: OffboardContext,
  { accountId, servicePrincipal, kind }: DeregisterAdministrator,
): Promise<OffboardOutcome> {
  const { management } = context;
  context.emit({ type: 'action-started', region: undefined, kind });
  let problem: Problem | undefined;
  let accepted = false;
  const proceed = async (): Promise<OffboardOutcome | undefined> => {
    for (let sent = false; ; sent = true) {
      const registered = await readFact(() => management.organization.listRegisteredAdministrators(servicePrincipal));
      if (registered.known && !registered.value.includes(accountId)) return { status: 'done' };
      if (!registered.known) ({ problem } = registered);
      if (context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
      if (sent || accepted || !registered.known) break;
      try {
        await management.releasing.organization.deregisterAdministrator(accountId, servicePrincipal);
        accepted = true;
        problem = undefined;
      } catch (error) {
        problem = problemOf(error);
      }
    }
    return problem === undefined || isPassing(problem.code) ? undefined : { status: 'failed', problem };
  };
  const outcome = await pollUntil(context, Math.min(collisionSeconds, context.settings.waitSeconds), proceed);
  const unconfirmed: Problem = {
    code: 'not-reported',
    action: 'organizations:DeregisterDelegatedAdministrator',
    accountId: management.caller.accountId,
  };
  return outcome ?? { status: 'failed', problem: problem ?? unconfirmed };
}

function registrationAfter(verdict: OffboardVerdict, outcome: OffboardOutcome | undefined): OffboardVerdict {
  const { servicePrincipal } = verdict;
  const place = servicePrincipal === undefined ? {} : { servicePrincipal };
  if (outcome === undefined) return verdict;
  switch (outcome.status) {
    case 'done':
      return { ...asAsked('registration'), ...place };
    case 'failed': {
      const { problem } = outcome;
      if (problem.action !== 'organizations:DeregisterDelegatedAdministrator') return { ...unread('registration', problem), ...place };
      const reason = problem.code === 'not-reported' ? 'registration-unconfirmed' : 'registration-refused';
      return { ...gap('registration', reason, { problem }), ...place };
    }
    case 'partly-done':
    case 'not-attempted':
      return {
        ...gap(
          'registration',
          outcome.status === 'not-attempted' && outcome.because === 'interrupted' ? 'not-attempted' : 'registration-stays',
        ),
        ...place,
      };
  }
}

type LastLook = ReadonlyMap<Region, Fact<readonly RegionAdministrator[]>>;

/** Who is designated in every open Region, right before the registration ends. */
async function lookAgain(context: OffboardContext, facts: readonly OffboardRegion[]): Promise<LastLook> {
  const open = facts.filter(({ closed }) => closed === undefined);
  const found = await inParallel(open, context.settings.concurrency, async ({ region }) => {
    const administrators = await readFact(() => context.management.asManagement(region).listAdministrators());
    return [region, administrators] as const;
  });
  return new Map(found);
}

function isFree(fact: Fact<readonly RegionAdministrator[]>, accountId: string): boolean {
  return fact.known && fact.value.every((one) => one.accountId !== accountId);
}

/** Every Region of the plan, applied at the same time. */
function applyRegions(context: ApplyContext, organization: OffboardOrganization, plan: OffboardPlan): Promise<readonly AppliedRegion[]> {
  const gate = createGate(context.settings.concurrency);
  const changing = plan.regions.filter(({ actions }) => actions.length > 0);
  let done = 0;
  return Promise.all(
    changing.map(async (region: OffboardRegionPlan) => {
      const applied = await gate(() => applyRegion(context, organization, region));
      done += 1;
      const report = concludeRegion(organization, region, applied.attempts, applied);
      context.emit({ type: 'region-finished', report, done, total: changing.length });
      return applied;
    }),
  );
}

/** Carries the plan out, Region by Region, and ends the registration where every Region is known to be free. */
export async function applyOffboarding(
  context: ApplyContext,
  organization: OffboardOrganization,
  facts: readonly OffboardRegion[],
  plan: OffboardPlan,
): Promise<OffboardReport> {
  const { administratorId } = organization;
  const applied = new Map((await applyRegions(context, organization, plan)).map((one) => [one.plan.region, one]));
  const report = (look: LastLook): readonly OffboardRegionReport[] =>
    plan.regions.map((region) => {
      const one = applied.get(region.region);
      const seen = look.get(region.region);
      if (one === undefined && (seen === undefined || isFree(seen, administratorId))) return showRegion(region);
      const reading = {
        members: undefined,
        left: [],
        hidden: false,
        detector: undefined,
        ...one,
        administrators: seen ?? one?.administrators,
      };
      return concludeRegion(organization, region, one?.attempts ?? [], reading);
    });
  const regions = report(new Map());
  const attempts: OffboardAttempt<DeregisterAdministrator>[] = [];
  const seemFree = regions.every(({ standing }) => standing === 'free');
  const look = plan.actions.length > 0 && seemFree && !context.interrupted() ? await lookAgain(context, facts) : undefined;
  const free = look !== undefined && [...look.values()].every((fact) => isFree(fact, administratorId));
  for (const action of plan.actions) {
    const because = context.interrupted() ? 'interrupted' : 'regions-left';
    const outcome: OffboardOutcome =
      free && !context.interrupted() ? await deregister(context, action) : { status: 'not-attempted', because };
    context.emit({ type: 'action-finished', region: undefined, action, outcome });
    attempts.push({ action, outcome });
  }
  return {
    interrupted: context.interrupted(),
    regions: look === undefined ? regions : report(look),
    verdicts: plan.verdicts.map((verdict) =>
      registrationAfter(verdict, attempts.find(({ action }) => action.servicePrincipal === verdict.servicePrincipal)?.outcome ?? undefined),
    ),
    attempts,
  };
}
