import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administratorId, bucket, bucketArn, keyArn, olderBucketArn, olderKeyArn, type Options } from '../support/options';
import { anywhere, type Fault } from './faults';
import { mainly, onceIn, seldom } from './odds';
import { regionNames } from './world';

type Region = Exclude<ScenarioInput['regions'][number], string>;
type Destination = NonNullable<Region['publishingDestinations']>[number];
type Statement = NonNullable<NonNullable<ScenarioInput['buckets']>[number]['policy']>['Statement'];

/** What the administrator's detector exports before the run. */
const destinations: Readonly<Record<string, Destination>> = {
  right: { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: administratorId },
  'with another key': { destinationArn: bucketArn, kmsKeyArn: olderKeyArn, expectedBucketOwner: administratorId },
  'without an owner': { destinationArn: bucketArn, kmsKeyArn: keyArn },
  elsewhere: { destinationArn: olderBucketArn, kmsKeyArn: olderKeyArn },
  failing: {
    destinationArn: bucketArn,
    kmsKeyArn: keyArn,
    expectedBucketOwner: administratorId,
    status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
    failingSince: '2026-11-01T00:00:00Z',
  },
  stopped: { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: administratorId, status: 'STOPPED' },
  unverified: { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: administratorId, status: 'PENDING_VERIFICATION' },
  'in a status of the future': { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: administratorId, status: 'RESTING' },
};

/** Those that a run changes into what was asked for. */
const loose: ReadonlySet<string> = new Set(['right', 'with another key', 'without an owner']);
const allowing = onceIn(8).map((missing) => !missing);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    operation: fc.constantFrom(
      'ListPublishingDestinations',
      'DescribePublishingDestination',
      'CreatePublishingDestination',
      'UpdatePublishingDestination',
    ),
    then: anywhere,
    region: seldom<undefined, string>(2, undefined, fc.constantFrom(...regionNames)),
    skip: seldom(2, 0, fc.constantFrom(1, 2)),
  })
  .map(({ operation, then, region, skip }) => ({ on: { operation, ...(region === undefined ? {} : { region }) }, skip, times: 1, then }));

/** An export of findings that is asked for, what is there of it, and what goes wrong with it. */
export const exportsOfFindings = seldom(
  5,
  undefined,
  fc.record({
    replace: onceIn(3),
    present: fc.array(mainly('none', ...Object.keys(destinations)), { minLength: regionNames.length, maxLength: regionNames.length }),
    bucketAllows: allowing,
    keyAllows: allowing,
    seconds: seldom<number, number | null>(4, 0, fc.constantFrom(0.5, null)),
    faults: seldom<Fault[], Fault[]>(3, [], fc.array(fault, { minLength: 1, maxLength: 2 })),
  }),
);

type DrawnExport = NonNullable<typeof exportsOfFindings extends fc.Arbitrary<infer Value> ? Value : never>;

/** The world with buckets, keys and destinations. */
export function withExports(world: ScenarioInput, drawn: DrawnExport, peaceful: boolean): ScenarioInput {
  const allow = (Action: string, Resource: string) => ({
    Effect: 'Allow' as const,
    Principal: { Service: ['guardduty.amazonaws.com', 'guardduty.af-south-1.amazonaws.com'] },
    Action,
    Resource,
  });
  const policy = (allowed: boolean, ...statements: readonly ReturnType<typeof allow>[]) =>
    allowed || peaceful ? { policy: { Statement: [...statements] satisfies Statement } } : {};
  return {
    ...world,
    buckets: [
      {
        name: bucket,
        region: 'eu-west-1',
        owner: administratorId,
        ...policy(drawn.bucketAllows, allow('s3:GetBucketLocation', bucketArn), allow('s3:PutObject', `${bucketArn}/*`)),
      },
    ],
    keys: [{ arn: keyArn, ...policy(drawn.keyAllows, allow('kms:GenerateDataKey', keyArn)) }],
    timing: { ...world.timing, destinationSeconds: peaceful ? 0 : drawn.seconds },
    regions: world.regions.map((region, index) => {
      const present = drawn.present[index] ?? 'none';
      const destination = destinations[present];
      if (typeof region === 'string' || destination === undefined || (peaceful && !loose.has(present))) return region;
      const exporting = region.detectors?.some(({ accounts }) => accounts !== 'all' && accounts.includes(administratorId)) === true;
      return exporting ? { ...region, publishingDestinations: [destination] } : region;
    }),
  };
}

/** The options with the export. */
export function exportOptions(drawn: DrawnExport | undefined): Options['exports'] {
  return drawn === undefined ? undefined : { replace: drawn.replace };
}
