import type { ExportDestination, WantedExport } from '../../../src/domain/export';
import type { AccountId } from '../../../src/domain/ids';
import type { RolloutSettings } from '../../../src/domain/settings';
import { exportFindings } from '../../../src/rollout/apply/export-findings';
import { contextOf, home, rejectionOf, stateOf, type FakeContext } from '../../support/fake-context';
import { administratorId } from '../../support/builders';
import { FakeAws } from '../../support/fake-ports';
import { failure } from '../../support/fake-trouble';

const destinationArn = 'arn:aws:s3:::findings';
const keyArn = 'arn:aws:kms:us-east-1:333333333333:key/one';
const ownerId = '333333333333' as AccountId;
const wanted: WantedExport = { destinationArn, keyArn, ownerId, replaces: undefined };
const right: ExportDestination = { id: 'one', status: 'PUBLISHING', destinationArn, keyArn, ownerId, failingSince: undefined };
const old: ExportDestination = { ...right, id: 'old', destinationArn: 'arn:aws:s3:::old' };

interface Attempt {
  readonly aws: FakeAws;
  readonly context: FakeContext;
  readonly run: () => ReturnType<typeof exportFindings>;
}

/** A designated Region with these destinations. */
function exporting(found: readonly ExportDestination[], settings: Partial<RolloutSettings> = {}): Attempt {
  const aws = new FakeAws(1);
  aws.designated(home).exports = [...found];
  const context = contextOf(aws, { export: wanted, ...settings });
  return { aws, context, run: () => exportFindings(stateOf(context, aws)) };
}

const done = { status: 'done', sent: ['export'] };

test('creates an export with bucket, key and owner', async () => {
  const { aws, run } = exporting([]);
  expect(await run()).toEqual(done);
  expect(aws.inputs('CreatePublishingDestination')).toMatchObject([{ destinationArn, keyArn, ownerId }]);
});

test('corrects its own export, and replaces the one that is named', async () => {
  const own = exporting([{ ...right, ownerId: undefined }]);
  expect(await own.run()).toEqual(done);
  expect(own.aws.region(home).exports).toEqual([right]);
  const named = exporting([old], { export: { ...wanted, replaces: old.destinationArn } });
  expect(await named.run()).toEqual(done);
  expect(named.aws.region(home).exports).toEqual([{ ...right, id: 'old' }]);
});

test('sends nothing where the export is right by now', async () => {
  const { aws, run } = exporting([right]);
  expect(await run()).toEqual({ status: 'done', sent: [], note: 'already-so' });
  expect(aws.writes()).toEqual([]);
});

test('leaves alone what somebody set up after the plan was made', async () => {
  const { aws, run } = exporting([old]);
  expect(await run()).toEqual({ status: 'not-attempted', because: 'changed-meanwhile' });
  expect(aws.writes()).toEqual([]);
});

test.each(['timed-out', 'network-failure', 'service-failure'] as const)('makes one export where the answer is lost: %s', async (then) => {
  const { aws, run } = exporting([]);
  aws.trouble({ on: 'CreatePublishingDestination', after: true, times: 1, then });
  expect(await run()).toEqual(done);
  expect(aws.writes()).toEqual(['CreatePublishingDestination us-east-1']);
  expect(aws.region(home).exports).toHaveLength(1);
});

test.each([
  ['the same one', right, { status: 'done', sent: [], note: 'already-so' }],
  ['another one', old, { status: 'not-attempted', because: 'changed-meanwhile' }],
] as const)('looks again where somebody was faster, with %s', async (_what, destination, outcome) => {
  const { aws, run } = exporting([]);
  aws.trouble({
    on: 'CreatePublishingDestination',
    times: 1,
    then: () => {
      aws.region(home).exports = [destination];
      throw failure('export-exists', { account: administratorId, region: home, operation: 'CreatePublishingDestination' });
    },
  });
  expect(await run()).toEqual(outcome);
  expect(aws.region(home).exports).toEqual([destination]);
});

test('gives up where AWS goes on to say that there is an export, and shows none', async () => {
  const { aws, run } = exporting([]);
  aws.trouble({ on: 'CreatePublishingDestination', then: 'export-exists' });
  expect(await rejectionOf(run())).toMatchObject({ problem: { code: 'export-exists' } });
  expect(aws.writes()).toHaveLength(4);
});

describe('a policy that is new', () => {
  test('is waited for, up to a minute', async () => {
    const { aws, context, run } = exporting([]);
    aws.trouble({ on: 'CreatePublishingDestination', times: 3, then: 'export-forbidden' });
    expect(await run()).toEqual(done);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'policies' });
  });

  test.each([
    [300, 60],
    [10, 10],
    [0, 0],
  ])('is not waited for longer: --wait %i', async (waitSeconds, most) => {
    const { aws, context, run } = exporting([], { waitSeconds });
    aws.trouble({ on: 'CreatePublishingDestination', then: 'export-forbidden' });
    const begun = context.clock.now();
    expect(await rejectionOf(run())).toMatchObject({ problem: { code: 'export-forbidden' } });
    expect((context.clock.now() - begun) / 1000).toBeCloseTo(most, 0);
  });

  test('is not waited for when the run is interrupted', async () => {
    const { aws, context, run } = exporting([]);
    aws.trouble({ on: 'CreatePublishingDestination', then: 'export-forbidden' });
    context.stop.now = true;
    expect(await rejectionOf(run())).toMatchObject({ problem: { code: 'export-forbidden' } });
    expect(aws.writes()).toHaveLength(1);
  });
});

test.each(['export-bucket-missing', 'export-folder-missing', 'export-caller', 'export-role', 'export-input', 'refused'] as const)(
  'does not repeat what time does not change: %s',
  async (then) => {
    const { aws, run } = exporting([]);
    aws.trouble({ on: 'CreatePublishingDestination', then });
    expect(await rejectionOf(run())).toMatchObject({ problem: { code: then } });
    expect(aws.writes()).toHaveLength(1);
  },
);
