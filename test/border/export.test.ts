import { readFileSync, writeFileSync } from 'node:fs';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import type { World } from '../../src/simulator/world/world';
import { bucketArn, bucketOwner, exportStorage, keyArn } from '../simulator/support/exporting';
import { speedUpTime } from '../support/fast-time';
import { runProgram, type ProgramResult } from '../support/program';
import { administratorId, isWrite, managementId, organization, startSimulatedAws } from '../support/simulated-aws';
import { setUp, workload } from '../traps/support/walk';
import { matrixOf, sampleOf, type Meddling, type Recorded } from './support/matrix';
import { startProxy, type Meddler } from './support/proxy';

jest.setTimeout(600_000);

const replaced = 'arn:aws:s3:::of-old';
const theirs = 'arn:aws:s3:::of-a-member';
const elsewhere = 'arn:aws:s3:::of-somebody';
const target = ['--export-bucket', bucketArn, '--export-key', keyArn, '--export-bucket-owner', bucketOwner];

type Region = Exclude<ScenarioInput['regions'][number], string>;
type Destination = NonNullable<Region['publishingDestinations']>[number];

/** A Region that is rolled out, in which a member exports by itself. */
function regionWith(name: string, own: readonly Destination[], changes: Partial<Region> = {}): ScenarioInput['regions'] {
  const member: Destination = { account: workload(1), destinationArn: theirs, kmsKeyArn: keyArn };
  return setUp({ name, publishingDestinations: [member, ...own], ...changes }).regions ?? [];
}

const right: Destination = { destinationArn: bucketArn, kmsKeyArn: keyArn, expectedBucketOwner: bucketOwner };

