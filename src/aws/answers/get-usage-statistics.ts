import * as v from 'valibot';
import { listOf, nextToken, object, text, words } from './pieces';

const usage = v.pipe(
  object({ Feature: words, Total: object({ Amount: v.pipe(text, v.regex(/^\d+(?:\.\d+)?$/, 'is not an amount')), Unit: words }) }),
  v.transform(({ Feature: feature, Total: { Amount: amount, Unit: unit } }) => ({ feature, amount, unit })),
);

/** The sum of each feature. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html */
export const getUsageStatistics = v.pipe(
  object({ UsageStatistics: object({ SumByFeature: listOf(usage) }), NextToken: nextToken }),
  v.transform(({ UsageStatistics: { SumByFeature: items }, NextToken }) => ({ items, nextToken: NextToken })),
);
