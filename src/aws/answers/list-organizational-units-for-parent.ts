import * as v from 'valibot';
import { isUnitId } from '../../domain/ids';
import { listOf, nextToken, object, text } from './pieces';

const unitId = v.pipe(text, v.guard(isUnitId, 'is not the id of an organizational unit'));

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export const listOrganizationalUnitsForParent = v.pipe(
  object({ OrganizationalUnits: listOf(object({ Id: unitId })), NextToken: nextToken }),
  v.transform(({ OrganizationalUnits: units, NextToken }) => ({ items: units.map(({ Id }) => Id), nextToken: NextToken })),
);
