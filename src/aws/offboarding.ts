import { DeleteMembersCommand, DisableOrganizationAdminAccountCommand, DisassociateMembersCommand } from '@aws-sdk/client-guardduty';
import {
  DeregisterDelegatedAdministratorCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { AccountId } from '../domain/ids';
import type { OffboardIdentity, ReleasingAdministrator, ReleasingManagement, ReleasingOrganization } from '../ports/offboarding';
import { listPolicies } from './answers/list-policies';
import { listTargetsForPolicy } from './answers/list-targets-for-policy';
import { anything } from './answers/pieces';
import { answerAboutReleased } from './answers/unprocessed-accounts';
import { requestsOver } from './ask';
import type { Clients } from './clients';
import { connectWith, type ReachOf } from './connect-with';
import type { Connection } from './connection';
import { guardDutyDoor, type GuardDutyDoor } from './detector-access';
import type { ConnectionSettings } from './identity-source';
import { rolloutReach } from './rollout-reach';

/** What an off-boarding changes in AWS Organizations, over the SDK. */
function releasingOrganization(clients: Clients, accountId: AccountId): ReleasingOrganization {
  const placeOf = (operation: string) => ({ action: `organizations:${operation}`, accountId });
  const { ask, list } = requestsOver(placeOf, () => clients.organizations());
  return {
    deregisterAdministrator: (administratorId, servicePrincipal) =>
      ask('DeregisterDelegatedAdministrator', anything, (client) =>
        client.send(new DeregisterDelegatedAdministratorCommand({ AccountId: administratorId, ServicePrincipal: servicePrincipal })),
      ),

    async listAttachedPolicies(type) {
      const policies = await list(
        'ListPolicies',
        listPolicies,
        (client, token) => client.send(new ListPoliciesCommand({ Filter: type as PolicyType, NextToken: token })),
        { keyOf: ({ id }) => id },
      );
      const attached = [];
      // One after the other: the quota is 5 requests in a second. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
      for (const policy of policies) {
        const targets = await list(
          'ListTargetsForPolicy',
          listTargetsForPolicy,
          (client, token) => client.send(new ListTargetsForPolicyCommand({ PolicyId: policy.id, NextToken: token })),
          { keyOf: (target) => target },
        );
        if (targets.length > 0) attached.push({ ...policy, targets });
      }
      return attached;
    },
  };
}

/** Removes an administrator, as the management account in one Region. */
function releasingManagement({ requests: { ask } }: GuardDutyDoor): ReleasingManagement {
  return {
    disableAdministrator: (accountId) =>
      ask(
        'DisableOrganizationAdminAccount',
        anything,
        (client) => client.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: accountId })),
        'once',
      ),
  };
}

/** Lets members go, as the delegated administrator in one Region. */
function releasingAdministrator({ requests: { ask } }: GuardDutyDoor): ReleasingAdministrator {
  return {
    disassociateMembers: (id, accountIds) =>
      ask(
        'DisassociateMembers',
        answerAboutReleased,
        (client) => client.send(new DisassociateMembersCommand({ DetectorId: id, AccountIds: [...accountIds] })),
        'once',
      ),

    deleteMembers: (id, accountIds) =>
      ask(
        'DeleteMembers',
        answerAboutReleased,
        (client) => client.send(new DeleteMembersCommand({ DetectorId: id, AccountIds: [...accountIds] })),
        'once',
      ),
  };
}

/** Establishes both identities as {@link connectWith} does, with what takes something away. For the command `offboard` alone. */
export function connectOffboarding(settings: ConnectionSettings): Promise<Connection<OffboardIdentity>> {
  const reachOf: ReachOf<OffboardIdentity> = (clients, caller) => ({
    ...rolloutReach(clients, caller),
    releasing: {
      organization: releasingOrganization(clients, caller.accountId),
      asManagement: (region) => releasingManagement(guardDutyDoor(clients, caller.accountId, region)),
      asAdministrator: (region) => releasingAdministrator(guardDutyDoor(clients, caller.accountId, region)),
    },
  });
  return connectWith(settings, () => Promise.resolve(reachOf));
}
