import { type Command, Option } from 'commander';

/** What commander hands over of the options that every run against AWS has: names as typed, values as text. */
export interface RunOptions {
  readonly regions?: readonly string[];
  readonly profile?: string;
  readonly adminProfile?: string;
  readonly adminRole?: string;
  readonly adminAccountId?: string;
  readonly dryRun?: boolean;
  readonly output?: string;
  readonly concurrency?: string;
  readonly wait?: string;
  readonly simulate?: string | true;
  readonly report?: readonly string[];
  readonly logFile?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** The options for both identities. */
export function addIdentityOptions(command: Command, adminProfile: string): Command {
  return command
    .optionsGroup('Who does it:')
    .option('--profile <name>', 'AWS profile of the management account (default: AWS_PROFILE, else the default chain)')
    .option('--admin-profile <name>', adminProfile)
    .option('--admin-role <name or ARN>', 'instead: role to assume there with the management credentials')
    .option('--admin-account-id <id>', 'the administrator; needed with a role name, otherwise checked');
}

/** The options for what a run writes. The caller has begun their group. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(new Option('--output <form>', 'what goes to stdout').choices(['text', 'json']).default('text'))
    .option('--report <files...>', 'write reports: .html, .json, .csv or .md, by the ending')
    .option('--log-file <file>', 'write one JSON line per AWS request')
    .option('-q, --quiet', 'no progress')
    .option('--verbose', 'show every step')
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .optionsGroup('Other:');
}
