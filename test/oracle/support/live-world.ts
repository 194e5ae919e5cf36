import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import type { Scenario, ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { Simulator } from '../../../src/simulator/server';
import { runProgram } from '../../support/program';
import { startSimulatedAws } from '../../support/simulated-aws';
import type { Fault } from '../generate/faults';
import { toArguments, type Mode, type Options } from './options';
import { viewWorld, type WorldView } from './world-view';

/** One run of the program, and the world around it. */
export interface Run {
  readonly mode: Mode;
  readonly options: Options;
  readonly argv: readonly string[];
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Report files by their ending; those that were not written are missing. */
  readonly files: Readonly<Record<string, string>>;
  /** The world before the run, with what others changed during it. */
  readonly before: WorldView;
  /** The world before the run as it was. */
  readonly found: WorldView;
  readonly after: WorldView;
  /** Whether AWS may finish something by itself after the last reading of the run. */
  readonly settlesLate: boolean;
  /** Requests of this run, in order of arrival. */
  readonly calls: readonly RecordedCall[];
}

/** A simulated AWS in which the program is run several times. */
export interface LiveWorld {
  readonly run: (options: Options, mode?: Mode) => Promise<Run>;
  /** What it looks like now. */
  readonly view: () => WorldView;
  /** From now on nothing goes wrong that is not part of the world itself. */
  readonly calm: () => void;
  readonly stop: () => Promise<void>;
}

const endings = ['csv', 'html', 'md', 'json'] as const;

/** Something that stands between the program and the simulated AWS. */
export interface Between {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the world; the program reaches it over HTTP by two profiles, as it reaches AWS, or through what is put between the two. */
export async function startWorld(
  world: ScenarioInput,
  faults: readonly Fault[],
  putBetween?: (simulator: Simulator) => Promise<Between>,
): Promise<LiveWorld> {
  const aws = await startSimulatedAws({ ...world, faults: [...faults] });
  const { simulator } = aws;
  const between = await putBetween?.(simulator);
  if (between !== undefined) {
    writeFileSync(aws.configFile, readFileSync(aws.configFile, 'utf8').replaceAll(simulator.url, between.url));
  }
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  const scenarioFaults = simulator.world.scenario.faults;
  return {
    view: () => viewWorld(simulator.world),
    calm: () => {
      // The simulated AWS looks this list through at every request.
      scenarioFaults.length = 0;
    },
    run: async (options, mode = options.mode) => {
      const before = viewWorld(simulator.world);
      const from = simulator.calls.length;
      const places = endings.map((ending) => join(folder, `report.${ending}`));
      for (const place of places) rmSync(place, { force: true });
      const argv = toArguments(options, mode);
      const result = await runProgram([...argv, '--output', 'json', '--report', ...places]);
      const files = Object.fromEntries(
        places.flatMap((place, index) => (existsSync(place) ? [[endings[index] ?? '', readFileSync(place, 'utf8')]] : [])),
      );
      const after = viewWorld(simulator.world);
      const calls = simulator.calls.slice(from);
      return {
        mode,
        options,
        argv,
        ...result,
        files,
        before: withChangesOfOthers(before, scenarioFaults, calls),
        found: before,
        after,
        settlesLate: settlesLate(world),
        calls,
      };
    },
    stop: async () => {
      await between?.stop();
      await aws.stop();
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}

/** The world as it would have been found, had others made their changes before the run. */
function withChangesOfOthers(view: WorldView, faults: Scenario['faults'], calls: readonly RecordedCall[]): WorldView {
  const regions = new Map(view.regions);
  for (const { on, calls: numbers = [], then } of faults) {
    if (then.kind !== 'change') continue;
    const matching = calls.filter(({ operation, region }) => operation === on.operation && region === on.region);
    const name = typeof on.region === 'string' ? on.region : '';
    const region = regions.get(name);
    if (region === undefined || numbers.every((number) => number > matching.length)) continue;
    const levels = Object.entries(then.organizationConfiguration?.features ?? {}).map(
      ([feature, level]) => [feature, typeof level === 'string' ? level : level.autoEnable] as const,
    );
    regions.set(name, { ...region, levels: new Map([...region.levels, ...levels]) });
  }
  return { ...view, regions };
}

function settlesLate({ timing = {}, accounts }: ScenarioInput): boolean {
  const { memberSeconds = 0, memberJitterSeconds = 0, configurationSeconds = 0, autoEnableAllSeconds = null } = timing;
  return (
    memberSeconds + memberJitterSeconds + configurationSeconds > 0 ||
    autoEnableAllSeconds !== null ||
    accounts.some(({ changes }) => changes !== undefined)
  );
}

/** Requests that ask AWS to change something, answered or not. */
export function writesOf(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  return calls.filter(({ operation }) => !/^(?:List|Get|Describe|AssumeRole)/.test(operation));
}
