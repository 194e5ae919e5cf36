import * as v from 'valibot';
import { sharedAccountId } from './members';
import { listOf, nextToken, object, text, words } from './pieces';

const workload = v.pipe(
  object({ ResourceId: words, AccountId: sharedAccountId, Issue: v.nullish(text), ResourceDetails: object({ ResourceType: words }) }),
  v.transform(({ ResourceId: id, AccountId: accountId, Issue: issue, ResourceDetails: { ResourceType: type } }) => ({
    id,
    accountId,
    type,
    issue: issue ?? '',
  })),
);

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html */
export const listCoverage = v.pipe(
  object({ Resources: listOf(workload), NextToken: nextToken }),
  v.transform(({ Resources: items, NextToken }) => ({ items, nextToken: NextToken })),
);
