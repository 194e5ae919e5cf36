import type { ExportDestination } from '../domain/export';
import type { AccountId, DetectorId, Region } from '../domain/ids';
import type { RegionInsight } from '../domain/insight';
import type { Problem } from '../domain/problem';
import { weights, type AccountReason } from '../domain/reasons';
import { unknown, type Fact, type OrganizationConfiguration, type TrialsLeft } from '../domain/snapshot';
import { accountsLeft, accountsUnread } from './accounts-left';
import { traits, type RegionAction, type RegionActionKind } from './actions';
import { exportDifferences } from './export';
import { wordsOf, type AccountGap, type AwsWords } from './gap';
import type { OrganizationAttempt, RegionAttempt } from './outcome';
import { isInSync, type Blocker, type Plan, type RegionPlan } from './plan';
import { readings } from './readings';
import { allAsAsked, gap, subjectOf, unread, type Verdict } from './verdicts';

/**
 * How a Region ended. `in-sync`: everything is as asked, and nothing was to be done. `changes`: shown, not applied. `done`: applied, and
 * the last reading shows everything as asked. `pending`: applied, AWS has not finished. `partly-done`: some of it is not as asked, or not
 * proven. `failed`: none of it. `blocked`, `not-attempted`.
 */
export type RegionStatus = 'in-sync' | 'changes' | 'done' | 'partly-done' | 'failed' | 'blocked' | 'not-attempted' | 'pending';

/** What every report of a Region has. */
interface ReportBase {
  readonly region: Region;
  readonly status: RegionStatus;
  readonly detectorId: DetectorId | undefined;
  readonly blocker: Blocker | undefined;
  /** The answers of the last reading. */
  readonly verdicts: readonly Verdict[];
  /** Whether the last reading shows the members of the Region: then whoever is not in {@link notEnabled} is enabled. */
  readonly membersRead: boolean;
  /** Accounts of the rollout that are enabled members; undefined where the last reading does not show it of every account. */
  readonly enabled: number | undefined;
  /** Those of them that the last reading shows as enabled; undefined where it shows no members. */
  readonly seenEnabled: number | undefined;
  /** Every account that is not enabled or of which that is not known, and that no planned action will enable. Sorted by account. */
  readonly notEnabled: readonly AccountGap[];
  /** Undefined: not known. */
  readonly outsiders: number | undefined;
  readonly excludedMembers: readonly AccountId[];
  /** The organization's settings as the last reading shows them; undefined where there can be none yet, or nobody read them again. */
  readonly configuration: RegionPlan['configuration'];
  readonly trialsLeft: Fact<readonly TrialsLeft[]> | undefined;
  /** Where findings are exported to, from the last reading. */
  readonly exports: Fact<readonly ExportDestination[]> | undefined;
}

/** A Region in which nothing was applied: already right, blocked, or only shown. */
export interface ShownRegion extends ReportBase {
  readonly kind: 'shown';
  readonly planned: readonly RegionAction[];
}

/** A Region to which its plan was applied. */
export interface AppliedRegion extends ReportBase {
  readonly kind: 'applied';
  readonly attempts: readonly RegionAttempt[];
  /** Whether the result was read back; if that failed, why. Nothing is read back where nothing was begun or the user interrupted. */
  readonly proof: 'read' | 'not-read' | Problem;
}

/** How one Region ended, whether its plan was applied or only shown. */
export type RegionReport = ShownRegion | AppliedRegion;

/** The report of a whole run. */
export interface RolloutReport {
  readonly interrupted: boolean;
  /** The answers about the organization, from the last reading. */
  readonly verdicts: readonly Verdict[];
  readonly organizationAttempts: readonly OrganizationAttempt[];
  readonly organizationPlanned: Plan['organizationActions'];
  readonly regions: readonly RegionReport[];
  /** What was read for the report alone, by Region; empty where nobody asked for it. */
  readonly insights: ReadonlyMap<Region, RegionInsight>;
}

/** The attempts at a Region; none where nothing was applied. */
export function attemptsOf(report: RegionReport): readonly RegionAttempt[] {
  return report.kind === 'applied' ? report.attempts : [];
}

/** The actions that were only shown. */
export function plannedOf(report: RegionReport): readonly RegionAction[] {
  return report.kind === 'shown' ? report.planned : [];
}

