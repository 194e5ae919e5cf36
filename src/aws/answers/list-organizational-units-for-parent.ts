import * as v from 'valibot';
import { isUnitId } from '../../domain/ids';
import { listOf, nextToken, object, readable, text, words } from './pieces';

const unitId = v.pipe(text, v.guard(isUnitId, 'is not the id of an organizational unit'));

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export const listOrganizationalUnitsForParent = v.pipe(
  object({ OrganizationalUnits: listOf(object({ Id: unitId, Name: readable(words) })), NextToken: nextToken }),
  v.transform(({ OrganizationalUnits: units, NextToken }) => ({
    items: units.map(({ Id, Name }) => ({ id: Id, name: Name })),
    nextToken: NextToken,
  })),
);