/** In one Region the export is missing, in one it lacks an owner, in one it is to be replaced, in one it is somebody's. */
const unfinished: ScenarioInput['regions'] = [
  ...regionWith('us-east-1', []),
  ...regionWith('eu-west-1', [{ destinationArn: bucketArn, kmsKeyArn: keyArn }]),
  ...regionWith('eu-central-1', [{ destinationArn: replaced, kmsKeyArn: keyArn }]),
];
const finished: ScenarioInput['regions'] = [...regionWith('us-east-1', [right]), ...regionWith('eu-west-1', [right])];
/** Exports that are right but for one thing. */
const almost: readonly (readonly [string, Destination])[] = [
  ['has no owner', { destinationArn: bucketArn, kmsKeyArn: keyArn }],
  ['has another key', { ...right, kmsKeyArn: `${keyArn.slice(0, -2)}ff` }],
  ['does not publish', { ...right, status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY' }],
];
const ofSomebody: ScenarioInput['regions'] = regionWith('us-east-1', [{ destinationArn: elsewhere, kmsKeyArn: keyArn }]);

const on = { RUNTIME_MONITORING: 'ENABLED' } as const;
const covered: ScenarioInput['regions'] = regionWith('us-east-1', [], {
  members: [{ accounts: [managementId, workload(1), workload(2), workload(3)], features: on }],
  coverage: [
    { account: workload(1), count: 40 },
    { account: workload(2), status: 'UNHEALTHY', issue: 'No Agent Reporting: since Monday', count: 3 },
  ],
  usage: [{ account: workload(1), feature: 'FLOW_LOGS', amount: '10.5' }],
  customRules: [{ ruleId: 'rule-1' }, { ruleId: 'rule-2', mode: 'DRY_RUN', expiresAt: '2026-12-04T00:00:00Z' }],
});

interface Played extends ProgramResult {
  readonly world: World;
  readonly wrote: readonly string[];
}

async function play(regions: ScenarioInput['regions'], options: readonly string[], meddle: Meddler): Promise<Played> {
  const aws = await startSimulatedAws(organization(5, { ...setUp(), ...exportStorage(), regions }));
  const proxy = await startProxy(aws.simulator, meddle);
  writeFileSync(aws.configFile, readFileSync(aws.configFile, 'utf8').replaceAll(aws.simulator.url, proxy.url));
  try {
    const result = await runProgram([...aws.profiles, '-r', 'all', '--wait', '4', ...options]);
    return { ...result, world: aws.simulator.world, wrote: aws.simulator.calls.filter(isWrite).map(({ operation }) => operation) };
  } finally {
    await proxy.stop();
    await aws.stop();
  }
}

interface Export {
  readonly region: string;
  readonly account: string;
  /** Bucket, key and owner. */
  readonly to: string;
  readonly status: string;
}

function exportsIn({ regions }: World): readonly Export[] {
  return [...regions.values()].flatMap(({ name, destinations }) =>
    [...destinations].flatMap(([account, found]) =>
      found.map(({ arn, key, owner, status }) => ({ region: name, account, to: `${arn} ${key} ${owner ?? ''}`, status })),
    ),
  );
}

const wanted = `${bucketArn} ${keyArn} ${bucketOwner}`;

/** What no answer excuses, and a success that is none. */
function complaints({ exitCode, stdout, stderr, world, wrote }: Played): readonly string[] {
  const all = exportsIn(world);
  const own = [...world.regions.keys()].map((name) => all.filter(({ region, account }) => region === name && account === administratorId));
  const isSo = own.every(([only, ...others]) => only?.to === wanted && only.status === 'PUBLISHING' && others.length === 0);
  const text = `${stdout}\n${stderr}`;
  return [
    ...(/This is a bug|TypeError|undefined|\[object/.test(text) ? [`it said ${text}`] : []),
    // eslint-disable-next-line no-control-regex -- what a terminal obeys
    ...(/[\u0000-\u0008\u000B-\u001F\u007F\u202E]/.test(text) ? ['it said what a terminal obeys'] : []),
    ...([0, 1, 2, 3].includes(exitCode) ? [] : [`it ended with ${String(exitCode)}`]),
    ...(exitCode === 0 && !isSo ? ['it called a success what is none'] : []),
    ...(exitCode === 2 && wrote.length > 0 ? ['it ended with 2 after a change'] : []),
    ...(own.some(({ length }) => length > 1) ? ['a detector has two destinations'] : []),
    ...all.flatMap(({ account, to }) =>
      account !== administratorId && !to.startsWith(`${theirs} `) ? ['a member’s export was touched'] : [],
    ),
    ...wrote.flatMap((operation) =>
      operation.includes('PublishingDestination') && !/^(?:Create|Update)/.test(operation) ? [operation] : [],
    ),
  ];
}

const time = speedUpTime(25);
afterAll(() => {
  time.stop();
});

/**
 * `BORDER_ALL=1` changes everything, `BORDER_ONLY=text` what has the text in its name; the exhaustive tests, which set `BORDER_STEP`, every
 * twelfth place of each operation; else few are changed.
 */
const only = process.env['BORDER_ONLY'];
const step = process.env['BORDER_ALL'] === '1' || only !== undefined ? 1 : process.env['BORDER_STEP'] === undefined ? 240 : 12;

/** Changes each answer of these operations, one place at a time, and collects what is wrong with the run. */
async function meddled(
  regions: ScenarioInput['regions'],
  options: readonly string[],
  operations: RegExp,
  judge: (played: Played, meddling: Meddling) => readonly string[],
  every = step,
): Promise<{ readonly wrong: readonly string[]; readonly runs: number }> {
  const recorded: Recorded[] = [];
  time.restart();
  const undisturbed = await play(regions, options, (exchange, answer) => {
    if (operations.test(exchange.operation)) recorded.push({ exchange, answer });
    return answer;
  });
  const nothing: Meddling = { name: 'nothing', operation: '', plausible: false, meddle: (_exchange, answer) => answer };
  const wrong = judge(undisturbed, nothing).map((what) => `undisturbed: ${what}`);
  const matrix = sampleOf(
    matrixOf(recorded).filter(({ name }) => only === undefined || name.includes(only)),
    every,
    0,
  );
  for (const meddling of matrix) {
    time.restart();
    const played = await play(regions, options, meddling.meddle);
    wrong.push(...judge(played, meddling).map((what) => `${meddling.name} → ${String(played.exitCode)}: ${what}`));
  }
  return { wrong, runs: matrix.length };
}

describe('whatever AWS answers about exports', () => {
  const destinations = /PublishingDestination/;

  test('a rollout leaves one destination at most and calls nothing a success that is none', async () => {
    const { wrong, runs } = await meddled(unfinished, ['--yes', ...target, '--replace-export', replaced], destinations, complaints);
    process.stdout.write(`export, rollout: ${String(runs)} runs\n`);
    expect(wrong).toEqual([]);
  });

  test('a second run and a check write nothing else and find no success where none is', async () => {
    const { wrong, runs } = await meddled(finished, ['--yes', ...target], destinations, complaints);
    const check = await meddled(unfinished, ['--check', ...target], destinations, (played) => [
      ...complaints(played),
      ...(played.wrote.length === 0 ? [] : ['a check wrote']),
    ]);
    process.stdout.write(`export, second run and check: ${String(runs + check.runs)} runs\n`);
    expect([...wrong, ...check.wrong]).toEqual([]);
  });

  // Each change of the answer that shows what is wrong: there are few.
  test.each(almost)('no check is a success where the export %s', async (_name, destination) => {
    const judge = (played: Played): readonly string[] => [...complaints(played), ...(played.exitCode === 0 ? ['it ended with 0'] : [])];
    const regions = regionWith('us-east-1', [destination]);
    const { wrong } = await meddled(regions, ['--check', ...target], /^DescribePublishingDestination/, judge, Math.ceil(step / 12));
    expect(wrong).toEqual([]);
  });

  test('somebody’s export stays where it is', async () => {
    const { wrong } = await meddled(ofSomebody, ['--yes', ...target, '--replace-export', replaced], destinations, (played) => {
      const stays = exportsIn(played.world).some(({ account, to }) => account === administratorId && to.startsWith(`${elsewhere} `));
      return [...complaints(played), ...(stays ? [] : ['it was replaced'])];
    });
    expect(wrong).toEqual([]);
  });
});

test('whatever AWS answers about coverage, rules and usage, it changes nothing and fails nothing', async () => {
  const options = ['--yes', '--coverage', '--verbose'];
  const { wrong, runs } = await meddled(covered, options, /Coverage|Usage|CustomDetection|FreeTrial/, (played) => [
    ...complaints(played).filter((what) => what !== 'it called a success what is none'),
    ...(played.wrote.length === 0 ? [] : ['it wrote']),
    ...(played.exitCode === 0 ? [] : [`it ended with ${String(played.exitCode)}: ${played.stdout}${played.stderr}`]),
  ]);
  process.stdout.write(`coverage: ${String(runs)} runs\n`);
  expect(wrong).toEqual([]);
});