function observed(plan: RegionPlan): Omit<ReportBase, 'status'> {
  const { region, detectorId, blocker, verdicts, membersRead, enabled, seenEnabled, notEnabled, outsiders, excludedMembers, ...others } =
    plan;
  const { configuration, trialsLeft, exports } = others;
  return {
    region,
    detectorId,
    blocker,
    verdicts,
    membersRead,
    enabled,
    seenEnabled,
    notEnabled,
    outsiders,
    excludedMembers,
    configuration,
    trialsLeft,
    exports,
  };
}

/** The report of a Region in which nothing was applied. */
export function reportShown(plan: RegionPlan): ShownRegion {
  const status = plan.blocker !== undefined ? 'blocked' : plan.actions.length > 0 ? 'changes' : isInSync(plan) ? 'in-sync' : 'partly-done';
  return { ...observed(plan), kind: 'shown', status, planned: plan.actions };
}

/** What applying a Region's plan came to. */
export interface Applied {
  readonly plan: RegionPlan;
  readonly attempts: readonly RegionAttempt[];
  /** The plan of what is still missing, from a reading after the last write; the problem where it failed, undefined where nothing was read. */
  readonly left: Fact<RegionPlan> | undefined;
}

/** Why an answer is still `to-do` after the step that should have settled it. */
function unsettled(verdict: Verdict & { readonly answer: 'to-do' }, attempts: readonly RegionAttempt[], left?: RegionPlan): Verdict {
  const { action: kind } = verdict;
  const subject = subjectOf(verdict);
  if (kind === 'enable-trusted-access') return gap(subject, 'more-left');
  const outcome = attempts.find(({ action }) => action.kind === kind)?.outcome;
  if (outcome === undefined) return gap(subject, kind === 'configure-members' ? traits[kind].unconfirmed : 'more-left');
  if (outcome.status === 'failed') return gap(subject, 'request-failed', wordsOf(outcome.problem));
  if (outcome.status === 'not-attempted') return gap(subject, 'not-attempted');
  const shown = left?.actions.find((action) => action.kind === 'export-findings');
  const details = kind === 'export-findings' && shown !== undefined ? exportDifferences(shown) : {};
  return gap(subject, traits[kind].unconfirmed, details);
}

const configuresMembers: ReadonlySet<RegionActionKind> = new Set<RegionActionKind>(['configure-members', 'configure-new-members']);

/** Members whose features AWS did not change, in its words, and the accounts that these verdicts name. */
function refusedMembers(attempts: readonly RegionAttempt[]): readonly Verdict[] {
  const groups = new Map<
    string,
    { readonly one: { readonly reason: AccountReason; readonly words: AwsWords }; readonly accounts: AccountId[] }
  >();
  for (const { action, outcome } of attempts) {
    if (!configuresMembers.has(action.kind) || !('accounts' in outcome)) continue;
    for (const { accountId, reason, ...words } of outcome.accounts) {
      const key = `${reason} ${words.awsMessage ?? ''}`;
      const group = groups.get(key) ?? { one: { reason, words }, accounts: [] };
      group.accounts.push(accountId);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ one, accounts }) => gap({ question: 'member-feature', accounts }, one.reason, one.words));
}

const isFor = (verdict: Verdict, kind: RegionActionKind): boolean => verdict.answer === 'to-do' && verdict.action === kind;

/** An answer after an interruption: what a step that was begun has changed, or may have changed, is not known. */
function notReadBack(verdict: Verdict, attempts: readonly RegionAttempt[], region: Region): Verdict {
  const { part, action: operation } = readings[verdict.question];
  const begun = attempts.some(
    ({ action: { kind }, outcome }) => outcome.status !== 'not-attempted' && (traits[kind].readBack === part || isFor(verdict, kind)),
  );
  if (begun) return unread(subjectOf(verdict), { code: 'not-read-back', action: operation, region });
  return verdict.answer === 'to-do' ? unsettled(verdict, attempts) : verdict;
}

const aboutMembers = (verdict: Verdict): boolean => verdict.question === 'members';

