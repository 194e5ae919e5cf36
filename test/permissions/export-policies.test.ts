import type { AccountId, Region } from '../../src/domain/ids';
import {
  exportBucketPolicy,
  exportKeyPolicy,
  type ExportPolicyQuestion,
  type ResourcePolicyDocument,
} from '../../src/permissions/export-policies';
import type { Caller } from '../../src/simulator/requests/call';
import { mayEncrypt, mayExport, type Upload } from '../../src/simulator/guardduty/rules/export-access';
import { parseScenario } from '../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { World } from '../../src/simulator/world/world';
import { designatedInput, simulate } from '../simulator/support/simulated';
import { runProgram } from '../support/program';

const administrator = '222222222222';
const owner = '333333333333';
const bucketArn = 'arn:aws:s3:::findings';
const keyArn = `arn:aws:kms:eu-west-1:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const regions = ['eu-west-1', 'us-east-1', 'eu-south-1'] as string[] as [Region, ...Region[]];

function question(changes: Partial<ExportPolicyQuestion> = {}): ExportPolicyQuestion {
  return {
    destinationArn: bucketArn,
    keyArn,
    regions,
    administratorId: administrator as AccountId,
    ownerId: owner as AccountId,
    ...changes,
  };
}

/** Without the statement of this name. */
function without(policy: ResourcePolicyDocument, sid: string): ResourcePolicyDocument {
  return { ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== sid) };
}

type Policy = NonNullable<NonNullable<ScenarioInput['buckets']>[number]['policy']>;

/** The simulated AWS with these policies, and nobody restricted in it. */
function worldWith(bucket: ResourcePolicyDocument, key: ResourcePolicyDocument): World {
  const attached = (policy: ResourcePolicyDocument): Policy => JSON.parse(JSON.stringify(policy)) as Policy;
  const input: ScenarioInput = {
    organization: { managementAccount: '111111111111' },
    administratorAccount: administrator,
    accounts: [
      { id: '111111111111', name: 'management' },
      { id: administrator, name: 'security' },
    ],
    regions,
    buckets: [{ name: 'findings', region: 'eu-west-1', owner, policy: attached(bucket) }],
    keys: [{ arn: keyArn, policy: attached(key) }],
  };
  return new World(parseScenario(input, 'test'));
}

interface From {
  readonly region?: string;
  readonly account?: string;
  readonly upload?: Partial<Upload>;
  readonly folder?: string;
}

/** Whether GuardDuty gets through to the bucket and to the key. */
function reaches(world: World, { region = 'eu-west-1', account = administrator, upload = {}, folder = '' }: From = {}): boolean {
  const bucket = world.buckets.get('findings');
  const key = world.keys.get(keyArn);
  if (bucket === undefined || key === undefined) throw new Error('the world has no bucket or no key');
  const caller: Caller = { account, arn: `arn:aws:iam::${account}:root`, userId: account, role: undefined };
  const call = {
    service: 'guardduty' as const,
    operation: 'CreatePublishingDestination',
    input: { detectorId: '12abc34d567e8fa901bc2d34e56789f0' },
    region,
    caller,
    now: Date.now(),
    directives: { emptyPage: false, emptyToken: false, repeatedToken: false, unprocessed: () => undefined },
  };
  const sent = { key: keyArn, ...upload };
  return mayEncrypt(world, call, key, sent) && mayExport(world, call, bucket, folder, sent);
}

describe('the policies of an export, enforced by the simulated AWS', () => {
  const bucket = exportBucketPolicy(question());
  const key = exportKeyPolicy(question());
  const world = worldWith(bucket, key);

  test.each(regions)('let GuardDuty export from %s', (region) => {
    expect(reaches(world, { region })).toBe(true);
  });

  test.each<[string, From]>([
    ['from a Region that was not asked for', { region: 'eu-west-2' }],
    ['from a Region with another principal', { region: 'me-south-1' }],
    ['from detectors of another account', { account: '444444444444' }],
    ['with another key', { upload: { key: `${keyArn}0` } }],
    ['over a plain connection', { upload: { secure: false } }],
  ])('let nobody in %s', (_how, from) => {
    expect(reaches(world, from)).toBe(false);
  });

  test.each(['GuardDutyFindsBucket', 'GuardDutyWritesFindings'])('need the permission %s', (sid) => {
    expect(reaches(worldWith(without(bucket, sid), key))).toBe(false);
  });

  test('need the permission of the key', () => {
    expect(reaches(worldWith(bucket, without(key, 'GuardDutyEncryptsFindings')))).toBe(false);
  });

  test.each<[string, From]>([
    ['GuardDutyUsesNoOtherKey', { upload: { key: `${keyArn}0` } }],
    ['GuardDutyUsesNoPlainConnection', { upload: { secure: false } }],
  ])('need the denial %s', (sid, from) => {
    expect(reaches(worldWith(without(bucket, sid), key), from)).toBe(true);
  });

  test('let GuardDuty write below the prefix alone', () => {
    const prefixed = worldWith(exportBucketPolicy(question({ destinationArn: `${bucketArn}/security/findings` })), key);
    expect(reaches(prefixed, { folder: 'security/findings/' })).toBe(true);
    expect(reaches(prefixed, { folder: 'security/' })).toBe(false);
    expect(reaches(prefixed, { folder: 'security/findings2/' })).toBe(false);
  });
});

describe('the statements about the folder', () => {
  const destinationArn = `${bucketArn}/findings`;
  const sids = (changes: Partial<ExportPolicyQuestion>): readonly string[] =>
    exportBucketPolicy(question(changes)).Statement.map(({ Sid }) => Sid);
  const ofFolder = ['AdministratorFindsFolder', 'AdministratorReadsFolder'];

  test('are there for a prefix in a bucket that belongs to another account, or may', () => {
    expect(sids({ destinationArn })).toEqual(expect.arrayContaining(ofFolder));
    expect(sids({ destinationArn, ownerId: undefined })).toEqual(expect.arrayContaining(ofFolder));
    expect(sids({ destinationArn, ownerId: administrator as AccountId })).toEqual(sids({}));
  });

  const attempt = async (policy: ResourcePolicyDocument): Promise<unknown> => {
    const attached = (one: ResourcePolicyDocument): Policy => JSON.parse(JSON.stringify(one)) as Policy;
    const aws = await simulate(
      designatedInput(
        {
          buckets: [{ name: 'findings', region: 'eu-west-1', owner, folders: ['findings/'], policy: attached(policy) }],
          keys: [{ arn: keyArn, policy: attached(exportKeyPolicy(question())) }],
        },
        { name: 'us-east-1' },
      ),
    );
    return aws.guardduty().createPublishingDestination({
      DetectorId: await aws.detectorId(),
      DestinationType: 'S3',
      DestinationProperties: { DestinationArn: destinationArn, KmsKeyArn: keyArn, ExpectedBucketOwner: owner },
    });
  };
  const policy = exportBucketPolicy(question({ destinationArn }));

  test('let GuardDuty take the destination', async () => {
    await expect(attempt(policy)).resolves.toMatchObject({ DestinationId: expect.stringMatching(/./) as unknown });
  });

  test.each(ofFolder)('need %s', async (sid) => {
    await expect(attempt(without(policy, sid))).rejects.toThrow(/s3:GetObject or s3:ListBucket/);
  });
});

describe('what is printed', () => {
  const shared = [
    '--regions',
    regions.join(','),
    '--admin-account-id',
    administrator,
    '--export-bucket',
    bucketArn,
    '--export-key',
    keyArn,
  ];

  test.each(['export-bucket', 'export-key'])('for %s parses as a policy without a wildcard for a principal', async (resource) => {
    const { exitCode, stdout, stderr } = await runProgram(['iam-policy', resource, ...shared]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const policy = JSON.parse(stdout) as ResourcePolicyDocument;
    expect(policy).toEqual(resource === 'export-bucket' ? exportBucketPolicy(question()) : exportKeyPolicy(question()));
    const principals = policy.Statement.flatMap(({ Principal }) => Object.values<string | readonly string[]>(Principal).flat());
    expect(principals.filter((name) => /[*?]/.test(name))).toEqual([]);
    // IAM takes nothing else in the name of a statement: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
    expect(policy.Statement.every(({ Sid }) => /^[A-Za-z0-9]+$/.test(Sid))).toBe(true);
  });

  test('is of the partition, and warns where AWS does not document the principal', async () => {
    const replaced = shared.map((one) =>
      one.replace(regions.join(','), 'cn-north-1').replace('arn:aws:', 'arn:aws-cn:').replace('eu-west-1', 'cn-north-1'),
    );
    for (const resource of ['export-bucket', 'export-key']) {
      const { stdout, stderr } = await runProgram(['iam-policy', resource, ...replaced]);
      expect(stdout).not.toContain('arn:aws:');
      expect(stdout).toContain('arn:aws-cn:guardduty:cn-north-1:');
      expect(stderr).toMatch(/does not say under which name GuardDuty exports findings in the partition aws-cn/);
    }
  });

  test.each([
    [['--admin-account-id', administrator], /also needs --export-bucket and --export-key/],
    [['--export-bucket', bucketArn, '--export-key', keyArn], /also needs --admin-account-id/],
  ])('needs to know the export: %j', async (options, message) => {
    const { exitCode, stderr } = await runProgram(['iam-policy', 'export-bucket', '--regions', 'eu-west-1', ...options]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('needs the names of the Regions', async () => {
    const { exitCode, stderr } = await runProgram([
      'iam-policy',
      'export-key',
      ...shared.map((one) => (one === regions.join(',') ? 'all' : one)),
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/need the names of the Regions/);
  });
});
