import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long to wait for a connection and for an answer, in milliseconds. The SDK itself would wait for ever. */
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

/** The one pool of kept-alive connections that all clients of a run share. Closed, it ends requests and lets nobody retry. */
export class ConnectionPool extends NodeHttpHandler {
  private closed = false;

  constructor() {
    super({
      connectionTimeout,
      requestTimeout,
      // Without this the SDK only logs that the time is over: https://github.com/smithy-lang/smithy-typescript (node-http-handler).
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets }),
      logger: silent,
    });
  }

  override handle(...request: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    return this.closed ? Promise.reject(new ClosedError('The run is over.')) : super.handle(...request);
  }

  close(): void {
    this.closed = true;
    this.destroy();
  }
}
