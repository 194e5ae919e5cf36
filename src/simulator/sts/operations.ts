import type { Call, Output } from '../requests/call';
import { operationTable } from '../requests/operation';
import type { World } from '../world/world';
import { assumeRole } from './assume-role';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function getCallerIdentity(_world: World, { caller }: Call): Output {
  return { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
}

/** The operations of AWS Security Token Service. */
export const stsOperations = operationTable({
  // Nobody can be denied this one: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  GetCallerIdentity: { permission: 'none', alsoNeeds: 'nothing', rates: 'unpublished', handle: getCallerIdentity },
  AssumeRole: { permission: 'sts:AssumeRole', alsoNeeds: 'nothing', rates: 'unpublished', handle: assumeRole },
});
