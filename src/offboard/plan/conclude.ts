import type { Problem } from '../../domain/problem';
import type { Detector, Fact, Members, RegionAdministrator } from '../../domain/snapshot';
import { actionOf, type OffboardActionKind } from './actions';
import type { OffboardOrganization } from './facts';
import { isGone, sortRecords } from './members';
import type { OffboardRegionPlan } from './region';
import type { OffboardAttempt, OffboardRegionReport, OffboardStatus } from './report';
import { asAsked, gap, unread, unseen, type LeftMember, type OffboardVerdict } from './verdicts';

/** The last readings of a Region; undefined where nobody looked again. */
export interface LastReading {
  readonly administrators: Fact<readonly RegionAdministrator[]> | undefined;
  readonly members: Fact<Members> | undefined;
  readonly left: readonly LeftMember[];
  /** Whether somebody else had removed the administrator before its members were read, so that AWS may have hidden some. */
  readonly hidden: boolean;
  /** The administrator's own detector after the last step. */
  readonly detector: Fact<Detector> | undefined;
}

function failureOf(attempts: readonly OffboardAttempt[], kind: OffboardActionKind): Problem | undefined {
  const outcome = attempts.find(({ action }) => action.kind === kind)?.outcome;
  return outcome?.status === 'failed' ? outcome.problem : undefined;
}

/** Why AWS still lists the administrator. */
function whyDesignated(
  plan: OffboardRegionPlan,
  attempts: readonly OffboardAttempt[],
  status: string,
  reading: LastReading,
): OffboardVerdict {
  const lowering = failureOf(attempts, 'lower-configuration');
  if (lowering !== undefined) return gap('designation', 'configuration-not-lowered', { problem: lowering });
  if (status === 'DISABLE_IN_PROGRESS') return gap('designation', 'being-removed');
  const removal = failureOf(attempts, 'disable-administrator');
  if (removal !== undefined)
    return gap('designation', removal.code === 'not-reported' ? 'removal-unconfirmed' : 'removal-refused', { problem: removal });
  const { members } = reading;
  if (members?.known === true && [...members.value.values()].some((one) => !isGone(one))) return gap('designation', 'administrator-stays');
  if (members?.known === false) return gap('designation', 'administrator-stays', { problem: members.problem });
  return (
    plan.verdicts.find(({ question, answer }) => question === 'designation' && answer === 'gap') ?? gap('designation', 'not-attempted')
  );
}

function designation(
  plan: OffboardRegionPlan,
  attempts: readonly OffboardAttempt[],
  reading: LastReading,
  administratorId: string,
): OffboardVerdict {
  const { administrators } = reading;
  if (administrators === undefined) {
    const known = plan.verdicts.find(({ question }) => question === 'designation');
    return known === undefined || known.answer === 'to-do' ? whyDesignated(plan, attempts, 'ENABLED', reading) : known;
  }
  if (!administrators.known) return unread('designation', administrators.problem);
  const listed = administrators.value.find(({ accountId }) => accountId === administratorId);
  return listed === undefined ? asAsked('designation') : whyDesignated(plan, attempts, listed.status, reading);
}

/**
 * Whether the organization's configuration is off: from the plan's reading, or from the last one of the step that lowers it. Where nobody is
 * designated there is none.
 */
function configuration({ verdicts }: OffboardRegionPlan, attempts: readonly OffboardAttempt[], free: boolean): readonly OffboardVerdict[] {
  const planned = verdicts.filter(({ question }) => question === 'configuration');
  return planned.map((verdict) => {
    if (free) return asAsked('configuration');
    if (verdict.answer !== 'to-do') return verdict;
    const outcome = attempts.find(({ action }) => action.kind === 'lower-configuration')?.outcome;
    if (outcome?.status === 'done') return asAsked('configuration');
    return outcome?.status === 'failed'
      ? gap('configuration', 'configuration-not-lowered', { problem: outcome.problem })
      : gap('configuration', 'not-attempted');
  });
}

/** Members from outside the organization; where the account was no administrator they are its own business. */
function outsidersIn(
  plan: OffboardRegionPlan,
  { members: fact, left }: LastReading,
  { accounts }: OffboardOrganization,
): readonly LeftMember[] {
  if (fact?.known !== true || !plan.verdicts.some(({ question }) => question === 'configuration')) return [];
  const known = new Set(left.map(({ accountId }) => accountId));
  return sortRecords(fact.value, accounts, false)
    .outsiders.filter((id) => !known.has(id))
    .map((accountId) => ({ accountId, relationshipStatus: fact.value.get(accountId) ?? '', reason: 'outsider' }));
}

