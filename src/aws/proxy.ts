import { BlockList, isIP, isIPv6 } from 'node:net';
import { rememberSecret } from '../domain/redact';
import { UsageError } from '../domain/errors';
import type { Environment } from './environment';

/** A proxy, its user name and password apart from its address, so that the address can be shown. */
export interface Proxy {
  /** `http://proxy.example.com:3128/`. */
  readonly url: URL;
  /** Value of the header `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** Where a request goes. */
export interface Destination {
  /** `http:` or `https:`. */
  readonly protocol: string;
  /** A name or an address; an IPv6 address may stand in brackets. */
  readonly hostname: string;
  readonly port?: number | undefined;
}

/**
 * The lower-case name counts where both are set, also where it is empty:
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html
 */
function variable(environment: Environment, upper: string): { readonly name: string; readonly value: string } | undefined {
  const lower = upper.toLowerCase();
  const name = environment[lower] === undefined ? upper : lower;
  const value = environment[name]?.trim() ?? '';
  return value === '' ? undefined : { name, value };
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

/** Whether an address lies in a block such as `10.0.0.0/8`. A name never does: it is not looked up. */
function liesIn(block: string, host: string): boolean {
  const [network = '', bits = ''] = block.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const known = isIP(network) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32);
  if (!known || isIP(host) === 0 || isIPv6(host) !== isIPv6(network)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(host, family);
}

/**
 * Whether `NO_PROXY` names a destination: a host and everything below it, with or without a dot or `*.` in front and a port behind, a
 * block of addresses, or `*` for everything.
 */
function isExempt({ protocol, hostname, port }: Destination, list: string): boolean {
  const host = bare(hostname);
  const hostAndPort = `${host}:${String(port ?? (protocol === 'https:' ? 443 : 80))}`;
  return list
    .split(/[\s,]+/)
    .map((entry) => bare(entry).replace(/^\*?\.+/, ''))
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return liesIn(entry, host);
      return [host, hostAndPort].some((name) => name === entry || name.endsWith(`.${entry}`));
    });
}

function parse({ name, value }: { readonly name: string; readonly value: string }): Proxy {
  // As the AWS CLI does, an address without a scheme is taken for http.
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value.replace(/^\/\//, '')}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new UsageError({
      message: `${name} is not the address of an HTTP proxy.`,
      // The value is not shown: it may hold a password.
      reason:
        url === undefined ? 'It cannot be read as an address.' : `It begins with ${url.protocol}, and only http and https proxies work.`,
      remedy: `Set ${name} to an address such as http://proxy.example.com:3128, or unset it.`,
    });
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const authorization = user === '' ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  hidePassword(url);
  rememberSecret(authorization?.slice('Basic '.length));
  url.username = '';
  url.password = '';
  return { url, authorization };
}

/** User names and passwords in addresses have their special characters encoded; where somebody forgot that, they are taken as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Keeps the password in an address out of every text, as it is written there and as it is meant. */
export function hidePassword({ password }: URL): void {
  rememberSecret(password, decoded(password));
}

/**
 * The proxies that the environment names, as the AWS CLI takes them: `HTTPS_PROXY` for https endpoints, `HTTP_PROXY` for http ones, and
 * `NO_PROXY` for what needs none.
 *
 * @returns the proxy of a destination, undefined where it is reached directly
 * @throws UsageError when one of the variables cannot be used; its value is not shown
 */
export function proxiesOf(environment: Environment): (destination: Destination) => Proxy | undefined {
  const [https, http] = ['HTTPS_PROXY', 'HTTP_PROXY'].map((name) => {
    const found = variable(environment, name);
    return found === undefined ? undefined : parse(found);
  });
  const exempt = variable(environment, 'NO_PROXY')?.value ?? '';
  return (destination) => {
    const proxy = destination.protocol === 'https:' ? https : http;
    return proxy === undefined || isExempt(destination, exempt) ? undefined : proxy;
  };
}
