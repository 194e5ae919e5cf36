import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { bucketArn, bucketOwner, exportStorage, exportTarget, keyArn, serviceMay } from '../support/exporting';
import { administrator, badRequest, designatedInput, first, outOfRange, refusal, simulate, type Simulated } from '../support/simulated';

type Target = Partial<ReturnType<typeof exportTarget>>;
type Region = Exclude<ScenarioInput['regions'][number], string>;

/** The administrator's side of a world with a bucket and a key. */
async function exporting(changes: Partial<ScenarioInput> = {}, region: Partial<Region> = {}, from: { region?: string } = {}) {
  const aws = await simulate(designatedInput({ ...exportStorage(), ...changes }, region));
  const guardduty = aws.guardduty(from);
  const DetectorId = await aws.detectorId(from);
  const create = async (target: Target = exportTarget(), ClientToken?: string): Promise<string> => {
    const answer = await guardduty.createPublishingDestination({
      DetectorId,
      DestinationType: 'S3',
      DestinationProperties: target,
      ...(ClientToken === undefined ? {} : { ClientToken }),
    });
    return answer.DestinationId ?? '';
  };
  const describe = (DestinationId: string) => guardduty.describePublishingDestination({ DetectorId, DestinationId });
  const update = (DestinationId: string, DestinationProperties: Target | undefined) =>
    guardduty.updatePublishingDestination({ DetectorId, DestinationId, DestinationProperties });
  const list = (MaxResults?: number, NextToken?: string) =>
    guardduty.listPublishingDestinations({
      DetectorId,
      ...(MaxResults === undefined ? {} : { MaxResults }),
      ...(NextToken === undefined ? {} : { NextToken }),
    });
  return { aws, guardduty, DetectorId, create, describe, update, list };
}

