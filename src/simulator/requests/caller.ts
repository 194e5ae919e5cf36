import type { Caller } from './call';
import { ApiError } from './errors';
import { accountOfKey } from '../world/keys';
import type { ServiceName } from '../wire/service-name';
import type { World } from '../world/world';

/** How each service says that it does not know a key. */
export function unknownKey(world: World, service: ServiceName): ApiError {
  const message = world.text('invalidToken');
  if (service === 'sts') return new ApiError(403, 'InvalidClientTokenId', message);
  return new ApiError(service === 'organizations' ? 400 : 403, 'UnrecognizedClientException', message);
}

/** How each service says that credentials are over. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
export function expiredKey(world: World, service: ServiceName): ApiError {
  const message = world.text('expiredToken');
  if (service === 'sts') return new ApiError(403, 'ExpiredToken', message);
  return new ApiError(service === 'organizations' ? 400 : 403, 'ExpiredTokenException', message);
}

/** Who holds a key. @throws ApiError for a key that is unknown, has another session token, or is expired */
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

/** The scenario's administrator has keys even when it is no account of the organization. */
function isKnown(world: World, account: string): boolean {
  return world.accounts.has(account) || account === world.scenario.administratorAccount;
}
