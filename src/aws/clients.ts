import { AccountClient } from '@aws-sdk/client-account';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { ConnectionPool } from './http';
import type { CredentialProvider } from './credentials';
import type { AccountId } from '../domain/ids';
import type { RequestObserver, RequestOrigin } from './request-observer';
import { configuredEndpoint } from './shared-config';
import type { ServiceId } from './shared-config';

/** Attempts at one request, the first included. Ten attempts with the SDK's pauses took 42 s. */
const maxAttempts = 8;

/** What all clients of a run share. */
export interface ClientContext {
  readonly defaultRegion: string;
  readonly endpoint: string | undefined;
  readonly http: ConnectionPool;
  readonly requests: RequestObserver;
  readonly version: string;
}

/** Whose requests they are. `profile` decides on configured endpoints. */
export interface ClientIdentity {
  readonly credentials: CredentialProvider;
  readonly profile: string | undefined;
}

/**
 * Makes SDK clients for one identity. GuardDuty has one per Region, kept for the whole run: adaptive retries and the retry budget live in
 * the client, so a Region in trouble slows down only itself.
 */
export class Clients {
  /** Whose credentials these are, as soon as STS has told. */
  accountId: AccountId | undefined;
  private readonly guardDuty = new Map<string, Promise<GuardDutyClient>>();

  constructor(
    private readonly context: ClientContext,
    private readonly identity: ClientIdentity,
  ) {}

  readonly sts = once(async () => {
    const client = new STSClient(await this.options('STS'));
    this.context.requests.observe(client.middlewareStack, this.origin('STS'));
    return client;
  });

  readonly organizations = once(async () => {
    const client = new OrganizationsClient(await this.options('Organizations'));
    this.context.requests.observe(client.middlewareStack, this.origin('Organizations'));
    return client;
  });

  readonly account = once(async () => {
    const client = new AccountClient(await this.options('Account'));
    this.context.requests.observe(client.middlewareStack, this.origin('Account'));
    return client;
  });

  guardDutyIn(region: string): Promise<GuardDutyClient> {
    const existing = this.guardDuty.get(region);
    if (existing !== undefined) return existing;
    const made = this.options('GuardDuty', region).then((options) => {
      const client = new GuardDutyClient(options);
      this.context.requests.observe(client.middlewareStack, this.origin('GuardDuty', region));
      return client;
    });
    this.guardDuty.set(region, made);
    return made;
  }

  private origin(service: ServiceId, region = this.context.defaultRegion): RequestOrigin {
    return { service, region, accountId: () => this.accountId };
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
