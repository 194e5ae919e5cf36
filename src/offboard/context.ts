import type { Region } from '../domain/ids';
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
  /** Saves for later runs that no member is left in the Region. Never throws: where it fails, a later run cannot know. */
  readonly saveReleased: (region: Region) => Promise<void>;
}
