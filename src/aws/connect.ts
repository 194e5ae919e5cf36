import { connectWith } from './connect-with';
import type { Connection } from './connection';
import type { ConnectionSettings } from './identity-source';

/**
 * Establishes both identities before anything else is asked of AWS.
 *
 * @throws CredentialsError for a profile that does not exist or credentials that do not work; UsageError for settings of the environment or
 * of a profile that cannot be honoured; ProvisionError when STS does not answer
 */
export function connect(settings: ConnectionSettings): Promise<Connection> {
  return connectWith(settings, async () => (await import('./rollout-reach')).rolloutReach);
}
