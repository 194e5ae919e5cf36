import type { Clock } from '../ports/clock';
import type { EmitOffboard } from '../ports/offboard-events';
import type { OffboardIdentity } from '../ports/offboarding';
import type { OffboardSettings } from './plan/settings';

/** What every step of an off-boarding needs. */
export interface OffboardContext {
  readonly settings: OffboardSettings;
  readonly clock: Clock;
  readonly emit: EmitOffboard;
  /** True once the user asked to stop: no new write is begun then. */
  readonly interrupted: () => boolean;
  readonly management: OffboardIdentity;
  readonly administrator: OffboardIdentity;
}
