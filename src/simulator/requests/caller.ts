import type { Caller } from './call';
import { ApiError } from './errors';
import { accountOfKey } from '../world/keys';
import { errorForms } from '../wire/error-forms';
import type { ServiceName } from '../wire/service-name';
import type { World } from '../world/world';

/** The service's error for an unknown key. */
export function unknownKey(world: World, service: ServiceName): ApiError {
  const { status, name } = errorForms[service].unknownKey;
  return new ApiError(status, name, world.text('invalidToken'));
}

/** The service's error for expired credentials. */
export function expiredKey(world: World, service: ServiceName): ApiError {
  const { status, name } = errorForms[service].expiredKey;
  return new ApiError(status, name, world.text('expiredToken'));
}

/** Finds the owner of a key. @throws ApiError if the key is unknown or expired, or if its session token doesn't match */
export function identify(world: World, service: ServiceName, key: { accessKeyId: string; sessionToken: string | undefined }): Caller {
  const session = world.sessions.get(key.accessKeyId);
  if (session) {
    if (session.sessionToken !== key.sessionToken) throw unknownKey(world, service);
    if (session.expiresAt <= world.clock()) throw expiredKey(world, service);
    return session.role === undefined
      ? userOf(world, session.account, key.accessKeyId)
      : sessionCaller(world, session.account, session.role, session.sessionName);
  }
  const account = accountOfKey(key.accessKeyId);
  if (account === undefined || !isKnown(world, account)) throw unknownKey(world, service);
  return userOf(world, account, key.accessKeyId);
}

/** A role session, as GetCallerIdentity describes it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export function sessionCaller(world: World, account: string, role: string, sessionName: string): Caller {
  return {
    account,
    arn: `arn:${world.scenario.partition}:sts::${account}:assumed-role/${role}/${sessionName}`,
    userId: `AROASIMULATED${account}:${sessionName}`,
    role,
  };
}

function userOf(world: World, account: string, accessKeyId: string): Caller {
  return {
    account,
    arn: `arn:${world.scenario.partition}:iam::${account}:user/simulated`,
    userId: accessKeyId.replace(/^A.IA/, 'AIDA'),
    role: undefined,
  };
}

/** The scenario's administrator has keys even if it is not in the organization. */
function isKnown(world: World, account: string): boolean {
  return world.accounts.has(account) || account === world.scenario.administratorAccount;
}
