import type { Region } from '../domain/ids';
import type { OrganizationConfiguration } from '../domain/snapshot';
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

/** What the steps need that change something. */
export interface ApplyContext extends OffboardContext {
  /**
   * Adds settings to the carry-over file that somebody has raised since it was written. Called before they are lowered.
   *
   * @throws ProvisionError where the file cannot be written
   */
  readonly saveRaised: (region: Region, configuration: OrganizationConfiguration) => void;
}
