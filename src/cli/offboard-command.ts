import { Command } from 'commander';
import { UsageError } from '../domain/errors';
import type { OffboardSettings } from '../offboard/plan/settings';
import { parseAccountId } from './parse-exclusions';
import { parseNumber, parseRegions } from './parse-settings';
import { addIdentityOptions, addOutputOptions, type RunOptions } from './run-options';
import { canAsk, type Terminal } from './terminal';

/** What commander hands over for `offboard`. */
export interface RawOffboardOptions extends RunOptions {
  readonly confirm?: string;
  readonly carryOver?: string;
  readonly includeInvited?: boolean;
}

const afterHelp = `
It never switches GuardDuty off and never deletes a detector: every account
keeps GuardDuty and goes on paying for it. The settings that it lowers are saved
in the carry-over file first. Run it again to finish what was interrupted.

Exit codes:
  0    everything is released and proven (or the dry run was made)
  1    something is left, or nobody knows whether it is
  2    bad usage, credentials or preconditions: nothing was changed
  130  interrupted

Examples:
  See what would happen:
    $ provision-guardduty offboard --profile management \\
        --admin-profile security --dry-run
  Do it, without a terminal:
    $ provision-guardduty offboard --profile management \\
        --admin-profile security --confirm o-abcde12345
`;

/** The options of `provision-guardduty offboard`. */
export function offboardCommand(): Command {
  const command = new Command('offboard')
    .summary('release every account and remove the delegated administrator')
    .description(
      'Take the organization out of the hands of its GuardDuty administrator: release every member and remove the delegation, Region by Region, in the order that AWS documents.',
    )
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .optionsGroup('What to release:')
    .option(
      '-r, --regions <list...>',
      'Regions, separated by spaces or commas (default: every Region where the administrator is designated)',
    )
    .option('--include-invited', 'also release members that are not accounts of the organization');
  addIdentityOptions(command, 'AWS profile of the administrator that is to go')
    .optionsGroup('How:')
    .option('--dry-run', 'read everything, print the plan, change nothing')
    .option('--confirm <organization id>', 'consent where there is no terminal; on a terminal you type the id')
    .option('--carry-over <file>', 'where the settings are saved (default: guardduty-carry-over-<organization id>.json)')
    .option('--concurrency <n>', 'Regions in progress at once', '40')
    .option('--wait <seconds>', 'how long to wait for AWS, each time', '300')
    .option('--simulate [scenario]', 'use a simulated AWS: brownfield, another built-in scenario or a file (default: small)');
  return addOutputOptions(command.optionsGroup('Output:')).addHelpText('after', afterHelp);
}

function parseName(text: string | undefined, option: string, what: string): string | undefined {
  if (text !== '') return text;
  throw new UsageError({
    message: `${option} names no ${what}.`,
    reason: 'Its value is empty, as that of a variable that is not set.',
    remedy: 'Give it a value, or leave it out.',
  });
}

/**
 * Turns the options into settings, every default filled in.
 *
 * @throws UsageError for anything that does not exist or does not fit together, and where nobody can be asked
 */
export function parseOffboardSettings(options: RawOffboardOptions, terminal: Terminal): OffboardSettings {
  const confirmed = parseName(options.confirm, '--confirm', 'organization');
  parseName(options.carryOver, '--carry-over', 'file');
  const mode = options.dryRun === true ? 'dry-run' : 'apply';
  if (mode === 'apply' && confirmed === undefined && !canAsk(terminal)) {
    throw new UsageError({
      message: 'There is no terminal to ask on.',
      reason: 'Nothing is taken away without consent.',
      remedy: "Add --confirm with the organization's id, or --dry-run to see what would happen.",
    });
  }
  return {
    mode,
    regions: parseRegions(options.regions ?? ['all']),
    administratorId: parseAccountId(options.adminAccountId, '--admin-account-id'),
    confirmed,
    includeInvited: options.includeInvited ?? false,
    concurrency: parseNumber(options.concurrency, '--concurrency', 1, 100),
    waitSeconds: parseNumber(options.wait, '--wait', 0, 86_400),
  };
}
