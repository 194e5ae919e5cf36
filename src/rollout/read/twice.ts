import type { DetectorId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { RolloutSettings } from '../../domain/settings';
import type { Detector, Members, OrganizationConfiguration, RegionAdministrator } from '../../domain/snapshot';
import { unreadLevel } from '../../plan/organization-features';
import type { AdministratorGuardDuty, DetectorAccess, ManagementGuardDuty } from '../../ports/guardduty';
import { readMembers } from './members';

/** Reads again, once, where an answer does not show everything, or says something unknown: that may be a hiccup. */
async function twice<T>(read: () => Promise<T>, isWhole: (value: T) => boolean): Promise<T> {
  const first = await read();
  return isWhole(first) ? first : read();
}

const administratorStatuses: ReadonlySet<string> = new Set(['ENABLED', 'DISABLE_IN_PROGRESS']);
const detectorStatuses: ReadonlySet<string> = new Set(['ENABLED', 'DISABLED']);

export function readAdministrators(management: ManagementGuardDuty): Promise<readonly RegionAdministrator[]> {
  return twice(
    () => management.listAdministrators(),
    (list) => list.every(({ status }) => administratorStatuses.has(status)),
  );
}

export function readDetector(access: DetectorAccess, id: DetectorId, { findingFrequency: wanted }: RolloutSettings): Promise<Detector> {
  return twice(
    () => access.getDetector(id),
    ({ status, features, findingFrequency }) =>
      detectorStatuses.has(status) &&
      features?.every(({ enabled }) => enabled !== undefined) === true &&
      (wanted === undefined || findingFrequency !== undefined),
  );
}

export function readConfiguration(admin: AdministratorGuardDuty, id: DetectorId): Promise<OrganizationConfiguration> {
  return twice(
    () => admin.describeConfiguration(id),
    ({ autoEnable, features }) => autoEnable !== undefined && unreadLevel(features) === undefined,
  );
}

/** All members. Those in an unknown status are asked for by their ids. */
export async function readAllMembers(admin: AdministratorGuardDuty, id: DetectorId): Promise<Members> {
  const listed = await admin.listMembers(id);
  const odd = [...listed].filter(([, status]) => memberCondition(status) === 'unknown').map(([accountId]) => accountId);
  if (odd.length === 0) return listed;
  const { members } = await readMembers(admin, id, odd);
  return new Map([...listed, ...members]);
}
