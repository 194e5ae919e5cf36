import * as accountModel from '@aws-sdk/client-account';
import * as guarddutyModel from '@aws-sdk/client-guardduty';
import { accountOperations } from '../../src/simulator/account/operations';
import { guarddutyOperations } from '../../src/simulator/guardduty/operations';
import { services } from '../../src/simulator/services';
import {
  administrator,
  designatedInput,
  first,
  heldAgainstTheModel,
  management,
  principal,
  second,
  simulate,
  type Simulated,
} from './support/simulated';
import { exportStorage, exportTarget } from './support/exporting';

const everyOperation = Object.values(services).flatMap(({ operations }) => [...operations.keys()]);
const root = 'r-sim1';

async function withDestination({ guardduty }: Simulated, DetectorId: string): Promise<string> {
  const { DestinationId = '' } = await guardduty().createPublishingDestination({
    DetectorId,
    DestinationType: 'S3',
    DestinationProperties: exportTarget(),
  });
  return DestinationId;
}

/** A way to a good answer of each operation, with as much in the answer as there can be. */
const calls: Readonly<Record<string, (aws: Simulated, DetectorId: string) => Promise<unknown>>> = {
  DescribeOrganization: ({ organizations }) => organizations().describeOrganization({}),
  ListAccounts: ({ organizations }) => organizations().listAccounts({ MaxResults: 2 }),
  ListRoots: ({ organizations }) => organizations().listRoots({}),
  DescribeAccount: ({ organizations }) => organizations().describeAccount({ AccountId: first }),
  DescribeEffectivePolicy: ({ organizations }) =>
    organizations().describeEffectivePolicy({ PolicyType: 'GUARDDUTY_POLICY', TargetId: first }),
  ListAccountsForParent: async ({ organizations }) =>
    organizations().listAccountsForParent({ ParentId: (await organizations().listRoots({})).Roots?.[0]?.Id ?? root }),
  ListOrganizationalUnitsForParent: async ({ organizations }) =>
    organizations().listOrganizationalUnitsForParent({ ParentId: (await organizations().listRoots({})).Roots?.[0]?.Id ?? root }),
  ListPolicies: ({ organizations }) => organizations().listPolicies({ Filter: 'GUARDDUTY_POLICY' }),
  ListTargetsForPolicy: ({ organizations }) => organizations().listTargetsForPolicy({ PolicyId: 'p-simulated9' }),
  ListAWSServiceAccessForOrganization: ({ organizations }) => organizations().listAWSServiceAccessForOrganization({}),
  EnableAWSServiceAccess: ({ organizations }) => organizations().enableAWSServiceAccess({ ServicePrincipal: principal }),
  ListDelegatedAdministrators: ({ organizations }) => organizations().listDelegatedAdministrators({}),
  ListDelegatedServicesForAccount: ({ organizations }) => organizations().listDelegatedServicesForAccount({ AccountId: administrator }),
  RegisterDelegatedAdministrator: ({ organizations }) =>
    organizations().registerDelegatedAdministrator({ AccountId: first, ServicePrincipal: 'malware-protection.guardduty.amazonaws.com' }),
  DeregisterDelegatedAdministrator: ({ organizations }) =>
    organizations().deregisterDelegatedAdministrator({ AccountId: administrator, ServicePrincipal: principal }),
  EnableOrganizationAdminAccount: ({ guardduty }) =>
    guardduty({ account: management, region: 'eu-west-1' }).enableOrganizationAdminAccount({ AdminAccountId: administrator }),
  DisableOrganizationAdminAccount: ({ guardduty }) =>
    guardduty({ account: management }).disableOrganizationAdminAccount({ AdminAccountId: administrator }),
  ListOrganizationAdminAccounts: ({ guardduty }) => guardduty({ account: management }).listOrganizationAdminAccounts({}),
  ListDetectors: ({ guardduty }) => guardduty().listDetectors({}),
  CreateDetector: ({ guardduty }) => guardduty({ account: first, region: 'eu-west-1' }).createDetector({ Enable: true }),
  GetDetector: ({ guardduty }, DetectorId) => guardduty().getDetector({ DetectorId }),
  UpdateDetector: ({ guardduty }, DetectorId) => guardduty().updateDetector({ DetectorId, FindingPublishingFrequency: 'ONE_HOUR' }),
  DescribeOrganizationConfiguration: ({ guardduty }, DetectorId) => guardduty().describeOrganizationConfiguration({ DetectorId }),
  UpdateOrganizationConfiguration: ({ guardduty }, DetectorId) =>
    guardduty().updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers: 'NEW' }),
  CreateMembers: ({ guardduty }, DetectorId) =>
    guardduty().createMembers({
      DetectorId,
      AccountDetails: [first, administrator].map((AccountId) => ({ AccountId, Email: 'a@b.example' })),
    }),
  ListMembers: ({ guardduty }, DetectorId) => guardduty().listMembers({ DetectorId, MaxResults: 1 }),
  GetMembers: ({ guardduty }, DetectorId) => guardduty().getMembers({ DetectorId, AccountIds: [first, management] }),
  StartMonitoringMembers: ({ guardduty }, DetectorId) =>
    guardduty().startMonitoringMembers({ DetectorId, AccountIds: [second, management] }),
  StopMonitoringMembers: ({ guardduty }, DetectorId) => guardduty().stopMonitoringMembers({ DetectorId, AccountIds: [first, management] }),
  DisassociateMembers: ({ guardduty }, DetectorId) => guardduty().disassociateMembers({ DetectorId, AccountIds: [first, management] }),
  DeleteMembers: ({ guardduty }, DetectorId) => guardduty().deleteMembers({ DetectorId, AccountIds: [first, management] }),
  GetMemberDetectors: ({ guardduty }, DetectorId) => guardduty().getMemberDetectors({ DetectorId, AccountIds: [first, management] }),
  UpdateMemberDetectors: ({ guardduty }, DetectorId) =>
    guardduty().updateMemberDetectors({
      DetectorId,
      AccountIds: [first, management],
      Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }],
    }),
  GetAdministratorAccount: async ({ guardduty, detectorId }) =>
    guardduty({ account: first }).getAdministratorAccount({ DetectorId: await detectorId({ account: first }) }),
  GetOrganizationStatistics: ({ guardduty }) => guardduty().getOrganizationStatistics({}),
  GetRemainingFreeTrialDays: ({ guardduty }, DetectorId) =>
    guardduty().getRemainingFreeTrialDays({ DetectorId, AccountIds: [first, management] }),
  GetUsageStatistics: ({ guardduty }, DetectorId) =>
    guardduty().getUsageStatistics({ DetectorId, UsageStatisticType: 'SUM_BY_FEATURES', UsageCriteria: {} }),
  GetCoverageStatistics: ({ guardduty }, DetectorId) =>
    guardduty().getCoverageStatistics({ DetectorId, StatisticsType: ['COUNT_BY_COVERAGE_STATUS', 'COUNT_BY_RESOURCE_TYPE'] }),
  ListCoverage: ({ guardduty }, DetectorId) => guardduty().listCoverage({ DetectorId, MaxResults: 3 }),
  CreatePublishingDestination: ({ guardduty }, DetectorId) =>
    guardduty().createPublishingDestination({ DetectorId, DestinationType: 'S3', DestinationProperties: exportTarget() }),
  ListPublishingDestinations: async (aws, DetectorId) => {
    await withDestination(aws, DetectorId);
    await aws.guardduty().listPublishingDestinations({ DetectorId });
  },
  DescribePublishingDestination: async (aws, DetectorId) =>
    aws.guardduty().describePublishingDestination({ DetectorId, DestinationId: await withDestination(aws, DetectorId) }),
  UpdatePublishingDestination: async (aws, DetectorId) =>
    aws.guardduty().updatePublishingDestination({
      DetectorId,
      DestinationId: await withDestination(aws, DetectorId),
      DestinationProperties: exportTarget(),
    }),
  DeletePublishingDestination: async (aws, DetectorId) =>
    aws.guardduty().deletePublishingDestination({ DetectorId, DestinationId: await withDestination(aws, DetectorId) }),
  ListCustomDetectionRuleOrgConfigurations: ({ guardduty }) => guardduty().listCustomDetectionRuleOrgConfigurations({}),
  GetCustomDetectionRuleOrgConfiguration: ({ guardduty }) =>
    guardduty().getCustomDetectionRuleOrgConfiguration({ RuleId: 'rule-1', Mode: 'DRY_RUN' }),
  GetCallerIdentity: ({ sts }) => sts().getCallerIdentity({}),
  AssumeRole: ({ sts }) =>
    sts().assumeRole({ RoleArn: `arn:aws:iam::${administrator}:role/OrganizationAccountAccessRole`, RoleSessionName: 'test' }),
  ListRegions: ({ account }) => account().listRegions({}),
};

