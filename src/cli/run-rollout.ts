import type { ConnectionSettings } from '../aws/identity-source';
import { isRegionShaped } from '../domain/ids';
import type { Region } from '../domain/ids';
import { defaultRegionOf, partitionOf } from '../domain/partition';
import type { RolloutSettings } from '../domain/settings';
import type { ExitCode } from '../plan/exit-code';
import type { Plan } from '../plan/plan';
import type { RolloutEvent } from '../ports/events';
import { jsonReport } from '../reporters/json-report';
import { createPalette } from '../reporters/palette';
import { planText } from '../reporters/plan-text';
import { Progress } from '../reporters/progress';
import { resultText } from '../reporters/result-text';
import type { RunSummary } from '../reporters/run-summary';
import { Interruption } from './interruption';
import type { RawOptions } from './program';
import type { IdentitySources } from './parse-identities';
import { startSimulation } from './simulation';
import { ask, canAnimate, canAsk, wantsColour, widthOf } from './terminal';
import type { Terminal } from './terminal';

/** What one rollout needs from the command line. */
export interface RolloutCommand {
  readonly options: RawOptions;
  readonly settings: RolloutSettings;
  readonly sources: IdentitySources;
  readonly terminal: Terminal;
  readonly version: string;
}

/** The Region that answers for the whole partition; with `--regions all` the user's configuration tells the partition. */
function mainRegion({ regions, homeRegion }: RolloutSettings, configured: string | undefined): Region {
  const hint = regions === 'all' ? (homeRegion ?? configured) : regions[0];
  return defaultRegionOf(hint !== undefined && isRegionShaped(hint) ? partitionOf(hint) : 'aws');
}

/** Runs one rollout from credentials to report. */
export async function runRollout(command: RolloutCommand): Promise<ExitCode> {
  const { options, settings, terminal, version } = command;
  const { stdout, stderr, env } = terminal;
  const startedAt = Date.now();
  const interruption = new Interruption(terminal.onInterrupt);
  const palette = createPalette(wantsColour(stderr, env, options.color !== false));
  const write = (line: string) => stderr.write(`${line}\n`);
  // ora is loaded only where its line can be seen.
  const spinner =
    canAnimate(terminal) && options.quiet !== true
      ? (await import('ora')).default({ stream: stderr as never, text: 'Starting' })
      : undefined;
  const level = options.quiet === true ? 'quiet' : options.verbose === true ? 'verbose' : 'normal';
  const progress = new Progress({ write, spinner, palette, level });
  const [{ connect }, { configuredRegion }, { rollOut }, simulation] = await Promise.all([
    import('../aws/connect'),
    import('../aws/shared-config'),
    import('../rollout/roll-out'),
    options.simulate === undefined ? undefined : startSimulation(options, command.sources.administrator),
  ]).catch((error: unknown) => {
    progress.pause();
    interruption.end();
    throw error;
  });
  const cleanUp: (() => unknown)[] = [
    () => {
      progress.pause();
    },
    () => {
      interruption.end();
    },
    () => simulation?.close(),
  ];
  try {
    const sources = simulation?.sources ?? command.sources;
    const profile = sources.management.kind === 'profile' ? sources.management.profile : undefined;
    const connection: ConnectionSettings = {
      ...sources,
      defaultRegion: mainRegion(
        settings,
        settings.regions === 'all' && simulation === undefined ? await configuredRegion(profile) : undefined,
      ),
      endpoint: simulation?.endpoint,
      askMfaCode: canAsk(terminal)
        ? async (serial) => {
            progress.pause();
            const code = await ask(terminal, `MFA code of ${serial}: `);
            progress.resume();
            return code;
          }
        : undefined,
      version,
    };
    if (simulation !== undefined && level !== 'quiet')
      write(palette.warn(`SIMULATION (${simulation.scenario}): no AWS account is touched.`));
    const identities = await interruption.orStop(connect(connection));
    cleanUp.push(() => {
      identities.close();
    });

    const confirm = async (plan: Plan, lines: readonly string[]): Promise<boolean> => {
      progress.pause();
      if (options.yes === true) {
        if (level !== 'quiet') write(`${lines.join('\n')}\n`);
      } else {
        write(lines.join('\n'));
        const regions = plan.regions.filter(({ status }) => status === 'changes').length;
        const where = `${regions.toString()} ${regions === 1 ? 'Region' : 'Regions'}`;
        const answer = await interruption.orStop(
          ask(terminal, `\nApply these changes to ${where}? Only "yes" or "y" is taken as yes. [y/N] `),
        );
        if (!/^y(?:es)?$/i.test(answer)) return false;
      }
      interruption.beginWrites();
      progress.resume();
      return true;
    };
    let organization: (RolloutEvent & { type: 'organization-read' })['organization'] | undefined;
    const emit = (event: RolloutEvent): void => {
      if (event.type === 'organization-read') organization = event.organization;
      progress.handle(event);
    };
    const result = await interruption.orStop(
      rollOut({
        settings,
        identities,
        emit,
        clock: interruption.clock,
        interrupted: () => interruption.requested,
        confirm: (plan) => confirm(plan, organization === undefined ? [] : planText(organization, plan, palette, widthOf(stderr))),
      }),
    );
    progress.pause();

    const summary: RunSummary = {
      ...result,
      version,
      settings,
      simulated: simulation?.scenario,
      management: result.management,
      administrator: result.administrator,
      startedAt,
      finishedAt: Date.now(),
      calls: identities.calls.counts(),
    };
    if (options.output === 'json') stdout.write(`${JSON.stringify(jsonReport(summary), undefined, 2)}\n`);
    else {
      const ownPalette = createPalette(wantsColour(stdout, env, options.color !== false));
      stdout.write(`${resultText(summary, ownPalette, widthOf(stdout)).join('\n')}\n`);
    }
    return result.exitCode;
  } finally {
    for (const clean of cleanUp.reverse()) await clean();
  }
}
