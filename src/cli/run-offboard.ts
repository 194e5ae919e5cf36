import { connectOffboarding } from '../aws/offboarding';
import { harmlessJson } from '../messages/harmless';
import { offBoard, type OffboardResult } from '../offboard/off-board';
import type { OffboardSettings } from '../offboard/plan/settings';
import type { ExitCode } from '../plan/exit-code';
import type { OffboardIdentity } from '../ports/offboarding';
import { offboardCsvReport } from '../reporters/offboard/csv';
import { offboardHtmlReport } from '../reporters/offboard/page';
import { offboardJsonReport } from '../reporters/offboard/json';
import { offboardMarkdownReport } from '../reporters/offboard/markdown';
import { offboardPoints } from '../reporters/offboard/points';
import { OffboardProgress } from '../reporters/offboard/progress';
import { offboardResultText } from '../reporters/offboard/result';
import type { OffboardSummary } from '../reporters/offboard/summary';
import { CarryOverFile, carryOverName } from './carry-over-file';
import type { RawOffboardOptions } from './offboard-command';
import { addToJob } from './github-job';
import { obtainOffboardConsent } from './offboard-consent';
import { playRun, type RunCommand } from './play-run';
import type { Formats } from './report-files';
import { writeResult } from './write-result';

type OffboardCommand = RunCommand<RawOffboardOptions, OffboardSettings>;

const formats: Formats<OffboardSummary> = {
  '.html': offboardHtmlReport,
  '.json': (summary) => [harmlessJson(offboardJsonReport(summary), 2), '\n'],
  '.csv': offboardCsvReport,
  '.md': (summary) => [offboardMarkdownReport(summary)],
};

function reportToGitHub({ terminal }: OffboardCommand, summary: OffboardSummary): void {
  const errors = offboardPoints(summary).filter(({ mood }) => mood === 'bad');
  addToJob(
    terminal,
    errors.map(({ heading, lines, remedy }) => ({ title: 'GuardDuty off-boarding', text: [heading, ...lines, remedy].join(' ') })),
    () => offboardMarkdownReport(summary),
  );
}

/**
 * Runs one off-boarding from credentials to report.
 *
 * @throws ProvisionError, only before anything was changed
 */
export function runOffboard(command: OffboardCommand): Promise<ExitCode> {
  const { options, settings, terminal } = command;
  return playRun<OffboardSettings, OffboardProgress, OffboardIdentity, OffboardResult>(command, {
    loadFormats: () => Promise.resolve(formats),
    createProgress: (progressOptions) => new OffboardProgress(progressOptions),
    connect: connectOffboarding,
    play: ({ palette, interruption, progress, connection, simulated }) =>
      interruption.orStop(
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
            obtainOffboardConsent({ terminal, palette, progress, interruption }, organization, plan, file),
        }),
      ),
    loadShow: () =>
      Promise.resolve((summary) => {
        writeResult(
          command,
          () => offboardJsonReport(summary),
          (palette, width) => offboardResultText(summary, palette, width),
        );
        reportToGitHub(command, summary);
      }),
  });
}
