import { ListPoliciesCommand, ListTargetsForPolicyCommand } from '@aws-sdk/client-organizations';
import { listPolicies } from '../../../src/aws/answers/list-policies';
import { listTargetsForPolicy } from '../../../src/aws/answers/list-targets-for-policy';
import type { DetectorId, UnitId } from '../../../src/domain/ids';
import { account, managementId, workload } from '../../support/builders';
import type { Ports } from './one-answer';

const id = 'detector' as DetectorId;
const unit = 'ou-test-unit0001' as UnitId;
const [first, second] = [workload(1), workload(2)];
const both = [first, second];

/** One operation, an answer in which nothing is missing, and who asks for it. */
export interface Operation {
  readonly name: string;
  readonly body: unknown;
  readonly ask: (ports: Ports) => Promise<unknown>;
  /** Whether the answer speaks of some of those asked for: then silence about one of them is no statement. */
  readonly lookUp?: true;
  /** Members whose absence is a statement of the API. */
  readonly silent?: readonly string[];
  /** What an answer without content says, where it says anything. The SDK hides whether a body was there. */
  readonly empty?: { readonly value: unknown };
}

const features = [
  { name: 'FLOW_LOGS', status: 'ENABLED', updatedAt: 1790000000 },
  { name: 'S3_DATA_EVENTS', status: 'ENABLED', updatedAt: 1790000000, additionalConfiguration: null },
  {
    name: 'RUNTIME_MONITORING',
    status: 'DISABLED',
    managedBy: 'GUARDDUTY_POLICY',
    additionalConfiguration: [{ name: 'EC2_AGENT_MANAGEMENT', status: 'ENABLED', updatedAt: 1790000000 }],
  },
];

const members = both.map((accountId, index) => ({
  accountId,
  detectorId: 'd',
  email: 'a@example.com',
  relationshipStatus: ['Enabled', 'Removed'][index],
}));

const unprocessedAccounts = [{ accountId: second, result: 'The account is not an associated member.' }];

