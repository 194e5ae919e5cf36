import type { ExportTarget } from '../../src/domain/export';
import type { AccountId, DetectorId } from '../../src/domain/ids';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { bucketArn, bucketOwner, exportStorage, keyArn, serviceMay } from '../simulator/support/exporting';
import { administratorId } from '../support/builders';
import { answered } from './support/answered';
import { organizationOf, problemOf, region, simulated } from './support/simulated';

type Region = Exclude<ScenarioInput['regions'][number], string>;

const target: ExportTarget = { destinationArn: bucketArn, keyArn, ownerId: bucketOwner as AccountId };
const storage = (...changes: Parameters<typeof exportStorage>): ReturnType<typeof exportStorage> =>
  JSON.parse(JSON.stringify(exportStorage(...changes)).replaceAll('222222222222', administratorId)) as ReturnType<typeof exportStorage>;

/** The administrator's export over a us-east-1 with a bucket and a key. */
async function exporting(changes: Partial<ScenarioInput> = {}, particulars: Partial<Region> = {}) {
  const usual = { name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }] };
  const world = await simulated(organizationOf(1, { regions: [{ ...usual, ...particulars }], ...storage(), ...changes }));
  return { ...world, guardDuty: world.administrator.asAdministrator(region), id: world.detectorId };
}

/** The administrator's export over answers word for word. */
async function over(...bodies: readonly unknown[]) {
  const { identity } = await answered(...bodies);
  return identity.asAdministrator(region);
}

describe('an export of findings', () => {
  test('is created with everything, the owner of the bucket too, and read back', async () => {
    const { guardDuty, id, inputs } = await exporting();
    expect(await guardDuty.listExports(id)).toEqual([]);
    await guardDuty.createExport(id, target);
    expect(inputs('CreatePublishingDestination')).toMatchObject([
      { destinationType: 'S3', destinationProperties: { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: bucketOwner } },
    ]);
    expect(await guardDuty.listExports(id)).toEqual([
      { ...target, id: expect.stringMatching(/./) as string, status: 'PUBLISHING', failingSince: undefined },
    ]);
    expect(await problemOf(guardDuty.createExport(id, target))).toMatchObject({
      code: 'export-exists',
      action: 'guardduty:CreatePublishingDestination',
    });
  });

  test('is changed as a whole', async () => {
    const before = { destinationArn: bucketArn, kmsKeyArn: `${keyArn}0`, status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY' };
    const { guardDuty, id } = await exporting(
      {},
      {
        publishingDestinations: [
          { ...before, failingSince: '2026-09-01T00:00:00Z' },
          { ...before, type: 'TOMORROW' },
        ],
      },
    );
    const [found, ...others] = await guardDuty.listExports(id);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ keyArn: `${keyArn}0`, ownerId: undefined, failingSince: Date.UTC(2026, 8, 1), status: before.status });
    await guardDuty.updateExport(id, found?.id ?? '', target);
    expect(await guardDuty.listExports(id)).toMatchObject([{ ...target, status: 'PUBLISHING' }]);
  });

  test('is read to the end, however the list ends', async () => {
    const { guardDuty, id } = await exporting(
      { switches: { destinationList: 'token-then-empty-page' } },
      { publishingDestinations: [{ destinationArn: bucketArn, kmsKeyArn: keyArn }] },
    );
    expect(await guardDuty.listExports(id)).toHaveLength(1);
  });

  test.each<[string, Partial<ScenarioInput>, Partial<ExportTarget>]>([
    ['export-input', {}, { keyArn: keyArn.replace('us-east-1', 'eu-west-1') }],
    ['export-bucket-missing', {}, { destinationArn: `${bucketArn}-2` }],
    ['export-forbidden', storage({ policy: undefined }), {}],
    ['export-folder-missing', storage({ owner: administratorId }), { destinationArn: `${bucketArn}/none`, ownerId: administratorId }],
    ['export-caller', {}, { destinationArn: `${bucketArn}/none` }],
    ['export-caller', { denials: [{ actions: ['s3:PutObject'] }] }, {}],
    ['export-role', { denials: [{ actions: ['iam:GetRole'] }] }, {}],
    ['refused', {}, { ownerId: administratorId }],
  ])('is refused as %s', async (code, changes, wanted) => {
    const { guardDuty, id } = await exporting(changes);
    const problem = await problemOf(guardDuty.createExport(id, { ...target, ...wanted }));
    expect(problem).toMatchObject({ code, region, accountId: administratorId, awsName: 'BadRequestException' });
    expect(problem.awsMessage).toMatch(/^The request (?:failed|is rejected) because/);
  });

  test('needs the policy of the key', async () => {
    const { guardDuty, id } = await exporting(storage({}, { policy: serviceMay('kms:Decrypt', keyArn) }));
    expect(await problemOf(guardDuty.createExport(id, target))).toMatchObject({ code: 'export-forbidden' });
  });
});

describe('an answer about an export that says too little', () => {
  const listed = { destinations: [{ destinationId: 'one', destinationType: 'S3', status: 'PUBLISHING' }], nextToken: null };
  const described = {
    destinationId: 'one',
    destinationType: 'S3',
    status: 'PUBLISHING',
    publishingFailureStartTimestamp: null,
    destinationProperties: { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: null },
  };
  const detector = 'detector' as DetectorId;

  test('is taken where only the owner and the time are missing', async () => {
    expect(await (await over(listed, described)).listExports(detector)).toEqual([
      { id: 'one', status: 'PUBLISHING', destinationArn: bucketArn, keyArn, ownerId: undefined, failingSince: undefined },
    ]);
  });

  test.each([
    ['no list', [{}], 'Destinations is missing'],
    ['a list of another type', [{ destinations: 'none' }], 'Destinations'],
    ['a destination without an id', [{ destinations: [{ destinationType: 'S3' }] }], 'entry 1 of Destinations has no DestinationId'],
    ['a destination without a type', [{ destinations: [{ destinationId: 'one' }] }], 'entry 1 of Destinations has no DestinationType'],
    ['no status', [listed, { ...described, status: null }], 'Status is missing'],
    ['no properties', [listed, { ...described, destinationProperties: null }], 'DestinationProperties is missing'],
    ['no bucket', [listed, { ...described, destinationProperties: { kmsKeyArn: keyArn } }], 'DestinationProperties has no DestinationArn'],
    ['no key', [listed, { ...described, destinationProperties: { destinationArn: bucketArn } }], 'DestinationProperties has no KmsKeyArn'],
    [
      'an owner that is no text',
      [listed, { ...described, destinationProperties: { ...described.destinationProperties, expectedBucketOwner: 111_111_111_111 } }],
      'ExpectedBucketOwner of DestinationProperties is not a text',
    ],
  ])('is not taken: %s', async (_what, bodies, detail) => {
    const problem = await problemOf((await over(...bodies)).listExports(detector));
    expect(problem).toMatchObject({ code: 'unexpected-answer', detail: expect.stringContaining(detail) as string });
  });
});
