import { join } from 'node:path';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { bucketArn, bucketOwner, exportStorage, keyArn, serviceMay } from '../simulator/support/exporting';
import { runProgram } from '../support/program';
import { administratorId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';
import { withoutPauses } from '../traps/support/troubles';
import { flat, setUp } from '../traps/support/walk';

type Region = Exclude<ScenarioInput['regions'][number], string>;
type Destination = NonNullable<Region['publishingDestinations']>[number];

const exportOptions = ['--export-bucket', bucketArn, '--export-key', keyArn, '--export-bucket-owner', bucketOwner];
const old: Destination = { destinationArn: 'arn:aws:s3:::of-old', kmsKeyArn: keyArn };
const right: Destination = { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: bucketOwner };

beforeEach(withoutPauses);
afterEach(() => {
  jest.restoreAllMocks();
});

interface Run {
  readonly exitCode: number;
  readonly said: string;
  /** Operations that changed something. */
  readonly writes: readonly string[];
}

interface World {
  readonly aws: SimulatedAws;
  readonly roll: (...options: readonly string[]) => Promise<Run>;
  /** Destinations of the administrator, as AWS keeps them. */
  readonly destinations: (region?: string) => readonly { readonly arn: string; readonly key: string; readonly owner: string | undefined }[];
}

const worlds: SimulatedAws[] = [];
afterEach(async () => {
  for (const aws of worlds.splice(0)) await aws.stop();
});

/** An organization that is set up but for its export. */
async function world(found: readonly Destination[] = [], changes: Partial<ScenarioInput> = {}): Promise<World> {
  const aws = await startSimulatedAws(
    organization(5, { ...setUp({ publishingDestinations: [...found] }), ...exportStorage(), ...changes }),
  );
  worlds.push(aws);
  return {
    aws,
    roll: async (...options) => {
      const before = aws.writes().length;
      const { exitCode, stdout, stderr } = await runProgram([
        ...aws.profiles,
        '-r',
        'us-east-1',
        '--wait',
        '1',
        ...exportOptions,
        ...options,
      ]);
      return {
        exitCode,
        said: flat(stdout, stderr),
        writes: aws
          .writes()
          .slice(before)
          .map(({ operation }) => operation),
      };
    },
    destinations: (region = 'us-east-1') => aws.simulator.world.regions.get(region)?.destinations.get(administratorId) ?? [],
  };
}

const apply = '--yes';
const asWanted = [{ arn: bucketArn, key: keyArn, owner: bucketOwner }];

describe('an export', () => {
  test('is created and proven, and a second run writes nothing', async () => {
    const { roll, destinations } = await world();
    const first = await roll(apply);
    expect(first).toMatchObject({ exitCode: 0, writes: ['CreatePublishingDestination'] });
    expect(first.said).toMatch(/\+ export of findings to arn:aws:s3:::findings-of-everybody \(key /);
    expect(first.said).toMatch(/✔ done 4\/4 export of findings Done and proven/);
    expect(destinations()).toMatchObject(asWanted);
    expect(await roll(apply)).toMatchObject({ exitCode: 0, writes: [] });
    expect(await roll('--check')).toMatchObject({ exitCode: 0, writes: [] });
  });

  test('is set up with the first rollout, in every Region, with policies that were there before', async () => {
    const { aws, destinations } = await world([], {
      regions: ['us-east-1', 'eu-west-1'],
      organization: { managementAccount: '111111111111' },
    });
    const { exitCode } = await runProgram([...aws.profiles, '-r', 'all', '--wait', '1', apply, ...exportOptions]);
    expect(exitCode).toBe(0);
    expect([destinations(), destinations('eu-west-1')]).toMatchObject([asWanted, asWanted]);
  });

  test.each<[string, Partial<Destination>, RegExp]>([
    ['another key', { kmsKeyArn: `${keyArn}0` }, /~ export of findings: arn:aws:kms:us-east-1:.*90ab0 → arn:aws:kms:us-east-1/],
    ['no owner', { expectedBucketOwner: undefined }, /~ export of findings: no owner → 300000000005/],
    ['another owner', { expectedBucketOwner: '300000000001' }, /~ export of findings: 300000000001 → 300000000005/],
  ])('with %s is corrected', async (_what, change, says) => {
    const { roll, destinations } = await world([{ ...right, ...change }]);
    expect(await roll('--check')).toMatchObject({ exitCode: 3, writes: [] });
    const run = await roll(apply);
    expect(run).toMatchObject({ exitCode: 0, writes: ['UpdatePublishingDestination'] });
    expect(run.said).toMatch(says);
    expect(destinations()).toMatchObject(asWanted);
    expect(await roll(apply)).toMatchObject({ exitCode: 0, writes: [] });
  });

  test('to another bucket is left alone, unless exactly that one may be replaced', async () => {
    const { roll, destinations } = await world([old]);
    for (const options of [[apply], [apply, '--replace-export', 'arn:aws:s3:::of-older'], ['--check']]) {
      const run = await roll(...options);
      expect(run).toMatchObject({ exitCode: 1, writes: [] });
      expect(run.said).toMatch(/findings go to another bucket or prefix \(arn:aws:s3:::of-old → .*--replace-export/);
    }
    expect(destinations()).toMatchObject([{ arn: old.destinationArn }]);
    const run = await roll(apply, '--replace-export', 'arn:aws:s3:::of-old/');
    expect(run).toMatchObject({ exitCode: 0, writes: ['UpdatePublishingDestination'] });
    expect(run.said).toMatch(/! export of findings: arn:aws:s3:::of-old.* → arn:aws:s3:::findings-of-everybody/);
    expect(destinations()).toMatchObject(asWanted);
    expect(await roll(apply, '--replace-export', 'arn:aws:s3:::of-old')).toMatchObject({ exitCode: 0, writes: [] });
  });

  test.each([
    ['UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY', /does not publish \(UNABLE.* since 2026-09-01T00:00:00.000Z → PUBLISHING\)/],
    ['STOPPED', /does not publish/],
    ['A_NEW_STATUS', /export of findings: not known\. .*the status is A_NEW_STATUS/],
  ])('that reads %s is reported, and not written again', async (status, says) => {
    const { roll } = await world([{ ...right, status, failingSince: '2026-09-01T00:00:00Z' }]);
    for (const option of [apply, '--check']) {
      const run = await roll(option);
      expect(run).toMatchObject({ exitCode: 1, writes: [] });
      expect(run.said).toMatch(says);
    }
  });

  test('of a member stays as it is, and types that AWS may add too', async () => {
    const { roll, aws } = await world([
      { ...old, account: '300000000001' },
      { ...old, type: 'TOMORROW' },
    ]);
    expect(await roll(apply)).toMatchObject({ exitCode: 0, writes: ['CreatePublishingDestination'] });
    const { destinations } = aws.simulator.world.regions.get('us-east-1') ?? {};
    expect(destinations?.get('300000000001')).toMatchObject([{ arn: old.destinationArn }]);
    expect(destinations?.get(administratorId)).toMatchObject([
      { type: 'TOMORROW', arn: old.destinationArn },
      { type: 'S3', arn: bucketArn },
    ]);
  });

  test('never changes the frequency of findings', async () => {
    const { roll, aws } = await world();
    await roll(apply);
    expect(aws.simulator.calls.map(({ operation }) => operation)).not.toContain('UpdateDetector');
  });
});

describe('what is not certain about AWS', () => {
  test.each([
    [0.2, 0, /Done and proven/],
    [null, 1, /AWS has not verified the export yet \(PENDING_VERIFICATION → PUBLISHING\)/],
  ] as const)('a verification that takes %p s', async (destinationSeconds, exitCode, says) => {
    const { roll } = await world([], { switches: { destinationVerification: 'pending' }, timing: { destinationSeconds } });
    const run = await roll(apply);
    expect(run).toMatchObject({ exitCode, writes: ['CreatePublishingDestination'] });
    expect(run.said).toMatch(says);
    expect(await roll(apply)).toMatchObject({ exitCode, writes: [] });
  });

  test.each(['token-null', 'token-then-empty-page'] as const)('a list that ends with %s', async (destinationList) => {
    const { roll } = await world([], { switches: { destinationList } });
    expect(await roll(apply)).toMatchObject({ exitCode: 0 });
    expect(await roll(apply)).toMatchObject({ exitCode: 0, writes: [] });
  });

  test.each([
    ['kept', 0, 0],
    ['cleared', 0, 0],
    ['fixed', 1, 1],
    ['unknown', 1, 1],
  ] as const)('an owner that AWS treats as %s', async (expectedBucketOwner, exitCode, next) => {
    const { roll } = await world([{ ...right, expectedBucketOwner: '300000000001' }], { switches: { expectedBucketOwner } });
    const run = await roll(apply);
    expect(run).toMatchObject({ exitCode, writes: ['UpdatePublishingDestination'] });
    if (exitCode === 1)
      expect(run.said).toMatch(/AWS does not show the export as it was set up \((?:300000000001|no owner) → 300000000005\)/);
    expect((await roll('--check')).exitCode).toBe(next === 0 ? 0 : 3);
  });

  const prefixed = exportStorage({ owner: administratorId, folders: ['security/'] });
  const toPrefix = ['--export-bucket', `${bucketArn}/security/`, '--export-bucket-owner', administratorId];
  test.each([
    ['must-exist', 0],
    ['created', 0],
    ['full-path-must-exist', 1],
  ] as const)('a folder that %s', async (destinationFolder, exitCode) => {
    const { roll, destinations } = await world([], { ...prefixed, switches: { destinationFolder } });
    const run = await roll(apply, ...toPrefix);
    expect(run.exitCode).toBe(exitCode);
    if (exitCode === 1) expect(run.said).toMatch(/folder of the prefix does not exist.*AWSLogs\/, the administrator, \/GuardDuty\//);
    else expect(destinations()).toMatchObject([{ arn: `${bucketArn}/security` }]);
  });

  test.each(['checked', 'unchecked'] as const)("the caller's own rights, %s", async (destinationCaller) => {
    const denials = [{ actions: ['s3:*', 'iam:GetRole'], accounts: [administratorId] }];
    const { roll } = await world([], { denials, switches: { destinationCaller } });
    expect((await roll(apply)).exitCode).toBe(destinationCaller === 'checked' ? 1 : 0);
  });

  const government = (changes: Partial<ScenarioInput>): Partial<ScenarioInput> =>
    JSON.parse(
      JSON.stringify({ ...setUp(), ...exportStorage({ region: 'us-gov-west-1' }), partition: 'aws-us-gov', ...changes })
        .replaceAll('arn:aws:', 'arn:aws-us-gov:')
        .replaceAll('us-east-1', 'us-gov-west-1'),
    ) as Partial<ScenarioInput>;
  test.each([
    ['common', 0],
    ['own-in-other-partitions', 1],
  ] as const)('the name under which GuardDuty exports outside the commercial partition: %s', async (exportPrincipal, exitCode) => {
    const { aws } = await world([], government({ switches: { exportPrincipal } }));
    const ofGovernment = exportOptions.map((one) => one.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1'));
    const run = await runProgram([...aws.profiles, '-r', 'us-gov-west-1', '--wait', '0', apply, ...ofGovernment]);
    expect(run.exitCode).toBe(exitCode);
    if (exitCode === 1) expect(flat(run.stdout)).toMatch(/GuardDuty may not use the bucket or the key/);
  });
});

describe('each refusal of AWS', () => {
  const without = (...actions: string[]): Partial<ScenarioInput> => ({ denials: [{ actions, accounts: [administratorId] }] });
  const inFolder = ['--export-bucket', `${bucketArn}/none`];

  test.each<[string, Partial<ScenarioInput>, readonly string[], RegExp]>([
    [
      'a bucket that does not exist',
      {},
      ['--export-bucket', `${bucketArn}-2`],
      /the bucket does not exist\..*AWS says: .*→ Check the name in --export-bucket/,
    ],
    [
      'a key in another Region',
      {},
      ['--export-key', keyArn.replace('us-east-1', 'eu-west-1')],
      /not one that GuardDuty can use here.*→ Check both ARNs/,
    ],
    [
      'a policy that lets nobody in',
      exportStorage({ policy: undefined }),
      [],
      /GuardDuty may not use the bucket or the key.*These commands print the policies.*iam-policy export-bucket --regions us-east-1 --admin-account-id 222222222222 --export-bucket arn:aws:s3:::findings-of-everybody --export-key arn:aws:kms:\S+ .*iam-policy export-key/,
    ],
    [
      'a folder that is missing',
      exportStorage({ owner: administratorId }),
      [...inFolder, '--export-bucket-owner', administratorId],
      /folder of the prefix does not exist.*→ Create an empty object/,
    ],
    ['a bucket that the caller may not look into', {}, inFolder, /may not look into the bucket.*→ Allow s3:GetBucketLocation/],
    ['a role that the caller may not read', without('iam:GetRole'), [], /may not read the role of GuardDuty.*→ Allow iam:GetRole/],
    [
      'an owner that is another',
      {},
      ['--export-bucket-owner', '300000000001'],
      /export of findings failed.*not owned by the expectedBucketOwner/,
    ],
    ['a permission that is missing', without('guardduty:CreatePublishingDestination'), [], /CreatePublishingDestination .*is not allowed/],
  ])('is explained: %s', async (_what, changes, options, says) => {
    const { roll, destinations } = await world([], changes);
    const run = await roll(apply, ...options);
    expect(run).toMatchObject({ exitCode: 1, writes: [] });
    expect(run.said).toMatch(says);
    expect(destinations()).toEqual([]);
  });

  test('waits for a policy that is new', async () => {
    const { roll } = await world([], exportStorage({ policyAfterSeconds: 1.5 }));
    expect(await roll(apply, '--wait', '5')).toMatchObject({ exitCode: 0, writes: ['CreatePublishingDestination'] });
  });

  test('is unknown where it could not be read, and leads to no change', async () => {
    const { roll } = await world([old], without('guardduty:DescribePublishingDestination'));
    for (const option of [apply, '--check']) {
      const run = await roll(option);
      expect(run).toMatchObject({ exitCode: 1, writes: [] });
      expect(run.said).toMatch(/export of findings: not known\. guardduty:DescribePublishingDestination .*is not allowed/);
    }
  });

  test('needs the folder at an update, too, although findings arrive', async () => {
    const { roll } = await world(
      [{ ...right, destinationArn: `${bucketArn}/none`, expectedBucketOwner: undefined }],
      exportStorage({ owner: administratorId }),
    );
    const run = await roll(apply, ...inFolder, '--export-bucket-owner', administratorId);
    expect(run).toMatchObject({ exitCode: 1, writes: [] });
    expect(run.said).toMatch(/folder of the prefix does not exist/);
  });

  test('one Region that is refused does not stop the others', async () => {
    const { aws, destinations } = await world([], {
      regions: [...(setUp().regions ?? []), ...(setUp({ name: 'eu-south-1' }).regions ?? [])],
    });
    const { exitCode, stdout } = await runProgram([...aws.profiles, '-r', 'all', '--wait', '0', apply, ...exportOptions]);
    expect(exitCode).toBe(1);
    expect(flat(stdout)).toMatch(/eu-south-1: export of findings failed/);
    expect([destinations(), destinations('eu-south-1')]).toMatchObject([asWanted, []]);
  });
});

describe('somebody else', () => {
  /** What the administrator's detector exports to changes right before this request. */
  function changing(aws: SimulatedAws, before: string, destination: { readonly arn: string; readonly owner: string | undefined }): void {
    const region = aws.simulator.world.regions.get('us-east-1');
    const kept = region?.destinations;
    let seen = 0;
    const original = kept?.get.bind(kept);
    if (region === undefined || kept === undefined || original === undefined) throw new Error('the world has no such Region');
    jest.spyOn(kept, 'get').mockImplementation((account) => {
      seen += 1;
      // The plan has been made from the first answer.
      if (seen === 2 && before === 'second look') {
        kept.set(account, [
          {
            id: 'theirs',
            type: 'S3',
            key: keyArn,
            status: 'PUBLISHING',
            verifiedAt: 0,
            failingSince: undefined,
            clientToken: undefined,
            ...destination,
          },
        ]);
      }
      return original(account);
    });
  }

  test('who sets another export up meanwhile keeps it', async () => {
    const { aws, roll, destinations } = await world();
    changing(aws, 'second look', { arn: 'arn:aws:s3:::theirs', owner: undefined });
    const run = await roll(apply);
    expect(run).toMatchObject({ exitCode: 1, writes: [] });
    expect(run.said).toMatch(/was not attempted: somebody changed it after the plan was made/);
    expect(destinations()).toMatchObject([{ id: 'theirs', arn: 'arn:aws:s3:::theirs' }]);
  });

  test('who sets the same export up meanwhile has done the work', async () => {
    const { aws, roll, destinations } = await world();
    changing(aws, 'second look', { arn: bucketArn, owner: bucketOwner });
    expect(await roll(apply)).toMatchObject({ exitCode: 0, writes: [] });
    expect(destinations()).toMatchObject([{ id: 'theirs', ...asWanted[0] }]);
  });
});

test('every form of report says where findings go', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-export-'));
  const { roll } = await world([old]);
  const files = ['html', 'json', 'md', 'csv'].map((ending) => join(folder, `report.${ending}`));
  await roll('--dry-run', '--report', files.join(','));
  const [html = '', json = '', markdown = ''] = files.map((file) => readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  expect(html).toMatch(/Export of findings[^]*arn:aws:s3:::of-old[^]*findings go to another bucket/);
  expect(markdown).toMatch(/findings go to another bucket/);
  const document = JSON.parse(json) as {
    settings: { export: unknown };
    regions: readonly { export: unknown; verdicts: readonly object[] }[];
  };
  expect(document.settings.export).toEqual({ destinationArn: bucketArn, keyArn, ownerId: bucketOwner, replaces: null });
  expect(document.regions[0]?.export).toMatchObject({
    destinations: [{ destinationArn: 'arn:aws:s3:::of-old', ownerId: null }],
    problem: null,
  });
  expect(document.regions[0]?.verdicts).toContainEqual(
    expect.objectContaining({
      question: 'export',
      answer: 'gap',
      reason: 'export-elsewhere',
      before: 'arn:aws:s3:::of-old',
      after: bucketArn,
    }),
  );
});

test('bad input is refused before any call', async () => {
  const { aws } = await world();
  const before = aws.simulator.calls.length;
  const bad = [
    ['--export-bucket', bucketArn],
    ['--export-bucket', 'findings', '--export-key', keyArn, '--export-bucket-owner', bucketOwner],
    [...exportOptions, '--replace-export', bucketArn],
  ];
  for (const options of bad) {
    const { exitCode, stderr } = await runProgram([...aws.profiles, '-r', 'us-east-1', apply, ...options]);
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain('This is a bug');
  }
  expect(aws.simulator.calls).toHaveLength(before);
});

test('policies of a bucket for the whole service let the export in as well', async () => {
  const { roll } = await world([], exportStorage({ policy: serviceMay('s3:*', bucketArn) }));
  expect((await roll(apply)).exitCode).toBe(0);
});
