import * as v from 'valibot';
import { listOf, nextToken, object, words } from './pieces';

/** Ids of the root, of organizational units and of accounts. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTargetsForPolicy.html */
export const listTargetsForPolicy = v.pipe(
  object({ Targets: listOf(object({ TargetId: words })), NextToken: nextToken }),
  v.transform(({ Targets: targets, NextToken }) => ({ items: targets.map(({ TargetId }) => TargetId), nextToken: NextToken })),
);
