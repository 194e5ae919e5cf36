import type { ConnectionSettings } from '../aws/identity-source';
import { configuredRegion } from '../aws/shared-config';
import { isRegionShaped, type Region } from '../domain/ids';
import { defaultRegionOf, partitionOf } from '../domain/partition';
import type { Palette } from '../reporters/text/palette';
import type { MovingLine, ProgressOptions } from '../reporters/text/moving-line';
import type { IdentitySources } from './parse-identities';
import type { RequestLog } from './request-log';
import { ask, canAnimate, canAsk, widthOf, type Terminal } from './terminal';

/** The moving line is written ten times a second, in milliseconds. */
const frame = 100;

/** Progress goes to stderr: one line that moves on a terminal, finished things elsewhere. */
export async function progressOptions(
  options: { readonly quiet?: boolean; readonly verbose?: boolean },
  terminal: Terminal,
  palette: Palette,
): Promise<ProgressOptions> {
  const { stderr } = terminal;
  const level = options.quiet === true ? 'quiet' : options.verbose === true ? 'verbose' : 'normal';
  const animated = level !== 'quiet' && canAnimate(terminal);
  // ora is loaded only where its line can be seen. It takes an empty variable CI for a CI, so it is enabled explicitly.
  const spinner = animated
    ? (await import('ora')).default({ stream: stderr, text: 'Starting', interval: frame, isEnabled: true })
    : undefined;
  // ora colours its sign whatever NO_COLOR and --no-color say.
  if (spinner !== undefined) Object.assign(spinner, { color: undefined });
  return { write: (line) => stderr.write(`${line}\n`), spinner, palette, level, width: widthOf(stderr) };
}

/** What decides where and how a command connects. */
interface Session {
  readonly terminal: Terminal;
  readonly sources: IdentitySources;
  readonly regions: readonly Region[] | 'all';
  readonly homeRegion: Region | undefined;
  readonly waitSeconds: number;
  /** Of the simulated AWS. */
  readonly endpoint: string | undefined;
  readonly progress: MovingLine;
  readonly log: RequestLog | undefined;
  readonly version: string;
}

/** The Region that answers for the whole partition; with `--regions all` the user's configuration decides the partition. */
async function mainRegion({ regions, homeRegion, sources: { management }, terminal }: Session): Promise<Region> {
  const profile = management.kind === 'profile' ? management.profile : undefined;
  const hint =
    regions === 'all'
      ? (homeRegion ?? (management.kind === 'keys' ? undefined : await configuredRegion(profile, terminal.env)))
      : regions[0];
  return defaultRegionOf(hint !== undefined && isRegionShaped(hint) ? partitionOf(hint) : 'aws');
}

/** How a command reaches AWS. */
export async function connectionSettings(session: Session): Promise<ConnectionSettings> {
  const { terminal, sources, progress, log, endpoint, waitSeconds, version } = session;
  const askMfaCode = async (serial: string): Promise<string> => {
    progress.pause();
    const code = await ask(terminal, `MFA code of ${serial}: `);
    progress.resume();
    return code;
  };
  return {
    ...sources,
    defaultRegion: await mainRegion(session),
    environment: terminal.env,
    endpoint,
    waitSeconds,
    askMfaCode: canAsk(terminal) ? askMfaCode : undefined,
    log: log?.write,
    throttled: (service, region) => {
      progress.throttle(service, region);
    },
    say: (text) => {
      progress.say(text);
    },
    warn: (text) => {
      progress.warn(text);
    },
    version,
  };
}

/** Says which identity was taken: with variables, profiles and options, that is not always the one that was meant. */
export function describeOrigins([management, administrator]: readonly (string | undefined)[]): string {
  const parts = [
    ...(management === undefined ? [] : [`of the management account: ${management}`]),
    ...(administrator === undefined ? [] : [`of the administrator: ${administrator}`]),
  ];
  return `Credentials ${parts.join('; ')}.`;
}
