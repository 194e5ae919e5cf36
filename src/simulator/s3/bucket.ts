import type { Scenario } from '../scenario/scenario';
import type { ResourcePolicy } from '../scenario/storage';

/** A bucket, for GuardDuty's checks. S3 is not simulated as a service. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly owner: string;
  readonly policy: ResourcePolicy | undefined;
  /** From then on the policy is in force. */
  readonly policyFrom: number;
  /** Keys of objects; one that ends with a slash is a folder. */
  readonly objects: Set<string>;
}

/** The buckets of a scenario, by name. */
export function buildBuckets({ buckets }: Scenario, startedAt: number): ReadonlyMap<string, Bucket> {
  return new Map(
    buckets.map(({ name, region, owner, folders, policy, policyAfterSeconds }) => [
      name,
      { name, region, owner, policy, policyFrom: startedAt + policyAfterSeconds * 1000, objects: new Set(folders) },
    ]),
  );
}

/** Bucket and prefix of a destination's ARN; `undefined` when it is not the ARN of a bucket of the partition. */
export function locationOf(partition: string, arn: string): { readonly bucket: string; readonly folder: string } | undefined {
  const [, of, bucket, prefix = ''] = /^arn:([\w-]+):s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(arn) ?? [];
  if (of !== partition || bucket === undefined) return undefined;
  return { bucket, folder: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` };
}
