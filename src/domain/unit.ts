import type { UnitId } from './ids';

/** One unit in the organization's tree. Its name is untrusted text. */
export interface OrganizationalUnit {
  readonly id: UnitId;
  /** The id where AWS gave none. */
  readonly name: string;
  /** Undefined: directly under the root. */
  readonly parent: UnitId | undefined;
}
