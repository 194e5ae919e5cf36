import type { AccountId } from '../domain/ids';
import type { RolloutSettings } from '../domain/settings';
import { unknown, type Detector, type Fact, type OrganizationSnapshot, type RegionSnapshot } from '../domain/snapshot';
import type { RegionAction } from './actions';
import { wordsOf, type HeldBack } from './gap';
import { asAsked, gap, toDo, type Verdict } from './verdicts';

type DetectorFact = Fact<Detector | undefined> | undefined;

const statuses: readonly string[] = ['ENABLED', 'DISABLED'];

/** We can't tell whether a detector with an unknown status runs, so it counts as unread. */
export function withKnownStatuses(organization: OrganizationSnapshot, snapshot: RegionSnapshot): RegionSnapshot {
  const checked = (fact: DetectorFact, accountId: AccountId): DetectorFact => {
    if (fact?.known !== true || fact.value === undefined || statuses.includes(fact.value.status)) return fact;
    const detail = `the status is ${fact.value.status}`;
    return unknown({ code: 'unexpected-answer', action: 'guardduty:GetDetector', accountId, region: snapshot.region, detail });
  };
  return {
    ...snapshot,
    detector: checked(snapshot.detector, organization.administratorId),
    managementDetector: checked(snapshot.managementDetector, organization.managementAccountId),
  };
}

/**
 * What has to be done so that the administrator has a detector that runs.
 *
 * @param detector undefined: there is none
 */
export function planAdministratorDetector(
  { restartSuspended }: RolloutSettings,
  accountId: AccountId,
  detector: Detector | undefined,
  afterDesignation: boolean,
): { readonly action?: RegionAction; readonly verdict: Verdict } {
  const subject = { question: 'detector' } as const;
  if (detector === undefined) {
    return { action: { kind: 'create-detector', accountId, afterDesignation }, verdict: toDo(subject, 'create-detector') };
  }
  if (detector.status !== 'DISABLED') return { verdict: asAsked(subject) };
  if (!restartSuspended) return { verdict: gap(subject, 'detector-suspended') };
  return { action: { kind: 'enable-detector', accountId, detectorId: detector.id }, verdict: toDo(subject, 'enable-detector') };
}

/** What the management account's own detector needs before the account can become a member. */
export function planManagementDetector(
  { restartSuspended }: RolloutSettings,
  accountId: AccountId,
  fact: DetectorFact,
): { readonly action?: RegionAction; readonly heldBack?: HeldBack } {
  if (fact === undefined) return {};
  if (!fact.known) return { heldBack: { reason: 'management-detector-unreadable', ...wordsOf(fact.problem) } };
  if (fact.value === undefined) return { action: { kind: 'create-management-detector', accountId } };
  if (fact.value.status !== 'DISABLED') return {};
  if (!restartSuspended) return { heldBack: { reason: 'management-detector-suspended' } };
  return { action: { kind: 'enable-management-detector', accountId, detectorId: fact.value.id } };
}
