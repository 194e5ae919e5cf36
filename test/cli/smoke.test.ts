import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  DescribeOrganizationConfigurationCommand,
  EnableOrganizationAdminAccountCommand,
  GetDetectorCommand,
  GetMembersCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import {
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { runProgram } from '../support/program';

const management = '111111111111';
const security = '222222222222';
const regions = ['eu-central-1', 'us-east-1'];
const accountIds = [management, security, ...Array.from({ length: 118 }, (_, index) => String(300_000_000_001 + index))];

interface RegionWorld {
  administrator?: string;
  detector?: string;
  managementDetector?: string;
  autoEnable: string;
  readonly members: Set<string>;
}

/** What the mock keeps of a Region: just enough for one rollout from nothing. */
function newWorld(): Map<string, RegionWorld> {
  return new Map(regions.map((region) => [region, { autoEnable: 'NONE', members: new Set<string>() }]));
}

/** The calls in the order in which they were sent, as `operation` or `Region operation`. */
const journal: string[] = [];

/** Whose client sends, by its credentials. */
async function callerOf(client: { config: { credentials: () => Promise<{ accessKeyId: string }> } }): Promise<string> {
  return (await client.config.credentials()).accessKeyId === 'AKIAMANAGEMENT' ? management : security;
}

interface Sender {
  config: { region: () => Promise<string>; credentials: () => Promise<{ accessKeyId: string }> };
}

function mockAccounts(): void {
  mockClient(STSClient)
    .on(GetCallerIdentityCommand)
    .callsFake(async (_input, getClient: () => Sender) => {
      const account = await callerOf(getClient());
      return { Account: account, Arn: `arn:aws:iam::${account}:user/someone` };
    });
  mockClient(AccountClient)
    .on(ListRegionsCommand)
    .resolves({ Regions: regions.map((region) => ({ RegionName: region, RegionOptStatus: 'ENABLED_BY_DEFAULT' as const })) });
}

function mockOrganization(): void {
  const mock = mockClient(OrganizationsClient);
  mock.on(DescribeOrganizationCommand).resolves({ Organization: { Id: 'o-mock', MasterAccountId: management, FeatureSet: 'ALL' } });
  mock.on(ListAccountsCommand).callsFake(({ MaxResults: size, NextToken: token }: { MaxResults: number; NextToken?: string }) => {
    journal.push(`ListAccounts ${String(size)}`);
    const start = Number(token ?? 0);
    const page = accountIds.slice(start, start + size);
    return {
      Accounts: page.map((id) => ({ Id: id, Name: `account ${id}`, Email: `${id}@example.com`, State: 'ACTIVE' })),
      ...(start + size < accountIds.length ? { NextToken: String(start + size) } : {}),
    };
  });
  mock.on(ListRootsCommand).resolves({ Roots: [{ Id: 'r-mock', PolicyTypes: [] }] });
  mock.on(ListDelegatedAdministratorsCommand).resolves({ DelegatedAdministrators: [] });
  const trusted: { ServicePrincipal: string }[] = [];
  mock.on(ListAWSServiceAccessForOrganizationCommand).callsFake(() => ({ EnabledServicePrincipals: trusted }));
  mock.on(EnableAWSServiceAccessCommand).callsFake(({ ServicePrincipal }: { ServicePrincipal: string }) => {
    journal.push(`EnableAWSServiceAccess ${ServicePrincipal}`);
    trusted.push({ ServicePrincipal });
    return {};
  });
}

function mockGuardDuty(world: ReadonlyMap<string, RegionWorld>): void {
  const mock = mockClient(GuardDutyClient);
  const place = async (getClient: () => Sender): Promise<{ region: string; state: RegionWorld; caller: string }> => {
    const client = getClient();
    const region = await client.config.region();
    const state = world.get(region);
    if (state === undefined) throw new TypeError(`no Region ${region}`);
    return { region, state, caller: await callerOf(client) };
  };
  mock.on(EnableOrganizationAdminAccountCommand).callsFake(async ({ AdminAccountId: id }: { AdminAccountId: string }, getClient) => {
    const { region, state } = await place(getClient);
    journal.push(`${region} designate ${id}`);
    state.administrator = id;
    state.detector = `detector-${region}`;
    return {};
  });
  mock.on(ListOrganizationAdminAccountsCommand).callsFake(async (_input, getClient) => {
    const { state } = await place(getClient);
    return { AdminAccounts: state.administrator === undefined ? [] : [{ AdminAccountId: state.administrator, AdminStatus: 'ENABLED' }] };
  });
  mock.on(ListDetectorsCommand).callsFake(async (_input, getClient) => {
    const { state, caller } = await place(getClient);
    const id = caller === management ? state.managementDetector : state.detector;
    return { DetectorIds: id === undefined ? [] : [id] };
  });
  mock.on(GetDetectorCommand).resolves({ Status: 'ENABLED', Features: [] });
  mock.on(CreateDetectorCommand).callsFake(async (input: { Features: { Name: string; Status: string }[] }, getClient) => {
    const { region, state, caller } = await place(getClient);
    journal.push(
      `${region} create detector of ${caller}, on: ${input.Features.filter(({ Status }) => Status !== 'DISABLED').length.toString()}`,
    );
    state.managementDetector = `management-${region}`;
    return { DetectorId: state.managementDetector };
  });
  mock.on(DescribeOrganizationConfigurationCommand).callsFake(async (_input, getClient) => {
    const { state } = await place(getClient);
    const features = [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'NONE' }];
    return { AutoEnableOrganizationMembers: state.autoEnable, MemberAccountLimitReached: false, Features: features };
  });
  mock.on(UpdateOrganizationConfigurationCommand).callsFake(async (input: { AutoEnableOrganizationMembers: string }, getClient) => {
    const { region, state } = await place(getClient);
    journal.push(`${region} auto-enable ${input.AutoEnableOrganizationMembers}`);
    state.autoEnable = input.AutoEnableOrganizationMembers;
    return {};
  });
  mock.on(CreateMembersCommand).callsFake(async (input: { AccountDetails: { AccountId: string }[] }, getClient) => {
    const { region, state } = await place(getClient);
    journal.push(`${region} members ${input.AccountDetails.length.toString()}`);
    for (const { AccountId: id } of input.AccountDetails) state.members.add(id);
    return { UnprocessedAccounts: [] };
  });
  mock.on(GetMembersCommand).callsFake(async ({ AccountIds: ids }: { AccountIds: string[] }, getClient) => {
    const { state } = await place(getClient);
    const [there, absent] = [ids.filter((id) => state.members.has(id)), ids.filter((id) => !state.members.has(id))];
    return {
      Members: there.map((id) => ({ AccountId: id, RelationshipStatus: 'Enabled' })),
      UnprocessedAccounts: absent.map((id) => ({ AccountId: id, Result: 'no member' })),
    };
  });
  mock.on(ListMembersCommand).callsFake(async (input: { MaxResults: number; NextToken?: string; OnlyAssociated: string }, getClient) => {
    const { state } = await place(getClient);
    const start = Number(input.NextToken ?? 0);
    const all = [...state.members].sort();
    const page = all.slice(start, start + input.MaxResults);
    return {
      Members: page.map((id) => ({ AccountId: id, RelationshipStatus: 'Enabled' })),
      ...(start + page.length < all.length ? { NextToken: String(start + page.length) } : {}),
    };
  });
}

