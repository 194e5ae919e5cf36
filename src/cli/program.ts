import { Command, Option } from 'commander';
import { agentNames, featureNames } from '../domain/wanted-feature';
import { autoEnableWords, frequencyWords } from './parse-protection-plans';
import { addIdentityOptions, addOutputOptions, type RunOptions } from './run-options';

/** What commander hands over for a rollout. */
export interface RawOptions extends RunOptions {
  readonly autoEnable?: string;
  readonly homeRegion?: string;
  readonly excludeAccounts?: readonly string[];
  readonly excludeOus?: readonly string[];
  readonly acceptOrganizationPolicy?: boolean;
  readonly protectionPlans?: readonly string[];
  readonly migrateEksRuntimeMonitoring?: boolean;
  readonly applyToMembers?: boolean;
  readonly findingFrequency?: string;
  readonly exportBucket?: string;
  readonly exportKey?: string;
  readonly exportBucketOwner?: string;
  readonly replaceExport?: string;
  readonly coverage?: boolean;
  readonly restartSuspended?: boolean;
  readonly check?: boolean;
  readonly yes?: boolean;
}

/** Exit codes, as README and --help list them. */
export const exitCodes: readonly (readonly [number, string])[] = [
  [0, 'everything asked for is proven (or the dry run was made)'],
  [1, 'something failed, was left out for a reason to act on, or is unproven'],
  [2, 'bad usage, credentials or preconditions: nothing was changed'],
  [3, '--check found drift'],
  [130, 'interrupted'],
];

const afterHelp = `
Protection plans:
  ${[...featureNames.keys()].join(', ')};
  with runtime also ${[...agentNames.keys()].join(', ')};
  GuardDuty's own names too. Plans that are not named stay as they are.

Exit codes:
${exitCodes.map(([code, meaning]) => `  ${code.toString().padEnd(4)} ${meaning}`).join('\n')}

Examples:
  Try it, without an AWS account:
    $ provision-guardduty --simulate --regions all
  See what would change:
    $ provision-guardduty --profile management --admin-profile security \\
        --regions eu-central-1,us-east-1 --dry-run
  Roll out to every enabled Region, through a role in the administrator account:
    $ provision-guardduty --profile management --admin-account-id 222222222222 \\
        --admin-role OrganizationAccountAccessRole --regions all --yes
`;

/** A command as the list of commands shows it: short, so that it does not widen the column of options. */
function termOf(command: Command): string {
  return [command.name(), ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' ');
}

function addRolloutOptions(command: Command): Command {
  return command
    .optionsGroup('What to roll out:')
    .option('-r, --regions <list...>', 'Regions, separated by spaces or commas; "all": every Region enabled for both accounts')
    .addOption(
      new Option('--auto-enable <who>', 'who gets GuardDuty by itself from now on').choices(Object.keys(autoEnableWords)).default('all'),
    )
    .option('--home-region <region>', 'where a first designation is made alone (default: the first Region)')
    .option('--protection-plans <plans...>', 'plan, plan=all, plan=new or plan=none; "all": every plan (see below)')
    .option('--apply-to-members', 'switch these plans on in members at once')
    .option('--migrate-eks-runtime-monitoring', 'switch it off where runtime is asked for')
    .addOption(new Option('--finding-frequency <often>', 'how often updated findings are exported').choices(frequencyWords))
    .option('--export-bucket <arn>', 'bucket, or bucket/prefix, to which findings of every Region are exported')
    .option('--export-key <arn>', 'KMS key that encrypts them; in the Region of the bucket')
    .option('--export-bucket-owner <id>', 'account that must own the bucket')
    .option('--replace-export <arn>', 'present destination that may be replaced')
    .option('--exclude-accounts <ids...>', 'accounts not to enrol; not with --auto-enable all')
    .option('--exclude-ous <ids...>', 'the same for organizational units, with everything under them')
    .option('--restart-suspended', 'also restart detectors and members that somebody suspended')
    .option('--accept-organization-policy', 'count as success that an organization policy overrides auto-enable');
}

function addModeOptions(command: Command): Command {
  return command
    .optionsGroup('How:')
    .option('--dry-run', 'read everything, print the plan, change nothing')
    .option('--check', 'like --dry-run, but exit 3 when anything would change')
    .option('-y, --yes', 'do not ask before applying; needed when there is no terminal')
    .option('--concurrency <n>', 'Regions in progress at once', '40')
    .option('--wait <seconds>', 'how long each Region waits in all for AWS to settle and for members to become enabled', '300')
    .option('--simulate [scenario]', 'use a simulated AWS: small, enterprise, brownfield, export, fresh-10k or a file (default: small)');
}

/** The command line: every option with its meaning and default. Options after the name of a command belong to that command. */
export function createProgram(version: string): Command {
  const program = new Command('provision-guardduty')
    .description('Roll Amazon GuardDuty out to every account and Region of an AWS Organization: plan, apply, prove.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    // run.ts refuses a mistyped command, in words that help.
    .allowExcessArguments(true)
    .helpCommand(false)
    .enablePositionalOptions()
    .commandsGroup('Other commands:')
    .configureHelp({ subcommandTerm: termOf });
  addRolloutOptions(program);
  addIdentityOptions(program, 'AWS profile of the account that becomes the delegated administrator');
  addModeOptions(program);
  addOutputOptions(program.optionsGroup('Output:').option('--coverage', 'also report what Runtime Monitoring really covers'));
  return program.addHelpText('after', afterHelp);
}
