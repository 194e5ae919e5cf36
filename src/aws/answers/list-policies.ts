import * as v from 'valibot';
import { listOf, nextToken, object, readable, text, words } from './pieces';

const policy = v.pipe(
  object({ Id: words, Name: readable(text) }),
  v.transform(({ Id: id, Name: name = '' }) => ({ id, name })),
);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPolicies.html */
export const listPolicies = v.pipe(
  object({ Policies: listOf(policy), NextToken: nextToken }),
  v.transform(({ Policies: items, NextToken }) => ({ items, nextToken: NextToken })),
);
