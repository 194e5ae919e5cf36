import * as v from 'valibot';
import { listOf, nextToken, object, words } from './pieces';

const root = object({ Id: words, PolicyTypes: listOf(object({ Type: words })) });

/** Roots and the types of policy present on them, in whatever status. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html */
export const listRoots = v.pipe(
  object({ Roots: listOf(root), NextToken: nextToken }),
  v.transform(({ Roots: roots, NextToken }) => ({
    items: roots.map(({ Id: id, PolicyTypes: types }) => ({ id, policyTypes: types.map(({ Type }) => Type) })),
    nextToken: NextToken,
  })),
);
