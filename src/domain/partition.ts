import type { Region } from './ids';

/** Groups of Regions with separate accounts, credentials and endpoints. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';

/**
 * The Region of each partition in which the partition-wide services answer and which nobody can opt out of. STS is asked here, not
 * in the Region of work: tokens of an opt-in Region's STS fail elsewhere
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html).
 */
const defaultRegions: Readonly<Record<Partition, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** The partition that a Region's name belongs to. Unknown prefixes count as the commercial partition. */
export function partitionOf(region: Region): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}

/**
 * Regions that every account of the commercial partition has without opting in. Every Region that AWS added after March 2019 has to be opted
 * in to. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const enabledByDefault: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** Whether accounts have to opt in to the Region. Only the commercial partition has such Regions. */
export function isOptIn(region: Region): boolean {
  return partitionOf(region) === 'aws' && !enabledByDefault.has(region);
}

/** The Region that answers for the whole partition. */
export function defaultRegionOf(partition: Partition): Region {
  return defaultRegions[partition] as Region;
}

/**
 * Regions known when this version was made, from the SDK's endpoint data. This list only makes suggestions and warnings, because it goes
 * stale. Where the account's own list (`account:ListRegions`) can be read, that list decides.
 */
const knownRegionsByPartition: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-east-1',
    'sa-west-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/** The Regions of a partition that this version knows, which may not be all. */
export function knownRegionsOf(partition: Partition): readonly Region[] {
  return knownRegionsByPartition[partition] as readonly Region[];
}
