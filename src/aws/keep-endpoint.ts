import type { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { toEndpointV1 } from '@smithy/core/transport';

/**
 * Finds the endpoint of a client once. The SDK finds it for each request, since with some services it depends on the request; GuardDuty has
 * one for each Region.
 */
export function keepEndpoint({ config, middlewareStack }: GuardDutyClient): void {
  const { endpointProvider, endpoint: configured } = config;
  const find = async () => {
    if (configured !== undefined) return configured();
    const [Region, UseFIPS, UseDualStack] = await Promise.all([config.region(), config.useFipsEndpoint(), config.useDualstackEndpoint()]);
    return toEndpointV1(endpointProvider({ Region, UseFIPS, UseDualStack }));
  };
  let found: ReturnType<typeof find> | undefined;
  config.endpoint = () => (found ??= find());
  // The step keeps its place, which others are added relative to; without an endpoint of its own, a request takes that of the client.
  middlewareStack.addRelativeTo(<Next>(next: Next): Next => next, {
    name: 'endpointV2Middleware',
    relation: 'before',
    toMiddleware: 'serializerMiddleware',
    override: true,
  });
}
