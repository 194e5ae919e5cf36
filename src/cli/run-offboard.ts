import { connectOffboarding } from '../aws/offboarding';
import { harmlessJson } from '../messages/harmless';
import { offBoard } from '../offboard/off-board';
import type { OffboardSettings } from '../offboard/plan/settings';
import type { ExitCode } from '../plan/exit-code';
import { offboardCsvReport } from '../reporters/offboard/csv';
import { offboardHtmlReport } from '../reporters/offboard/page';
import { offboardJsonReport } from '../reporters/offboard/json';
import { offboardMarkdownReport } from '../reporters/offboard/markdown';
import { OffboardProgress } from '../reporters/offboard/progress';
import { offboardResultText } from '../reporters/offboard/result';
import type { OffboardSummary } from '../reporters/offboard/summary';
import { createPalette } from '../reporters/text/palette';
import { CarryOverFile, carryOverName } from './carry-over-file';
import { Interruption } from './interruption';
import type { RawOffboardOptions } from './offboard-command';
import { obtainOffboardConsent } from './offboard-consent';
import type { IdentitySources } from './parse-identities';
import { ReportFiles, type Formats } from './report-files';
import { openRequestLog, type RequestLog } from './request-log';
import { connectionSettings, describeOrigins, progressOptions } from './session';
import { startSimulation, type Simulation } from './simulation';
import { wantsColour, widthOf, type Terminal } from './terminal';

/** What one off-boarding needs from the command line. */
export interface OffboardCommand {
  readonly options: RawOffboardOptions;
  readonly settings: OffboardSettings;
  readonly sources: IdentitySources;
  readonly terminal: Terminal;
  readonly version: string;
}

const formats: Formats<OffboardSummary> = {
  '.html': offboardHtmlReport,
  '.json': (summary) => [harmlessJson(offboardJsonReport(summary), 2), '\n'],
  '.csv': offboardCsvReport,
  '.md': (summary) => [offboardMarkdownReport(summary)],
};

function writeResult({ options, terminal }: OffboardCommand, summary: OffboardSummary): void {
  const { stdout, env } = terminal;
  if (options.output === 'json') stdout.write(`${harmlessJson(offboardJsonReport(summary), 2)}\n`);
  else {
    const palette = createPalette(wantsColour(stdout, env, options.color !== false));
    const gap = stdout.isTTY === true ? '\n' : '';
    stdout.write(`${gap}${offboardResultText(summary, palette, widthOf(stdout)).join('\n')}\n`);
  }
}

/**
 * Runs one off-boarding from credentials to report. Whether the files that it is to write can be written is found out first.
 *
 * @throws ProvisionError, only before anything was changed
 */
export async function runOffboard(command: OffboardCommand): Promise<ExitCode> {
  const { report, logFile } = command.options;
  const reports = new ReportFiles(report ?? [], formats);
  const log = logFile === undefined ? undefined : openRequestLog(logFile);
  try {
    return await runWithFiles(command, reports, log);
  } finally {
    log?.close();
  }
}

async function runWithFiles(
  command: OffboardCommand,
  reports: ReportFiles<OffboardSummary>,
  log: RequestLog | undefined,
): Promise<ExitCode> {
  const { options, settings, terminal, version } = command;
  const startedAt = Date.now();
  const palette = createPalette(wantsColour(terminal.stderr, terminal.env, options.color !== false));
  const interruption = new Interruption(terminal.onInterrupt);
  const progress = new OffboardProgress(await progressOptions(options, terminal, palette));
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
    const simulated = simulation !== undefined;
    const sources = simulation?.sources ?? command.sources;
    const endpoint = simulation?.endpoint;
    const { regions, waitSeconds } = settings;
    const place = { terminal, sources, regions, homeRegion: undefined, waitSeconds, endpoint };
    const connection = await interruption.orStop(connectOffboarding(await connectionSettings({ ...place, progress, log, version })));
    disconnect = connection.close;
    hurry = connection.hurry;
    hurry = connection.hurry;
    if (!simulated) progress.say(describeOrigins(connection.origins));
    const result = await interruption.orStop(
      offBoard({
        settings,
        identities: connection,
        clock: interruption.clock,
        interrupted: () => interruption.requested,
        emit: (event) => {
          progress.handle(event);
        },
        simulated,
        carryOver: (organizationId) => new CarryOverFile(options.carryOver ?? carryOverName(organizationId), organizationId, simulated),
        confirm: (organization, plan, file) =>
          obtainOffboardConsent({ terminal, palette, progress, interruption, confirmed: settings.confirmed }, organization, plan, file),
      }),
    );
    progress.pause();
    const calls = connection.calls.counts();
    const summary = { ...result, version, settings, simulated: simulation?.scenario, startedAt, finishedAt: Date.now(), calls };
    writeResult(command, summary);
    const unwritten = [...reports.write(summary), ...(log?.troubles() ?? [])];
    for (const line of unwritten) terminal.stderr.write(`${line}\n`);
    return unwritten.length > 0 && result.exitCode === 0 ? 1 : result.exitCode;
  } finally {
    progress.pause();
    interruption.end();
    disconnect?.();
    await simulation?.close();
  }
}
