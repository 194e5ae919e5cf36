import * as v from 'valibot';
import { detectorId, listOf, nextToken, object } from './pieces';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html */
export const listDetectors = v.pipe(
  object({ DetectorIds: listOf(detectorId), NextToken: nextToken }),
  v.transform(({ DetectorIds: items, NextToken }) => ({ items, nextToken: NextToken })),
);
