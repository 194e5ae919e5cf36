import type { ScenarioInput } from '../../../../src/simulator/scenario/scenario';
import type { exportSwitches } from '../../../../src/simulator/scenario/switches/export';
import { bucketArn, bucketOwner, exportStorage, keyArn } from '../../../simulator/support/exporting';
import { administratorId, organization } from '../../../support/simulated-aws';
import { setUp } from '../../../traps/support/walk';
import type { Meetings } from './meeting';
import { first } from './worlds';

const toBucket = ['--export-bucket', bucketArn, '--export-key', keyArn, '--export-bucket-owner', bucketOwner];

/** An organization that is set up but for its export. */
function exporting(
  publishingDestinations: NonNullable<Parameters<typeof setUp>[0]>['publishingDestinations'],
  changes: Partial<ScenarioInput> = {},
): ScenarioInput {
  return organization(5, { ...setUp({ publishingDestinations }), ...exportStorage(), ...changes });
}

/** The same in another partition. */
function inGovCloud<Value>(value: Value): Value {
  const text = JSON.stringify(value).replaceAll('arn:aws:', 'arn:aws-us-gov:').replaceAll('us-east-1', 'us-gov-west-1');
  return JSON.parse(text) as Value;
}

/** Switches of exports, coverage and custom rules. */
export const exportMeetings: Meetings<keyof typeof exportSwitches> = {
  destinationVerification: {
    world: exporting([], { timing: { destinationSeconds: 0.3 } }),
    argv: toBucket,
    operation: 'DescribePublishingDestination',
  },
  destinationFolder: {
    world: exporting([], exportStorage({ owner: administratorId, folders: ['security/'] })),
    argv: ['--export-bucket', `${bucketArn}/security/`, '--export-key', keyArn, '--export-bucket-owner', administratorId],
    operation: 'CreatePublishingDestination',
    ends: { 'full-path-must-exist': { exitCode: 1, words: 'the folder of the prefix does not exist' } },
    same: { created: 'The folder exists already.' },
  },
  destinationCaller: {
    world: exporting([], { denials: [{ actions: ['s3:*', 'iam:GetRole'], accounts: [administratorId] }] }),
    argv: toBucket,
    operation: 'CreatePublishingDestination',
    ends: { checked: { exitCode: 1, words: 'may not' } },
  },
  expectedBucketOwner: {
    world: exporting([{ destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: first }]),
    argv: toBucket,
    operation: 'DescribePublishingDestination',
    ends: {
      fixed: { exitCode: 1, words: 'AWS does not show the export as it was set up' },
      unknown: { exitCode: 1, words: 'AWS does not show the export as it was set up' },
    },
    same: { cleared: 'The rollout names the owner in every request.' },
  },
  destinationList: {
    world: exporting([{ destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: bucketOwner }]),
    argv: toBucket,
    operation: 'ListPublishingDestinations',
  },
  exportPrincipal: {
    world: inGovCloud({ ...exporting([], exportStorage({ region: 'us-gov-west-1' })), partition: 'aws-us-gov' }),
    region: 'us-gov-west-1',
    argv: inGovCloud(toBucket),
    operation: 'CreatePublishingDestination',
    ends: { 'own-in-other-partitions': { exitCode: 1, words: 'GuardDuty may not use the bucket or the key' } },
  },
  coverageScope: {
    // The member has a workload, and no Runtime Monitoring.
    world: organization(5, setUp({ coverage: [{ account: first, count: 3 }] })),
    argv: ['--coverage'],
    operation: 'GetCoverageStatistics',
  },
  customRules: {
    world: organization(5, setUp({ customRules: [{ ruleId: 'rule-1' }] })),
    argv: ['--verbose'],
    operation: 'ListCustomDetectionRuleOrgConfigurations',
  },
};
