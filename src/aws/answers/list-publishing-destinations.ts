import * as v from 'valibot';
import { listOf, nextToken, object, words } from './pieces';

const destination = v.pipe(
  object({ DestinationId: words, DestinationType: words }),
  v.transform(({ DestinationId: id, DestinationType: type }) => ({ id, type })),
);

/** Neither what they point at nor who owns it. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListPublishingDestinations.html */
export const listPublishingDestinations = v.pipe(
  object({ Destinations: listOf(destination), NextToken: nextToken }),
  v.transform(({ Destinations: items, NextToken }) => ({ items, nextToken: NextToken })),
);
