import { deniedBy } from '../../access/authorise';
import type { AccessRequest } from '../../access/policy';
import { resourceVerdict, type Requester } from '../../access/resource-policy';
import type { Key } from '../../kms/key';
import type { Call } from '../../requests/call';
import type { Bucket } from '../../s3/bucket';
import { isOptIn } from '../../world/regions';
import type { World } from '../../world/world';

/** How GuardDuty reaches a bucket. It always sends the key and a secure connection; a test can send something else. */
export interface Upload {
  readonly key: string;
  readonly encryption?: string;
  readonly secure?: boolean;
}

/**
 * The service principal under which GuardDuty calls S3 and KMS. Opt-in Regions have their own:
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function exportPrincipal({ scenario: { partition, switches } }: World, region: string): string {
  const own = isOptIn(partition, region) || (partition !== 'aws' && switches.exportPrincipal === 'own-in-other-partitions');
  return own ? `guardduty.${region}.amazonaws.com` : 'guardduty.amazonaws.com';
}

/** Whether GuardDuty may find the bucket and write below the folder, as the bucket's policy says. */
export function mayExport(world: World, call: Call, bucket: Bucket, folder: string, upload: Upload): boolean {
  const arn = bucketArn(world, bucket);
  return (
    serviceMay(world, call, bucket, { action: 's3:GetBucketLocation', resource: arn, context: [] }, upload) &&
    serviceMay(
      world,
      call,
      bucket,
      {
        action: 's3:PutObject',
        resource: `${arn}/${folder}AWSLogs/`,
        context: [
          ['s3:x-amz-server-side-encryption', upload.encryption ?? 'aws:kms'],
          ['s3:x-amz-server-side-encryption-aws-kms-key-id', upload.key],
        ],
      },
      upload,
    )
  );
}

/** Whether GuardDuty may encrypt with the key. */
export function mayEncrypt(world: World, call: Call, key: Key, upload: Upload): boolean {
  return serviceMay(world, call, key, { action: 'kms:GenerateDataKey', resource: key.arn, context: [] }, upload);
}

type Asked = Omit<AccessRequest, 'context'> & { readonly context: readonly (readonly [string, string])[] };

function serviceMay(world: World, call: Call, { policy, policyFrom }: Bucket | Key, asked: Asked, { secure = true }: Upload): boolean {
  const detector = typeof call.input['detectorId'] === 'string' ? call.input['detectorId'] : '';
  const source = `arn:${world.scenario.partition}:guardduty:${call.region}:${call.caller.account}:detector/${detector}`;
  const context = new Map([
    ...asked.context,
    ['aws:sourceaccount', call.caller.account],
    ['aws:sourcearn', source],
    ['aws:securetransport', String(secure)],
  ] as const);
  const requester: Requester = { service: exportPrincipal(world, call.region) };
  return resourceVerdict(policyFrom <= call.now ? policy : undefined, requester, { ...asked, context }) === 'allowed';
}

/**
 * Whether the caller may do it too: GuardDuty looks at the caller's own rights. Below a folder of another account's bucket, that
 * account must agree as well. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function callerMay(world: World, call: Call, bucket: Bucket, action: string, resource: string, prefix?: string): boolean {
  const context = new Map<string, string>(prefix === undefined ? [] : [['s3:prefix', prefix]]);
  const request: AccessRequest = { action, resource, context };
  if (deniedBy(world, call, request) !== undefined) return false;
  if (bucket.owner === call.caller.account) return true;
  const { account, arn } = call.caller;
  return resourceVerdict(bucket.policyFrom <= call.now ? bucket.policy : undefined, { account, arn }, request) === 'allowed';
}

/** The ARN of a bucket. */
export function bucketArn(world: World, { name }: Bucket): string {
  return `arn:${world.scenario.partition}:s3:::${name}`;
}
