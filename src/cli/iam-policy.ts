import { Argument, Option, type Command } from 'commander';
import { UsageError } from '../domain/errors';
import type { AccountId } from '../domain/ids';
import { partitionOf, type Partition } from '../domain/partition';
import { policyFor } from '../permissions/policy';
import type { Holder } from '../permissions/permissions';
import { exportPolicy, type ExportResource, type RawExportPolicyOptions } from './export-policy';
import { parseAccountId } from './parse-exclusions';
import { parseIdentities } from './parse-identities';
import { frequencyWords } from './parse-protection-plans';
import { parseRegions, parseSettings } from './parse-settings';
import type { RawOptions } from './program';

/** The options of `iam-policy`: those of the rollout that change what it needs, and two of its own. */
interface RawPolicyOptions extends RawOptions, RawExportPolicyOptions {
  readonly partition?: Partition;
  readonly withoutManagement?: boolean;
  readonly offboard?: boolean;
}

const partitions: readonly Partition[] = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];

const exportResources: readonly ExportResource[] = ['export-bucket', 'export-key'];

/** Adds `iam-policy` to the program. `print` writes to stdout; `warn` takes what people should know. */
export function addIamPolicy(program: Command, print: (text: string) => void, warn: (line: string) => void): void {
  program
    .command('iam-policy')
    .summary('print the IAM policy that a run needs')
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
    .option('--coverage', 'for a rollout with --coverage')
    .option('--verbose', 'for a rollout with --verbose')
    .option('--restart-suspended', 'for a rollout with --restart-suspended')
    .option('--report <files...>', 'for a rollout with --report')
    .option('--dry-run', 'for a rollout with --dry-run: nothing but reading')
    .option('--check', 'for a rollout with --check: nothing but reading')
    .option('--offboard', 'for the command offboard instead of a rollout')
    .option('--without-management', 'for a rollout with credentials of the administrator alone')
    .option('--admin-role <name or ARN>', 'for a rollout with --admin-role')
    .option('--admin-account-id <id>', 'needed with the name of a role, and for the policies of an export')
    .option('--export-bucket <arn>', 'for a rollout with --export-bucket, and for the policies of an export')
    .option('--export-key <arn>', 'the key of the export')
    .option('--export-bucket-owner <id>', 'the account that owns the bucket of the export')
    .action(async (whose: Holder | ExportResource, options: RawPolicyOptions) => {
      if (options.offboard === true) print(await offboardPolicy(whose, options));
      else if (whose === 'management' || whose === 'administrator') print(iamPolicy(whose, options));
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
  // Options that change no permission get values that fit all others.
  const other = { autoEnable: 'new', concurrency: '1', wait: '0' };
  const settings = parseSettings({ ...options, ...other, regions: options.regions ?? ['all'] });
  const partition = partitionFor(options, settings.regions);
  const policy = policyFor({
    holder,
    partition,
    settings,
    withManagement: options.withoutManagement !== true,
    administratorRole: roleArn(options, settings.administratorId, partition),
  });
  return `${JSON.stringify(policy, null, 2)}\n`;
}

/** The ARN of the role that the management account assumes to be the administrator, where it does. */
function roleArn(options: RawPolicyOptions, administratorId: AccountId | undefined, partition: Partition): string | undefined {
  const { administrator } = parseIdentities(options, administratorId);
  if (administrator?.kind !== 'role') return undefined;
  const { role, accountId } = administrator;
  return role.startsWith('arn:') ? role : `arn:${partition}:iam::${accountId ?? ''}:role/${role.replace(/^\//, '')}`;
}

/** Options that change what an off-boarding needs. */
const offboardOptions: ReadonlySet<string> = new Set(['offboard', 'regions', 'partition', 'dryRun', 'adminRole', 'adminAccountId']);

/**
 * The text of one policy of an off-boarding.
 *
 * @throws UsageError for options that do not exist or do not fit together
 */
async function offboardPolicy(holder: Holder | ExportResource, options: RawPolicyOptions): Promise<string> {
  if (holder !== 'management' && holder !== 'administrator') {
    throw new UsageError({ message: `--offboard has nothing to do with ${holder}.`, remedy: 'Leave --offboard out.' });
  }
  const other = Object.keys(options).find((name) => !offboardOptions.has(name));
  if (other !== undefined) {
    const flag = `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UsageError({
      message: `--offboard and ${flag} exclude each other.`,
      reason: `${flag} is an option of the rollout.`,
      remedy: 'Leave one of the two out.',
    });
  }
  const regions = parseRegions(options.regions ?? ['all']);
  const administratorId = parseAccountId(options.adminAccountId, '--admin-account-id');
  const administratorRole = roleArn(options, administratorId, partitionFor(options, regions));
  // Loaded only here: the rollout's part of the program does not know these permissions.
  const { offboardPolicyFor } = await import('../permissions/offboard-policy');
  const policy = offboardPolicyFor({ holder, regions, dryRun: options.dryRun === true, administratorRole });
  return `${JSON.stringify(policy, null, 2)}\n`;
}
