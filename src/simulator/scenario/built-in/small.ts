import type { ScenarioInput } from '../scenario';

/** The default: a small organization without GuardDuty, with short delays. */
export function small(): ScenarioInput {
  return {
    name: 'small',
    description: 'Twelve accounts, one of them suspended, three Regions, nothing set up yet.',
    organization: {
      id: 'o-simsmall01',
      managementAccount: '111111111111',
      organizationalUnits: [
        { id: 'ou-sim1-security', name: 'Security' },
        { id: 'ou-sim1-workloads', name: 'Workloads' },
        { id: 'ou-sim1-sandboxes', name: 'Sandbox' },
      ],
    },
    administratorAccount: '222222222222',
    accounts: [
      { id: '111111111111', name: 'management', email: 'aws+management@example.com' },
      { id: '222222222222', name: 'security', email: 'aws+security@example.com', organizationalUnit: 'ou-sim1-security' },
      { id: '333333333301', name: 'log-archive', email: 'aws+log-archive@example.com', organizationalUnit: 'ou-sim1-security' },
      { id: '333333333302', name: 'network', email: 'aws+network@example.com', organizationalUnit: 'ou-sim1-workloads' },
      { id: '333333333303', name: 'shared-services', email: 'aws+shared-services@example.com', organizationalUnit: 'ou-sim1-workloads' },
      { id: '333333333304', name: 'shop-production', email: 'aws+shop-production@example.com', organizationalUnit: 'ou-sim1-workloads' },
      { id: '333333333305', name: 'shop-staging', email: 'aws+shop-staging@example.com', organizationalUnit: 'ou-sim1-workloads' },
      {
        id: '333333333306',
        name: 'payments-production',
        email: 'aws+payments-production@example.com',
        organizationalUnit: 'ou-sim1-workloads',
      },
      { id: '333333333307', name: 'payments-staging', email: 'aws+payments-staging@example.com', organizationalUnit: 'ou-sim1-workloads' },
      {
        id: '333333333308',
        name: 'data-platform',
        email: 'aws+data-platform@example.com',
        organizationalUnit: 'ou-sim1-workloads',
        joinedMethod: 'INVITED',
      },
      { id: '333333333309', name: 'sandbox', email: 'aws+sandbox@example.com', organizationalUnit: 'ou-sim1-sandboxes' },
      {
        id: '333333333310',
        name: 'old-website',
        email: 'aws+old-website@example.com',
        organizationalUnit: 'ou-sim1-sandboxes',
        state: 'SUSPENDED',
      },
    ],
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
    timing: { designationSeconds: 0.8, administratorDetectorSeconds: 0.8, memberSeconds: 0.6, memberJitterSeconds: 0.8 },
    latency: { ms: 16, jitterMs: 8 },
  };
}
