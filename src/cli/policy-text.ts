import { UsageError } from '../domain/errors';
import type { AccountId } from '../domain/ids';
import { partitionOf, type Partition } from '../domain/partition';
import { policyFor } from '../permissions/policy';
import type { Holder } from '../permissions/permissions';
import { exportPolicy, type ExportResource, type RawExportPolicyOptions } from './export-policy';
import { parseAccountId } from './parse-exclusions';
import { parseIdentities } from './parse-identities';
import { parseRegions, parseSettings } from './parse-settings';
import type { RawOptions } from './program';

/** The options of `iam-policy`: those of the rollout that change what it needs, and two of its own. */
export interface RawPolicyOptions extends RawOptions, RawExportPolicyOptions {
  readonly partition?: Partition;
  readonly withoutManagement?: boolean;
  readonly offboard?: boolean;
}

/** Whose policy it is. */
export type PolicyHolder = Holder | ExportResource;

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
async function offboardPolicy(holder: PolicyHolder, options: RawPolicyOptions): Promise<string> {
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

/**
 * The text of one policy, ready to paste.
 *
 * @param warn takes what people should know
 * @throws UsageError for options that do not exist or do not fit together
 */
export async function policyText(whose: PolicyHolder, options: RawPolicyOptions, warn: (line: string) => void): Promise<string> {
  if (options.offboard === true) return offboardPolicy(whose, options);
  return whose === 'management' || whose === 'administrator' ? iamPolicy(whose, options) : exportPolicy(whose, options, warn);
}
