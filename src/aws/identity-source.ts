import type { AccountId } from '../domain/ids';
import type { Environment } from './environment';
import type { RequestRecord } from '../ports/requests';

/** Long-lived keys handed over directly; only the simulated AWS does that. */
interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where the credentials of the management account come from. */
export type BaseSource =
  | { readonly kind: 'profile'; readonly profile: string }
  /** What the AWS CLI takes without `--profile`: keys in the environment before the profile that `AWS_PROFILE` names. */
  | { readonly kind: 'default-chain' }
  | { readonly kind: 'keys'; readonly keys: Keys };

/** Where the administrator's credentials come from: their own, or a role assumed with the management account's. */
export type AdministratorSource = BaseSource | { readonly kind: 'role'; readonly role: string; readonly accountId: AccountId | undefined };

/** Everything needed to reach AWS as the two accounts. */
export interface ConnectionSettings {
  readonly management: BaseSource;
  readonly administrator: AdministratorSource | undefined;
  /** The Region that answers for the partition. */
  readonly defaultRegion: string;
  /** Proxies, certificates, endpoints, keys: whatever the AWS CLI would find there. */
  readonly environment: Environment;
  /** Overrides every configured endpoint, and leaves proxies and certificates aside; only the simulated AWS does that. */
  readonly endpoint: string | undefined;
  /** Asks the user for the code of an MFA device; undefined where there is no terminal. */
  readonly askMfaCode: ((serial: string) => Promise<string>) | undefined;
  /** Gets every attempt at a request, as it ends. */
  readonly log?: ((record: RequestRecord) => void) | undefined;
  /** Gets every refusal for being too quick. */
  readonly throttled?: ((service: string, region: string) => void) | undefined;
  /** Gets what the program waits for, while nothing at all has been answered. */
  readonly say?: ((text: string) => void) | undefined;
  /** Gets what the user should know about the way to AWS. */
  readonly warn?: ((text: string) => void) | undefined;
  /** How long the user waits for AWS, in seconds. */
  readonly waitSeconds: number;
  readonly version: string;
}
