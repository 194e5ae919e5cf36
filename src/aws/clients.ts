import { AccountClient } from '@aws-sdk/client-account';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { ConnectionPool } from './http';
import type { MiddlewareStack } from '@smithy/types';
import type { CountingCalls } from './call-counter';
import type { CredentialProvider } from './credentials';
import { configuredEndpoint } from './shared-config';
import type { ServiceId } from './shared-config';

/** Attempts at one request, the first included. Ten attempts with the SDK's pauses took 42 s. */
const maxAttempts = 8;

/** What all clients of a run share. */
export interface ClientContext {
  readonly defaultRegion: string;
  readonly endpoint: string | undefined;
  readonly http: ConnectionPool;
  readonly calls: CountingCalls;
  readonly version: string;
}

/** Whose requests they are. `profile` decides on configured endpoints. */
export interface ClientIdentity {
  readonly credentials: CredentialProvider;
  readonly profile: string | undefined;
}

/** Counts inside the retry middleware, so that every attempt is seen. */
function countCalls<Input extends object, Output extends object>(
  middlewareStack: MiddlewareStack<Input, Output>,
  service: ServiceId,
  calls: CountingCalls,
): void {
  middlewareStack.add(
    (next, context) => (args) => {
      calls.add(`${service.toLowerCase()}:${String(context.commandName).replace(/Command$/, '')}`);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'countCalls' },
  );
}

/**
 * Makes SDK clients for one identity. GuardDuty has one per Region, kept for the whole run: adaptive retries and the retry budget live in
 * the client, so a Region in trouble slows down only itself.
 */
export class Clients {
  private readonly guardDuty = new Map<string, Promise<GuardDutyClient>>();

  constructor(
    private readonly context: ClientContext,
    private readonly identity: ClientIdentity,
  ) {}

  readonly sts = once(async () => {
    const client = new STSClient(await this.options('STS'));
    countCalls(client.middlewareStack, 'STS', this.context.calls);
    return client;
  });

  readonly organizations = once(async () => {
    const client = new OrganizationsClient(await this.options('Organizations'));
    countCalls(client.middlewareStack, 'Organizations', this.context.calls);
    return client;
  });

  readonly account = once(async () => {
    const client = new AccountClient(await this.options('Account'));
    countCalls(client.middlewareStack, 'Account', this.context.calls);
    return client;
  });

  guardDutyIn(region: string): Promise<GuardDutyClient> {
    const existing = this.guardDuty.get(region);
    if (existing !== undefined) return existing;
    const made = this.options('GuardDuty', region).then((options) => {
      const client = new GuardDutyClient(options);
      countCalls(client.middlewareStack, 'GuardDuty', this.context.calls);
      return client;
    });
    this.guardDuty.set(region, made);
    return made;
  }

  private async options(service: ServiceId, region = this.context.defaultRegion) {
    const endpoint = this.context.endpoint ?? (await configuredEndpoint(service, this.identity.profile));
    return {
      region,
      ...(endpoint === undefined ? {} : { endpoint }),
      credentials: this.identity.credentials,
      requestHandler: this.context.http,
      maxAttempts,
      retryMode: 'adaptive',
      customUserAgent: [['provision-guardduty', this.context.version] as [string, string]],
    };
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
