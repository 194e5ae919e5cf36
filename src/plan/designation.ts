import { memberCondition } from '../domain/member';
import type { OrganizationSnapshot, RegionSnapshot } from '../domain/snapshot';
import type { Blocker } from './plan';

/** Who administers GuardDuty in the Region: the wanted account, nobody yet, or something that stops the Region. */
export type Designation = 'made' | 'to-be-made' | Blocker;

/** Conditions of a record in which the account is a member of the administrator that it names. */
const memberships: readonly string[] = ['enabled', 'suspended'];

/**
 * Without the management account's credentials only a readable organization configuration proves the designation. AWS refuses to show it
 * to others, in words that it also uses for an administrator that it does not know yet.
 * https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/141
 */
function designationByConfiguration({ detector, configuration }: RegionSnapshot): Designation {
  if (detector?.known === false) return { kind: 'unreadable', problem: detector.problem };
  if (configuration === undefined) return { kind: 'designation-needed' };
  if (configuration.known) return 'made';
  const refused = ['not-settled', 'refused'].includes(configuration.problem.code);
  return { kind: refused ? 'not-designated' : 'unreadable', problem: configuration.problem };
}

/**
 * Reads the designation out of the facts. Another administrator is never replaced: that orphans its members.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
function designationOf(organization: OrganizationSnapshot, snapshot: RegionSnapshot): Designation {
  const { administrator, administratorOf } = snapshot;
  const { administratorId, registeredAdministrators: registered } = organization;
  if (administrator === undefined) return designationByConfiguration(snapshot);
  if (!administrator.known) return { kind: 'unreadable', problem: administrator.problem };
  const wanted = administrator.value.find(({ accountId }) => accountId === administratorId);
  const other = administrator.value.find(({ accountId }) => accountId !== administratorId);
  if (wanted?.status === 'ENABLED') return 'made';
  if (other !== undefined) return { kind: 'another-administrator', ...other };
  if (wanted?.status === 'DISABLE_IN_PROGRESS') return { kind: 'administrator-being-removed', accountId: wanted.accountId };
  if (wanted !== undefined) return { kind: 'administrator-status-unknown', ...wanted };

  const [foreigner] = registered.known && !registered.value.includes(administratorId) ? registered.value : [];
  if (foreigner !== undefined) return { kind: 'another-administrator-registered', accountId: foreigner };
  const membership = administratorOf?.known === true ? administratorOf.value : undefined;
  if (membership === undefined || !memberships.includes(memberCondition(membership.relationshipStatus))) return 'to-be-made';
  const { accountId, relationshipStatus } = membership;
  return { kind: 'administrator-is-member', accountId: administratorId, administratorId: accountId, status: relationshipStatus };
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
