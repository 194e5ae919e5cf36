import type { ServiceName } from '../wire/service-name';

/** One request that the simulator got, and how it ended. */
export interface RecordedCall {
  /** Arrival, in milliseconds since 1970. */
  readonly at: number;
  /** The caller's account; empty when nobody knows the key. */
  readonly account: string;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** Members of the request by their wire names; `undefined` when the scenario switches the record of inputs off. */
  readonly input: unknown;
  /** HTTP status; 0 when no answer was sent. */
  readonly status: number;
  /** The error's name, or the fault of the connection. */
  readonly error?: string;
  /** From the SDK's header `amz-sdk-request`; 1 without it. */
  readonly attempt: number;
  readonly requestId: string;
}
