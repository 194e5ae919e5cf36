import type { HttpRequest, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { AccountId } from '../domain/ids';
import { redact } from '../domain/redact';
import type { RequestRecord } from '../ports/requests';
import type { FirstAnswer } from './first-answer';
import type { LastCall } from './last-call';
import type { ServiceId } from './shared-config';
import { isThrottling } from './translate-error';

/** Who sends, and where to. The account is known once STS has answered. */
export interface RequestOrigin {
  readonly service: ServiceId;
  readonly region: string;
  readonly accountId: () => AccountId | undefined;
  /** Where the credentials come from, such as `profile security`. */
  readonly credentials: string;
}

/** `attempt=2; max=8`, as the SDK writes it. */
function attemptOf(request: unknown): number {
  const header = (request as HttpRequest).headers['amz-sdk-request'] ?? '';
  return Number(/attempt=(\d+)/.exec(header)?.[1] ?? 1);
}

function metadataOf(value: unknown): Partial<MetadataBearer['$metadata']> {
  return (value as Partial<MetadataBearer> | undefined)?.$metadata ?? {};
}

/** Who is notified about requests. */
interface Listeners {
  readonly log: ((record: RequestRecord) => void) | undefined;
  readonly throttled: ((service: string, region: string) => void) | undefined;
  readonly firstAnswer: FirstAnswer;
  readonly lastCall: LastCall;
}

/** Sees every attempt at a request: counts it, and hands it to the log when it has ended. Nothing secret is looked at. */
export class RequestObserver {
  private readonly byAction = new Map<string, number>();

  constructor(private readonly listeners: Listeners) {}

  /** Requests sent so far, retries included, by IAM action. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byAction].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  observe<Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>, origin: RequestOrigin): void {
    const { log, throttled, firstAnswer, lastCall } = this.listeners;
    stack.add(
      // The very first step: everything that a request waits for lies behind it.
      (next) => (args) => {
        firstAnswer.waitFor(`the credentials (${origin.credentials})`);
        return lastCall.waitFor(() => next(args));
      },
      { step: 'initialize', priority: 'high', name: 'boundRequests' },
    );
    const service = origin.service.toLowerCase();
    stack.add(
      // "Low" in this step is inside the retry middleware, so that every attempt passes here.
      (next, context) => {
        const operation = String(context.commandName).replace(/Command$/, '');
        const action = `${service}:${operation}`;
        return async (args) => {
          this.byAction.set(action, (this.byAction.get(action) ?? 0) + 1);
          firstAnswer.waitFor(`${action} from ${(args.request as HttpRequest).hostname}`);
          const startedAt = Date.now();
          const record = ({ httpStatusCode, requestId }: Partial<MetadataBearer['$metadata']>, error?: string): void => {
            log?.({
              time: new Date(startedAt).toISOString(),
              account: origin.accountId() ?? null,
              region: origin.region,
              service,
              operation,
              status: httpStatusCode ?? null,
              requestId: requestId === undefined ? null : redact(requestId),
              attempt: attemptOf(args.request),
              ms: Date.now() - startedAt,
              ...(error === undefined ? {} : { error }),
            });
          };
          try {
            const result = await next(args);
            firstAnswer.end();
            record(metadataOf(result.output));
            return result;
          } catch (error) {
            const metadata = metadataOf(error);
            const name = error instanceof Error ? redact(error.name) : 'Error';
            if (metadata.httpStatusCode !== undefined) firstAnswer.end();
            if (isThrottling(name, metadata.httpStatusCode)) throttled?.(service, origin.region);
            record(metadata, name);
            throw error;
          }
        };
      },
      { step: 'finalizeRequest', priority: 'low', name: 'observeRequests' },
    );
  }
}
