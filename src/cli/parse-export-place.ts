import { UsageError } from '../domain/errors';
import { keyPlaceOf, locationOf, unreachableFrom, type WantedExport } from '../domain/export';
import type { Region } from '../domain/ids';
import { isOptIn, knownRegionsOf, partitionOf } from '../domain/partition';
import { suggest } from '../domain/suggest';

/** The options of an export, as typed. */
export interface RawExportOptions {
  readonly exportBucket?: string;
  readonly exportKey?: string;
  readonly exportBucketOwner?: string;
  readonly replaceExport?: string;
}

/** What is left of {@link WantedExport} where nobody owns the bucket yet: enough for its policies. */
export type ExportPlace = Pick<WantedExport, 'destinationArn' | 'keyArn'>;

/** Characters that need no care anywhere: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html, without those of policies. */
const plainPrefix = /^(?!\.{1,2}(?:\/|$))[\w!.'()-]+(?:\/(?!\.{1,2}(?:\/|$))[\w!.'()-]+)*$/;

function parseDestination(arn: string): { readonly arn: string; readonly partition: string } {
  const location = locationOf(arn);
  if (location === undefined) {
    throw new UsageError({
      message: `"${arn}" is not the ARN of a bucket.`,
      remedy: 'It looks like arn:aws:s3:::bucket or arn:aws:s3:::bucket/prefix.',
    });
  }
  const { partition, bucket, prefix } = location;
  if (prefix !== '' && !plainPrefix.test(prefix)) {
    throw new UsageError({
      message: `"${prefix}" cannot be the prefix in --export-bucket.`,
      reason: "It may have letters, digits, and - _ . ! ' ( ), with single slashes between them.",
      remedy: 'Choose another prefix, or leave it out.',
    });
  }
  return { arn: `arn:${partition}:s3:::${bucket}${prefix === '' ? '' : `/${prefix}`}`, partition };
}

function parseKey(arn: string): { readonly partition: string; readonly region: Region } {
  const place = keyPlaceOf(arn);
  if (place === undefined) {
    throw new UsageError({
      message: `"${arn}" is not the ARN of a KMS key.`,
      reason: arn.includes('alias/') ? 'GuardDuty takes a key, and no alias.' : 'GuardDuty encrypts with a key that it finds by its ARN.',
      remedy: 'It looks like arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab.',
    });
  }
  return { partition: place.partition, region: place.region as Region };
}

/** @throws UsageError where the ARNs and the Regions of the run are not all of one partition */
export function refuseMixedPartitions(regions: readonly Region[] | 'all', arns: readonly (readonly [string, string])[]): void {
  const [first] = regions === 'all' ? [] : regions;
  const expected = first === undefined ? arns[0]?.[1] : partitionOf(first);
  const odd = arns.find(([, partition]) => partition !== expected);
  if (odd === undefined) return;
  throw new UsageError({
    message: `${odd[0]} is in the partition ${odd[1]}, ${first === undefined ? (arns[0]?.[0] ?? '') : '--regions'} in ${expected ?? ''}.`,
    reason: 'Findings never leave their partition.',
    remedy: 'Name a bucket and a key of one partition, that of the Regions.',
  });
}

/** @throws UsageError where the bucket, which is in the Region of the key, cannot take the findings of all Regions */
function refuseUnreachable(bucketRegion: Region, regions: readonly Region[] | 'all'): void {
  const misspelt = knownRegionsOf(partitionOf(bucketRegion)).includes(bucketRegion)
    ? ''
    : suggest(bucketRegion, knownRegionsOf(partitionOf(bucketRegion)));
  const others = regions === 'all' ? (isOptIn(bucketRegion) ? ['the others'] : []) : unreachableFrom(bucketRegion, regions);
  if (others.length === 0) return;
  throw new UsageError({
    message: `The key is in ${bucketRegion}, so the bucket is there too, and findings of ${others.join(', ')} cannot go to it.${misspelt}`,
    reason: `${bucketRegion} has to be opted in to; a bucket there takes findings of ${bucketRegion} alone.`,
    remedy: 'Choose a bucket and a key in a Region that is enabled by default, or make a run for each of the Regions.',
  });
}

/**
 * The bucket and the key of an export, as far as their policies need them.
 *
 * @throws UsageError for anything that is malformed, of another partition, or out of reach for a Region of the run
 */
export function parseExportPlace(bucket: string, key: string, regions: readonly Region[] | 'all'): ExportPlace {
  const destination = parseDestination(bucket);
  const { partition, region } = parseKey(key);
  refuseMixedPartitions(regions, [
    ['--export-bucket', destination.partition],
    ['--export-key', partition],
  ]);
  refuseUnreachable(region, regions);
  return { destinationArn: destination.arn, keyArn: key };
}
