import { CredentialsError, PreconditionError } from '../../domain/errors';
import { AwsFailure } from '../../domain/problem';
import { quote } from '../../messages/problems';
import type { RolloutSettings } from '../../domain/settings';
import type { Identity } from '../../ports/aws';
import type { OrganizationDescription } from '../../ports/organization';
import { unreadable } from './unreadable';

/** The identities the user gave; each may be missing, not both. */
export interface GivenIdentities<Who extends Identity = Identity> {
  readonly management: Who | undefined;
  readonly administrator: Who | undefined;
}

/** Who acts, and in which organization. */
interface Roles<Who extends Identity> extends GivenIdentities<Who> {
  readonly administrator: Who;
  readonly organization: OrganizationDescription;
}

async function describe(identity: Identity): Promise<OrganizationDescription> {
  try {
    return await identity.organization.describe();
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    const account = identity.caller.accountId;
    if (error.problem.code === 'not-in-organization') {
      throw new PreconditionError(
        {
          message: `Account ${account} belongs to no AWS Organization.`,
          reason: quote(error.problem),
          remedy: 'Use credentials of the management account of an organization.',
        },
        error,
      );
    }
    throw unreadable(`The organization cannot be read as account ${account}`, error);
  }
}

function requireTwoAccounts(first: Identity, second: Identity, managementAccountId: string): void {
  const [a, b] = [first.caller.accountId, second.caller.accountId];
  if (a === b) {
    throw new CredentialsError({
      message: `Both identities belong to account ${a}.`,
      reason:
        a === managementAccountId
          ? 'AWS advises against making the management account the administrator, and this program does not do it.'
          : 'The management account designates the administrator; they are two accounts.',
      remedy: 'Name the management account with --profile and the administrator with --admin-profile or --admin-role.',
    });
  }
  if (a === managementAccountId) return;
  throw new CredentialsError(
    b === managementAccountId
      ? {
          message: `The two identities are swapped: ${b} is the management account, ${a} is not.`,
          reason: `--profile gave account ${a}; --admin-profile or --admin-role gave the management account ${b}.`,
          remedy: 'Exchange the two.',
        }
      : {
          message: `Account ${a} is not the management account of its organization.`,
          reason: `The management account is ${managementAccountId}.`,
          remedy: `Name a profile of account ${managementAccountId} with --profile.`,
        },
  );
}

/**
 * Finds out which identity is the management account and which the administrator, and refuses what cannot work. With the administrator's
 * credentials alone a run is possible where it is designated already.
 *
 * @throws CredentialsError, PreconditionError; nothing has been changed then
 */
export async function assignRoles<Who extends Identity>(
  settings: Pick<RolloutSettings, 'administratorId'>,
  given: GivenIdentities<Who>,
): Promise<Roles<Who>> {
  const { management, administrator } = given;
  const first = management ?? administrator;
  if (first === undefined) throw new CredentialsError({ message: 'No AWS credentials were found.' });
  const organization = await describe(first);
  const { managementAccountId, featureSet } = organization;

  const sole = management === undefined || administrator === undefined;
  if (sole && first.caller.accountId === managementAccountId) {
    throw new CredentialsError({
      message: 'The delegated administrator is missing.',
      reason: `The credentials given belong to the management account ${managementAccountId}; GuardDuty is administered from another account.`,
      remedy: 'Name that account with --admin-profile, or with --admin-role and --admin-account-id.',
    });
  }
  if (!sole) requireTwoAccounts(management, administrator, managementAccountId);
  const actor = sole ? first : administrator;
  const { accountId } = actor.caller;
  if (settings.administratorId !== undefined && settings.administratorId !== accountId) {
    throw new CredentialsError({
      message: `The administrator's credentials belong to account ${accountId}, not to ${settings.administratorId}.`,
      reason: `--admin-account-id names ${settings.administratorId}.`,
      remedy: 'Give credentials of that account, or correct the account id.',
    });
  }
  if (featureSet !== 'ALL') {
    throw new PreconditionError({
      message: 'The organization has not enabled all features.',
      reason: `Its feature set is ${featureSet}; GuardDuty can be delegated only with all features.`,
      remedy: 'Enable all features in AWS Organizations, then run again.',
    });
  }
  return { management: sole ? undefined : management, administrator: actor, organization };
}
