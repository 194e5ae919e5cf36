import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { detectorOf } from './access';

/** Why the management account can't become a member; `undefined` if it can. */
export type ManagementObstacle = 'needs-guardduty' | 'cannot-create-detector' | undefined;

/**
 * GuardDuty does not create a detector in the management account as it does in other accounts. The pages disagree on what is needed first:
 * GuardDuty (https://docs.aws.amazon.com/guardduty/latest/ug/add-member-accounts-guardduty-organization.html) or its service-linked role
 * (https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html).
 */
export function managementObstacle(world: World, region: RegionState, now: number): ManagementObstacle {
  const id = world.managementAccount;
  const hasDetector = detectorOf(region, id, now) !== undefined;
  const hasRole = world.accounts.get(id)?.hasServiceLinkedRole === true;
  switch (world.scenario.switches.managementAccountAsMember) {
    case 'joins':
      return undefined;
    case 'needs-detector':
      return hasDetector ? undefined : 'needs-guardduty';
    case 'needs-service-linked-role':
      return hasDetector || hasRole ? undefined : 'needs-guardduty';
    case 'cannot-create-detector':
      return hasDetector || hasRole ? undefined : 'cannot-create-detector';
  }
}
