import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions } from '@smithy/types';
import { readAnswer } from './answer-body';
import { clockAheadSeconds } from './clock-offset';
import { foreignAnswer, NotAwsError } from './not-aws';
import type { Destination, Proxy } from './proxy';
import { ProxyError } from './proxy-error';

/** How long to wait for a connection, and for a whole answer, in milliseconds. The SDK itself would wait forever. */
const connectionTimeout = 5_000;
const requestTimeout = 30_000;

/**
 * Connections to one host. On AWS every Region is a host of its own; behind a single custom endpoint all Regions share these, so it is
 * more than the default concurrency of Regions times the requests one Region has under way.
 */
const maxSockets = 512;

const ignore = (): undefined => undefined;

/** The SDK would print its notes on connections to the console. */
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The SDK does not retry what carries this name. */
class ClosedError extends Error {
  override readonly name = 'AbortError';
}

/** How the requests of a pool travel. */
export interface Routes {
  /** The proxy of a destination. @default none */
  readonly proxyOf?: (destination: Destination) => Proxy | undefined;
  /** Certificates to trust in place of Node's own, as PEM. */
  readonly ca?: readonly string[] | undefined;
}

type Handling = ReturnType<NodeHttpHandler['handle']>;

/**
 * The pool of kept-alive connections that clients share. It reads every answer to its end within one deadline, finds the proxy, and recognizes
 * answers that are not AWS's. When it is closed, requests end and are not repeated.
 */
export class ConnectionPool {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  /** By how many milliseconds AWS's clock is ahead of this machine's, where it matters; 0 elsewhere. */
  clockOffset = 0;
  private closed = false;
  /** By the address of the proxy; the one without is empty. */
  private readonly handlers = new Map<string, Promise<NodeHttpHandler>>();

  constructor(private readonly routes: Routes = {}) {}

  async handle(request: HttpRequest, options: HttpHandlerOptions = {}): Handling {
    if (this.closed) throw new ClosedError('The run is over.');
    const limit = options.requestTimeout ?? requestTimeout;
    const startedAt = performance.now();
    const { response } = await this.send(request, { ...options, requestTimeout: limit });
    this.clockOffset = 1000 * -(clockAheadSeconds(response.headers['date'], '', Date.now()) ?? 0);
    const body = await readAnswer(response.body as Readable, limit - (performance.now() - startedAt));
    const foreign = foreignAnswer(response, body);
    if (foreign !== undefined) throw new NotAwsError(hostOf(request), response.statusCode, foreign);
    const { statusCode, reason, headers } = response;
    return { response: new HttpResponse({ statusCode, headers, body, ...(reason === undefined ? {} : { reason }) }) };
  }

  /** The SDK adjusts handlers that it makes itself; this one needs no adjustment. */
  updateHttpClientConfig(): void {
    return undefined;
  }

  httpHandlerConfigs(): object {
    return {};
  }

  /** Clients that are destroyed leave the pool to those that share it. */
  destroy(): void {
    return undefined;
  }

  close(): void {
    this.closed = true;
    for (const handler of this.handlers.values())
      void handler.then((made) => {
        made.destroy();
      }, ignore);
  }

  private async send(request: HttpRequest, options: HttpHandlerOptions): Handling {
    const proxy = this.routes.proxyOf?.(request);
    if (proxy === undefined) return (await this.handlerFor()).handle(request, options);
    const tunnelled = request.protocol === 'https:';
    const handler = await this.handlerFor(tunnelled ? proxy : undefined);
    const handled = await handler.handle(tunnelled ? request : forwarded(request, proxy), options).catch((error: unknown) => {
      throw failedToConnect(error) ? ProxyError.unreachable(proxy.url, error) : error;
    });
    if (!tunnelled && handled.response.statusCode === 407) throw ProxyError.refused(proxy.url, 407);
    return handled;
  }

  /** The handler of connections to the endpoint itself, or of those through a proxy. */
  private handlerFor(proxy?: Proxy): Promise<NodeHttpHandler> {
    const key = proxy?.url.href ?? '';
    const existing = this.handlers.get(key);
    if (existing !== undefined) return existing;
    const made = this.makeHandler(proxy);
    this.handlers.set(key, made);
    return made;
  }

  private async makeHandler(proxy: Proxy | undefined): Promise<NodeHttpHandler> {
    const { ca } = this.routes;
    const pooled = { keepAlive: true, maxSockets };
    const trusting = ca === undefined ? pooled : { ...pooled, ca: [...ca] };
    // Loaded only where there is a proxy.
    const tunnel = proxy === undefined ? undefined : new (await import('./tunnel-agent')).TunnelAgent({ proxy, ca, maxSockets });
    return new NodeHttpHandler({
      connectionTimeout,
      requestTimeout,
      // Without this the SDK only logs that the time is over: https://github.com/smithy-lang/smithy-typescript (node-http-handler).
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(pooled),
      httpsAgent: tunnel ?? new HttpsAgent(trusting),
      logger: silent,
    });
  }
}

/** Whether no connection was made. The SDK gives this name without a code only to a connection that was not made in time. */
function failedToConnect(error: unknown): boolean {
  const { name, code, syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || (name === 'TimeoutError' && code === undefined);
}

/** A request to an http endpoint is sent to the proxy itself, with the whole address: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function forwarded(request: HttpRequest, { url, authorization }: Proxy): HttpRequest {
  const copy = HttpRequest.clone(request);
  copy.path = `http://${hostOf(request)}${request.path}`;
  copy.protocol = url.protocol;
  copy.hostname = url.hostname;
  copy.port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (authorization !== undefined) copy.headers['Proxy-Authorization'] = authorization;
  return copy;
}

function hostOf({ hostname, port }: HttpRequest): string {
  return port === undefined ? hostname : `${hostname}:${port.toString()}`;
}
