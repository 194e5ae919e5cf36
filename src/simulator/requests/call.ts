import type { ServiceName } from '../wire/service-name';

/** Who calls. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** Name of the role, for role sessions. */
  readonly role: string | undefined;
}

/** Members of a request by their wire names: body, query and path labels together. */
export type Input = Readonly<Record<string, unknown>>;

/** Members of an answer by their wire names; `undefined` ones are left out. */
export type Output = Readonly<Record<string, unknown>>;

/** What faults want of an answer, beyond breaking the connection. */
export interface Directives {
  readonly emptyPage: boolean;
  readonly emptyToken: boolean;
  readonly repeatedToken: boolean;
  /** The result text when a fault leaves this account unprocessed. */
  unprocessed(account: string): string | undefined;
}

/** One request, understood. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Input;
  readonly region: string;
  readonly caller: Caller;
  readonly now: number;
  readonly directives: Directives;
}
