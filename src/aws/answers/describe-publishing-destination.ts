import * as v from 'valibot';
import { object, readable, words } from './pieces';

const properties = object({ DestinationArn: words, KmsKeyArn: words, ExpectedBucketOwner: v.nullish(words) });

/**
 * A destination with what it points at. Where AWS shows no owner, it checks none.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html
 */
export const describePublishingDestination = v.pipe(
  object({
    Status: words,
    DestinationProperties: properties,
    // Null while nothing fails, although the model requires it.
    PublishingFailureStartTimestamp: readable(v.number()),
  }),
  v.transform(({ Status: status, DestinationProperties: { DestinationArn, KmsKeyArn, ExpectedBucketOwner }, ...answer }) => ({
    status: status.toUpperCase(),
    destinationArn: DestinationArn,
    keyArn: KmsKeyArn,
    ownerId: ExpectedBucketOwner ?? undefined,
    failingSince: answer.PublishingFailureStartTimestamp,
  })),
);
