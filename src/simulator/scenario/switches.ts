import type * as v from 'valibot';
import { object } from './fields';
import { answerSwitches } from './switches/answers';
import { exportSwitches } from './switches/export';
import { memberSwitches } from './switches/members';
import { organizationSwitches } from './switches/organization';

/**
 * Behavior of AWS that its documentation leaves open or contradicts, or that changed over time. The first value of each switch is its
 * default. Tests run on both sides.
 */
export const switchesSchema = object({ ...organizationSwitches, ...memberSwitches, ...answerSwitches, ...exportSwitches });

/** The switches of a scenario with their defaults. */
export type Switches = v.InferOutput<typeof switchesSchema>;
