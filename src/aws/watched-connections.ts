import type { ConnectionPool } from './http';

type Handle = ConnectionPool['handle'];

/** The SDK's sources of credentials report in words of their own that a request failed; here the failure itself is kept. */
export class WatchedConnections {
  readonly metadata: ConnectionPool['metadata'];
  /** The last request that got no answer of AWS, since {@link WatchedConnections.forget}. */
  lastFailure: unknown;

  constructor(private readonly pool: ConnectionPool) {
    this.metadata = pool.metadata;
  }

  forget(): void {
    this.lastFailure = undefined;
  }

  async handle(...request: Parameters<Handle>): ReturnType<Handle> {
    try {
      const handled = await this.pool.handle(...request);
      this.forget();
      return handled;
    } catch (error) {
      this.lastFailure = error;
      throw error;
    }
  }

  updateHttpClientConfig(): void {
    this.pool.updateHttpClientConfig();
  }

  httpHandlerConfigs(): object {
    return this.pool.httpHandlerConfigs();
  }
}
