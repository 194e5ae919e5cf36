import type { Connection } from '../aws/connection';
import type { ConnectionSettings } from '../aws/identity-source';
import type { Region } from '../domain/ids';
import type { ExitCode } from '../plan/exit-code';
import type { Identity } from '../ports/aws';
import type { RunFacts } from '../reporters/run-facts';
import type { MovingLine, ProgressOptions } from '../reporters/text/moving-line';
import { createPalette, type Palette } from '../reporters/text/palette';
import { Interruption } from './interruption';
import type { IdentitySources } from './parse-identities';
import { ReportFiles, type Formats } from './report-files';
import { openRequestLog, type RequestLog } from './request-log';
import type { RunOptions } from './run-options';
import { connectionSettings, describeOrigins, progressOptions } from './session';
import { startSimulation, type Simulation } from './simulation';
import { wantsColour, type Terminal } from './terminal';

/** What one run needs from the command line. */
export interface RunCommand<Options extends RunOptions, Settings> {
  readonly options: Options;
  readonly settings: Settings;
  readonly sources: IdentitySources;
  readonly terminal: Terminal;
  readonly version: string;
}

/** Settings on which the way to AWS depends. */
interface Place {
  readonly regions: readonly Region[] | 'all';
  /** Only a rollout has one. */
  readonly homeRegion?: Region | undefined;
  readonly waitSeconds: number;
}

/** What a run has at hand once both identities are established. */
interface Stage<Progress extends MovingLine, Reach extends Identity> {
  readonly palette: Palette;
  readonly interruption: Interruption;
  readonly progress: Progress;
  readonly connection: Connection<Reach>;
  readonly simulated: boolean;
}

/** What every run comes to. */
type Result = Pick<RunFacts, 'exitCode' | 'declined'>;

/** What a run came to, with all that reports show besides. */
type Summary<Settings, Outcome extends Result> = Outcome & RunFacts & { readonly settings: Settings };

/** What one command does in a run. */
interface Script<Settings, Progress extends MovingLine, Reach extends Identity, Outcome extends Result> {
  readonly loadFormats: () => Promise<Formats<Summary<Settings, Outcome>>>;
  readonly createProgress: (options: ProgressOptions) => Progress;
  readonly connect: (settings: ConnectionSettings) => Promise<Connection<Reach>>;
  /** Reads, plans, asks, changes and proves. */
  readonly play: (stage: Stage<Progress, Reach>) => Promise<Outcome>;
  /** Loads what writes the result on stdout. */
  readonly loadShow: () => Promise<(summary: Summary<Settings, Outcome>) => void>;
}

/**
 * Runs a command from credentials to report. First it checks that its files can be written.
 *
 * @throws ProvisionError, only before anything was changed
 */
export async function playRun<Settings extends Place, Progress extends MovingLine, Reach extends Identity, Outcome extends Result>(
  command: RunCommand<RunOptions, Settings>,
  script: Script<Settings, Progress, Reach, Outcome>,
): Promise<ExitCode> {
  const { report, logFile } = command.options;
  const reports = report === undefined ? undefined : new ReportFiles(report, await script.loadFormats());
  const log = logFile === undefined ? undefined : openRequestLog(logFile);
  try {
    return await playWithFiles(command, script, reports, log);
  } finally {
    log?.close();
  }
}

async function playWithFiles<Settings extends Place, Progress extends MovingLine, Reach extends Identity, Outcome extends Result>(
  command: RunCommand<RunOptions, Settings>,
  script: Script<Settings, Progress, Reach, Outcome>,
  reports: ReportFiles<Summary<Settings, Outcome>> | undefined,
  log: RequestLog | undefined,
): Promise<ExitCode> {
  const { options, settings, terminal, version } = command;
  const startedAt = Date.now();
  const palette = createPalette(wantsColour(terminal.stderr, terminal.env, options.color !== false));
  const interruption = new Interruption(terminal.onInterrupt);
  const progress = script.createProgress(await progressOptions(options, terminal, palette));
  let simulation: Simulation | undefined;
  let connection: Connection<Reach> | undefined;
  interruption.whenRequested(() => {
    connection?.hurry();
    progress.say('Interrupted: requests under way end first; press Ctrl-C again to leave at once.');
  });
  try {
    if (options.simulate !== undefined) {
      simulation = await startSimulation(options, command.sources.administrator);
      progress.say(palette.warn(`SIMULATION (${simulation.scenario}): no AWS account is touched.`));
    }
    const { sources, endpoint } = simulation ?? { sources: command.sources, endpoint: undefined };
    const { regions, homeRegion, waitSeconds } = settings;
    const place = { regions, homeRegion, waitSeconds, terminal, sources, endpoint };
    connection = await interruption.orStop(script.connect(await connectionSettings({ ...place, progress, log, version })));
    const simulated = simulation?.scenario;
    if (simulated === undefined) progress.say(describeOrigins(connection.origins));
    const stage = { palette, interruption, progress, connection, simulated: simulated !== undefined };
    const [outcome, show] = await Promise.all([script.play(stage), script.loadShow()]);
    progress.pause();
    const calls = connection.calls.counts();
    const summary = { ...outcome, version, settings, simulated, startedAt, finishedAt: Date.now(), calls };
    show(summary);
    const unwritten = [...(reports?.write(summary) ?? []), ...(log?.troubles() ?? [])];
    for (const line of unwritten) terminal.stderr.write(`${line}\n`);
    return unwritten.length > 0 && outcome.exitCode === 0 ? 1 : outcome.exitCode;
  } finally {
    progress.pause();
    interruption.end();
    connection?.close();
    await simulation?.close();
  }
}
