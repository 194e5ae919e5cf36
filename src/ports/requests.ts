import type { AccountId } from '../domain/ids';

/** One attempt at one request to AWS, as a log line shows it. */
export interface RequestRecord {
  /** When it was sent, ISO 8601. */
  readonly time: string;
  /** Whose credentials signed it; null until STS has answered. */
  readonly account: AccountId | null;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** 1 for the first. */
  readonly attempt: number;
  readonly ms: number;
  /** Name of the error, for anything but a success. */
  readonly error?: string;
}
