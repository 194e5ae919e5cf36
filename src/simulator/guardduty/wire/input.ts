import type { Call } from '../../requests/call';
import { badRequest, type ApiError } from '../../requests/errors';
import type { PagingRules } from '../../requests/paging';
import type { World } from '../../world/world';

/** GuardDuty's error for nearly every invalid input. https://github.com/hashicorp/terraform-provider-aws/issues/34765 */
export function outOfRange(world: World): ApiError {
  return badRequest(world.text('outOfRange'));
}

/** Reads a required 12-digit account id. */
export function requiredAccountId(world: World, call: Call, name: string): string {
  const value = call.input[name];
  if (!isAccountId(value)) throw outOfRange(world);
  return value;
}

/** Reads `accountIds`: 1 to 50 account ids. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html */
export function requiredAccountIds(world: World, call: Call): readonly string[] {
  const ids = requiredList(world, call, 'accountIds');
  if (!ids.every(isAccountId)) throw outOfRange(world);
  return ids;
}

/** Reads a list of 1 to 50 entries. The error for a longer one: https://github.com/aws-samples/aws-security-reference-architecture-examples/issues/139 */
export function requiredList(world: World, call: Call, name: string): readonly unknown[] {
  const value = call.input[name];
  if (!Array.isArray(value) || value.length === 0) throw outOfRange(world);
  if (value.length > 50) throw badRequest(world.text('tooLong', { name, length: String(value.length) }));
  return value;
}

/** Whether the value is a 12-digit account id. */
export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}

/** Whether the value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paging of every GuardDuty list: 1 to 50 entries per page, 50 by default. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html */
export function guarddutyPaging(world: World): PagingRules {
  return {
    sizeName: 'maxResults',
    tokenName: 'nextToken',
    largest: 50,
    usual: 50,
    malformedToken: 'refused',
    refuse: () => outOfRange(world),
  };
}
