import { memberCondition, needsNewRecord } from '../domain/member';
import type { AccountId } from '../domain/ids';
import { wordsOf, type Problem } from '../domain/problem';
import { weights, type AccountReason, type RegionReason } from '../domain/reasons';
import type { RegionAction } from './actions';
import { accountsOf, type Attempt, type RegionReport, type RegionStatus } from './outcome';
import { actionsOf, type RegionPlan } from './plan';
import type { AccountGap } from './gap';

/** The report of a Region in which nothing was applied: already right, blocked, or only shown. */
export function reportPlanned(plan: RegionPlan): RegionReport {
  const { region, detectorId, enabled, outsiders, excludedMembers, gaps, notEnabled, status, featureGaps } = plan;
  return {
    region,
    detectorId,
    enabled,
    outsiders,
    excludedMembers,
    gaps,
    notEnabled,
    ...(featureGaps === undefined ? {} : { featureGaps }),
    status,
    blocker: plan.status === 'blocked' ? plan.blocker : undefined,
    attempts: [],
    planned: actionsOf(plan),
    // Of a blocked Region it is not known which accounts are enabled in it.
    proven: plan.status !== 'blocked',
    unproven: undefined,
  };
}

/** What applying a Region's plan came to: the outcomes, and the plan of what is still missing, where that could be read. */
export interface AppliedRegion {
  readonly plan: RegionPlan;
  readonly attempts: readonly Attempt<RegionAction>[];
  /** Undefined: it was not read, or could not be: then {@link unproven} says why. */
  readonly left: RegionPlan | undefined;
  readonly unproven: Problem | undefined;
}

/** Accounts that AWS refused while a step was applied, with its words. */
function refusals(attempts: readonly Attempt<RegionAction>[]): Map<AccountId, AccountGap> {
  const found = new Map<AccountId, AccountGap>();
  for (const { action, outcome } of attempts) {
    if ((outcome.status === 'partly-done' || outcome.status === 'failed') && outcome.accounts !== undefined) {
      for (const finding of outcome.accounts) found.set(finding.accountId, finding);
    } else if (outcome.status === 'failed') {
      const words = wordsOf(outcome.problem);
      for (const accountId of accountsOf(action)) found.set(accountId, { accountId, reason: 'request-failed', ...words });
    } else if (outcome.status === 'not-attempted') {
      for (const accountId of accountsOf(action)) found.set(accountId, { accountId, reason: 'not-attempted' });
    }
  }
  return found;
}

/** What the record of an account says that AWS accepted, or did not answer for. */
function reasonOfRecord(relationshipStatus: string | undefined): AccountReason {
  if (relationshipStatus === undefined) return 'enabling';
  if (needsNewRecord(relationshipStatus)) return 'email-verification-failed';
  return memberCondition(relationshipStatus) === 'management-without-detector' ? 'management-without-detector' : 'enabling';
}

/** Every account that the last look found not enabled, with the best reason there is. One that was never sent cannot be on its way. */
function accountsLeft({ attempts }: AppliedRegion, left: RegionPlan, refused: ReadonlyMap<AccountId, AccountGap>) {
  const sent = new Set(attempts.flatMap(({ action }) => accountsOf(action)));
  const statuses = new Map<AccountId, string>();
  for (const action of actionsOf(left)) {
    if (action.kind === 'associate-members')
      for (const { accountId, relationshipStatus } of action.before) statuses.set(accountId, relationshipStatus);
  }
  const missing = actionsOf(left)
    .flatMap(accountsOf)
    .map((accountId): AccountGap => {
      const relationshipStatus = statuses.get(accountId);
      const record = relationshipStatus === undefined ? {} : { relationshipStatus };
      const refusal = refused.get(accountId);
      if (refusal !== undefined) return { ...refusal, ...record };
      return { accountId, reason: sent.has(accountId) ? reasonOfRecord(relationshipStatus) : 'not-attempted', ...record };
    });
  const words = ({ accountId, reason }: AccountGap): Partial<AccountGap> => {
    const refusal = refused.get(accountId);
    return refusal?.reason === reason ? refusal : {};
  };
  return [...left.notEnabled.map((finding) => ({ ...words(finding), ...finding })), ...missing];
}

