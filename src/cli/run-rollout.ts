import { connect } from '../aws/connect';
import type { ConnectionSettings } from '../aws/identity-source';
import { configuredRegion } from '../aws/shared-config';
import { isThrottling } from '../aws/translate-error';
import { isRegionShaped, type Region } from '../domain/ids';
import { defaultRegionOf, partitionOf } from '../domain/partition';
import type { RolloutSettings } from '../domain/settings';
import type { ExitCode } from '../plan/exit-code';
import { harmlessJson } from '../messages/harmless';
import { jsonReport } from '../reporters/json-report';
import { createPalette } from '../reporters/text/palette';
import { Progress, type ProgressOptions } from '../reporters/text/progress';
import { resultText } from '../reporters/text/result-text';
import type { RunSummary } from '../reporters/run-summary';
import { rollOut } from '../rollout/roll-out';
import { obtainConsent } from './consent';
import { Interruption } from './interruption';
import type { IdentitySources } from './parse-identities';
import type { RawOptions } from './program';
import { tellGitHub } from './github-actions';
import { ReportFiles, rolloutFormats } from './report-files';
import { openRequestLog, type RequestLog } from './request-log';
import { startSimulation, type Simulation } from './simulation';
import { ask, canAnimate, canAsk, wantsColour, widthOf, type Terminal } from './terminal';

/** What one rollout needs from the command line. */
export interface RolloutCommand {
  readonly options: RawOptions;
  readonly settings: RolloutSettings;
  readonly sources: IdentitySources;
  readonly terminal: Terminal;
  readonly version: string;
}

/** The moving line is written ten times a second, in milliseconds. */
const frame = 100;

/** Shows progress on stderr: one line that moves on a terminal, finished things elsewhere. */
async function createProgress({ options, terminal }: RolloutCommand, palette: ProgressOptions['palette']): Promise<Progress> {
  const { stderr } = terminal;
  const level = options.quiet === true ? 'quiet' : options.verbose === true ? 'verbose' : 'normal';
  const animated = level !== 'quiet' && canAnimate(terminal);
  // ora is loaded only where its line can be seen; left to itself, it would not take an empty CI for none.
  const spinner = animated
    ? (await import('ora')).default({ stream: stderr, text: 'Starting', interval: frame, isEnabled: true })
    : undefined;
  return new Progress({ write: (line) => stderr.write(`${line}\n`), spinner, palette, level, width: widthOf(stderr) });
}

/** The Region that answers for the whole partition; with `--regions all` the user's configuration tells the partition. */
async function mainRegion({ regions, homeRegion }: RolloutSettings, { management }: IdentitySources, { env }: Terminal): Promise<Region> {
  const profile = management.kind === 'profile' ? management.profile : undefined;
  const hint =
    regions === 'all' ? (homeRegion ?? (management.kind === 'keys' ? undefined : await configuredRegion(profile, env))) : regions[0];
  return defaultRegionOf(hint !== undefined && isRegionShaped(hint) ? partitionOf(hint) : 'aws');
}

/** Says which identity was taken: with variables, profiles and options, that is not always the one that was meant. */
function describeOrigins([management, administrator]: readonly (string | undefined)[]): string {
  const parts = [
    ...(management === undefined ? [] : [`of the management account: ${management}`]),
    ...(administrator === undefined ? [] : [`of the administrator: ${administrator}`]),
  ];
  return `Credentials ${parts.join('; ')}.`;
}

async function connectionOf(
  command: RolloutCommand,
  simulation: Simulation | undefined,
  progress: Progress,
  log: RequestLog | undefined,
): Promise<ConnectionSettings> {
  const { settings, terminal, version } = command;
  const sources = simulation?.sources ?? command.sources;
  const askMfaCode = async (serial: string): Promise<string> => {
    progress.pause();
    const code = await ask(terminal, `MFA code of ${serial}: `);
    progress.resume();
    return code;
  };
  return {
    ...sources,
    defaultRegion: await mainRegion(settings, sources, terminal),
    environment: terminal.env,
    endpoint: simulation?.endpoint,
    waitSeconds: settings.waitSeconds,
    askMfaCode: canAsk(terminal) ? askMfaCode : undefined,
    log: (record) => {
      log?.write(record);
      if (isThrottling(record.error ?? '', record.status ?? undefined)) progress.throttle(record.service, record.region);
    },
    warn: (text) => {
      progress.warn(text);
    },
    version,
  };
}

function writeResult({ options, terminal }: RolloutCommand, summary: RunSummary): void {
  const { stdout, env } = terminal;
  if (options.output === 'json') stdout.write(`${harmlessJson(jsonReport(summary), 2)}\n`);
  else {
    const palette = createPalette(wantsColour(stdout, env, options.color !== false));
    const gap = stdout.isTTY === true ? '\n' : '';
    stdout.write(`${gap}${resultText(summary, palette, widthOf(stdout)).join('\n')}\n`);
  }
}

/**
 * Runs one rollout from credentials to report. Whether the files that it is to write can be written is found out first.
 *
 * @throws ProvisionError, only before anything was changed
 */
export async function runRollout(command: RolloutCommand): Promise<ExitCode> {
  const { report, logFile } = command.options;
  const reports = new ReportFiles(report ?? [], rolloutFormats);
  const log = logFile === undefined ? undefined : openRequestLog(logFile);
  try {
    return await runWithFiles(command, reports, log);
  } finally {
    log?.close();
  }
}

async function runWithFiles(command: RolloutCommand, reports: ReportFiles<RunSummary>, log: RequestLog | undefined): Promise<ExitCode> {
  const { options, settings, terminal, version } = command;
  const startedAt = Date.now();
  const palette = createPalette(wantsColour(terminal.stderr, terminal.env, options.color !== false));
  const interruption = new Interruption(terminal.onInterrupt);
  const progress = await createProgress(command, palette);
  interruption.whenRequested(() => {
    progress.say('Interrupted: what is under way ends first; press Ctrl-C again to leave at once.');
  });
  let simulation: Simulation | undefined;
  let disconnect: (() => void) | undefined;
  try {
    if (options.simulate !== undefined) {
      simulation = await startSimulation(options, command.sources.administrator);
      progress.say(palette.warn(`SIMULATION (${simulation.scenario}): no AWS account is touched.`));
    }
    const connection = await interruption.orStop(connect(await connectionOf(command, simulation, progress, log)));
    disconnect = connection.close;
    if (simulation === undefined) progress.say(describeOrigins(connection.origins));
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
          obtainConsent({ terminal, palette, progress, interruption, given: options.yes === true }, organization, plan),
      }),
    );
    progress.pause();
    const calls = connection.calls.counts();
    const summary = { ...result, version, settings, simulated: simulation?.scenario, startedAt, finishedAt: Date.now(), calls };
    writeResult(command, summary);
    const unwritten = [...reports.write(summary), ...(log?.troubles() ?? [])];
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
