import {
  CreateMembersCommand,
  DescribeOrganizationConfigurationCommand,
  GetMemberDetectorsCommand,
  GetMembersCommand,
  GetRemainingFreeTrialDaysCommand,
  ListMembersCommand,
  StartMonitoringMembersCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type DescribeOrganizationConfigurationResponse,
  type Member,
  type OrganizationFeatureConfiguration,
  type UnprocessedAccount as SdkUnprocessedAccount,
  type UpdateMemberDetectorsCommandInput,
} from '@aws-sdk/client-guardduty';
import type { OrganizationFeature } from '../domain/feature';
import { isAccountId, type AccountId } from '../domain/ids';
import type { AdministratorGuardDuty, UnprocessedAccount } from '../ports/guardduty';
import { toDetectorFeatures, toSdkDetectorFeature } from './detector-features';
import { detectorAccess, itemsPerPage, type GuardDutyDoor } from './detector-access';
import { readAllPages } from './paging';
import { translating } from './translate-error';

/** One text per account and per relationship status, however many Regions and accounts share it. */
const texts = new Map<string, string>();

function shared<Text extends string>(text: Text): Text {
  const existing = texts.get(text);
  if (existing !== undefined) return existing as Text;
  texts.set(text, text);
  return text;
}

/** Account and status, all that is kept of a member: an organization has tens of thousands of them in each Region. */
function toEntry({ AccountId: accountId, RelationshipStatus: status = '' }: Member): readonly (readonly [AccountId, string])[] {
  if (accountId === undefined || !isAccountId(accountId)) return [];
  return [[shared(accountId), shared(status)]];
}

function toUnprocessed(accounts: readonly SdkUnprocessedAccount[] | undefined): readonly UnprocessedAccount[] {
  return (accounts ?? []).flatMap(({ AccountId: accountId, Result: result }) =>
    accountId !== undefined && isAccountId(accountId) ? [{ accountId, result: result ?? '' }] : [],
  );
}

type SdkFeature = NonNullable<DescribeOrganizationConfigurationResponse['Features']>[number];

function toFeature(feature: SdkFeature): readonly OrganizationFeature[] {
  if (feature.Name === undefined) return [];
  return [
    {
      name: feature.Name,
      autoEnable: feature.AutoEnable ?? 'NONE',
      additionalConfiguration: (feature.AdditionalConfiguration ?? []).flatMap(({ Name: name, AutoEnable: autoEnable }) =>
        name === undefined ? [] : [{ name, autoEnable: autoEnable ?? 'NONE' }],
      ),
    },
  ];
}

/** Names and values that this version of the SDK does not know pass through unchanged, so they are not checked here. */
function toSdkFeature({ name, autoEnable, additionalConfiguration }: OrganizationFeature): OrganizationFeatureConfiguration {
  const feature = {
    Name: name,
    AutoEnable: autoEnable,
    ...(additionalConfiguration.length === 0
      ? {}
      : { AdditionalConfiguration: additionalConfiguration.map((extra) => ({ Name: extra.name, AutoEnable: extra.autoEnable })) }),
  };
  return feature as OrganizationFeatureConfiguration;
}

