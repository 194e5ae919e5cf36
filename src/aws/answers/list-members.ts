import * as v from 'valibot';
import { member } from './members';
import { listOf, nextToken, object } from './pieces';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html */
export const listMembers = v.pipe(
  object({ Members: listOf(member), NextToken: nextToken }),
  v.transform(({ Members: items, NextToken }) => ({ items, nextToken: NextToken })),
);
