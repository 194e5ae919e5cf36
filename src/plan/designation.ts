import type { Region } from '../domain/ids';
import { memberCondition } from '../domain/member';
import { optInOf } from '../domain/opt-status';
import type { OrganizationSnapshot, RegionAdministrator, RegionSnapshot } from '../domain/snapshot';
import type { Blocker } from './plan';

/** Who administers GuardDuty in the Region: the wanted account, nobody yet, or something that stops the Region. */
export type Designation = 'made' | 'to-be-made' | Blocker;

/** Conditions of a record in which the account is a member of the administrator that it names. */
const memberships: readonly string[] = ['enabled', 'suspended'];

/** A Region that an account has not opted in to; with a status that says neither, that is not known. */
function closedRegion({ region, availability }: RegionSnapshot): Blocker | undefined {
  if (availability.kind === 'available') return undefined;
  const { accountId, optStatus, refusal } = availability;
  if (refusal !== undefined || optInOf(optStatus) === 'closed') return { ...availability, kind: 'region-not-enabled' };
  const detail = `the opt-in status is ${optStatus}`;
  return { kind: 'unreadable', problem: { code: 'unexpected-answer', action: 'account:ListRegions', accountId, region, detail } };
}

/** We can't tell whether an administrator with an unknown status is one, so it counts as unread. */
function unreadStatus({ accountId, status }: RegionAdministrator, organization: OrganizationSnapshot, region: Region): Blocker {
  return {
    kind: 'unreadable',
    problem: {
      code: 'unexpected-answer',
      action: 'guardduty:ListOrganizationAdminAccounts',
      accountId: organization.managementAccountId,
      region,
      detail: `the status of the administrator ${accountId} is ${status}`,
    },
  };
}

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
  if (wanted !== undefined) return unreadStatus(wanted, organization, snapshot.region);

  const [foreigner] = registered.known && !registered.value.includes(administratorId) ? registered.value : [];
  if (foreigner !== undefined) return { kind: 'another-administrator-registered', accountId: foreigner };
  const membership = administratorOf?.known === true ? administratorOf.value : undefined;
  if (membership === undefined || !memberships.includes(memberCondition(membership.relationshipStatus))) return 'to-be-made';
  const { accountId, relationshipStatus } = membership;
  return { kind: 'administrator-is-member', accountId: administratorId, administratorId: accountId, status: relationshipStatus };
}

/** The designation of a Region, or what stops the program from changing anything there. */
export function designationOrBlocker(organization: OrganizationSnapshot, snapshot: RegionSnapshot): Designation {
  const { detector, configuration, members } = snapshot;
  const closed = closedRegion(snapshot);
  if (closed !== undefined) return closed;
  const designation = designationOf(organization, snapshot);
  if (typeof designation === 'object') return designation;
  const needed = designation === 'made' ? [detector, configuration, members] : [detector, members];
  const unread = needed.find((fact) => fact?.known === false);
  return unread?.known === false ? { kind: 'unreadable', problem: unread.problem } : designation;
}
