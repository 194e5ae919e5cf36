import type { Problem } from '../../domain/problem';
import type { Fact, Members, RegionAdministrator } from '../../domain/snapshot';
import type { OffboardActionKind } from './actions';
import type { OffboardOrganization } from './facts';
import { isGone, sortRecords } from './members';
import type { OffboardRegionPlan } from './region';
import type { OffboardAttempt, OffboardRegionReport, OffboardStatus } from './report';
import { asAsked, gap, unread, type LeftMember, type OffboardVerdict } from './verdicts';

/** The last readings of a Region; undefined where nobody looked again. */
export interface LastReading {
  readonly administrators: Fact<readonly RegionAdministrator[]> | undefined;
  readonly members: Fact<Members> | undefined;
  readonly left: readonly LeftMember[];
}

function failureOf(attempts: readonly OffboardAttempt[], kind: OffboardActionKind): Problem | undefined {
  const outcome = attempts.find(({ action }) => action.kind === kind)?.outcome;
  return outcome?.status === 'failed' ? outcome.problem : undefined;
}

const details = (problem: Problem | undefined): { readonly problem?: Problem } => (problem === undefined ? {} : { problem });

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

function members(
  plan: OffboardRegionPlan,
  attempts: readonly OffboardAttempt[],
  reading: LastReading,
  organization: OffboardOrganization,
): readonly OffboardVerdict[] {
  const { members: fact, left } = reading;
  const planned = plan.verdicts.filter(({ question }) => question === 'members');
  if (fact === undefined) {
    if (left.length > 0) return [gap('members', 'members-left', { members: left })];
    return planned.map((verdict) =>
      verdict.answer === 'to-do' ? gap('members', 'not-attempted', details(failureOf(attempts, 'lower-configuration'))) : verdict,
    );
  }
  if (!fact.known) return [unread('members', fact.problem)];
  const { outsiders } = sortRecords(fact.value, organization.accounts, false);
  const staying = planned.some((verdict) => verdict.answer === 'gap' && verdict.reason === 'outsiders-stay');
  const known = new Set(left.map(({ accountId }) => accountId));
  const outside = staying
    ? outsiders
        .filter((id) => !known.has(id))
        .map((accountId): LeftMember => ({ accountId, relationshipStatus: fact.value.get(accountId) ?? '', reason: 'outsider' }))
    : [];
  if (left.length === 0 && outside.length === 0) {
    const before = planned.find(({ answer }) => answer === 'as-asked');
    return [before ?? asAsked('members')];
  }
  return [
    ...(left.length === 0 ? [] : [gap('members', 'members-left', { members: left })]),
    ...(outside.length === 0 ? [] : [gap('members', 'outsiders-stay', { members: outside })]),
  ];
}

/** The Region's status from what is proven and what was done. */
function statusOf(plan: OffboardRegionPlan, attempts: readonly OffboardAttempt[], verdicts: readonly OffboardVerdict[]): OffboardStatus {
  if (!plan.chosen) return 'not-chosen';
  const outcomes = attempts.map(({ outcome }) => outcome?.status);
  if (outcomes.length > 0 && outcomes.every((status) => status === 'not-attempted')) return 'not-attempted';
  if (verdicts.every(({ answer }) => answer === 'as-asked')) return attempts.length === 0 ? 'free' : 'done';
  if (attempts.length === 0) return 'blocked';
  return outcomes.some((status) => status === 'done' || status === 'partly-done') ? 'partly-done' : 'failed';
}

/** The report of a Region to which its plan was applied: the last readings decide, whatever the answers on the way were. */
export function concludeRegion(
  organization: OffboardOrganization,
  plan: OffboardRegionPlan,
  attempts: readonly OffboardAttempt[],
  reading: LastReading,
): OffboardRegionReport {
  const { region, chosen, detectorId, others } = plan;
  const verdicts = plan.chosen
    ? [designation(plan, attempts, reading, organization.administratorId), ...members(plan, attempts, reading, organization)]
    : [];
  const [first] = verdicts;
  const free = first?.answer === 'as-asked';
  const standing =
    !plan.chosen || free === (plan.standing === 'free') ? plan.standing : free ? 'free' : first?.answer === 'unknown' ? 'unknown' : 'stays';
  return { region, chosen, detectorId, others, standing, verdicts, attempts, status: statusOf(plan, attempts, verdicts) };
}

/** The report of a Region that was only shown. */
export function showRegion({ actions, ...plan }: OffboardRegionPlan): OffboardRegionReport {
  const attempts = actions.map((action) => ({ action, outcome: null }));
  const fine = plan.verdicts.every(({ answer }) => answer === 'as-asked');
  const status = !plan.chosen ? 'not-chosen' : actions.length > 0 ? 'changes' : fine ? 'free' : 'blocked';
  return { ...plan, attempts, status };
}
