import type { AccountId } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { Members, OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { Candidates } from '../plan/candidates';
import { accountsOf } from '../plan/outcome';
import { actionsOf } from '../plan/plan';
import type { RegionPlan } from '../plan/plan';
import { planRegion } from '../plan/plan-region';
import { maxBatch } from '../ports/guardduty';
import type { RegionRun } from './apply-region';
import type { ChosenRegion } from './choose-regions';
import { readFact } from './read-fact';
import { readRegion } from './read-region';
import type { RunContext } from './run-context';
import { growingPauses } from './waiting';

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

/** A setting made a moment ago may read back stale. */
function configurationIsStale(run: RegionRun, left: RegionPlan): boolean {
  const made = run.attempts.some(({ action, outcome }) => action.kind === 'configure-organization' && outcome.status === 'done');
  return made && actionsOf(left).some(({ kind }) => kind === 'configure-organization');
}

async function reread(
  run: RegionRun,
  snapshot: RegionSnapshot,
  accounts: readonly AccountId[],
  configuration: boolean,
): Promise<RegionSnapshot> {
  const { admin, detectorId } = run.state;
  const id = detectorId ?? (snapshot.detector?.known === true ? snapshot.detector.value?.id : undefined);
  if (id === undefined || snapshot.members?.known !== true) return snapshot;
  const members = new Map(snapshot.members.value);
  for (let start = 0; start < accounts.length; start += maxBatch) {
    const found: Members = await admin.getMembers(id, accounts.slice(start, start + maxBatch));
    for (const [accountId, status] of found) members.set(accountId, status);
  }
  return {
    ...snapshot,
    members: { known: true, value: members },
    ...(configuration ? { configuration: { known: true, value: await admin.describeConfiguration(id) } } : {}),
  };
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
  let snapshot = await readRegion(context, organization.managementAccountId, chosen);
  for (;;) {
    const current = snapshot;
    const plan = planRegion(settings, organization, candidates, current);
    if (plan.status === 'blocked' && plan.blocker.kind === 'unreadable') return { problem: plan.blocker.problem };
    const coming = onTheirWay(run, plan);
    const stale = configurationIsStale(run, plan);
    const left = deadline - clock.now();
    if ((coming.length === 0 && !stale) || left <= 0 || context.interrupted()) return { plan };
    emit({ type: 'waiting', region: chosen.region, waitingFor: 'members', left: coming.length });
    await clock.sleep(Math.min(nextPause(), left));
    const read = await readFact(() => reread(run, current, coming, stale));
    if (!read.known) return { problem: read.problem };
    snapshot = read.value;
  }
}
