import type { ScenarioInput } from '../scenario';

const administrator = '222222222222';
const logArchive = '333333333301';
const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'eu-south-1'] as const;

/** The bucket to which the scenario's findings can go. */
export const exportBucketArn = 'arn:aws:s3:::example-guardduty-findings';
/** The key that encrypts them. */
export const exportKeyArn = `arn:aws:kms:eu-west-1:${logArchive}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

type ResourcePolicy = NonNullable<NonNullable<ScenarioInput['buckets']>[number]['policy']>;

/** An organization that is rolled out, and exports from one Region only, to a bucket of former days. */
export function exporting(): ScenarioInput {
  return {
    name: 'export',
    description: 'Six accounts, 4 Regions, all enrolled; a bucket and a key with their policies; one Region exports to an older bucket.',
    organization: {
      id: 'o-simexport1',
      managementAccount: '111111111111',
      trustedAccess: ['guardduty.amazonaws.com'],
      delegatedAdministrators: [{ account: administrator, servicePrincipal: 'guardduty.amazonaws.com' }],
    },
    administratorAccount: administrator,
    accounts: [
      { id: '111111111111', name: 'management', email: 'aws+management@example.com' },
      { id: administrator, name: 'security', email: 'aws+security@example.com' },
      { id: logArchive, name: 'log-archive', email: 'aws+log-archive@example.com' },
      { count: 3, name: 'workload-{n}', email: 'aws+workload-{n}@example.com' },
    ],
    regions: regions.map((name) => rolledOut(name)),
    buckets: [
      { name: 'example-guardduty-findings', region: 'eu-west-1', owner: logArchive, policy: bucketPolicy() },
      { name: 'example-old-findings', region: 'eu-central-1', owner: administrator },
    ],
    keys: [{ arn: exportKeyArn, policy: keyPolicy() }],
    timing: { destinationSeconds: 0.6 },
    switches: { destinationVerification: 'pending' },
    latency: { ms: 16, jitterMs: 8 },
  };
}

function rolledOut(name: string): Exclude<ScenarioInput['regions'][number], string> {
  return {
    name,
    administrator: { account: administrator },
    detectors: [{ accounts: [administrator, '111111111111'] }],
    organizationConfiguration: { autoEnable: 'ALL' },
    members: [{ accounts: 'all', features: { RUNTIME_MONITORING: 'ENABLED' } }],
    coverage: workloads(name),
    usage: [
      { account: '300000000001', feature: 'FLOW_LOGS', amount: '12.40' },
      { account: '300000000002', feature: 'EC2_RUNTIME_MONITORING', amount: '61.05' },
    ],
    ...(name === 'eu-west-1'
      ? { customRules: [{ ruleId: 'unusual-console-login', mode: 'DRY_RUN', expiresAt: '2026-12-24T00:00:00Z' }] }
      : {}),
    ...(name === 'us-east-1'
      ? {
          publishingDestinations: [
            {
              destinationArn: 'arn:aws:s3:::example-old-findings',
              kmsKeyArn: `arn:aws:kms:eu-central-1:${administrator}:key/0000abcd-12ab-34cd-56ef-1234567890ab`,
            },
          ],
        }
      : {}),
  };
}

/** Most of the workloads are covered, and one Region reports none. */
function workloads(region: string): NonNullable<Exclude<ScenarioInput['regions'][number], string>['coverage']> {
  if (region === 'eu-south-1') return [];
  return [
    { account: '300000000001', type: 'EC2', count: 41 },
    { account: '300000000002', type: 'EC2', status: 'UNHEALTHY', issue: 'No Agent Reporting: the agent sends no events', count: 3 },
    { account: '300000000002', type: 'ECS', count: 5 },
    { account: '300000000003', type: 'EKS', status: 'UNHEALTHY', issue: 'Addon Status Unhealthy: DEGRADED' },
  ];
}

const services = ['guardduty.amazonaws.com', 'guardduty.eu-south-1.amazonaws.com'];

function condition(): Record<string, Record<string, string | string[]>> {
  return {
    StringEquals: { 'aws:SourceAccount': administrator },
    ArnLike: { 'aws:SourceArn': regions.map((name) => `arn:aws:guardduty:${name}:${administrator}:detector/*`) },
  };
}

function bucketPolicy(): ResourcePolicy {
  const allow = { Effect: 'Allow' as const, Principal: { Service: services }, Condition: condition() };
  return {
    Statement: [
      { ...allow, Action: 's3:GetBucketLocation', Resource: exportBucketArn },
      { ...allow, Action: 's3:PutObject', Resource: `${exportBucketArn}/*` },
    ],
  };
}

function keyPolicy(): ResourcePolicy {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: services },
      Action: 'kms:GenerateDataKey',
      Resource: exportKeyArn,
      Condition: condition(),
    },
  };
}
