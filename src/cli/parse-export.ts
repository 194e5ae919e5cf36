import { UsageError } from '../domain/errors';
import { isSameDestination, type WantedExport } from '../domain/export';
import type { Region } from '../domain/ids';
import { parseAccountId } from './parse-exclusions';
import { parseExportPlace, refuseMixedPartitions, type ExportPlace, type RawExportOptions } from './parse-export-place';

function parseReplaced(arn: string | undefined, wanted: ExportPlace): string | undefined {
  if (arn === undefined) return undefined;
  const partition = /^arn:([\w-]+):s3:::\S+$/.exec(arn)?.[1];
  if (partition === undefined) {
    throw new UsageError({
      message: `"${arn}" is not the ARN of a destination.`,
      remedy: 'Give it as the plan shows it, such as arn:aws:s3:::bucket/prefix.',
    });
  }
  if (isSameDestination(arn, wanted.destinationArn)) {
    throw new UsageError({
      message: '--replace-export names the bucket of --export-bucket.',
      reason: 'It names the destination that findings go to today and that is to be given up.',
      remedy: 'Name that one, or leave it out.',
    });
  }
  return arn;
}

/**
 * Where findings are to be exported to.
 *
 * @returns undefined when nobody asked for it
 * @throws UsageError for anything that is malformed or does not fit together
 */
export function parseExport(options: RawExportOptions, regions: readonly Region[] | 'all'): WantedExport | undefined {
  const { exportBucket: bucket, exportKey: key, exportBucketOwner: owner, replaceExport: replaced } = options;
  const given = { '--export-bucket': bucket, '--export-key': key, '--export-bucket-owner': owner };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (bucket === undefined || key === undefined || owner === undefined) {
    if (missing.length === 3 && replaced === undefined) return undefined;
    throw new UsageError({
      message: `An export of findings also needs ${missing.join(' and ')}.`,
      reason: 'GuardDuty exports to a bucket, encrypts with a key, and checks who owns the bucket.',
      remedy: 'Give all three, or none of them.',
    });
  }
  const place = parseExportPlace(bucket, key, regions);
  const ownerId = parseAccountId(owner, '--export-bucket-owner');
  const replaces = parseReplaced(replaced, place);
  refuseMixedPartitions(regions, [
    ['--export-bucket', place.destinationArn.split(':')[1] ?? ''],
    ...(replaces === undefined ? [] : [['--replace-export', replaces.split(':')[1] ?? ''] as const]),
  ]);
  return { ...place, ownerId, replaces };
}
