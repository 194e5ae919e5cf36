import type { RolloutSettings } from '../domain/settings';
import type { Identity } from '../ports/aws';
import type { Clock } from '../ports/clock';
import type { Emit } from '../ports/events';

/** Who acts: the management account, where its credentials were given, and the administrator. */
interface Actors {
  readonly management: Identity | undefined;
  readonly administrator: Identity;
}

/** What every step of a run needs. */
export interface RunContext extends Actors {
  readonly settings: RolloutSettings;
  readonly clock: Clock;
  readonly emit: Emit;
  /** True once the user asked to stop: no new write is begun then. */
  readonly interrupted: () => boolean;
}