const words = {
  forbidden: badRequest(
    'The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  ),
  arn: badRequest('The request failed because the value specified for the destinationArn parameter is not valid.'),
  key: badRequest('The request failed because the value specified for the kmsKeyArn parameter is not valid.'),
  bucket: badRequest('The request failed because the resource specified in the destinationArn parameter does not exist.'),
  folder: badRequest('The request failed because the resource folder specified in the destinationArn parameter does not exist.'),
  exists: badRequest(
    'The request failed because a publishingDestination already exists with the destinationType value provided in the request.',
  ),
  parameters: badRequest('The request is rejected because the one or more input parameters have invalid values.'),
  caller: (actions: string) =>
    badRequest(`The request failed because you do not have the required permissions for the ${actions} actions.`),
};

/** A bucket policy that lets GuardDuty and the administrator's account in. */
const withCaller = {
  Statement: [
    serviceMay('s3:GetBucketLocation s3:PutObject', bucketArn).Statement,
    {
      Effect: 'Allow' as const,
      Principal: { AWS: `arn:aws:iam::${administrator}:root` },
      Action: ['s3:ListBucket', 's3:GetObject'],
      Resource: [bucketArn, `${bucketArn}/*`],
    },
  ].flat(),
};
const inFolder = exportTarget({ DestinationArn: `${bucketArn}/findings` });

describe('CreatePublishingDestination', () => {
  test('publishes at once, and shows everything that was sent', async () => {
    const { create, describe, list } = await exporting();
    const id = await create();
    expect(await describe(id)).toMatchObject({
      DestinationId: id,
      DestinationType: 'S3',
      Status: 'PUBLISHING',
      DestinationProperties: exportTarget(),
    });
    expect((await list()).Destinations).toEqual([{ DestinationId: id, DestinationType: 'S3', Status: 'PUBLISHING' }]);
  });

  test('waits for the verification where the switch says so', async () => {
    const { aws, create, describe } = await exporting({
      switches: { destinationVerification: 'pending' },
      timing: { destinationSeconds: 20 },
    });
    const id = await create();
    expect(await describe(id)).toMatchObject({ Status: 'PENDING_VERIFICATION' });
    aws.pass(21);
    expect(await describe(id)).toMatchObject({ Status: 'PUBLISHING' });
  });

  test('takes one destination for each detector, and the same token again', async () => {
    const { create, list } = await exporting();
    const id = await create(exportTarget(), 'token-1');
    expect(await create(exportTarget(), 'token-1')).toBe(id);
    expect(await refusal(create(exportTarget(), 'token-2'))).toEqual(words.exists);
    expect(await refusal(create(inFolder, 'token-1'))).toEqual(words.caller('s3:GetObject or s3:ListBucket'));
    expect((await list()).Destinations).toHaveLength(1);
  });

  test.each<[string, Target, object]>([
    ['no bucket', { KmsKeyArn: keyArn }, words.arn],
    ['no ARN of a bucket', exportTarget({ DestinationArn: 'findings-of-everybody' }), words.arn],
    ['a bucket of another partition', exportTarget({ DestinationArn: bucketArn.replace('aws', 'aws-cn') }), words.arn],
    ['no key', { DestinationArn: bucketArn }, words.key],
    ['no ARN of a key', exportTarget({ KmsKeyArn: 'alias/findings' }), words.key],
    ['a key in another Region than the bucket', exportTarget({ KmsKeyArn: keyArn.replace('us-east-1', 'eu-west-1') }), words.key],
    ['a bucket that does not exist', exportTarget({ DestinationArn: `${bucketArn}-2` }), words.bucket],
    ['a key that does not exist', exportTarget({ KmsKeyArn: `${keyArn}0` }), words.forbidden],
    ['an owner that is no account', exportTarget({ ExpectedBucketOwner: '12' }), outOfRange],
    [
      'another owner of the bucket',
      exportTarget({ ExpectedBucketOwner: first }),
      badRequest(
        'The request failed because the bucket specified in the destinationArn parameter is not owned by the expectedBucketOwner.',
      ),
    ],
  ])('refuses %s', async (_what, target, expected) => {
    const { create, list } = await exporting();
    expect(await refusal(create(target))).toEqual(expected);
    expect((await list()).Destinations).toEqual([]);
  });

  test('refuses what is missing or of an unknown kind', async () => {
    const { guardduty, DetectorId } = await exporting();
    const create = (rest: object): Promise<unknown> => guardduty.createPublishingDestination({ DetectorId, ...rest } as never);
    expect(await refusal(create({ DestinationProperties: exportTarget() }))).toMatchObject({ message: /no destinationType/ });
    expect(await refusal(create({ DestinationType: 'S3' }))).toMatchObject({ message: /no destinationProperties/ });
    expect(await refusal(create({ DestinationType: 'SNS', DestinationProperties: exportTarget() }))).toMatchObject({
      message: /JSON could not be processed/,
    });
  });

  test('does not look at the owner where the service does not know the member yet', async () => {
    const { create, describe } = await exporting({ switches: { expectedBucketOwner: 'unknown' } });
    const { DestinationProperties } = await describe(await create(exportTarget({ ExpectedBucketOwner: first })));
    expect(DestinationProperties).toEqual({ DestinationArn: bucketArn, KmsKeyArn: keyArn });
  });
});

describe('who may export', () => {
  const allowed = serviceMay('s3:GetBucketLocation s3:PutObject', bucketArn);
  const encrypting = serviceMay('kms:GenerateDataKey', keyArn);
  const otherAccount = (policy: typeof allowed): typeof allowed =>
    JSON.parse(
      JSON.stringify(policy).replace(`"aws:SourceAccount":"${administrator}"`, `"aws:SourceAccount":"${first}"`),
    ) as typeof allowed;
  const otherDetector = (policy: typeof allowed): typeof allowed =>
    JSON.parse(JSON.stringify(policy).replace('detector/*', 'detector/0000')) as typeof allowed;
  const denied = (key: string): typeof allowed => ({
    Statement: [
      ...[allowed.Statement].flat(),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `${bucketArn}/*`,
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key } },
      },
    ],
  });

  test.each<[string, Parameters<typeof exportStorage>]>([
    ['a bucket without a policy', [{ policy: undefined }]],
    ['a key without a policy', [{}, { policy: undefined }]],
    ['a bucket that GuardDuty may not find', [{ policy: serviceMay('s3:PutObject', bucketArn) }]],
    ['a bucket that GuardDuty may not write to', [{ policy: serviceMay('s3:GetBucketLocation', bucketArn) }]],
    ['a bucket for another service', [{ policy: serviceMay('s3:GetBucketLocation s3:PutObject', bucketArn, 'macie.amazonaws.com') }]],
    ['a bucket for detectors of another account', [{ policy: otherAccount(allowed) }]],
    ['a bucket for another detector', [{ policy: otherDetector(allowed) }]],
    ['a key for detectors of another account', [{}, { policy: otherAccount(encrypting) }]],
    ['a policy that is not in force yet', [{ policyAfterSeconds: 30 }]],
    ['a denial of other keys that names another key', [{ policy: denied(`${keyArn}0`) }]],
    ['a bucket below another folder', [{ policy: serviceMay('s3:GetBucketLocation s3:PutObject', `${bucketArn}/other`) }]],
  ])('not with %s', async (_what, storage) => {
    const { create } = await exporting(exportStorage(...storage));
    expect(await refusal(create())).toEqual(words.forbidden);
  });

  test('a policy takes effect after a while', async () => {
    const { aws, create } = await exporting(exportStorage({ policyAfterSeconds: 30 }, { policyAfterSeconds: 10 }));
    aws.pass(31);
    expect(await create()).not.toBe('');
  });

  test('a denial of other keys leaves the right one alone', async () => {
    const { create } = await exporting(exportStorage({ policy: denied(keyArn) }));
    expect(await create()).not.toBe('');
  });

  test('in a Region that has to be opted in to, GuardDuty comes under a name of its own', async () => {
    const services = ['guardduty.amazonaws.com', 'guardduty.eu-south-1.amazonaws.com'];
    const world = (known: string[]): Partial<ScenarioInput> => ({
      ...exportStorage(
        { policy: serviceMay('s3:GetBucketLocation s3:PutObject', bucketArn, known) },
        { policy: serviceMay('kms:GenerateDataKey', keyArn, known) },
      ),
      regions: [{ name: 'eu-south-1', administrator: { account: administrator }, detectors: [{ accounts: [administrator] }] }],
    });
    const common = await exporting(world(services.slice(0, 1)), {}, { region: 'eu-south-1' });
    expect(await refusal(common.create())).toEqual(words.forbidden);
    const own = await exporting(world(services), {}, { region: 'eu-south-1' });
    expect(await own.create()).not.toBe('');
  });

  test('findings of one Region do not go to a bucket in another Region that has to be opted in to', async () => {
    const key = keyArn.replace('us-east-1', 'eu-south-1');
    const { create } = await exporting(
      exportStorage({ region: 'eu-south-1' }, { arn: key, policy: serviceMay('kms:GenerateDataKey', key) }),
    );
    expect(await refusal(create(exportTarget({ KmsKeyArn: key })))).toMatchObject({ message: /opt-in Region/ });
  });

  const government = (switches: ScenarioInput['switches']): Partial<ScenarioInput> => {
    const storage = JSON.stringify(exportStorage({ region: 'us-gov-west-1' })).replaceAll('arn:aws:', 'arn:aws-us-gov:');
    return {
      ...(JSON.parse(storage.replaceAll(':kms:us-east-1', ':kms:us-gov-west-1')) as ReturnType<typeof exportStorage>),
      partition: 'aws-us-gov',
      regions: [{ name: 'us-gov-west-1', administrator: { account: administrator }, detectors: [{ accounts: [administrator] }] }],
      switches,
    };
  };
  const governmentTarget = {
    DestinationArn: bucketArn.replace('aws', 'aws-us-gov'),
    KmsKeyArn: keyArn.replace('aws', 'aws-us-gov').replace('us-east-1', 'us-gov-west-1'),
  };

  test.each([
    ['common', true],
    ['own-in-other-partitions', false],
  ] as const)('outside the commercial partition GuardDuty comes under the name that the switch says: %s', async (exportPrincipal, fits) => {
    const { create } = await exporting(government({ exportPrincipal }), {}, { region: 'us-gov-west-1' });
    if (fits) expect(await create(governmentTarget)).not.toBe('');
    else expect(await refusal(create(governmentTarget))).toEqual(words.forbidden);
  });
});

