import type { Call, Output } from './call';
import type { World } from '../world/world';

/** What AWS does at one operation: answers, changes the world, or refuses by throwing an `ApiError`. */
export type Operation = (world: World, call: Call) => Output;

/** Operations by name. */
export type Operations = ReadonlyMap<string, Operation>;
