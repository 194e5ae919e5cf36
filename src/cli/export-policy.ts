import { UsageError } from '../domain/errors';
import { isPrincipalDocumented } from '../domain/export';
import type { Region } from '../domain/ids';
import { partitionOf } from '../domain/partition';
import { exportBucketPolicy, exportKeyPolicy, type ExportPolicyQuestion } from '../permissions/export-policies';
import { parseAccountId } from './parse-exclusions';
import { parseExportPlace, type RawExportOptions } from './parse-export-place';
import { parseRegions } from './parse-settings';

/** Whose policy it is: the bucket's or the key's. */
export type ExportResource = 'export-bucket' | 'export-key';

/** The options that say for which export a policy is. */
export interface RawExportPolicyOptions extends RawExportOptions {
  readonly regions?: readonly string[];
  readonly adminAccountId?: string;
}

function questionFor(resource: ExportResource, options: RawExportPolicyOptions): ExportPolicyQuestion {
  const { exportBucket: bucket, exportKey: key, adminAccountId } = options;
  const given = { '--admin-account-id': adminAccountId, '--export-bucket': bucket, '--export-key': key };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const administratorId = parseAccountId(adminAccountId, '--admin-account-id');
  if (administratorId === undefined || bucket === undefined || key === undefined) {
    throw new UsageError({
      message: `iam-policy ${resource} also needs ${missing.join(' and ')}.`,
      reason: 'The policy names the bucket, the key, and the account whose detectors export.',
      remedy: 'Give the values of the rollout.',
    });
  }
  return {
    ...parseExportPlace(bucket, key, parseRegions(options.regions)),
    regions: namedRegions(options.regions),
    administratorId,
    ownerId: parseAccountId(options.exportBucketOwner, '--export-bucket-owner'),
  };
}

/** A name of a Region that an account has not opted in to would make the whole policy invalid, so `all` is no answer here. */
function namedRegions(values: readonly string[] | undefined): readonly [Region, ...Region[]] {
  const regions = parseRegions(values);
  const [first, ...others] = regions === 'all' ? [] : regions;
  if (first !== undefined) return [first, ...others];
  throw new UsageError({
    message: 'The policies of an export need the names of the Regions.',
    reason: 'They let in the detectors of these Regions alone, and some Regions have a principal of their own.',
    remedy: 'Name them: --regions eu-central-1,us-east-1.',
  });
}

/**
 * The text of the policy of a bucket or a key.
 *
 * @param warn takes what people should know, one line at a time
 * @throws UsageError for options that are missing or malformed
 */
export function exportPolicy(resource: ExportResource, options: RawExportPolicyOptions, warn: (line: string) => void): string {
  const question = questionFor(resource, options);
  const partition = partitionOf(question.regions[0]);
  if (!isPrincipalDocumented(partition)) {
    warn(`AWS does not say under which name GuardDuty exports findings in the partition ${partition}; the policy has the usual one.`);
  }
  const policy = resource === 'export-bucket' ? exportBucketPolicy(question) : exportKeyPolicy(question);
  return `${JSON.stringify(policy, null, 2)}\n`;
}
