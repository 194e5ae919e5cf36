import type { ResourcePolicy, ResourceStatement } from '../scenario/storage';
import { evaluate, type AccessRequest, type Verdict } from './policy';

/** Who asks: a service by its principal, or a principal of an account. */
export type Requester = { readonly service: string } | { readonly account: string; readonly arn: string };

/**
 * What a bucket policy or key policy says to somebody. A service has no identity policy: only a resource policy lets it in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function resourceVerdict(policy: ResourcePolicy | undefined, requester: Requester, request: AccessRequest): Verdict {
  const statements = [policy?.Statement ?? []].flat().filter(({ Principal }) => isAbout(Principal, requester));
  return evaluate([{ Statement: statements }], request);
}

function isAbout(principal: ResourceStatement['Principal'], requester: Requester): boolean {
  if (principal === '*') return true;
  if ('service' in requester) return [principal.Service ?? []].flat().includes(requester.service);
  return [principal.AWS ?? []].flat().some((named) => namesAccount(named, requester));
}

/** The root user's ARN and the bare id stand for the whole account; a policy does not know wildcards inside an ARN of a principal. */
function namesAccount(named: string, { account, arn }: { readonly account: string; readonly arn: string }): boolean {
  return named === '*' || named === account || named === arn || (named.endsWith(':root') && named.split(':')[4] === account);
}
