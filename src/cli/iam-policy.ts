import { Argument, Option, type Command } from 'commander';
import { UsageError } from '../domain/errors';
import { partitionOf, type Partition } from '../domain/partition';
import { policyFor } from '../permissions/policy';
import type { Holder } from '../permissions/permissions';
import { exportPolicy, type ExportResource, type RawExportPolicyOptions } from './export-policy';
import { parseIdentities } from './parse-identities';
import { frequencyWords } from './parse-protection-plans';
import { parseSettings } from './parse-settings';
import type { RawOptions } from './program';

/** The options of `iam-policy`: those of the rollout that change what it needs, and two of its own. */
interface RawPolicyOptions extends RawOptions, RawExportPolicyOptions {
  readonly partition?: Partition;
  readonly withoutManagement?: boolean;
}

const partitions: readonly Partition[] = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];

const exportResources: readonly ExportResource[] = ['export-bucket', 'export-key'];

/** Adds `iam-policy` to the program; `print` gets the text for stdout, `warn` what people should know. */
export function addIamPolicy(program: Command, print: (text: string) => void, warn: (line: string) => void): void {
  program
    .command('iam-policy')
    .summary('print the IAM policy that a rollout needs')
    .description(
      'Print the least-privilege IAM policy of one of the two identities as JSON, or what the policy of the bucket or the key of an export has to say, ready to paste. Give the options of the rollout that change what it needs.',
    )
    .addArgument(new Argument('<identity>', 'whose policy').choices(['management', 'administrator', ...exportResources]))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .option('-r, --regions <list...>', 'allow GuardDuty in these Regions only (default: all)')
    .addOption(new Option('--partition <name>', 'partition of the accounts (default: that of the Regions, else aws)').choices(partitions))
    .option('--exclude-ous <ids...>', 'for a rollout with --exclude-ous')
    .option('--protection-plans <plans...>', 'for a rollout with --protection-plans')
    .option('--apply-to-members', 'for a rollout with --apply-to-members')
    .addOption(new Option('--finding-frequency <often>', 'for a rollout with --finding-frequency').choices(frequencyWords))
    .option('--verbose', 'for a rollout with --verbose')
    .option('--restart-suspended', 'for a rollout with --restart-suspended')
    .option('--report <files...>', 'for a rollout with --report')
    .option('--dry-run', 'for a rollout with --dry-run: nothing but reading')
    .option('--check', 'for a rollout with --check: nothing but reading')
    .option('--without-management', 'for a rollout with credentials of the administrator alone')
    .option('--admin-role <name or ARN>', 'for a rollout with --admin-role')
    .option('--admin-account-id <id>', 'needed with the name of a role, and for the policies of an export')
    .option('--export-bucket <arn>', 'the bucket of the export')
    .option('--export-key <arn>', 'the key of the export')
    .option('--export-bucket-owner <id>', 'the account that owns the bucket')
    .action((whose: Holder | ExportResource, options: RawPolicyOptions) => {
      if (whose === 'management' || whose === 'administrator') print(iamPolicy(whose, options));
      else print(exportPolicy(whose, options, warn));
    });
}

function partitionFor({ partition }: RawPolicyOptions, regions: ReturnType<typeof parseSettings>['regions']): Partition {
  const first = regions === 'all' ? undefined : regions[0];
  if (first === undefined) return partition ?? 'aws';
  const found = partitionOf(first);
  if (partition === undefined || partition === found) return found;
  throw new UsageError({
    message: `The Region ${first} belongs to the partition ${found}, --partition names ${partition}.`,
    remedy: 'Leave one of the two out.',
  });
}

/**
 * The text of one policy.
 *
 * @throws UsageError for options that do not exist or do not fit together
 */
function iamPolicy(holder: Holder, options: RawPolicyOptions): string {
  if (holder === 'management' && options.withoutManagement === true) {
    throw new UsageError({
      message: 'A run without the management account needs no policy there.',
      reason: '--without-management was given.',
      remedy: 'Leave --without-management out, or ask for the policy of the administrator.',
    });
  }
  // Options that change no permission get values with which everything else fits together.
  const other = { autoEnable: 'new', concurrency: '1', wait: '0' };
  const settings = parseSettings({ ...options, ...other, regions: options.regions ?? ['all'] });
  const partition = partitionFor(options, settings.regions);
  const { administrator } = parseIdentities(options, settings.administratorId);
  const role = administrator?.kind === 'role' ? administrator : undefined;
  const arn =
    role?.role.startsWith('arn:') === true
      ? role.role
      : `arn:${partition}:iam::${role?.accountId ?? ''}:role/${role?.role.replace(/^\//, '') ?? ''}`;
  const policy = policyFor({
    holder,
    partition,
    settings,
    withManagement: options.withoutManagement !== true,
    administratorRole: role === undefined ? undefined : arn,
  });
  return `${JSON.stringify(policy, null, 2)}\n`;
}
