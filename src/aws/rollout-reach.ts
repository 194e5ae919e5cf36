import type { Identity } from '../ports/aws';
import { administratorGuardDuty } from './administrator-guardduty';
import type { ReachOf } from './connect-with';
import { guardDutyDoor } from './detector-access';
import { managementGuardDuty } from './management-guardduty';
import { organizationOf } from './organization';
import { regionsOf } from './regions';

/** What a rollout reaches: nothing that takes anything away. */
export const rolloutReach: ReachOf<Identity> = (clients, caller) => {
  const { accountId } = caller;
  return {
    caller,
    organization: organizationOf(clients, accountId),
    regions: regionsOf(clients, accountId),
    asManagement: (region) => managementGuardDuty(guardDutyDoor(clients, accountId, region)),
    asAdministrator: (region) => administratorGuardDuty(guardDutyDoor(clients, accountId, region)),
  };
};
