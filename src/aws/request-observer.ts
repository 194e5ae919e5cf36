import type { HttpRequest, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { AccountId } from '../domain/ids';
import type { RequestRecord } from '../ports/requests';
import type { ServiceId } from './shared-config';

/** Who sends, and where to. The account is known once STS has told. */
export interface RequestOrigin {
  readonly service: ServiceId;
  readonly region: string;
  readonly accountId: () => AccountId | undefined;
}

/** `attempt=2; max=8`, as the SDK writes it. */
function attemptOf(request: unknown): number {
  const header = (request as HttpRequest).headers['amz-sdk-request'] ?? '';
  return Number(/attempt=(\d+)/.exec(header)?.[1] ?? 1);
}

function metadataOf(value: unknown): Partial<MetadataBearer['$metadata']> {
  return (value as Partial<MetadataBearer> | undefined)?.$metadata ?? {};
}

/** Sees every attempt at a request: counts it, and hands it to the log when it has ended. Nothing secret is looked at. */
export class RequestObserver {
  private readonly byAction = new Map<string, number>();

  constructor(private readonly log: ((record: RequestRecord) => void) | undefined) {}

  /** Requests sent so far, retries included, by IAM action. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byAction].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  observe<Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>, origin: RequestOrigin): void {
    stack.add(
      // "Low" in this step is inside the retry middleware, so that every attempt passes here.
      (next, context) => async (args) => {
        const operation = String(context.commandName).replace(/Command$/, '');
        const action = `${origin.service.toLowerCase()}:${operation}`;
        this.byAction.set(action, (this.byAction.get(action) ?? 0) + 1);
        if (this.log === undefined) return next(args);
        const startedAt = Date.now();
        const record = (status: number | undefined, requestId: string | undefined, error?: string): void => {
          this.log?.({
            time: new Date(startedAt).toISOString(),
            account: origin.accountId() ?? null,
            region: origin.region,
            service: origin.service.toLowerCase(),
            operation,
            status: status ?? null,
            requestId: requestId ?? null,
            attempt: attemptOf(args.request),
            ms: Date.now() - startedAt,
            ...(error === undefined ? {} : { error }),
          });
        };
        try {
          const result = await next(args);
          const { httpStatusCode, requestId } = metadataOf(result.output);
          record(httpStatusCode, requestId);
          return result;
        } catch (error) {
          const { httpStatusCode, requestId } = metadataOf(error);
          record(httpStatusCode, requestId, error instanceof Error ? error.name : 'Error');
          throw error;
        }
      },
      { step: 'finalizeRequest', priority: 'low', name: 'observeRequests' },
    );
  }
}
