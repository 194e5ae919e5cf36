import type { ScenarioInput } from '../../../../src/simulator/scenario/scenario';
import type { Switches } from '../../../../src/simulator/scenario/switches';

/** How a rollout ends that can't do everything. */
interface Ending {
  readonly exitCode: number;
  /** The words that it shows. */
  readonly words: string;
}

/** A world in which a rollout meets a switch. */
export interface Meeting<Value extends string | boolean = string> {
  readonly world: ScenarioInput;
  /** @default us-east-1 */
  readonly region?: string;
  readonly argv?: readonly string[];
  /** The operation whose answers the switch changes. */
  readonly operation: string;
  /** The values with which the rollout does not end with 0, for a good reason. */
  readonly ends?: Readonly<Partial<Record<`${Value}`, Ending>>>;
  /** The values with which a rollout gets the usual answers, and why. */
  readonly same?: Readonly<Partial<Record<`${Value}`, string>>>;
}

/** For each switch a world in which a rollout meets it, or the reason why none does. A switch without an entry does not compile. */
export type Meetings<Name extends keyof Switches> = { readonly [One in Name]: Meeting<Switches[One]> | string };

export const onlyOffboard = 'Only offboard meets it.';
