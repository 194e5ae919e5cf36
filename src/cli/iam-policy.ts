import { Argument, Option, type Command } from 'commander';
import type { Partition } from '../domain/partition';
import { frequencyWords } from './parse-protection-plans';
import type { ExportResource } from './export-policy';
import type { PolicyHolder, RawPolicyOptions } from './policy-text';

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
    .action(async (whose: PolicyHolder, options: RawPolicyOptions) => {
      // Loaded now and not before, so that help and refusals answer at once.
      const { policyText } = await import('./policy-text');
      print(await policyText(whose, options, warn));
    });
}
