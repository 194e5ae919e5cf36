// The program has lists of its own (domain/partition.ts), and does not share these: a mistake that both had in common would go unseen. A
// test compares the two.

/** A partition of AWS. Its Regions share nothing with the Regions of other partitions. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn' | 'aws-eusc';

/** Regions that every account has. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const byDefault: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
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
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/**
 * Regions that an account has to opt in to (same page). me-west-1 and sa-west-1 come from the SDK's list of Regions.
 */
const byOptIn: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-south-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-west-1',
    'eu-central-2',
    'eu-south-1',
    'eu-south-2',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-west-1',
  ],
  'aws-us-gov': [],
  'aws-cn': [],
  'aws-eusc': [],
};

/** The Regions every account of the partition has without opting in. */
export function defaultRegionsOf(partition: Partition): readonly string[] {
  return byDefault[partition];
}

/** Every Region of the partition, sorted. */
export function allRegionsOf(partition: Partition): readonly string[] {
  return [...byDefault[partition], ...byOptIn[partition]].sort();
}

/** Whether the Region has to be opted in to. */
export function isOptIn(partition: Partition, region: string): boolean {
  return byOptIn[partition].includes(region);
}