describe('the folder', () => {
  const storage = (...folders: string[]): Partial<ScenarioInput> => exportStorage({ folders, policy: withCaller });

  test('must be there', async () => {
    const without = await exporting(storage('other/'));
    expect(await refusal(without.create(inFolder))).toEqual(words.folder);
    const { create } = await exporting(storage('findings/'));
    expect(await create(inFolder)).not.toBe('');
  });

  test('must be there with the whole path where the switch says so', async () => {
    const switches = { destinationFolder: 'full-path-must-exist' } as const;
    const prefixOnly = await exporting({ ...storage('findings/'), switches });
    expect(await refusal(prefixOnly.create(inFolder))).toEqual(words.folder);
    const { create } = await exporting({ ...storage(`findings/AWSLogs/${administrator}/GuardDuty/us-east-1/`), switches });
    expect(await create(inFolder)).not.toBe('');
  });

  test('is made by GuardDuty where the switch says so', async () => {
    const { create, update } = await exporting({ ...storage(), switches: { destinationFolder: 'created' } });
    await update(await create(inFolder), inFolder);
  });

  test('must still be there at an update that changes nothing', async () => {
    const { create, update, aws } = await exporting(storage('findings/'));
    const id = await create(inFolder);
    await update(id, inFolder);
    aws.simulator.reset();
    expect(await refusal(update(id, inFolder))).toEqual(words.parameters);
  });
});

