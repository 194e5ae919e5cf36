import type { AccountId } from '../domain/ids';
import { requestWords } from '../domain/problem';
import type { RegionReason } from '../domain/reasons';
import type { RolloutSettings } from '../domain/settings';
import { unknown, type Detector, type Fact, type OrganizationSnapshot, type RegionSnapshot } from '../domain/snapshot';
import type { RegionAction } from './actions';
import type { HeldBack } from './gap';

type DetectorFact = Fact<Detector | undefined> | undefined;

const statuses: readonly string[] = ['ENABLED', 'DISABLED'];

/** Of a detector in a status that this version does not know it cannot be said that it runs: it counts as unread. */
export function withKnownStatuses(organization: OrganizationSnapshot, snapshot: RegionSnapshot): RegionSnapshot {
  const checked = (fact: DetectorFact, accountId: AccountId): DetectorFact => {
    if (fact?.known !== true || fact.value === undefined || statuses.includes(fact.value.status)) return fact;
    const awsMessage = `the status is ${fact.value.status}`;
    return unknown({ code: 'unexpected-answer', action: 'guardduty:GetDetector', accountId, region: snapshot.region, awsMessage });
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
): { readonly action?: RegionAction; readonly finding?: RegionReason } {
  if (detector === undefined) return { action: { kind: 'create-detector', accountId, afterDesignation } };
  if (detector.status !== 'DISABLED') return {};
  if (!restartSuspended) return { finding: 'detector-suspended' };
  return { action: { kind: 'enable-detector', accountId, detectorId: detector.id } };
}

/** What the management account's own detector needs before the account can become a member. */
export function planManagementDetector(
  { restartSuspended }: RolloutSettings,
  accountId: AccountId,
  fact: DetectorFact,
): { readonly action?: RegionAction; readonly heldBack?: HeldBack } {
  if (fact === undefined) return {};
  if (!fact.known) return { heldBack: { reason: 'management-detector-unreadable', ...requestWords(fact.problem) } };
  if (fact.value === undefined) return { action: { kind: 'create-management-detector', accountId } };
  if (fact.value.status !== 'DISABLED') return {};
  if (!restartSuspended) return { heldBack: { reason: 'management-detector-suspended' } };
  return { action: { kind: 'enable-management-detector', accountId, detectorId: fact.value.id } };
}
