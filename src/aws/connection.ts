import type { CallCounter, Identity } from '../ports/aws';

/** Both identities, checked. `management` is undefined when there are no default credentials but an administrator was named. */
export interface Connection<Reach extends Identity = Identity> {
  readonly management: Reach | undefined;
  readonly administrator: Reach | undefined;
  /** Where the credentials of each were found, such as `profile security`; in the order above. */
  readonly origins: readonly (string | undefined)[];
  readonly calls: CallCounter;
  /** The user wants the run to end: from now on no request is waited for longer than a few seconds. */
  readonly hurry: () => void;
  /** Closes the kept-alive connections. */
  readonly close: () => void;
}