describe("the caller's own rights", () => {
  const without = (...actions: string[]): Partial<ScenarioInput> => ({
    ...exportStorage({ folders: ['findings/'], policy: withCaller }),
    denials: [{ actions, accounts: [administrator] }],
  });

  test.each([
    ['s3:GetBucketLocation', 's3:GetBucketLocation or s3:PutObject'],
    ['s3:PutObject', 's3:GetBucketLocation or s3:PutObject'],
    ['s3:GetObject', 's3:GetObject or s3:ListBucket'],
    ['s3:ListBucket', 's3:GetObject or s3:ListBucket'],
  ])('%s is needed below a folder', async (action, named) => {
    const { create } = await exporting(without(action));
    expect(await refusal(create(inFolder))).toEqual(words.caller(named));
  });

  test('reading the role is needed', async () => {
    const { create } = await exporting(without('iam:GetRole'));
    expect(await refusal(create())).toMatchObject({ message: /required iam:GetRole permission/ });
  });

  test('reading objects is not needed without a folder, and the bucket need not name the caller', async () => {
    const { create } = await exporting({ ...without('s3:GetObject', 's3:ListBucket'), ...exportStorage() });
    expect(await create()).not.toBe('');
  });

  test('the owner of the bucket must agree below a folder', async () => {
    const { create } = await exporting(exportStorage({ folders: ['findings/'] }));
    expect(await refusal(create(inFolder))).toEqual(words.caller('s3:GetObject or s3:ListBucket'));
    const own = await exporting(exportStorage({ folders: ['findings/'], owner: administrator }));
    expect(await own.create({ ...inFolder, ExpectedBucketOwner: administrator })).not.toBe('');
  });

  test('nothing of it is looked at where the switch says so', async () => {
    const { create } = await exporting({ ...without('s3:*', 'iam:GetRole'), switches: { destinationCaller: 'unchecked' } });
    expect(await create(inFolder)).not.toBe('');
  });
});

