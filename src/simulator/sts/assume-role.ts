import type { Call, Output } from '../requests/call';
import { sessionCaller } from '../requests/caller';
import { ApiError } from '../requests/errors';
import { temporaryKeysFor } from '../world/keys';
import { isRestricted } from '../world/account';
import type { World } from '../world/world';

/** The role AWS makes in accounts that are created in an organization. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html */
const defaultRoleName = 'OrganizationAccountAccessRole';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(world: World, call: Call): Output {
  const arn = parameter(call, 'RoleArn');
  const sessionName = parameter(call, 'RoleSessionName');
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) throw invalid(`Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint`);
  const [, account, role] = /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (account === undefined || role === undefined) throw invalid(`${arn} is invalid`);
  const longest = trustedRole(world, call, account, role);
  if (longest === undefined) {
    throw new ApiError(403, 'AccessDenied', `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
  }
  const seconds = durationOf(call, longest);
  const lifetime = Math.min(seconds, world.scenario.credentials.assumedRoleLifetimeSeconds ?? seconds);
  const expiresAt = call.now + lifetime * 1000;
  const keys = temporaryKeysFor(account, world.sessions.size + 1);
  world.sessions.set(keys.accessKeyId, { account, role, sessionName, sessionToken: keys.sessionToken, expiresAt });
  const session = sessionCaller(world, account, role, sessionName);
  return {
    Credentials: {
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      SessionToken: keys.sessionToken,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
  };
}

/** The longest session of the role when it exists and trusts the caller; AWS does not tell one from the other. */
function trustedRole(world: World, call: Call, accountId: string, name: string): number | undefined {
  const account = world.accountAt(accountId, call.now);
  if (!account || isRestricted(account, call.now)) return undefined;
  const written = world.scenario.roles.find((role) => role.account === accountId && role.name === name);
  if (written) {
    const trusts = written.trusts ?? [world.managementAccount];
    const externalIdFits = written.externalId === undefined || written.externalId === call.input['ExternalId'];
    return trusts.includes(call.caller.account) && externalIdFits ? written.maxSessionSeconds : undefined;
  }
  const { defaultRole } = world.scenario.switches;
  const exists =
    name === defaultRoleName &&
    accountId !== world.managementAccount &&
    (defaultRole === 'every-account' || (defaultRole === 'created-accounts' && account.joinedMethod === 'CREATED'));
  return exists && call.caller.account === world.managementAccount ? 43_200 : undefined;
}

/** 900 seconds to 12 hours; one hour at most for a role that assumes a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html */
function durationOf(call: Call, longest: number): number {
  const given = call.input['DurationSeconds'];
  const seconds = given === undefined ? Math.min(3600, longest) : Number(given);
  if (given !== undefined && !(Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200)) {
    throw invalid('DurationSeconds must be from 900 to 43200');
  }
  if (call.caller.role !== undefined && seconds > 3600) {
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  }
  if (seconds > longest) throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  return seconds;
}

function parameter(call: Call, name: string): string {
  const value = call.input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`Value at '${name}' failed to satisfy constraint: Member must not be null`);
}

function invalid(message: string): ApiError {
  return new ApiError(400, 'ValidationError', message);
}