/** The answers after the last reading: nothing is `to-do` any more, for nothing more is done in this run. */
function finalVerdicts(left: RegionPlan, attempts: readonly RegionAttempt[], accounts: readonly AccountGap[]): readonly Verdict[] {
  const refused = [
    ...attempts.flatMap(({ outcome }) => (outcome.status === 'partly-done' ? outcome.gaps : [])),
    ...refusedMembers(attempts),
  ];
  const places = new Set(refused.map(({ question, feature, additional }) => [question, feature, additional].join(' ')));
  const settled = left.verdicts
    .filter((verdict) => !aboutMembers(verdict) || verdict.answer === 'as-asked' || verdict.answer === 'unknown')
    // Accounts that are still to be enrolled are open for that reason.
    .filter((verdict) => verdict.answer !== 'to-do' || verdict.action !== 'configure-new-members')
    // What AWS refused is said in its words.
    .filter(({ question, feature, additional, answer }) => answer !== 'to-do' || !places.has([question, feature, additional].join(' ')))
    .map((verdict) => (verdict.answer === 'to-do' ? unsettled(verdict, attempts, left) : verdict));
  const open = accounts.filter(({ reason }) => ['act', 'pending'].includes(weights[reason])).map(({ accountId }) => accountId);
  return [...settled, ...refused, ...(open.length === 0 ? [] : [gap({ question: 'members', accounts: open }, 'members-not-enabled')])];
}

/** The last reading decides: what it shows as asked is done, whatever the answers on the way were. */
function statusOf(attempts: readonly RegionAttempt[], left: RegionPlan | undefined, report: Omit<ReportBase, 'status'>): RegionStatus {
  const outcomes = attempts.map(({ outcome }) => outcome.status);
  if (outcomes.every((status) => status === 'not-attempted')) return 'not-attempted';
  const something = outcomes.some((status) => status === 'done' || status === 'partly-done');
  if (left === undefined || left.blocker !== undefined) return something ? 'partly-done' : 'failed';
  if (allAsAsked(report.verdicts)) return 'done';
  const othersAreFine = allAsAsked(report.verdicts.filter((verdict) => !aboutMembers(verdict)));
  const onlyPending =
    report.notEnabled.every(({ reason }) => ['fine', 'pending'].includes(weights[reason])) &&
    report.verdicts.every(({ answer }) => answer !== 'unknown');
  if (othersAreFine && onlyPending) return 'pending';
  return something ? 'partly-done' : 'failed';
}

/** The report of a Region whose result was not read back: only what was refused is known. */
function reportUnread(applied: Applied, problem: Problem | undefined): AppliedRegion {
  const { plan, attempts, left } = applied;
  const accounts = accountsUnread(plan, attempts);
  const verdicts: readonly Verdict[] =
    problem === undefined
      ? plan.verdicts.map((verdict) => notReadBack(verdict, attempts, plan.region))
      : [unread({ question: 'region' }, problem)];
  // Where nothing was begun, the first reading still holds.
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  const unreadNow = problem === undefined ? undefined : unknown<OrganizationConfiguration>(problem);
  const report = {
    ...observed(plan),
    verdicts,
    membersRead: !begun && plan.membersRead,
    enabled: begun ? undefined : plan.enabled,
    seenEnabled: begun ? undefined : plan.seenEnabled,
    configuration: begun ? unreadNow : plan.configuration,
    notEnabled: accounts,
  };
  const proof = problem ?? (left === undefined ? 'not-read' : 'read');
  return { ...report, kind: 'applied', attempts, proof, status: statusOf(attempts, undefined, report) };
}

/** The report of a Region to which its plan was applied. */
export function reportApplied(applied: Applied): AppliedRegion {
  const { plan, attempts, left } = applied;
  if (left === undefined) return reportUnread(applied, undefined);
  if (!left.known) return reportUnread(applied, left.problem);
  if (left.value.blocker !== undefined) {
    const { blocker, verdicts, configuration } = left.value;
    const accounts = accountsUnread(plan, attempts);
    const report = {
      ...observed(plan),
      blocker,
      verdicts,
      configuration,
      membersRead: false,
      enabled: undefined,
      seenEnabled: undefined,
      notEnabled: accounts,
    };
    return { ...report, kind: 'applied', attempts, proof: 'read', status: statusOf(attempts, left.value, report) };
  }
  const accounts = accountsLeft(attempts, left.value);
  const report = {
    ...observed(left.value),
    verdicts: finalVerdicts(left.value, attempts, accounts),
    notEnabled: accounts,
    // The proof asks for the accounts of the organization only.
    outsiders: plan.outsiders,
    excludedMembers: plan.excludedMembers,
    trialsLeft: plan.trialsLeft,
  };
  return { ...report, kind: 'applied', attempts, proof: 'read', status: statusOf(attempts, left.value, report) };
}

/** Whether the last reading shows that nothing is left of a step. */
export function isSettled(kind: RegionActionKind, left: RegionPlan): boolean {
  return left.blocker === undefined && !left.actions.some((action) => action.kind === kind);
}
