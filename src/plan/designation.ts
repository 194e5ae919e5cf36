import type { OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { Blocker } from './plan';

/** Who administers GuardDuty in the Region: the wanted account, nobody yet, or something that stops the Region. */
export type Designation = 'made' | 'to-be-made' | Blocker;

/**
 * Reads the designation out of the facts. Another administrator is never replaced: that orphans its members.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
function designationOf(organization: OrganizationSnapshot, { administrator, detector, configuration }: RegionSnapshot): Designation {
  if (administrator === undefined) {
    // Without the management account's credentials only a readable organization configuration proves the designation.
    if (detector?.known === false) return { kind: 'unreadable', problem: detector.problem };
    if (configuration === undefined) return { kind: 'designation-needed' };
    return configuration.known ? 'made' : { kind: 'unreadable', problem: configuration.problem };
  }
  if (!administrator.known) return { kind: 'unreadable', problem: administrator.problem };
  const wanted = administrator.value.find(({ accountId }) => accountId === organization.administratorId);
  const other = administrator.value.find(({ accountId }) => accountId !== organization.administratorId);
  if (wanted?.status === 'ENABLED') return 'made';
  if (other !== undefined) return { kind: 'another-administrator', ...other };
  if (wanted?.status === 'DISABLE_IN_PROGRESS') return { kind: 'administrator-being-removed', accountId: wanted.accountId };
  if (wanted !== undefined) return { kind: 'administrator-status-unknown', ...wanted };

  const registered = organization.registeredAdministrators;
  const [foreigner] = registered.known && !registered.value.includes(organization.administratorId) ? registered.value : [];
  return foreigner === undefined ? 'to-be-made' : { kind: 'another-administrator-registered', accountId: foreigner };
}

/** The designation of a Region, or what stops the program from changing anything there. */
export function designationOrBlocker(organization: OrganizationSnapshot, snapshot: RegionSnapshot): Designation {
  const { availability, detector, configuration, members } = snapshot;
  if (availability.kind === 'not-enabled') return { ...availability, kind: 'region-not-enabled' };
  const designation = designationOf(organization, snapshot);
  if (typeof designation === 'object') return designation;
  const needed = designation === 'made' ? [detector, configuration, members] : [detector, members];
  const unread = needed.find((fact) => fact?.known === false);
  return unread?.known === false ? { kind: 'unreadable', problem: unread.problem } : designation;
}