const world = designatedInput(
  {
    ...exportStorage(),
    organization: {
      managementAccount: management,
      trustedAccess: [principal, 'malware-protection.guardduty.amazonaws.com'],
      delegatedAdministrators: [{ account: administrator, servicePrincipal: principal }],
      organizationalUnits: [{ id: 'ou-sim1-workloads', name: 'Workloads' }],
      policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
      policyManagedFeatures: ['RDS_LOGIN_EVENTS', 'RUNTIME_MONITORING'],
      guarddutyPolicies: [{ id: 'p-simulated9', name: 'guardduty', targets: ['root', 'ou-sim1-workloads', first] }],
    },
  },
  {
    detectors: [{ accounts: [administrator] }],
    members: [
      { accounts: [first], features: { S3_DATA_EVENTS: 'ENABLED', RUNTIME_MONITORING: { status: 'ENABLED', additional: {} } } },
      { accounts: [second], relationshipStatus: 'Disabled' },
    ],
    coverage: [
      { account: first, type: 'EC2' },
      { account: first, type: 'ECS', status: 'UNHEALTHY', issue: 'Agent exited: code 1' },
      { account: first, type: 'EKS', count: 2 },
    ],
    usage: [{ account: first, feature: 'S3_DATA_EVENTS', amount: '12.50' }],
    customRules: [{ ruleId: 'rule-1', mode: 'DRY_RUN', status: 'FAILED', statusReason: 'No access.', expiresAt: '2026-12-01T00:00:00Z' }],
  },
);

