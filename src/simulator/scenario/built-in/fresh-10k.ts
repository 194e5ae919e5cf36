import { defaultRegionsOf } from '../../world/regions';
import type { ScenarioInput } from '../scenario';

/** A very large organization without trouble and delays, for measurements. */
export function fresh10k(): ScenarioInput {
  return {
    name: 'fresh-10k',
    description: '10,000 accounts, 17 Regions, nothing set up yet, no latency.',
    organization: { id: 'o-simfresh10', managementAccount: '111111111111' },
    administratorAccount: '222222222222',
    accounts: [
      { id: '111111111111', name: 'management', email: 'aws+management@example.com' },
      { id: '222222222222', name: 'security', email: 'aws+security@example.com' },
      { count: 9_998 },
    ],
    regions: [...defaultRegionsOf('aws')],
    recordInputs: false,
  };
}
