import type { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { STSClient } from '@aws-sdk/client-sts';
import type { MiddlewareStack } from '@smithy/types';
import type { CredentialProvider } from './credentials';
import type { AccountId } from '../domain/ids';
import type { RequestObserver } from './request-observer';
import { keepEndpoint } from './keep-endpoint';
import { keepPace, Paces } from './keep-pace';
import { nameProgram, type ProgramNames } from './name-program';
import type { Network } from './network';
import { createRetries, type RetryKinds } from './retries';
import type { ServiceId } from './shared-config';

/** What all clients of a run share. */
export interface ClientContext {
  readonly defaultRegion: string;
  readonly requests: RequestObserver;
  /** How long the user waits for AWS, in seconds. */
  readonly waitSeconds: number;
  readonly version: string;
}

/** Whose requests they are, and the way they take. */
export interface ClientIdentity {
  readonly credentials: CredentialProvider;
  /** Where the credentials come from, such as `profile security`. */
  readonly origin: string;
  readonly network: Network;
}

/** A client of the SDK, as far as it is adjusted here. */
interface Equippable<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  readonly config: ProgramNames & { region: () => Promise<string> };
}

/**
 * Steps of the SDK that have no use here. One copies what each request sent and got for a logger, and there is none; one looks for the
 * trace of a Lambda function; one composes the name of the program anew, which {@link nameProgram} does once.
 */
const stepsWithoutUse = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'];

/** How a request to GuardDuty may be repeated: by the SDK, or only by whoever has looked at its effect. */
export type Repetition = keyof RetryKinds;

/**
 * Makes SDK clients for one identity and keeps them for the whole run. The pace and the budget of retries belong to one service in one
 * Region, so a Region in trouble slows down only itself.
 */
export class Clients {
  /** Whose credentials these are, as soon as STS has answered. */
  accountId: AccountId | undefined;
  private readonly guardDuty = new Map<string, Promise<GuardDutyClient>>();
  private readonly guardDutyRetries = new Map<string, RetryKinds>();
  private readonly paces = new Paces();

  constructor(
    private readonly context: ClientContext,
    private readonly identity: ClientIdentity,
  ) {}

  readonly sts = once(async () => {
    const client = new STSClient(await this.options('STS'));
    this.equip(client, 'STS');
    return client;
  });

  readonly organizations = once(async () => {
    const { makeOrganizations } = await import('./late-clients');
    const client = makeOrganizations(await this.options('Organizations'));
    this.equip(client, 'Organizations');
    return client;
  });

  readonly account = once(async () => {
    const { makeAccount } = await import('./late-clients');
    const client = makeAccount(await this.options('Account'));
    this.equip(client, 'Account');
    return client;
  });

  guardDutyIn(region: string, repetition: Repetition): Promise<GuardDutyClient> {
    const key = `${region} ${repetition}`;
    const existing = this.guardDuty.get(key);
    if (existing !== undefined) return existing;
    const made = this.makeGuardDuty(region, repetition);
    this.guardDuty.set(key, made);
    return made;
  }

  private async makeGuardDuty(region: string, repetition: Repetition): Promise<GuardDutyClient> {
    const retries = this.guardDutyRetries.get(region) ?? this.retries();
    this.guardDutyRetries.set(region, retries);
    const { makeGuardDuty } = await import('./late-clients');
    const client = makeGuardDuty(await this.options('GuardDuty', region, retries[repetition]));
    this.equip(client, 'GuardDuty', region);
    // The SDK makes a signer for each request, always the same for one client.
    client.config.signer = once(client.config.signer);
    keepEndpoint(client);
    return client;
  }

  private equip<Input extends object, Output extends object>(
    { middlewareStack: stack, config }: Equippable<Input, Output>,
    service: ServiceId,
    region = this.context.defaultRegion,
  ): void {
    const { requests, waitSeconds } = this.context;
    for (const step of stepsWithoutUse) stack.remove(step);
    keepPace(stack, (operation) => this.paces.of(service, region, operation), waitSeconds * 1000);
    nameProgram(stack, config);
    // The SDK checks the same name of a Region several times for each request.
    config.region = once(config.region);
    requests.observe(stack, { service, region, accountId: () => this.accountId, credentials: this.identity.origin });
  }

  private retries(): RetryKinds {
    return createRetries(this.context.waitSeconds, this.identity.network.maxAttempts);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- makers of clients wait for it together with the client
  private async options(service: ServiceId, region = this.context.defaultRegion, retryStrategy = this.retries().repeatable) {
    const { credentials, network } = this.identity;
    return {
      ...optionsOf(network, service, region),
      credentials,
      retryStrategy,
      // The order in which a request passes the SDK's layers is the same for all requests of a kind, and is worked out once.
      cacheMiddleware: true,
      customUserAgent: [['provision-guardduty', this.context.version] as [string, string]],
    };
  }
}

/**
 * What every client of an identity is given. Everything is given explicitly, because the SDK looks up what is missing in the environment and
 * in the profile that `AWS_PROFILE` names, even where neither is meant.
 */
export function optionsOf(network: Network, service: ServiceId, region: string) {
  const endpoint = network.endpointOf(service);
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint: partsOf(new URL(endpoint)) }),
    // An endpoint that is configured counts before both, as in the AWS CLI.
    useFipsEndpoint: network.useFipsEndpoint && endpoint === undefined,
    useDualstackEndpoint: network.useDualstackEndpoint && endpoint === undefined,
    defaultsMode: 'standard' as const,
    retryMode: 'standard',
    maxAttempts: network.maxAttempts ?? 3,
    authSchemePreference: [],
    requestHandler: network.http,
    // The first answer shows by how much the clock is off, so no write is refused for it.
    systemClockOffset: network.http.clockOffset,
  };
}

/** An endpoint as the SDK takes it apart; given as a text, it would be taken apart again for each request. */
function partsOf({ protocol, hostname, port, pathname }: URL) {
  return { protocol, hostname, path: pathname, ...(port === '' ? {} : { port: Number(port) }) };
}

function once<Given extends unknown[], Value>(make: (...given: Given) => Promise<Value>): (...given: Given) => Promise<Value> {
  let made: Promise<Value> | undefined;
  return (...given) => (made ??= make(...given));
}