export const operations: readonly Operation[] = [
  { name: 'ListDetectors', body: { detectorIds: ['detector'] }, ask: ({ administrator }) => administrator.findDetector() },
  {
    name: 'GetDetector',
    body: { status: 'ENABLED', features, findingPublishingFrequency: 'ONE_HOUR', serviceRole: 'role', createdAt: 'now' },
    ask: ({ administrator }) => administrator.getDetector(id),
    silent: ['features.managedBy', 'features.additionalConfiguration'],
  },
  { name: 'CreateDetector', body: { detectorId: 'detector' }, ask: ({ administrator }) => administrator.createDetector([]) },
  {
    name: 'GetAdministratorAccount',
    body: { administrator: { accountId: first, invitationId: 'i', relationshipStatus: 'Enabled', invitedAt: 'now' } },
    ask: ({ administrator }) => administrator.getAdministrator(id),
    silent: ['administrator'],
    empty: { value: undefined },
  },
  {
    name: 'ListOrganizationAdminAccounts',
    body: {
      adminAccounts: [
        { adminAccountId: first, adminStatus: 'ENABLED' },
        { adminAccountId: second, adminStatus: 'DISABLE_IN_PROGRESS' },
      ],
    },
    ask: ({ management }) => management.listAdministrators(),
  },
  {
    name: 'DescribeOrganizationConfiguration',
    body: {
      autoEnable: true,
      autoEnableOrganizationMembers: 'ALL',
      memberAccountLimitReached: false,
      features: [
        { name: 'S3_DATA_EVENTS', autoEnable: 'NEW', additionalConfiguration: null },
        {
          name: 'RUNTIME_MONITORING',
          autoEnable: 'ALL',
          additionalConfiguration: [
            { name: 'EKS_ADDON_MANAGEMENT', autoEnable: 'ALL' },
            { name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'NONE' },
          ],
        },
      ],
    },
    ask: ({ administrator }) => administrator.describeConfiguration(id),
  },
  { name: 'ListMembers', body: { members }, ask: ({ administrator }) => administrator.listMembers(id) },
  {
    name: 'GetMembers',
    body: { members: members.slice(0, 1), unprocessedAccounts },
    ask: ({ administrator }) => administrator.getMembers(id, both),
    lookUp: true,
  },
  {
    name: 'GetMemberDetectors',
    body: { members: [{ accountId: first, features }], unprocessedAccounts },
    ask: ({ administrator }) => administrator.getMemberFeatures(id, both),
    lookUp: true,
    silent: ['members.features.managedBy', 'members.features.additionalConfiguration'],
  },
  {
    name: 'CreateMembers',
    body: { unprocessedAccounts },
    ask: ({ administrator }) => administrator.createMembers(id, [account(first)]),
  },
  {
    name: 'UpdateMemberDetectors',
    body: { unprocessedAccounts },
    ask: ({ administrator }) => administrator.updateMemberFeatures(id, both, []),
  },
  {
    name: 'StartMonitoringMembers',
    body: { unprocessedAccounts },
    ask: ({ administrator }) => administrator.startMonitoring(id, both),
  },
  {
    name: 'GetRemainingFreeTrialDays',
    body: { accounts: [{ accountId: first, features: [{ name: 'S3_DATA_EVENTS', freeTrialDaysRemaining: 7 }] }] },
    ask: ({ administrator }) => administrator.getTrialDays(id, both),
    lookUp: true,
  },
  {
    name: 'DescribeOrganization',
    body: { Organization: { Id: 'o-example', MasterAccountId: managementId, FeatureSet: 'ALL', MasterAccountEmail: 'a@example.com' } },
    ask: ({ organization }) => organization.describe(),
  },
  {
    name: 'ListAccounts',
    body: {
      Accounts: [
        {
          Id: first,
          Name: 'one',
          Email: 'one@example.com',
          State: 'ACTIVE',
          Status: 'ACTIVE',
          JoinedTimestamp: 1790000000,
          Paths: [`o-example/r-test/${unit}/${first}/`],
        },
        { Id: second, Name: 'two', Email: 'two@example.com', State: 'CLOSED', Paths: [`o-example/r-test/${second}/`] },
      ],
    },
    ask: async ({ organization }) => {
      const { accounts, unreadable } = await organization.listAccounts(() => undefined, true);
      return { accounts: accounts.map((one) => ({ ...one, units: one.units })), unreadable };
    },
  },
  {
    name: 'ListAccountsForParent',
    body: { Accounts: both.map((Id) => ({ Id })) },
    ask: ({ organization }) => organization.listAccountsOf(unit),
  },
  {
    name: 'ListOrganizationalUnitsForParent',
    body: { OrganizationalUnits: [{ Id: 'ou-test-child001', Name: 'child' }] },
    ask: ({ organization }) => organization.listUnitsOf(unit),
  },
  {
    name: 'ListRoots',
    body: { Roots: [{ Id: 'r-test', PolicyTypes: [{ Type: 'GUARDDUTY_POLICY', Status: 'ENABLED' }] }] },
    ask: ({ organization }) => organization.listPolicyTypes(),
  },
  {
    name: 'ListDelegatedAdministrators',
    body: { DelegatedAdministrators: both.map((Id) => ({ Id, DelegationEnabledDate: 1790000000 })) },
    ask: ({ organization }) => organization.listRegisteredAdministrators('guardduty.amazonaws.com'),
  },
  {
    name: 'ListAWSServiceAccessForOrganization',
    body: { EnabledServicePrincipals: [{ ServicePrincipal: 'guardduty.amazonaws.com', DateEnabled: 1790000000 }] },
    ask: ({ organization }) => organization.listTrustedServices(),
  },
  {
    name: 'ListPublishingDestinations and DescribePublishingDestination',
    body: {
      destinations: [{ destinationId: 'one', destinationType: 'S3', status: 'PUBLISHING' }],
      destinationId: 'one',
      destinationType: 'S3',
      status: 'PUBLISHING',
      publishingFailureStartTimestamp: 1790000000000,
      destinationProperties: { destinationArn: 'arn:bucket', kmsKeyArn: 'arn:key', expectedBucketOwner: first },
    },
    ask: ({ administrator }) => administrator.listExports(id),
    silent: ['destinationProperties.expectedBucketOwner'],
    // A destination of another type is none that findings are exported to.
    lookUp: true,
  },
  {
    name: 'GetCoverageStatistics',
    body: { coverageStatistics: { countByResourceType: { EC2: 3 }, countByCoverageStatus: { HEALTHY: 2, UNHEALTHY: 1 } } },
    ask: ({ administrator }) => administrator.getCoverageStatistics(id),
    // Statistics name only what there is.
    lookUp: true,
  },
  {
    name: 'ListCoverage',
    body: {
      resources: [
        {
          resourceId: 'i-1',
          accountId: first,
          coverageStatus: 'UNHEALTHY',
          issue: 'No Agent Reporting',
          updatedAt: 1790000000,
          resourceDetails: { resourceType: 'EC2' },
        },
      ],
    },
    ask: ({ administrator }) => administrator.listUnhealthyWorkloads(id),
  },
  {
    name: 'GetUsageStatistics',
    body: { usageStatistics: { sumByFeature: [{ feature: 'S3_DATA_EVENTS', total: { amount: '12.5', unit: 'USD' } }] } },
    ask: ({ administrator }) => administrator.getUsage(id),
  },
  {
    name: 'ListCustomDetectionRuleOrgConfigurations',
    body: { configurations: [{ ruleId: 'rule', mode: 'ALL', status: 'ENABLED', statusReason: 'because', expiresAt: 1790000000 }] },
    ask: async ({ administrator }) =>
      (await administrator.listCustomRules()).map((rule) => ({
        ...rule,
        expiresAt: rule.expiresAt === undefined ? undefined : rule.expiresAt / 1000,
      })),
  },
  {
    name: 'ListPolicies',
    body: { Policies: [{ Id: 'p-1', Name: 'everywhere', Type: 'GUARDDUTY_POLICY', AwsManaged: false }] },
    ask: ({ organizations: { list } }) =>
      list('ListPolicies', listPolicies, (client) => client.send(new ListPoliciesCommand({ Filter: 'GUARDDUTY_POLICY' })), {
        keyOf: (policy) => policy.id,
      }),
  },
  {
    name: 'ListTargetsForPolicy',
    body: { Targets: [{ TargetId: 'r-test', Name: 'Root', Type: 'ROOT' }] },
    ask: ({ organizations: { list } }) =>
      list('ListTargetsForPolicy', listTargetsForPolicy, (client) => client.send(new ListTargetsForPolicyCommand({ PolicyId: 'p-1' })), {
        keyOf: (target) => target,
      }),
  },
  {
    name: 'ListRegions',
    body: { Regions: [{ RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }] },
    ask: ({ regions }) => regions.listRegions(),
  },
];
