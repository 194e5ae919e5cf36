import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administrator } from './simulated';

export const bucketOwner = '300000000005';
const bucket = 'findings-of-everybody';
export const bucketArn = `arn:aws:s3:::${bucket}`;
export const keyArn = `arn:aws:kms:us-east-1:${bucketOwner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

type Policy = NonNullable<NonNullable<ScenarioInput['buckets']>[number]['policy']>;
interface Storage {
  readonly buckets: NonNullable<ScenarioInput['buckets']>;
  readonly keys: NonNullable<ScenarioInput['keys']>;
}

/** What the SDK sends for it. */
export function exportTarget(
  changes: { readonly DestinationArn?: string; readonly KmsKeyArn?: string; readonly ExpectedBucketOwner?: string } = {},
): { DestinationArn: string; KmsKeyArn: string; ExpectedBucketOwner: string } {
  return { DestinationArn: bucketArn, KmsKeyArn: keyArn, ExpectedBucketOwner: bucketOwner, ...changes };
}

/** A policy that lets GuardDuty in, for the detectors of the administrator in every Region. */
export function serviceMay(Action: string, Resource: string, services: string | string[] = 'guardduty.amazonaws.com'): Policy {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: services },
      Action: Action.split(' '),
      Resource: [Resource, `${Resource}/*`],
      Condition: {
        StringEquals: { 'aws:SourceAccount': administrator },
        ArnLike: { 'aws:SourceArn': `arn:aws:guardduty:*:${administrator}:detector/*` },
      },
    },
  };
}

/** The bucket and the key of another account, in us-east-1, with policies that fit. */
export function exportStorage(
  changes: Partial<Storage['buckets'][number]> = {},
  keyChanges: Partial<Storage['keys'][number]> = {},
): Storage {
  return {
    buckets: [
      {
        name: bucket,
        region: 'us-east-1',
        owner: bucketOwner,
        policy: serviceMay('s3:GetBucketLocation s3:PutObject', bucketArn),
        ...changes,
      },
    ],
    keys: [{ arn: keyArn, policy: serviceMay('kms:GenerateDataKey', keyArn), ...keyChanges }],
  };
}