function untouchedMembers({ actions }: OffboardRegionPlan): readonly LeftMember[] {
  return (actionOf(actions, 'delete-members')?.accounts ?? []).map((accountId) => ({ accountId, reason: 'not-attempted' }));
}

function members(plan: OffboardRegionPlan, reading: LastReading, organization: OffboardOrganization): readonly OffboardVerdict[] {
  const { members: fact, left, hidden } = reading;
  const planned = plan.verdicts.filter(({ question }) => question === 'members');
  if (fact === undefined) {
    const untouched = untouchedMembers(plan);
    const known = planned.filter(({ answer }) => answer !== 'to-do');
    if (left.length > 0) return [gap('members', 'members-left', { members: left }), ...known];
    return [...(untouched.length === 0 ? [] : [gap('members', 'not-attempted', { members: untouched })]), ...known];
  }
  if (!fact.known) return [unread('members', fact.problem)];
  const outside = outsidersIn(plan, reading, organization);
  if (left.length === 0 && outside.length === 0) {
    const [before = asAsked('members')] = planned;
    const saved = before.answer === 'as-asked' && before.note === 'released-before';
    if ((hidden && !saved) || before.answer === 'unknown') return [unseen('members', 'members-unseen')];
    return [before.answer === 'as-asked' ? before : asAsked('members')];
  }
  return [
    ...(left.length === 0 ? [] : [gap('members', 'members-left', { members: left })]),
    ...(outside.length === 0 ? [] : [gap('members', 'outsiders-stay', { members: outside })]),
  ];
}

/** Whether the administrator's own detector still runs. Those of the members can only be read with the members' credentials. */
function detector({ detectorRuns }: OffboardRegionPlan, { detector: fact }: LastReading): readonly OffboardVerdict[] {
  if (!detectorRuns) return [];
  if (fact === undefined) return [unseen('detector', 'not-attempted')];
  if (!fact.known) return [unread('detector', fact.problem)];
  const { status } = fact.value;
  if (status === 'ENABLED') return [asAsked('detector')];
  return [status === 'DISABLED' ? gap('detector', 'detector-stopped') : unseen('detector', 'detector-unclear')];
}

/** The status of a Region in which nothing is begun although not everything is as asked. */
function untouched(verdicts: readonly OffboardVerdict[]): 'unknown' | 'blocked' {
  return verdicts.some(({ question, answer }) => question === 'designation' && answer === 'as-asked') ? 'unknown' : 'blocked';
}

/** The Region's status from what is proven and what was done. */
function statusOf(plan: OffboardRegionPlan, attempts: readonly OffboardAttempt[], verdicts: readonly OffboardVerdict[]): OffboardStatus {
  if (!plan.chosen) return 'not-chosen';
  const outcomes = attempts.map(({ outcome }) => outcome?.status);
  if (outcomes.length > 0 && outcomes.every((status) => status === 'not-attempted')) return 'not-attempted';
  if (verdicts.every(({ answer }) => answer === 'as-asked')) return attempts.length === 0 ? 'free' : 'done';
  if (attempts.length === 0) return untouched(verdicts);
  return outcomes.some((status) => status === 'done' || status === 'partly-done') ? 'partly-done' : 'failed';
}

/** The report of a Region to which its plan was applied: the last readings decide, whatever the answers on the way were. */
export function concludeRegion(
  organization: OffboardOrganization,
  plan: OffboardRegionPlan,
  attempts: readonly OffboardAttempt[],
  reading: LastReading,
): OffboardRegionReport {
  const { region, chosen, detectorId, detectorRuns, others } = plan;
  const designated = plan.chosen ? designation(plan, attempts, reading, organization.administratorId) : undefined;
  const free = designated?.answer === 'as-asked';
  const verdicts =
    designated === undefined
      ? []
      : [...configuration(plan, attempts, free), ...members(plan, reading, organization), designated, ...detector(plan, reading)];
  const standing =
    !plan.chosen || free === (plan.standing === 'free')
      ? plan.standing
      : free
        ? 'free'
        : designated?.answer === 'unknown'
          ? 'unknown'
          : 'stays';
  return { region, chosen, detectorId, detectorRuns, others, standing, verdicts, attempts, status: statusOf(plan, attempts, verdicts) };
}

/** The report of a Region that was only shown. */
export function showRegion({ actions, ...plan }: OffboardRegionPlan): OffboardRegionReport {
  const attempts = actions.map((action) => ({ action, outcome: null }));
  const fine = plan.verdicts.every(({ answer }) => answer === 'as-asked');
  const status = !plan.chosen ? 'not-chosen' : actions.length > 0 ? 'changes' : fine ? 'free' : untouched(plan.verdicts);
  return { ...plan, attempts, status };
}
