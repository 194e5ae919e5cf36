import { GetCallerIdentityCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError } from '../domain/errors';
import { suggest } from '../domain/suggest';
import type { CallerIdentity } from '../domain/snapshot';
import type { CallCounter, Identity } from '../ports/aws';
import { administratorGuardDuty } from './administrator-guardduty';
import { getCallerIdentity } from './answers/get-caller-identity';
import { requestsOver } from './ask';
import { roleAssumer } from './assume-role';
import { Clients, type ClientContext } from './clients';
import { memoise, type CredentialProvider } from './credentials';
import { credentialsTrouble, type IdentityLabel } from './credentials-trouble';
import { guardDutyDoor } from './detector-access';
import { ConnectionPool } from './http';
import type { AdministratorSource, BaseSource, ConnectionSettings } from './identity-source';
import { RequestObserver } from './request-observer';
import { managementGuardDuty } from './management-guardduty';
import { organizationOf } from './organization';
import { regionsOf } from './regions';
import { listProfiles } from './shared-config';
import { translateError } from './translate-error';

/** Both identities, checked. `management` is undefined when there are no default credentials but an administrator was named. */
export interface Connection<Reach extends Identity = Identity> {
  readonly management: Reach | undefined;
  readonly administrator: Reach | undefined;
  readonly calls: CallCounter;
  /** Closes the kept-alive connections. */
  readonly close: () => void;
}

const sessionName = 'provision-guardduty';

function providerOf(source: BaseSource, context: ClientContext, settings: ConnectionSettings): CredentialProvider {
  if (source.kind === 'keys') return () => Promise.resolve(source.keys);
  const profile = profileOf(source);
  const assume = roleAssumer(context, profile);
  const init = {
    ...(profile === undefined ? {} : { profile }),
    ...(settings.askMfaCode === undefined ? {} : { mfaCodeProvider: settings.askMfaCode }),
    clientConfig: { region: settings.defaultRegion, requestHandler: context.http },
    // Roles of profiles are assumed by the program itself, so that one Region, one endpoint and one set of time-outs apply to all.
    roleAssumer: (keys: AwsCredentialIdentity, request: AssumeRoleCommandInput) => assume(() => Promise.resolve(keys), request),
  };
  return memoise(profile === undefined ? fromNodeProviderChain(init) : fromIni(init));
}

function profileOf(source: AdministratorSource): string | undefined {
  return source.kind === 'profile' ? source.profile : undefined;
}

function labelOf(source: AdministratorSource, role: string): IdentityLabel {
  if (source.kind === 'profile') return { role, origin: `profile ${source.profile}`, profile: source.profile };
  if (source.kind === 'role') return { role, origin: `role ${source.role}`, profile: undefined };
  return { role, origin: 'default credentials', profile: undefined };
}

async function checkProfile(source: AdministratorSource | undefined): Promise<void> {
  if (source?.kind !== 'profile') return;
  const profiles = await listProfiles();
  if (profiles.includes(source.profile)) return;
  throw new CredentialsError({
    message: `There is no AWS profile "${source.profile}".${suggest(source.profile, profiles)}`,
    reason: profiles.length === 0 ? 'No profiles are configured on this machine.' : `Known profiles: ${profiles.join(', ')}.`,
    remedy: 'Name one of them, or create it with "aws configure sso --profile …" or "aws login --profile …".',
  });
}

/** What can be reached with somebody's credentials. */
export type ReachOf<Reach extends Identity> = (clients: Clients, caller: CallerIdentity) => Reach;

/** What a rollout reaches: nothing that takes anything away. */
export const rolloutReach: ReachOf<Identity> = (clients, caller) => {
  const { accountId } = caller;
  return {
    caller,
    organization: organizationOf(clients, accountId),
    regions: regionsOf(clients, accountId),
    asManagement: (region) => managementGuardDuty(guardDutyDoor(clients, accountId, region)),
    asAdministrator: (region) => administratorGuardDuty(guardDutyDoor(clients, accountId, region)),
  };
};

/** Asks STS whose credentials these are. */
async function identify(clients: Clients): Promise<CallerIdentity> {
  const { ask } = requestsOver(
    (operation) => ({ action: `sts:${operation}` }),
    () => clients.sts(),
  );
  const caller = await ask('GetCallerIdentity', getCallerIdentity, (sts) => sts.send(new GetCallerIdentityCommand({})));
  clients.accountId = caller.accountId;
  return caller;
}

function roleArn(role: string, accountId: string | undefined, caller: CallerIdentity): string {
  if (role.startsWith('arn:')) return role;
  const partition = caller.arn.split(':')[1] ?? 'aws';
  return `arn:${partition}:iam::${accountId ?? ''}:role/${role.replace(/^\//, '')}`;
}

/** Both identities, checked at the same time where neither needs the other. */
async function establish<Reach extends Identity>(
  context: ClientContext,
  settings: ConnectionSettings,
  reachOf: ReachOf<Reach>,
): Promise<Pick<Connection<Reach>, 'management' | 'administrator'>> {
  const { management: base, administrator: admin } = settings;
  const checked = async (source: AdministratorSource, role: string, provider: CredentialProvider, profile: string | undefined) => {
    const clients = new Clients(context, { credentials: provider, profile });
    try {
      return reachOf(clients, await identify(clients));
    } catch (error) {
      throw credentialsTrouble(translateError(error, { action: 'sts:GetCallerIdentity' }), labelOf(source, role));
    }
  };
  const baseProvider = providerOf(base, context, settings);
  const baseProfile = profileOf(base);
  const checkedBase = () => checked(base, admin === undefined ? 'given account' : 'management account', baseProvider, baseProfile);

  if (admin === undefined) return { management: await checkedBase(), administrator: undefined };
  if (admin.kind === 'role') {
    const management = await checkedBase();
    const request = { RoleArn: roleArn(admin.role, admin.accountId, management.caller), RoleSessionName: sessionName };
    const assume = roleAssumer(context, baseProfile);
    const provider = memoise(() => assume(baseProvider, request));
    return { management, administrator: await checked(admin, 'administrator', provider, baseProfile) };
  }
  const [management, administrator] = await Promise.all([
    base.kind === 'default-chain' ? checkedBase().catch(absentCredentials) : checkedBase(),
    checked(admin, 'administrator', providerOf(admin, context, settings), profileOf(admin)),
  ]);
  return { management, administrator };
}

/**
 * Establishes both identities before anything else is asked of AWS.
 *
 * @throws CredentialsError for a profile that does not exist or credentials that do not work; ProvisionError when STS does not answer
 */
export function connect(settings: ConnectionSettings): Promise<Connection> {
  return connectWith(settings, rolloutReach);
}

/** The same for a command that reaches more than a rollout does. */
export async function connectWith<Reach extends Identity>(
  settings: ConnectionSettings,
  reachOf: ReachOf<Reach>,
): Promise<Connection<Reach>> {
  const requests = new RequestObserver(settings.log);
  const http = new ConnectionPool();
  const close = () => {
    http.close();
  };
  try {
    await checkProfile(settings.management);
    await checkProfile(settings.administrator);
    return { ...(await establish({ ...settings, http, requests }, settings, reachOf)), calls: requests, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** No default credentials at all is no error where an administrator was named: a designated administrator can run without them. */
function absentCredentials(error: unknown): undefined {
  if (error instanceof CredentialsError && /could not load credentials/i.test(error.reason ?? '')) return undefined;
  throw error;
}