describe('UpdatePublishingDestination', () => {
  const olderKey = `${keyArn}0`;
  const storage = exportStorage();
  const keys = [...storage.keys, { arn: olderKey, policy: serviceMay('kms:GenerateDataKey', olderKey) }];
  const started = (switches: ScenarioInput['switches'] = {}, owner: { expectedBucketOwner?: string } = {}) =>
    exporting(
      { ...storage, keys, switches },
      {
        publishingDestinations: [
          {
            destinationArn: bucketArn,
            kmsKeyArn: olderKey,
            status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
            failingSince: '2026-09-01T00:00:00Z',
            ...owner,
          },
        ],
      },
    );
  const idIn = async ({ list }: Awaited<ReturnType<typeof exporting>>): Promise<string> =>
    (await list()).Destinations?.[0]?.DestinationId ?? '';

  test('takes a part, keeps the rest, and looks at everything again', async () => {
    const world = await started();
    const id = await idIn(world);
    expect(await world.describe(id)).toMatchObject({
      Status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
      PublishingFailureStartTimestamp: Date.UTC(2026, 8, 1),
      DestinationProperties: { DestinationArn: bucketArn, KmsKeyArn: olderKey },
    });
    await world.update(id, { KmsKeyArn: keyArn });
    const after = await world.describe(id);
    expect(after).toMatchObject({ Status: 'PUBLISHING', DestinationProperties: { DestinationArn: bucketArn, KmsKeyArn: keyArn } });
    expect(after.PublishingFailureStartTimestamp).toBeUndefined();
    expect(await refusal(world.update(id, { DestinationArn: `${bucketArn}-2` }))).toEqual(words.bucket);
  });

  test('refuses nothing to change and an id that does not exist', async () => {
    const world = await started();
    const id = await idIn(world);
    expect(await refusal(world.update(id, {}))).toEqual(outOfRange);
    expect(await refusal(world.update(id, undefined))).toEqual(outOfRange);
    expect(await refusal(world.update('0000', { KmsKeyArn: keyArn }))).toEqual(words.parameters);
    expect(await refusal(world.update('0000', undefined))).toEqual(outOfRange);
    expect(await refusal(world.describe('0000'))).toEqual(words.parameters);
  });

  test.each([
    ['kept', bucketOwner, undefined, bucketOwner],
    ['kept', bucketOwner, { ExpectedBucketOwner: first }, 'refused'],
    ['cleared', bucketOwner, undefined, undefined],
    ['fixed', bucketOwner, { ExpectedBucketOwner: first }, 'refused'],
    ['fixed', first, { ExpectedBucketOwner: bucketOwner }, first],
    ['unknown', bucketOwner, { ExpectedBucketOwner: first }, undefined],
  ] as const)('the expected owner under %s, stored as %s, with %j', async (expectedBucketOwner, stored, change, expected) => {
    const world = await started({ expectedBucketOwner }, { expectedBucketOwner: stored });
    const id = await idIn(world);
    const updated = world.update(id, { KmsKeyArn: keyArn, ...change });
    if (expected === 'refused') {
      expect(await refusal(updated)).toMatchObject({ message: /not owned by/ });
      return;
    }
    await updated;
    expect((await world.describe(id)).DestinationProperties?.ExpectedBucketOwner).toBe(expected);
  });
});

describe('lists and deletions', () => {
  const two = {
    publishingDestinations: [
      { destinationArn: bucketArn, kmsKeyArn: keyArn },
      { destinationArn: bucketArn, kmsKeyArn: keyArn, type: 'TOMORROW' },
      { destinationArn: bucketArn, kmsKeyArn: keyArn, account: first },
    ],
  };

  test('a destination belongs to one detector; other types stand beside it', async () => {
    const { list, create } = await exporting({}, two);
    expect((await list()).Destinations).toMatchObject([{ DestinationType: 'S3' }, { DestinationType: 'TOMORROW' }]);
    expect(await refusal(create())).toEqual(words.exists);
  });

  test('an end without a token, or an empty last page', async () => {
    const { list } = await exporting({}, two);
    const one = await list(1);
    expect(one).toMatchObject({ Destinations: [{ DestinationType: 'S3' }] });
    expect((await list(1, one.NextToken)).NextToken).toBeUndefined();
    const empty = await exporting({ switches: { destinationList: 'token-then-empty-page' } }, two);
    const { NextToken, Destinations } = await empty.list();
    expect(Destinations).toHaveLength(2);
    expect(NextToken).toBeDefined();
    expect(await empty.list(undefined, NextToken)).toMatchObject({ Destinations: [] });
    expect((await empty.list(undefined, NextToken)).NextToken).toBeUndefined();
  });

  test('what is deleted is gone', async () => {
    const { guardduty, DetectorId, create, list, describe } = await exporting();
    const DestinationId = await create();
    await guardduty.deletePublishingDestination({ DetectorId, DestinationId });
    expect((await list()).Destinations).toEqual([]);
    expect(await refusal(describe(DestinationId))).toEqual(words.parameters);
  });

  test('the detector must be the caller’s own', async () => {
    const { aws, DetectorId } = await exporting();
    const stranger: Simulated['guardduty'] = aws.guardduty;
    expect(await refusal(stranger({ account: first }).listPublishingDestinations({ DetectorId }))).toMatchObject({ status: 400 });
  });
});
