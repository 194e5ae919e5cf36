import type { World } from '../world/world';
import type { Call, Output } from './call';
import type { DependentAction } from './dependent-action';
import type { Rates } from './rates';

/** Does what AWS does for one operation: changes the world and returns the answer, or throws an `ApiError`. */
type Handler = (world: World, call: Call) => Output;

/** Everything that the simulator knows about one operation. An entry that leaves something out does not compile. */
export interface Operation {
  /** The IAM action that the caller needs; `none` where AWS asks for no permission. */
  readonly permission: `${string}:${string}` | 'none';
  /** Further actions that AWS takes in the caller's name and that the caller must be allowed to take. */
  readonly alsoNeeds: 'nothing' | ((world: World, call: Call) => readonly DependentAction[]);
  /** The token buckets that AWS publishes for the operation. */
  readonly rates: Rates | 'unpublished';
  readonly handle: Handler;
}

/** An operation of a REST-JSON service. The method and path of a request identify it. */
export interface RestOperation extends Operation {
  /** Method and path, with the wire names of ids in braces, such as `GET /detector/{detectorId}`. */
  readonly route: string;
}

/** The operations of a service by name. */
export type Operations<Kind extends Operation = Operation> = ReadonlyMap<string, Kind>;

/** Makes the table of a service's operations. */
export function operationTable<Kind extends Operation>(entries: Readonly<Record<string, Kind>>): Operations<Kind> {
  return new Map(Object.entries(entries));
}
