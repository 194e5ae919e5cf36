import type { ServiceName } from '../wire/service-name';

/** The caller of a request. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** Name of the role, for role sessions. */
  readonly role: string | undefined;
}

/** Members of a request by their wire names, from the body, the query and the path. */
export type Input = Readonly<Record<string, unknown>>;

/** Members of an answer by their wire names. Members that are `undefined` are left out. */
export type Output = Readonly<Record<string, unknown>>;

/** What faults change in the service's own answer. */
export interface Directives {
  readonly emptyPage: boolean;
  readonly emptyToken: boolean;
  readonly repeatedToken: boolean;
  /** The result text if a fault leaves this account unprocessed. */
  unprocessed(account: string): string | undefined;
}

/** One request after parsing. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Input;
  readonly region: string;
  readonly caller: Caller;
  readonly now: number;
  readonly directives: Directives;
}
