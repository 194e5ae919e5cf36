import type { ServiceName } from '../wire/service-name';

/** One request to the simulator and its result. */
export interface RecordedCall {
  /** Arrival, in milliseconds since 1970. */
  readonly at: number;
  /** The caller's account; empty if the key is unknown. */
  readonly account: string;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** Members of the request by their wire names; `undefined` if the scenario's `recordInputs` is off. */
  readonly input: unknown;
  /** HTTP status; 0 if no answer was sent. */
  readonly status: number;
  /** The name of the error or of the connection fault. */
  readonly error?: string;
  /** From the SDK's header `amz-sdk-request`; 1 without it. */
  readonly attempt: number;
  readonly requestId: string;
}
