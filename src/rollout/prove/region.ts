import type { AccountId } from '../../domain/ids';
import { mayBeApplied } from '../../domain/problem';
import { known, type Fact, type RegionSnapshot } from '../../domain/snapshot';
import { accountsOf, traits } from '../../plan/actions';
import type { RegionPlan } from '../../plan/plan';
import { planRegion, type RegionQuestion } from '../../plan/region';
import type { RegionRun } from '../apply/region';
import type { RunContext } from '../context';
import type { ChosenRegion } from '../read/choose-regions';
import { readFact } from '../read/fact';
import { otherSettings } from './other-settings';
import { growingPauses } from '../waiting';
import { refresh, rereadRegion, type Missing } from './reread-region';

/** Accounts that AWS has taken, or may have taken: they are on their way to `Enabled`. For others there is nothing to wait for. */
function onTheirWay(run: RegionRun, left: RegionPlan, snapshot: RegionSnapshot): readonly AccountId[] {
  const open = [...left.actions.flatMap(accountsOf), ...snapshot.unreadMembers];
  if (open.length === 0) return open;
  const taken = new Set<AccountId>();
  for (const { action, outcome } of run.attempts) {
    if (outcome.status !== 'done' && outcome.status !== 'partly-done') continue;
    for (const accountId of accountsOf(action)) taken.add(accountId);
    if (outcome.status !== 'partly-done') continue;
    for (const one of outcome.accounts) if (!mayBeApplied(one)) taken.delete(one.accountId);
  }
  return open.filter((accountId) => taken.has(accountId));
}

/** Whether a step that AWS accepted would still be planned, because its effect shows late. */
function showsLate(run: RegionRun, left: RegionPlan, part: (typeof traits)[keyof typeof traits]['readBack']): boolean {
  return run.attempts.some(
    ({ action: { kind }, outcome }) =>
      traits[kind].readBack === part &&
      (outcome.status === 'done' || outcome.status === 'partly-done') &&
      left.actions.some((action) => action.kind === kind),
  );
}

/** Members that were enrolled or restarted just now: the features that came with that may not show yet. */
function featuresArrive({ attempts }: RegionRun, left: RegionPlan): boolean {
  const enrolled = attempts.some(({ action, outcome }) => accountsOf(action).length > 0 && outcome.status !== 'not-attempted');
  const lacking = left.actions.some(({ kind }) => kind === 'configure-members');
  const unread = left.verdicts.some(
    ({ question, answer, accounts }) => question === 'member-feature' && answer === 'unknown' && accounts !== undefined,
  );
  return enrolled && (lacking || unread);
}

/** An export that this run set up, and that AWS does not show as asked and publishing yet. */
function exportArrives({ attempts }: RegionRun, left: RegionPlan): boolean {
  const written = attempts.some(
    ({ action, outcome }) => action.kind === 'export-findings' && outcome.status === 'done' && outcome.sent.length > 0,
  );
  return written && left.verdicts.some(({ question, answer }) => question === 'export' && answer !== 'as-asked');
}

/** What AWS has accepted and does not show yet. */
function stillMissing(run: RegionRun, left: RegionPlan, snapshot: RegionSnapshot): Missing {
  const unreadConfiguration = left.blocker?.kind === 'unreadable' && run.state.designatedNow;
  return {
    accounts: onTheirWay(run, left, snapshot),
    configuration: showsLate(run, left, 'configuration') || unreadConfiguration,
    administrator: showsLate(run, left, 'administrator'),
    features: showsLate(run, left, 'detector') || showsLate(run, left, 'member-features') || featuresArrive(run, left),
    exports: exportArrives(run, left),
  };
}

function isNothing({ accounts, configuration, administrator, features, exports }: Missing): boolean {
  return accounts.length === 0 && !configuration && !administrator && !features && !exports;
}

/**
 * Reads the Region again and plans again: answers that are all as asked are the proof. Waits for members to become enabled and for
 * settings to read back, up to `--wait`, asking only for what is still missing.
 */
export async function proveRegion(
  context: RunContext,
  question: RegionQuestion,
  run: RegionRun,
  chosen: ChosenRegion,
): Promise<Fact<RegionPlan>> {
  const { emit } = context;
  const { waiting } = run.state;
  const nextPause = growingPauses();
  let snapshot = await rereadRegion(context, question, run, chosen);
  for (;;) {
    const current = snapshot;
    const plan = planRegion(question, current);
    const missing = stillMissing(run, plan, current);
    const left = waiting.secondsLeft * 1000;
    if (isNothing(missing) || left <= 0 || context.interrupted()) {
      if (plan.blocker?.kind === 'unreadable') return { known: false, problem: plan.blocker.problem };
      return known({ ...plan, verdicts: [...plan.verdicts, ...otherSettings(run, current, question.organization.administratorId)] });
    }
    if (missing.administrator) emit({ type: 'waiting', region: chosen.region, waitingFor: 'administrator' });
    else if (missing.accounts.length === 0 && missing.exports) emit({ type: 'waiting', region: chosen.region, waitingFor: 'export' });
    else emit({ type: 'waiting', region: chosen.region, waitingFor: 'members', left: missing.accounts.length });
    await waiting.sleep(Math.min(nextPause(), left));
    const read = await readFact(() => refresh(question, run, current, missing));
    if (!read.known) return read;
    snapshot = read.value;
  }
}
