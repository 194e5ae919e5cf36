import type { IncomingHttpHeaders } from 'node:http';

const ofThisMachine = /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

function isOurs(address: string): boolean {
  return URL.canParse(address) && ofThisMachine.test(new URL(address).hostname);
}

/**
 * Whether a web page sends the request: a browser names the page's own address as its origin, or, where somebody made a name of theirs lead
 * to this machine, that name as the host. Programs on this machine name this machine, and no origin.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
 */
export function isForeign({ host, origin }: IncomingHttpHeaders): boolean {
  return !isOurs(`http://${host ?? ''}`) || (origin !== undefined && !isOurs(origin));
}
