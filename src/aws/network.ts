import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { UsageError } from '../domain/errors';
import { ConnectionPool } from './http';
import type { Environment } from './environment';
import { hidePassword, proxiesOf } from './proxy';
import type { ProfileView, ServiceId } from './shared-config';

/** How the requests of one identity reach AWS. */
export interface Network {
  readonly http: ConnectionPool;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** Attempts at one request, where the user has set a number. */
  readonly maxAttempts: number | undefined;
  endpointOf(service: ServiceId): string | undefined;
}

const services: readonly ServiceId[] = ['GuardDuty', 'Organizations', 'STS', 'Account'];

/** Says something that the user must know, above the progress. */
export type Warn = (text: string) => void;

/** The certificates in a file, refused where there are none. */
function certificatesIn(file: string, setting: string): string {
  const unusable = (reason: string): UsageError =>
    new UsageError({
      message: `The certificates in ${file} cannot be used.`,
      reason: `${setting} names this file. ${reason}`,
      remedy: 'Name a file that holds certificates in the PEM form.',
    });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    createSecureContext({ ca: text });
  } catch (error) {
    throw unusable((error as Error).message);
  }
  if (!/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) throw unusable('It holds no certificate.');
  return text;
}

/**
 * The certificates to trust: as in the AWS CLI, those of `AWS_CA_BUNDLE` or `ca_bundle` take the place of Node's own. What the user adds
 * to Node with `NODE_EXTRA_CA_CERTS` is trusted beside them.
 */
function trusted(profile: ProfileView, environment: Environment): readonly string[] | undefined {
  const bundle = profile.setting('ca_bundle', 'AWS_CA_BUNDLE');
  if (bundle === undefined) return undefined;
  const extra = environment['NODE_EXTRA_CA_CERTS'] ?? '';
  const named = (environment['AWS_CA_BUNDLE'] ?? '') === '' ? 'ca_bundle' : 'AWS_CA_BUNDLE';
  return [certificatesIn(bundle, named), ...(extra === '' ? [] : [certificatesIn(extra, 'NODE_EXTRA_CA_CERTS')])];
}

function attemptsIn(profile: ProfileView): number | undefined {
  const text = profile.setting('max_attempts', 'AWS_MAX_ATTEMPTS');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError({
    message: `"${text}" is not a number of attempts.`,
    reason: 'AWS_MAX_ATTEMPTS or max_attempts of the profile says so.',
    remedy: 'Set a whole number from 1 on, or none.',
  });
}

const onThisMachine = (hostname: string): boolean => /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);

/** Refuses configured endpoints that cannot be used, and warns of those that send everything in the clear. */
function checkEndpoints(network: Network, warn: Warn): void {
  for (const endpoint of new Set(services.map((service) => network.endpointOf(service)))) {
    if (endpoint === undefined) continue;
    if (URL.canParse(endpoint)) hidePassword(new URL(endpoint));
    if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
      throw new UsageError({
        message: `The configured endpoint "${endpoint}" is not an address.`,
        remedy: 'Correct AWS_ENDPOINT_URL, or endpoint_url of the profile: it begins with https://.',
      });
    }
    const { protocol, hostname, host } = new URL(endpoint);
    if (network.useFipsEndpoint || network.useDualstackEndpoint) {
      warn(
        `Note: The endpoint ${protocol}//${host} is configured, so that no FIPS or dual-stack endpoint is used there, as in the AWS CLI.`,
      );
    }
    if (protocol === 'http:' && !onThisMachine(hostname)) {
      warn(`Warning: The endpoint http://${host} is not encrypted: everybody on the way can read and change what is sent.`);
    }
  }
}

/** Makes the networks of a run's identities. Identities that trust the same certificates share their connections. */
export class Networks {
  private readonly pools = new Map<string, ConnectionPool>();

  private readonly warned = new Set<string>();

  constructor(
    private readonly environment: Environment,
    private readonly warn: Warn,
  ) {}

  /**
   * What one profile, and the environment, ask for.
   *
   * @throws UsageError for settings that cannot be honoured
   */
  of(profile: ProfileView): Network {
    const network: Network = {
      http: this.pool(trusted(profile, this.environment)),
      useFipsEndpoint: profile.flag('use_fips_endpoint', 'AWS_USE_FIPS_ENDPOINT'),
      useDualstackEndpoint: profile.flag('use_dualstack_endpoint', 'AWS_USE_DUALSTACK_ENDPOINT'),
      maxAttempts: attemptsIn(profile),
      endpointOf: (service) => profile.endpointOf(service),
    };
    checkEndpoints(network, (text) => {
      if (!this.warned.has(text)) this.warn(text);
      this.warned.add(text);
    });
    return network;
  }

  /** The way to one address, whatever the environment and the user's files say. */
  to(endpoint: string): Network {
    const http = this.pools.get(endpoint) ?? new ConnectionPool();
    this.pools.set(endpoint, http);
    return { http, useFipsEndpoint: false, useDualstackEndpoint: false, maxAttempts: undefined, endpointOf: () => endpoint };
  }

  close(): void {
    for (const pool of this.pools.values()) pool.close();
  }

  private pool(ca: readonly string[] | undefined): ConnectionPool {
    const key = ca?.join('\n') ?? '';
    const existing = this.pools.get(key);
    if (existing !== undefined) return existing;
    const made = new ConnectionPool({ ca, proxyOf: proxiesOf(this.environment) });
    this.pools.set(key, made);
    return made;
  }
}
