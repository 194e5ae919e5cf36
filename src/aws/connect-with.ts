import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CredentialsError, ProvisionError } from '../domain/errors';
import type { CallerIdentity } from '../domain/snapshot';
import type { Identity } from '../ports/aws';
import type { Connection } from './connection';
import { accessOf, type Access } from './access';
import { getCallerIdentity } from './answers/get-caller-identity';
import { requestsOver } from './ask';
import { Clients, type ClientContext } from './clients';
import { memoise } from './credentials';
import { credentialsTrouble } from './credentials-trouble';
import { FirstAnswer } from './first-answer';
import type { BaseSource, ConnectionSettings } from './identity-source';
import { LastCall } from './last-call';
import { Networks } from './network';
import { RequestObserver } from './request-observer';
import { translateError } from './translate-error';

const sessionName = 'provision-guardduty';

/** How long requests under way may take once the user wants the run to end, in milliseconds. */
const afterInterrupt = 5_000;

/** What can be reached with somebody's credentials. */
export type ReachOf<Reach extends Identity> = (clients: Clients, caller: CallerIdentity) => Reach;

/** Loads it: what a command asks of AWS is not needed before STS has answered. */
type LoadReach<Reach extends Identity> = () => Promise<ReachOf<Reach>>;

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

/** Everything that the steps of connecting share. */
interface Connecting<Reach extends Identity> {
  readonly settings: ConnectionSettings;
  readonly context: ClientContext;
  readonly networks: Networks;
  readonly loadReach: LoadReach<Reach>;
}

/** Whose credentials they are, or why that could not be established. */
async function checked<Reach extends Identity>(
  { context, loadReach }: Connecting<Reach>,
  { provider, network, label }: Access,
): Promise<Reach> {
  const clients = new Clients(context, { credentials: provider, origin: label.origin, network });
  try {
    const caller = await identify(clients);
    return (await loadReach())(clients, caller);
  } catch (error) {
    throw error instanceof ProvisionError ? error : credentialsTrouble(translateError(error, { action: 'sts:GetCallerIdentity' }), label);
  }
}

/** Both identities, checked at the same time where neither needs the other. */
async function establish<Reach extends Identity>(
  connecting: Connecting<Reach>,
): Promise<Pick<Connection<Reach>, 'management' | 'administrator' | 'origins'>> {
  const { settings, context, networks } = connecting;
  const { management: base, administrator: admin } = settings;
  const access = (source: BaseSource, role: string): Promise<Access> => accessOf(source, role, { settings, context, networks });
  const baseAccess = await access(base, admin === undefined ? 'given account' : 'management account');

  if (admin === undefined) {
    return { management: await checked(connecting, baseAccess), administrator: undefined, origins: [baseAccess.label.origin, undefined] };
  }
  if (admin.kind === 'role') {
    const management = await checked(connecting, baseAccess);
    const request = { RoleArn: roleArn(admin.role, admin.accountId, management.caller), RoleSessionName: sessionName };
    const provider = memoise(() => baseAccess.assumer.assume(baseAccess.provider, request));
    const label = { ...baseAccess.label, role: 'administrator', origin: `role ${admin.role}`, profile: undefined };
    const administrator = await checked(connecting, { ...baseAccess, provider, label });
    return { management, administrator, origins: [baseAccess.label.origin, label.origin] };
  }
  const adminAccess = await access(admin, 'administrator');
  // A designated administrator can run without the management account, so missing default credentials are no error.
  const mayBeAbsent = base.kind === 'default-chain' && baseAccess.label.kind === 'machine';
  const [management, administrator] = await Promise.all([
    checked(connecting, baseAccess).catch((error: unknown) => {
      if (mayBeAbsent && error instanceof CredentialsError) return undefined;
      throw error;
    }),
    checked(connecting, adminAccess),
  ]);
  return { management, administrator, origins: [management && baseAccess.label.origin, adminAccess.label.origin] };
}

/**
 * Establishes both identities before anything else is asked of AWS, with whatever a command may reach with them.
 *
 * @throws CredentialsError for a profile that does not exist or credentials that do not work; UsageError for settings of the environment or
 * of a profile that cannot be honoured; ProvisionError when STS does not answer
 */
export async function connectWith<Reach extends Identity>(
  settings: ConnectionSettings,
  loadReach: LoadReach<Reach>,
): Promise<Connection<Reach>> {
  const firstAnswer = new FirstAnswer(settings.say ?? (() => undefined));
  const { askMfaCode: ask } = settings;
  // A question is on the screen then, and the user may take time.
  const askMfaCode = ask && ((serial: string) => (firstAnswer.end(), ask(serial)));
  const lastCall = new LastCall();
  const requests = new RequestObserver({ log: settings.log, throttled: settings.throttled, firstAnswer, lastCall });
  const networks = new Networks(settings.environment, settings.warn ?? (() => undefined));
  const { defaultRegion, waitSeconds, version } = settings;
  const context = { defaultRegion, waitSeconds, version, requests };
  const close = () => {
    firstAnswer.end();
    networks.close();
  };
  const hurry = () => {
    lastCall.announce(afterInterrupt);
  };
  try {
    return { ...(await establish({ settings: { ...settings, askMfaCode }, context, networks, loadReach })), calls: requests, hurry, close };
  } catch (error) {
    close();
    throw error;
  }
}
