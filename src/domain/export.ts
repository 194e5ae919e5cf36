import type { AccountId, Region } from './ids';
import { isOptIn, type Partition } from './partition';

/** Where findings go, or are to go. */
export interface ExportTarget {
  /** The bucket's ARN, with the prefix after a slash; no slash at the end. */
  readonly destinationArn: string;
  readonly keyArn: string;
  /** The account that must own the bucket; GuardDuty checks it before it exports. */
  readonly ownerId: AccountId;
}

/** Where the findings of every Region are to go. */
export interface WantedExport extends ExportTarget {
  /** The destination that may be replaced, as AWS shows it today. Undefined: none. */
  readonly replaces: string | undefined;
}

/** A publishing destination as AWS shows it. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
export interface ExportDestination {
  readonly id: string;
  readonly status: 'PUBLISHING' | 'PENDING_VERIFICATION' | 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY' | 'STOPPED' | (string & {});
  readonly destinationArn: string;
  readonly keyArn: string;
  /** Undefined: AWS shows none, so it checks none. */
  readonly ownerId: string | undefined;
  /** When exporting began to fail, in milliseconds since the epoch; undefined while nothing fails. */
  readonly failingSince: number | undefined;
}

/** Bucket and prefix of a destination. */
export interface ExportLocation {
  readonly partition: string;
  readonly bucket: string;
  /** Without slashes at the ends; empty: the root of the bucket. */
  readonly prefix: string;
}

/** Names of buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const destination = /^arn:([\w-]+):s3:::([a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9])(?:\/(.*))?$/;

/** Reads the ARN of a bucket, with or without a prefix; `undefined` for any other text. */
export function locationOf(arn: string): ExportLocation | undefined {
  const [, partition, bucket, prefix = ''] = destination.exec(arn) ?? [];
  return partition === undefined || bucket === undefined ? undefined : { partition, bucket, prefix: prefix.replace(/\/$/, '') };
}

/** The Region and the account of a KMS key, from its ARN; `undefined` for any other text, an alias among them. */
export function keyPlaceOf(arn: string): { readonly partition: string; readonly region: string } | undefined {
  const [, partition, region] = /^arn:([\w-]+):kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/.exec(arn) ?? [];
  return partition === undefined || region === undefined ? undefined : { partition, region };
}

/** Whether two ARNs name the same bucket and prefix: a slash at the end makes no difference. */
export function isSameDestination(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/**
 * The name under which GuardDuty comes to S3 and KMS: in a Region that has to be opted in to it has one of its own.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function exportPrincipalOf(region: Region): string {
  return isOptIn(region) ? `guardduty.${region}.amazonaws.com` : 'guardduty.amazonaws.com';
}

/** Partitions of which AWS documents the name under which GuardDuty exports. Same page. */
export function isPrincipalDocumented(partition: Partition): boolean {
  return partition === 'aws';
}

/**
 * Regions whose findings cannot go to a bucket in this one: a bucket in a Region that has to be opted in to takes the findings of that Region
 * alone. Same page.
 */
export function unreachableFrom(bucketRegion: Region, regions: readonly Region[]): readonly Region[] {
  return isOptIn(bucketRegion) ? regions.filter((region) => region !== bucketRegion) : [];
}