test('there is a call for every operation that is simulated', () => {
  expect(Object.keys(calls).sort()).toEqual([...everyOperation].sort());
});

/** IAM actions that are not named after their operation. */
const otherActions: Readonly<Record<string, string>> = { GetCallerIdentity: 'none' };

test('every operation needs the IAM action of its name', () => {
  const permissions = Object.entries(services).flatMap(([service, { operations }]) =>
    [...operations].map(([operation, { permission }]) => [operation, permission, otherActions[operation] ?? `${service}:${operation}`]),
  );
  expect(permissions.filter(([, permission, wanted]) => permission !== wanted)).toEqual([]);
});

test.each([
  ['GuardDuty', guarddutyOperations, guarddutyModel],
  ['Account Management', accountOperations, accountModel],
] as const)('every operation of %s has the address of AWS’s model', (_service, operations, model) => {
  const schemas: Readonly<Record<string, unknown>> = model;
  // The model spells ids as the SDK does, the routes spell them as on the wire.
  const addresses = [...operations].map(([operation, { route }]) => {
    const [, , , traits] = schemas[`${operation}$`] as [number, string, string, { http: [string, string, number] }];
    const [method, path] = traits.http;
    return { route, wanted: `${method} ${path.replace(/\{./g, (label) => label.toLowerCase())}` };
  });
  expect(addresses.filter(({ route, wanted }) => route !== wanted)).toEqual([]);
});

// `simulate` holds every good answer against AWS's model after each test.
test.each(everyOperation)('%s answers as AWS’s model says', async (operation) => {
  const aws = await simulate(world);
  heldAgainstTheModel.delete(operation);
  await calls[operation]?.(aws, await aws.detectorId());
  expect(heldAgainstTheModel).toContain(operation);
});
