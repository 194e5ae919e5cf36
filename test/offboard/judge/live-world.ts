import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import type { Simulator } from '../../../src/simulator/server';
import { viewWorld, type WorldView } from '../../oracle/support/world-view';
import type { Between } from '../../oracle/support/live-world';
import { runProgram } from '../../support/program';
import { startSimulatedAws } from '../../support/simulated-aws';
import { kept } from '../support/offboarding';

/** What is asked for. */
export interface OffboardOptions {
  readonly regions: 'all' | readonly string[];
  readonly includeInvited: boolean;
  readonly mode: 'apply' | 'dry-run';
  readonly wait: number;
}

/** One run, and the world around it. */
export interface OffboardRun {
  readonly options: OffboardOptions;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Report files by their ending; those that were not written are missing. */
  readonly files: Readonly<Record<string, string>>;
  readonly before: WorldView;
  readonly after: WorldView;
  /** Every detector with its plans, and trusted access. */
  readonly keptBefore: string;
  readonly keptAfter: string;
  /** The carry-over file after the run; undefined where there is none. */
  readonly carryOver: string | undefined;
  readonly calls: readonly RecordedCall[];
}

/** A simulated AWS in which the program is run several times. */
export interface OffboardWorld {
  readonly run: (options: OffboardOptions) => Promise<OffboardRun>;
  /** From now on nothing goes wrong that is not part of the world itself. */
  readonly calm: () => void;
  readonly stop: () => Promise<void>;
}

const endings = ['csv', 'html', 'md', 'json'] as const;

/** Starts the world; the program reaches it over HTTP by two profiles, or through what is put between the two. */
export async function startOffboardWorld(
  world: ScenarioInput,
  putBetween?: (simulator: Simulator) => Promise<Between>,
): Promise<OffboardWorld> {
  const aws = await startSimulatedAws(world);
  const { simulator } = aws;
  const between = await putBetween?.(simulator);
  if (between !== undefined) {
    writeFileSync(aws.configFile, readFileSync(aws.configFile, 'utf8').replaceAll(simulator.url, between.url));
  }
  const folder = mkdtempSync(join(tmpdir(), 'offboard-judged-'));
  const file = join(folder, 'carry-over.json');
  const read = (place: string): string | undefined => (existsSync(place) ? readFileSync(place, 'utf8') : undefined);
  return {
    calm: () => {
      // The simulated AWS looks this list through at every request.
      simulator.world.scenario.faults.length = 0;
    },
    run: async (options) => {
      const before = viewWorld(simulator.world);
      const keptBefore = JSON.stringify(kept(simulator));
      const from = simulator.calls.length;
      const places = endings.map((ending) => join(folder, `report.${ending}`));
      for (const place of places) rmSync(place, { force: true });
      const { regions, includeInvited, mode, wait } = options;
      const result = await runProgram([
        'offboard',
        ...aws.profiles,
        ...(regions === 'all' ? [] : ['--regions', ...regions]),
        ...(includeInvited ? ['--include-invited'] : []),
        ...(mode === 'dry-run' ? ['--dry-run'] : ['--confirm', world.organization.id ?? '']),
        '--wait',
        String(wait),
        '--carry-over',
        file,
        '--output',
        'json',
        '--report',
        ...places,
      ]);
      const files = places.flatMap((place, index) => {
        const text = read(place);
        return text === undefined ? [] : [[endings[index] ?? '', text] as const];
      });
      return {
        options,
        ...result,
        files: Object.fromEntries(files),
        before,
        after: viewWorld(simulator.world),
        keptBefore,
        keptAfter: JSON.stringify(kept(simulator)),
        carryOver: read(file),
        calls: simulator.calls.slice(from),
      };
    },
    stop: async () => {
      await between?.stop();
      await aws.stop();
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}
