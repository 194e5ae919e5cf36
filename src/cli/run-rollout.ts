import { connect } from '../aws/connect';
import type { RolloutSettings } from '../domain/settings';
import type { ExitCode } from '../plan/exit-code';
import type { Identity } from '../ports/aws';
import { Progress } from '../reporters/text/progress';
import type { RolloutResult } from '../rollout/roll-out';
import { playRun, type RunCommand } from './play-run';
import type { RawOptions } from './program';

/**
 * Runs one rollout from credentials to report.
 *
 * @throws ProvisionError, only before anything was changed
 */
export function runRollout(command: RunCommand<RawOptions, RolloutSettings>): Promise<ExitCode> {
  const { options, settings, terminal } = command;
  return playRun<RolloutSettings, Progress, Identity, RolloutResult>(command, {
    loadFormats: async () => (await import('./rollout-formats')).rolloutFormats,
    createProgress: (progressOptions) => new Progress(progressOptions),
    connect,
    play: async ({ palette, interruption, progress, connection }) => {
      // Loaded now and not before, so that the first request leaves early.
      const [{ rollOut }, { obtainConsent }] = await Promise.all([import('../rollout/roll-out'), import('./consent')]);
      return interruption.orStop(
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
    },
    loadShow: async () => {
      const { showRollout } = await import('./show-rollout');
      return (summary) => {
        showRollout(command, summary);
      };
    },
  });
}