describe('one rollout against the mocked SDK', () => {
  const world = newWorld();
  beforeAll(() => {
    mockAccounts();
    mockOrganization();
    mockGuardDuty(world);
    const file = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'config');
    const profile = (name: string, key: string) => `[profile ${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;
    writeFileSync(file, profile('management', 'AKIAMANAGEMENT') + profile('security', 'AKIASECURITY'));
    process.env['AWS_CONFIG_FILE'] = file;
  });

  it('makes the calls for 120 accounts in two Regions in the order that AWS needs', async () => {
    const argv = ['--profile', 'management', '--admin-profile', 'security', '-r', ...regions, '--yes'];
    const { exitCode, stdout } = await runProgram(argv);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Done and proven.');
    expect(journal.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'ListAccounts 20'));
    expect(journal.slice(6, 8)).toEqual(['EnableAWSServiceAccess guardduty.amazonaws.com', `eu-central-1 designate ${security}`]);
    for (const region of regions) {
      expect(journal.filter((entry) => entry.startsWith(region))).toEqual([
        `${region} designate ${security}`,
        `${region} create detector of ${management}, on: 0`,
        `${region} auto-enable ALL`,
        `${region} members 50`,
        `${region} members 50`,
        `${region} members 19`,
      ]);
      const members = world.get(region)?.members;
      expect([...(members ?? [])].sort()).toEqual(accountIds.filter((id) => id !== security).sort());
    }
  });
});
