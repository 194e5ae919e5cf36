import {
  CreateMembersCommand,
  DescribeOrganizationConfigurationCommand,
  GetAdministratorAccountCommand,
  GetMemberDetectorsCommand,
  GetMembersCommand,
  GetRemainingFreeTrialDaysCommand,
  ListMembersCommand,
  StartMonitoringMembersCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type OrganizationFeatureConfiguration,
  type UpdateMemberDetectorsCommandInput,
} from '@aws-sdk/client-guardduty';
import type { OrganizationFeatureSetting } from '../domain/feature';
import type { AdministratorGuardDuty } from '../ports/guardduty';
import {
  describeOrganizationConfiguration,
  mergeFeatures,
  toConfiguration,
  type ConfigurationPage,
} from './answers/describe-organization-configuration';
import { getAdministratorAccount } from './answers/get-administrator-account';
import { getMemberDetectors } from './answers/get-member-detectors';
import { getMembers } from './answers/get-members';
import { getRemainingFreeTrialDays } from './answers/get-remaining-free-trial-days';
import { listMembers } from './answers/list-members';
import { mergeMembers } from './answers/members';
import { anything } from './answers/pieces';
import { answerAboutAccounts } from './answers/unprocessed-accounts';
import { toSdkDetectorFeature } from './detector-features';
import { detectorAccess, itemsPerPage, type GuardDutyDoor } from './detector-access';
import { findingsExport } from './findings-export';
import { insight } from './insight';

/** Names that this version of the SDK does not know pass through unchanged. */
function toSdkFeature({ name, autoEnable, additionalConfiguration }: OrganizationFeatureSetting): OrganizationFeatureConfiguration {
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
  const { ask, list } = door.requests;
  return {
    ...detectorAccess(door),
    ...findingsExport(door),
    ...insight(door),

    getAdministrator: (id) =>
      ask('GetAdministratorAccount', getAdministratorAccount, (client) =>
        client.send(new GetAdministratorAccountCommand({ DetectorId: id })),
      ),

    async describeConfiguration(id) {
      let first: ConfigurationPage | undefined;
      const features = await list(
        'DescribeOrganizationConfiguration',
        describeOrganizationConfiguration,
        (client, token) => client.send(new DescribeOrganizationConfigurationCommand({ DetectorId: id, NextToken: token })),
        {
          keyOf: ({ value }) => value.name,
          merge: mergeFeatures,
          onPage: (page) => {
            first ??= page;
          },
        },
      );
      return toConfiguration(first, features);
    },

    updateConfiguration: (id, autoEnable, features) =>
      ask(
        'UpdateOrganizationConfiguration',
        anything,
        (client) =>
          client.send(
            new UpdateOrganizationConfigurationCommand({
              DetectorId: id,
              AutoEnableOrganizationMembers: autoEnable,
              ...(features.length === 0 ? {} : { Features: features.map(toSdkFeature) }),
            }),
          ),
        'never',
      ),

    async listMembers(id) {
      const send = (token: string | undefined) =>
        new ListMembersCommand({
          DetectorId: id,
          MaxResults: itemsPerPage,
          // Without this only Enabled and Disabled members are shown.
          // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html
          OnlyAssociated: 'false',
          NextToken: token,
        });
      const rules = { keyOf: ([accountId]: readonly [string, string]) => accountId, merge: mergeMembers };
      return new Map(await list('ListMembers', listMembers, (client, token) => client.send(send(token)), rules));
    },

    getMembers: (id, accountIds) =>
      ask('GetMembers', getMembers, (client) => client.send(new GetMembersCommand({ DetectorId: id, AccountIds: [...accountIds] }))),

    createMembers(id, accounts) {
      const details = accounts.map(({ id: accountId, email }) => ({ AccountId: accountId, Email: email }));
      return ask(
        'CreateMembers',
        answerAboutAccounts,
        (client) => client.send(new CreateMembersCommand({ DetectorId: id, AccountDetails: details })),
        'once',
      );
    },

    getMemberFeatures: (id, accountIds) =>
      ask('GetMemberDetectors', getMemberDetectors, (client) =>
        client.send(new GetMemberDetectorsCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      ),

    updateMemberFeatures(id, accountIds, features) {
      const input = { DetectorId: id, AccountIds: [...accountIds], Features: features.map(toSdkDetectorFeature) };
      return ask(
        'UpdateMemberDetectors',
        answerAboutAccounts,
        (client) => client.send(new UpdateMemberDetectorsCommand(input as UpdateMemberDetectorsCommandInput)),
        'never',
      );
    },

    getTrialDays: (id, accountIds) =>
      ask('GetRemainingFreeTrialDays', getRemainingFreeTrialDays, (client) =>
        client.send(new GetRemainingFreeTrialDaysCommand({ DetectorId: id, AccountIds: [...accountIds] })),
      ),

    startMonitoring: (id, accountIds) =>
      ask(
        'StartMonitoringMembers',
        answerAboutAccounts,
        (client) => client.send(new StartMonitoringMembersCommand({ DetectorId: id, AccountIds: [...accountIds] })),
        'once',
      ),
  };
}
