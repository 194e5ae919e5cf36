import { deniedBy } from '../../access/authorise';
import { keyRegionOf } from '../../kms/key';
import type { Call } from '../../requests/call';
import { badRequest, type ApiError } from '../../requests/errors';
import { locationOf, type Bucket } from '../../s3/bucket';
import { isOptIn } from '../../world/regions';
import type { World } from '../../world/world';
import { bucketArn, callerMay, mayEncrypt, mayExport } from './export-access';

/** Where findings are to go. */
export interface ExportTarget {
  readonly arn: string;
  readonly key: string;
  readonly owner: string | undefined;
}

/**
 * Everything that GuardDuty looks at before it takes a destination, in the order in which https://github.com/radkawar/stackd saw it. What
 * is looked at when only the key changes, too: https://github.com/aws/aws-cli/issues/10483. Leaves the empty folder `AWSLogs/` behind.
 *
 * @throws ApiError BadRequestException
 */
export function checkTarget(world: World, call: Call, target: ExportTarget): void {
  const { partition, switches } = world.scenario;
  const location = locationOf(partition, target.arn);
  if (!location) throw refused(world, 'destinationArnInvalid');
  const region = keyRegionOf(target.key);
  if (region === undefined || target.key.split(':')[1] !== partition) throw refused(world, 'destinationKeyInvalid');
  const bucket = world.buckets.get(location.bucket);
  if (!bucket) throw refused(world, 'destinationBucketMissing');
  // Bucket and key share a Region: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
  if (region !== bucket.region) throw refused(world, 'destinationKeyInvalid');
  // Only findings of the same Region go to a bucket in a Region that has to be opted in to. Same page.
  if (isOptIn(partition, bucket.region) && bucket.region !== call.region) throw refused(world, 'destinationOtherOptInRegion');
  if (switches.expectedBucketOwner !== 'unknown' && target.owner !== undefined && target.owner !== bucket.owner) {
    throw refused(world, 'destinationOwnerDiffers');
  }
  checkService(world, call, bucket, location.folder, target.key);
  if (switches.destinationCaller === 'checked') checkCaller(world, call, bucket, location.folder);
  checkFolder(world, call, bucket, location.folder);
  bucket.objects.add(`${location.folder}AWSLogs/`);
}

function checkService(world: World, call: Call, bucket: Bucket, folder: string, keyArn: string): void {
  const key = world.keys.get(keyArn);
  const may = key !== undefined && mayEncrypt(world, call, key, { key: keyArn }) && mayExport(world, call, bucket, folder, { key: keyArn });
  if (!may) throw refused(world, 'destinationForbidden');
}

function checkCaller(world: World, call: Call, bucket: Bucket, folder: string): void {
  const arn = bucketArn(world, bucket);
  const role = `arn:${world.scenario.partition}:iam::${call.caller.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`;
  if (deniedBy(world, call, { action: 'iam:GetRole', resource: role, context: new Map() }) !== undefined) {
    throw refused(world, 'destinationRoleForbidden');
  }
  // A bucket of another account was taken without a word about the caller in its policy:
  // https://github.com/aws-samples/aws-security-reference-architecture-examples, template sra-guardduty-org-delivery-s3-bucket.yaml
  const own: Bucket = { ...bucket, owner: call.caller.account };
  if (
    !callerMay(world, call, own, 's3:GetBucketLocation', arn) ||
    !callerMay(world, call, own, 's3:PutObject', `${arn}/${folder}AWSLogs/`)
  ) {
    throw refused(world, 'destinationCallerForbidden', { actions: 's3:GetBucketLocation or s3:PutObject' });
  }
  if (folder === '') return;
  if (
    !callerMay(world, call, bucket, 's3:ListBucket', arn, folder) ||
    !callerMay(world, call, bucket, 's3:GetObject', `${arn}/${folder}`)
  ) {
    throw refused(world, 'destinationCallerForbidden', { actions: 's3:GetObject or s3:ListBucket' });
  }
}

function checkFolder(world: World, call: Call, bucket: Bucket, folder: string): void {
  if (folder === '') return;
  const { destinationFolder } = world.scenario.switches;
  const wanted =
    destinationFolder === 'full-path-must-exist' ? `${folder}AWSLogs/${call.caller.account}/GuardDuty/${call.region}/` : folder;
  if (destinationFolder === 'created') bucket.objects.add(folder);
  else if (!bucket.objects.has(wanted)) throw refused(world, 'destinationFolderMissing');
}

function refused(world: World, ...[name, parts]: Parameters<World['text']>): ApiError {
  return badRequest(world.text(name, parts));
}