/** What AWS accepted and does not show. */
const unconfirmed: Partial<Record<RegionAction['kind'], RegionReason>> = {
  'configure-organization': 'auto-enable-unconfirmed',
  'configure-detector': 'detector-settings-unconfirmed',
  'configure-members': 'member-features-unconfirmed',
};

/**
 * Why a Region is not done although nothing was refused: steps that were done and are not shown, and steps that only the last look found.
 * Those that failed, and accounts, tell for themselves.
 */
function unfinished(attempts: readonly Attempt<RegionAction>[], left: RegionPlan): readonly RegionReason[] {
  const found = actionsOf(left).flatMap((action): readonly RegionReason[] => {
    if (accountsOf(action).length > 0) return [];
    const outcome = attempts.find((attempt) => attempt.action.kind === action.kind)?.outcome;
    // Plans of members that were enrolled or restarted in this run are not among its steps: they come with the enrolment.
    if (outcome === undefined) return [action.kind === 'configure-members' ? 'member-features-unconfirmed' : 'more-left'];
    return outcome.status === 'done' ? [unconfirmed[action.kind] ?? 'more-left'] : [];
  });
  return [...new Set(found)];
}

/** The proof decides: what AWS now reports as right is done, whatever the answers on the way were. */
function statusOf({ attempts, left }: AppliedRegion, accounts: readonly AccountGap[]): RegionStatus {
  const outcomes = attempts.map(({ outcome }) => outcome.status);
  if (outcomes.every((status) => status === 'not-attempted')) return 'not-attempted';
  const something = outcomes.some((status) => status === 'done' || status === 'partly-done');
  if (left === undefined || left.status === 'blocked') return something ? 'partly-done' : 'failed';
  const open = new Set([...actionsOf(left), ...attempts.map(({ action }) => action)].flatMap(accountsOf));
  const openReasons = accounts.filter(({ accountId }) => open.has(accountId)).map(({ reason }) => weights[reason]);
  const onlyAccountsOpen = actionsOf(left).every((action) => accountsOf(action).length > 0);
  if (onlyAccountsOpen && openReasons.every((weight) => weight === 'fine')) return 'done';
  if (onlyAccountsOpen && openReasons.every((weight) => weight !== 'act')) return 'pending';
  return something ? 'partly-done' : 'failed';
}

/** The report of a Region to which its plan was applied. */
export function reportApplied(applied: AppliedRegion): RegionReport {
  const { plan, attempts, unproven } = applied;
  const left = applied.left?.status === 'blocked' ? undefined : applied.left;
  const refused = refusals(attempts);
  const found = left === undefined ? [...plan.notEnabled, ...refused.values()] : accountsLeft(applied, left, refused);
  const accounts = found.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const observed = left ?? plan;
  const refusedPlans = attempts.flatMap(({ outcome }) => (outcome.status === 'partly-done' ? (outcome.plans ?? []) : []));
  const plans = [...(observed.featureGaps ?? []), ...refusedPlans];
  return {
    ...(plans.length === 0 ? {} : { featureGaps: plans }),
    region: plan.region,
    detectorId: observed.detectorId,
    enabled: observed.enabled,
    // The proof asks for the accounts of the organization only.
    outsiders: plan.outsiders,
    excludedMembers: plan.excludedMembers,
    gaps: left === undefined ? observed.gaps : [...observed.gaps, ...unfinished(attempts, left)],
    notEnabled: accounts,
    status: statusOf(applied, accounts),
    blocker: applied.left?.status === 'blocked' ? applied.left.blocker : undefined,
    attempts,
    planned: [],
    proven: left !== undefined,
    unproven,
  };
}
