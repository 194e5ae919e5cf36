import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administratorId, managementId, type Options } from '../../oracle/support/options';
import { guardDutyPrincipal, malwarePrincipal } from '../../oracle/support/vocabulary';

/** A run that stands for many: what there is, and what is asked for. */
export interface Representative {
  readonly name: string;
  readonly world: ScenarioInput;
  readonly options: Options;
}

const plain: Options = {
  regions: 'all',
  identities: 'both',
  mode: 'apply',
  autoEnable: undefined,
  plans: [],
  applyToMembers: false,
  migrate: false,
  restartSuspended: false,
  acceptPolicy: false,
  frequency: undefined,
  excludeAccounts: [],
  excludeOus: [],
  homeRegion: undefined,
  concurrency: undefined,
  wait: 4,
  verbose: false,
  exports: undefined,
};

const workloads = ['033333333301', '333333333302', '333333333303'] as const;
const [first, second, third] = workloads;

const accounts: ScenarioInput['accounts'] = [
  { id: managementId, name: 'management' },
  { id: administratorId, name: 'security' },
  { id: first, name: 'one' },
  { id: second, name: 'two', organizationalUnit: 'ou-ab12-security1' },
  { id: third, name: 'three', state: 'SUSPENDED' },
];

const fresh: ScenarioInput = {
  name: 'border',
  organization: { managementAccount: managementId, organizationalUnits: [{ id: 'ou-ab12-security1', name: 'Security' }] },
  administratorAccount: administratorId,
  accounts,
  regions: ['us-east-1', 'eu-west-1'],
};

type Region = Exclude<ScenarioInput['regions'][number], string>;

const off = {
  S3_DATA_EVENTS: 'DISABLED',
  EKS_AUDIT_LOGS: 'DISABLED',
  EBS_MALWARE_PROTECTION: 'DISABLED',
  RDS_LOGIN_EVENTS: 'DISABLED',
  LAMBDA_NETWORK_LOGS: 'DISABLED',
  AI_PROTECTION: 'DISABLED',
} as const;

/** A Region that was rolled out before. */
function rolledOut(name: string, changes: Partial<Region> = {}): Region {
  return {
    name,
    administrator: { account: administratorId },
    detectors: [{ accounts: [administratorId], features: { ...off, S3_DATA_EVENTS: 'ENABLED' } }],
    organizationConfiguration: {
      autoEnable: 'ALL',
      features: {
        S3_DATA_EVENTS: 'ALL',
        RDS_LOGIN_EVENTS: 'NEW',
        RUNTIME_MONITORING: { autoEnable: 'NEW', additional: { EC2_AGENT_MANAGEMENT: 'NEW' } },
      },
    },
    members: [{ accounts: [managementId, first, second], features: { S3_DATA_EVENTS: 'ENABLED', RDS_LOGIN_EVENTS: 'ENABLED' } }],
    ...changes,
  };
}

const finished: ScenarioInput = {
  ...fresh,
  organization: {
    ...fresh.organization,
    trustedAccess: [guardDutyPrincipal, malwarePrincipal],
    delegatedAdministrators: [{ account: administratorId, servicePrincipal: guardDutyPrincipal }],
  },
  regions: [rolledOut('us-east-1'), rolledOut('eu-west-1')],
};

/** Somebody suspended things, one account has left, one was invited, the runtime plan is the older one. */
const worn: ScenarioInput = {
  ...finished,
  regions: [
    rolledOut('us-east-1', {
      organizationConfiguration: {
        autoEnable: 'NEW',
        features: { EKS_RUNTIME_MONITORING: 'ALL', S3_DATA_EVENTS: 'ALL', AI_PROTECTION: 'NEW' },
      },
      detectors: [
        { accounts: [administratorId], features: { ...off, EKS_RUNTIME_MONITORING: 'ENABLED' } },
        { accounts: [managementId], status: 'DISABLED', features: off },
      ],
      members: [
        { accounts: [first], relationshipStatus: 'Disabled', features: { EKS_RUNTIME_MONITORING: 'ENABLED' } },
        { accounts: [second], features: { EKS_RUNTIME_MONITORING: 'ENABLED', S3_DATA_EVENTS: 'ENABLED' } },
        { accounts: ['999999999999'], relationshipStatus: 'Enabled', invited: true },
      ],
    }),
  ],
};

/** The runs whose answers are changed. */
export const representatives: readonly Representative[] = [
  { name: 'fresh rollout', world: fresh, options: plain },
  { name: 'second run', world: finished, options: plain },
  { name: 'check', world: finished, options: { ...plain, mode: 'check' } },
  { name: 'check of what was never rolled out', world: fresh, options: { ...plain, mode: 'check', regions: ['us-east-1'] } },
  {
    name: 'plans and members',
    world: finished,
    options: {
      ...plain,
      autoEnable: 'ALL',
      plans: ['lambda', 'ai=new', 'runtime=new', 'ec2-agent=new', 'malware'],
      applyToMembers: true,
      frequency: '1h',
    },
  },
  {
    name: 'check of plans and members',
    world: finished,
    options: { ...plain, mode: 'check', regions: ['us-east-1'], plans: ['s3', 'rds=new'], applyToMembers: true },
  },
  { name: 'migration of what is worn', world: worn, options: { ...plain, plans: ['runtime'], migrate: true, applyToMembers: true } },
  {
    name: 'restart of what is worn',
    world: worn,
    options: { ...plain, autoEnable: 'NEW', restartSuspended: true, excludeOus: ['ou-ab12-security1'] },
  },
  {
    name: 'administrator alone',
    world: finished,
    options: { ...plain, identities: 'administrator', regions: ['eu-west-1'], plans: ['s3', 'lambda=new'] },
  },
  { name: 'role', world: fresh, options: { ...plain, identities: 'role', regions: ['us-east-1'] } },
];
