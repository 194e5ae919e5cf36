import { connect } from '../aws/connect';
import type { RolloutSettings } from '../domain/settings';
import type { ExitCode } from '../plan/exit-code';
import { createPalette } from '../reporters/text/palette';
import { Progress } from '../reporters/text/progress';
import type { RunSummary } from '../reporters/run-summary';
import { Interruption } from './interruption';
import type { IdentitySources } from './parse-identities';
import type { RawOptions } from './program';
import { tellGitHub } from './github-actions';
import { ReportFiles } from './report-files';
import { openRequestLog, type RequestLog } from './request-log';
import { connectionSettings, describeOrigins, progressOptions } from './session';
import { startSimulation, type Simulation } from './simulation';
import { wantsColour, type Terminal } from './terminal';

/** What one rollout needs from the command line. */
export interface RolloutCommand {
  readonly options: RawOptions;
  readonly settings: RolloutSettings;
  readonly sources: IdentitySources;
  readonly terminal: Terminal;
  readonly version: string;
}

/**
 * Runs one rollout from credentials to report. Whether the files that it is to write can be written is found out first.
 *
 * @throws ProvisionError, only before anything was changed
 */
export async function runRollout(command: RolloutCommand): Promise<ExitCode> {
  const { report, logFile } = command.options;
  const reports = report === undefined ? undefined : new ReportFiles(report, (await import('./rollout-formats')).rolloutFormats);
  const log = logFile === undefined ? undefined : openRequestLog(logFile);
  try {
    return await runWithFiles(command, reports, log);
  } finally {
    log?.close();
  }
}

async function runWithFiles(
  command: RolloutCommand,
  reports: ReportFiles<RunSummary> | undefined,
  log: RequestLog | undefined,
): Promise<ExitCode> {
  const { options, settings, terminal, version } = command;
  const startedAt = Date.now();
  const palette = createPalette(wantsColour(terminal.stderr, terminal.env, options.color !== false));
  const interruption = new Interruption(terminal.onInterrupt);
  const progress = new Progress(await progressOptions(options, terminal, palette));
  let hurry: (() => void) | undefined;
  interruption.whenRequested(() => {
    hurry?.();
    progress.say('Interrupted: what is under way ends first; press Ctrl-C again to leave at once.');
  });
  let simulation: Simulation | undefined;
  let disconnect: (() => void) | undefined;
  try {
    if (options.simulate !== undefined) {
      simulation = await startSimulation(options, command.sources.administrator);
      progress.say(palette.warn(`SIMULATION (${simulation.scenario}): no AWS account is touched.`));
    }
    const sources = simulation?.sources ?? command.sources;
    const endpoint = simulation?.endpoint;
    const session = await connectionSettings({ ...settings, terminal, sources, endpoint, progress, log, version });
    const connection = await interruption.orStop(connect(session));
    disconnect = connection.close;
    hurry = connection.hurry;
    if (simulation === undefined) progress.say(describeOrigins(connection.origins));
    // Loaded now and not before, so that the first request leaves early.
    const [{ rollOut }, { obtainConsent }, { writeResult }] = await Promise.all([
      import('../rollout/roll-out'),
      import('./consent'),
      import('./write-result'),
    ]);
    const result = await interruption.orStop(
      rollOut({
        settings,
        identities: connection,
        clock: interruption.clock,
        interrupted: () => interruption.requested,
        emit: (event) => {
          progress.handle(event);
        },
        confirm: (organization, plan) =>
          obtainConsent({ terminal, palette, progress, interruption, given: options.yes === true, settings }, organization, plan),
      }),
    );
    progress.pause();
    const calls = connection.calls.counts();
    const summary = { ...result, version, settings, simulated: simulation?.scenario, startedAt, finishedAt: Date.now(), calls };
    writeResult(command, summary);
    const unwritten = [...(reports?.write(summary) ?? []), ...(log?.troubles() ?? [])];
    for (const line of unwritten) terminal.stderr.write(`${line}\n`);
    tellGitHub(terminal, summary);
    return unwritten.length > 0 && result.exitCode === 0 ? 1 : result.exitCode;
  } finally {
    progress.pause();
    interruption.end();
    disconnect?.();
    await simulation?.close();
  }
}