/** GuardDuty as the delegated administrator in one Region. */
export function administratorGuardDuty(door: GuardDutyDoor): AdministratorGuardDuty {
  const { place, client, onceClient } = door;
  return {
    ...detectorAccess(door),

    async describeConfiguration(id) {
      const here = place('DescribeOrganizationConfiguration');
      const guardDuty = await client(here);
      let first: DescribeOrganizationConfigurationResponse | undefined;
      const features = await readAllPages(
        here,
        async (token) => {
          const page = await guardDuty.send(new DescribeOrganizationConfigurationCommand({ DetectorId: id, NextToken: token }));
          first ??= page;
          return { items: (page.Features ?? []).flatMap(toFeature), nextToken: page.NextToken };
        },
        ({ name }) => name,
      );
      return {
        // The old boolean is true for NEW and for ALL; it is read only where the newer member is missing, and then means NEW.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
        autoEnable: first?.AutoEnableOrganizationMembers ?? (first?.AutoEnable === true ? 'NEW' : 'NONE'),
        memberLimitReached: first?.MemberAccountLimitReached ?? false,
        features,
      };
    },

    async updateConfiguration(id, autoEnable, features) {
      const here = place('UpdateOrganizationConfiguration');
      const guardDuty = await client(here);
      await translating(here, () =>
        guardDuty.send(
          new UpdateOrganizationConfigurationCommand({
            DetectorId: id,
            AutoEnableOrganizationMembers: autoEnable,
            ...(features.length === 0 ? {} : { Features: features.map(toSdkFeature) }),
          }),
        ),
      );
    },

    async listMembers(id) {
      const here = place('ListMembers');
      const guardDuty = await client(here);
      const members = await readAllPages(
        here,
        async (token) => {
          const page = await guardDuty.send(
            new ListMembersCommand({
              DetectorId: id,
              MaxResults: itemsPerPage,
              // Without this only Enabled and Disabled members are shown.
              // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html
              OnlyAssociated: 'false',
              NextToken: token,
            }),
          );
          return { items: (page.Members ?? []).flatMap(toEntry), nextToken: page.NextToken, size: itemsPerPage };
        },
        ([accountId]) => accountId,
      );
      return new Map(members);
    },

    async getMembers(id, accountIds) {
      const here = place('GetMembers');
      const guardDuty = await client(here);
      const { Members: members } = await translating(here, () =>
        guardDuty.send(new GetMembersCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      );
      return new Map((members ?? []).flatMap(toEntry));
    },

    async createMembers(id, accounts) {
      const here = place('CreateMembers');
      const guardDuty = await onceClient(here);
      const details = accounts.map(({ id: accountId, email }) => ({ AccountId: accountId, Email: email }));
      const answer = await translating(here, () => guardDuty.send(new CreateMembersCommand({ DetectorId: id, AccountDetails: details })));
      return toUnprocessed(answer.UnprocessedAccounts);
    },

    async getMemberFeatures(id, accountIds) {
      const here = place('GetMemberDetectors');
      const guardDuty = await client(here);
      const { MemberDataSourceConfigurations: members } = await translating(here, () =>
        guardDuty.send(new GetMemberDetectorsCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      );
      return new Map(
        (members ?? []).flatMap(({ AccountId: accountId, Features: features }) =>
          accountId !== undefined && isAccountId(accountId) ? [[shared(accountId), toDetectorFeatures(features)] as const] : [],
        ),
      );
    },

    async updateMemberFeatures(id, accountIds, features) {
      const here = place('UpdateMemberDetectors');
      const guardDuty = await client(here);
      const input = { DetectorId: id, AccountIds: [...accountIds], Features: features.map(toSdkDetectorFeature) };
      const answer = await translating(here, () =>
        guardDuty.send(new UpdateMemberDetectorsCommand(input as UpdateMemberDetectorsCommandInput)),
      );
      return toUnprocessed(answer.UnprocessedAccounts);
    },

    async getTrialDays(id, accountIds) {
      const here = place('GetRemainingFreeTrialDays');
      const guardDuty = await client(here);
      const { Accounts: accounts } = await translating(here, () =>
        guardDuty.send(new GetRemainingFreeTrialDaysCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      );
      return (accounts ?? []).flatMap(({ Features: features }) =>
        (features ?? []).flatMap(({ Name: feature, FreeTrialDaysRemaining: days }) =>
          feature === undefined || days === undefined ? [] : [{ feature, days }],
        ),
      );
    },

    async startMonitoring(id, accountIds) {
      const here = place('StartMonitoringMembers');
      const guardDuty = await onceClient(here);
      const answer = await translating(here, () =>
        guardDuty.send(new StartMonitoringMembersCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      );
      return toUnprocessed(answer.UnprocessedAccounts);
    },
  };
}
