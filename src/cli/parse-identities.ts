import type { AdministratorSource, BaseSource } from '../aws/identity-source';
import { UsageError } from '../domain/errors';
import type { AccountId } from '../domain/ids';
import type { RunOptions } from './run-options';

/** Where both identities come from, as the options say. */
export interface IdentitySources {
  readonly management: BaseSource;
  readonly administrator: AdministratorSource | undefined;
}

const roleArn = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const roleName = /^[\w+=,.@/-]+$/;

function parseRole(role: string, accountId: AccountId | undefined): AdministratorSource {
  if (role.startsWith('arn:')) {
    const account = roleArn.exec(role)?.[1];
    if (account === undefined) {
      throw new UsageError({
        message: `"${role}" is not the ARN of a role.`,
        remedy: 'It looks like arn:aws:iam::222222222222:role/Name.',
      });
    }
    if (accountId !== undefined && accountId !== account) {
      throw new UsageError({
        message: `The role belongs to account ${account}, --admin-account-id names ${accountId}.`,
        remedy: 'Make the two agree, or leave --admin-account-id out.',
      });
    }
    return { kind: 'role', role, accountId };
  }
  if (!roleName.test(role)) throw new UsageError({ message: `"${role}" is not the name of a role.`, remedy: 'Give its name or its ARN.' });
  if (accountId === undefined) {
    throw new UsageError({
      message: '--admin-role with a name needs --admin-account-id.',
      reason: 'The name alone does not say in which account the role is.',
      remedy: 'Add --admin-account-id, or give the ARN of the role.',
    });
  }
  return { kind: 'role', role, accountId };
}

/**
 * Reads the identity options.
 *
 * @throws UsageError when they contradict each other
 */
export function parseIdentities(options: RunOptions, accountId: AccountId | undefined): IdentitySources {
  const { profile, adminProfile, adminRole } = options;
  if (adminProfile !== undefined && adminRole !== undefined) {
    throw new UsageError({ message: '--admin-profile and --admin-role exclude each other.', remedy: 'Leave one of the two out.' });
  }
  return {
    management: profile === undefined ? { kind: 'default-chain' } : { kind: 'profile', profile },
    administrator:
      adminRole !== undefined
        ? parseRole(adminRole, accountId)
        : adminProfile === undefined
          ? undefined
          : { kind: 'profile', profile: adminProfile },
  };
}
