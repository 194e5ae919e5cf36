import { administrator, designatedInput, first, second, type Simulated } from '../../support/simulated';
import { bucketArn, bucketOwner, exportStorage, exportTarget, keyArn, serviceMay } from '../../support/exporting';
import { outcome, type Probes } from './probe';

type Target = ReturnType<typeof exportTarget>;

/** Exports findings as the administrator. @returns the destination's id, or AWS's words */
async function exportTo(aws: Simulated, target: Partial<Target>, region = 'us-east-1'): Promise<unknown> {
  const DetectorId = await aws.detectorId({ region });
  const request = { DetectorId, DestinationType: 'S3', DestinationProperties: target } as const;
  return outcome(aws.guardduty({ region }).createPublishingDestination(request));
}

const forbidden = (actions: string): string =>
  `The request failed because you do not have the required permissions for the ${actions} actions.`;
const folderMissing = 'The request failed because the resource folder specified in the destinationArn parameter does not exist.';
const inFolder = exportTarget({ DestinationArn: `${bucketArn}/findings`, ExpectedBucketOwner: administrator });
const ownBucket = (...folders: string[]): ReturnType<typeof exportStorage> => exportStorage({ folders, owner: administrator });

const inGovCloud = JSON.parse(
  JSON.stringify(exportStorage({ region: 'us-gov-west-1' }))
    .replaceAll('arn:aws:', 'arn:aws-us-gov:')
    .replaceAll(':kms:us-east-1', ':kms:us-gov-west-1'),
) as ReturnType<typeof exportStorage>;

const notItsOwner =
  'The request failed because the bucket specified in the destinationArn parameter is not owned by the expectedBucketOwner.';

/** Switches of exports, coverage and custom rules. */
export const exportProbes: Probes<
  | 'destinationVerification'
  | 'destinationFolder'
  | 'destinationCaller'
  | 'expectedBucketOwner'
  | 'destinationList'
  | 'exportPrincipal'
  | 'coverageScope'
  | 'customRules'
> = {
  destinationVerification: {
    world: designatedInput({ ...exportStorage(), timing: { destinationSeconds: 20 } }),
    look: async (aws) => {
      await exportTo(aws, exportTarget());
      const { Destinations } = await aws.guardduty().listPublishingDestinations({ DetectorId: await aws.detectorId() });
      return Destinations?.map(({ Status }) => Status);
    },
    sees: { immediate: ['PUBLISHING'], pending: ['PENDING_VERIFICATION'] },
  },
  destinationFolder: {
    world: designatedInput(ownBucket('findings/')),
    look: async (aws) => {
      const elsewhere = { ...inFolder, DestinationArn: `${bucketArn}/elsewhere` };
      return [await exportTo(aws, elsewhere), await exportTo(aws, inFolder)];
    },
    sees: {
      'must-exist': [folderMissing, 'accepted'],
      'full-path-must-exist': [folderMissing, folderMissing],
      created: [
        'accepted',
        'The request failed because a publishingDestination already exists with the destinationType value provided in the request.',
      ],
    },
  },
  destinationCaller: {
    world: designatedInput({ ...ownBucket('findings/'), denials: [{ actions: ['s3:GetObject'], accounts: [administrator] }] }),
    look: (aws) => exportTo(aws, inFolder),
    sees: { checked: forbidden('s3:GetObject or s3:ListBucket'), unchecked: 'accepted' },
  },
  expectedBucketOwner: {
    world: designatedInput(
      {
        ...exportStorage(),
        keys: [...exportStorage().keys, { arn: `${keyArn}0`, policy: serviceMay('kms:GenerateDataKey', `${keyArn}0`) }],
      },
      { publishingDestinations: [{ destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: first }] },
    ),
    // An owner of long ago, who does not own the bucket: an update without an owner, and then one with the bucket's owner.
    look: async ({ guardduty, detectorId }) => {
      const DetectorId = await detectorId();
      const { Destinations } = await guardduty().listPublishingDestinations({ DetectorId });
      const at = { DetectorId, DestinationId: Destinations?.[0]?.DestinationId };
      const update = async (properties: { readonly KmsKeyArn?: string; readonly ExpectedBucketOwner?: string }): Promise<unknown> => {
        const answer = await outcome(guardduty().updatePublishingDestination({ ...at, DestinationProperties: properties }));
        return [answer, (await guardduty().describePublishingDestination(at)).DestinationProperties?.ExpectedBucketOwner];
      };
      return [await update({ KmsKeyArn: `${keyArn}0` }), await update({ ExpectedBucketOwner: bucketOwner })];
    },
    sees: {
      kept: [
        [notItsOwner, first],
        ['accepted', bucketOwner],
      ],
      cleared: [
        ['accepted', undefined],
        ['accepted', bucketOwner],
      ],
      fixed: [
        [notItsOwner, first],
        ['accepted', first],
      ],
      unknown: [
        ['accepted', undefined],
        ['accepted', undefined],
      ],
    },
  },
  destinationList: {
    world: designatedInput({}, { publishingDestinations: [{ destinationArn: bucketArn, kmsKeyArn: keyArn }] }),
    look: async ({ guardduty, detectorId }) =>
      (await guardduty().listPublishingDestinations({ DetectorId: await detectorId() })).NextToken !== undefined,
    sees: { 'token-null': false, 'token-then-empty-page': true },
  },
  exportPrincipal: {
    world: designatedInput({
      ...inGovCloud,
      partition: 'aws-us-gov',
      regions: [{ name: 'us-gov-west-1', administrator: { account: administrator }, detectors: [{ accounts: [administrator] }] }],
    }),
    look: async (aws) => {
      const KmsKeyArn = keyArn.replace('aws', 'aws-us-gov').replace('us-east-1', 'us-gov-west-1');
      const target = { DestinationArn: bucketArn.replace('aws', 'aws-us-gov'), KmsKeyArn };
      return (await exportTo(aws, target, 'us-gov-west-1')) === 'accepted';
    },
    sees: { common: true, 'own-in-other-partitions': false },
  },
  coverageScope: {
    world: designatedInput({}, { members: [{ accounts: [second] }], coverage: [{ account: second, count: 3 }] }),
    look: async ({ guardduty, detectorId }) =>
      (await guardduty().getCoverageStatistics({ DetectorId: await detectorId(), StatisticsType: ['COUNT_BY_RESOURCE_TYPE'] }))
        .CoverageStatistics?.CountByResourceType,
    sees: { 'active-members': {}, everybody: { EC2: 3 } },
  },
  customRules: {
    world: designatedInput(),
    look: ({ guardduty }) => outcome(guardduty().listCustomDetectionRuleOrgConfigurations({}), () => 'known'),
    sees: {
      available: 'known',
      'unknown-operation': 'The simulated AWS does not simulate guardduty ListCustomDetectionRuleOrgConfigurations.',
    },
  },
};
