import { agentWords, frequencies, legacyRuntime, planWords, runtime, type Level } from './vocabulary';

/** The management and the administrator account of every world. */
export const managementId = '111111111111';
export const administratorId = '222222222222';

/** The bucket and the key to which findings are to go in every world, and a bucket of former days. */
export const bucket = 'oracle-findings';
export const bucketArn = `arn:aws:s3:::${bucket}`;
export const olderBucketArn = 'arn:aws:s3:::oracle-older-findings';
export const keyArn = `arn:aws:kms:eu-west-1:${administratorId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const olderKeyArn = `arn:aws:kms:eu-west-1:${administratorId}:key/0000abcd-12ab-34cd-56ef-1234567890ab`;

export type Mode = 'apply' | 'check' | 'dry-run';

/** The options of one run, before they become arguments. */
export interface Options {
  readonly regions: 'all' | readonly string[];
  readonly identities: 'both' | 'role' | 'administrator';
  readonly mode: Mode;
  /** As typed; undefined: the default, `all`. */
  readonly autoEnable: Level | undefined;
  /** As typed, such as `s3` or `lambda=new`; empty: not given. */
  readonly plans: readonly string[];
  readonly applyToMembers: boolean;
  readonly migrate: boolean;
  readonly restartSuspended: boolean;
  readonly acceptPolicy: boolean;
  readonly frequency: string | undefined;
  readonly excludeAccounts: readonly string[];
  readonly excludeOus: readonly string[];
  readonly homeRegion: string | undefined;
  readonly concurrency: number | undefined;
  readonly wait: number;
  readonly verbose: boolean;
  /** An export of findings to the bucket of every world, and whether the older one may be replaced. */
  readonly exports: { readonly replace: boolean } | undefined;
}

/** What the options ask of protection plans. */
export interface AskedPlans {
  readonly every: Level | undefined;
  readonly features: ReadonlyMap<string, Level>;
  /** By `FEATURE/ADDITIONAL`. */
  readonly additional: ReadonlyMap<string, Level>;
}

const levels: Readonly<Record<string, Level>> = { all: 'ALL', new: 'NEW', none: 'NONE' };

/** A plan alone means `=all`; agents belong to Runtime Monitoring. */
export function askedPlans({ plans }: Pick<Options, 'plans'>): AskedPlans {
  const features = new Map<string, Level>();
  const additional = new Map<string, Level>();
  let every: Level | undefined;
  for (const typed of plans) {
    const [name = '', word = 'all'] = typed.split('=');
    const level = levels[word] ?? 'ALL';
    const agent = agentWords[name];
    if (name === 'all') every = level;
    else if (agent !== undefined) additional.set(`${runtime}/${agent}`, level);
    else features.set(planWords[name] ?? name, level);
  }
  return { every, features, additional };
}

/** The level that is asked for; undefined: none is. The legacy plan is meant by its own name only. */
export function levelOf({ every, features, additional }: AskedPlans, name: string): Level | undefined {
  if (name.includes('/')) return additional.get(name);
  return features.get(name) ?? (name === legacyRuntime ? undefined : every);
}

/** Whether the options contradict each other, so that the run has to be refused before any request (sections 2 and 5 of the product page). */
export function contradicts(options: Options): boolean {
  const { autoEnable = 'ALL', plans, excludeAccounts, excludeOus, applyToMembers, migrate, homeRegion, regions } = options;
  const { every, features, additional } = askedPlans(options);
  const excludes = excludeAccounts.length + excludeOus.length > 0;
  const all = [every, ...features.values(), ...additional.values()].includes('ALL');
  const runtimeLevel = features.get(runtime) ?? every;
  const agentsWanted = [...additional.values()].some((level) => level !== 'NONE');
  return (
    (excludes && (autoEnable === 'ALL' || all)) ||
    (plans.length === 0 && (applyToMembers || migrate)) ||
    (additional.size > 0 && (runtimeLevel === undefined || (runtimeLevel === 'NONE' && agentsWanted))) ||
    (isWanted(features.get(legacyRuntime)) && isWanted(runtimeLevel)) ||
    (homeRegion !== undefined && regions !== 'all' && !regions.includes(homeRegion))
  );
}

/** Whether the legacy plan is to give way to the newer one: by the option, or by naming it as `none` beside the newer one. */
export function migrates(options: Options): boolean {
  const plans = askedPlans(options);
  return isWanted(levelOf(plans, runtime)) && (options.migrate || levelOf(plans, legacyRuntime) === 'NONE');
}

function isWanted(level: Level | undefined): boolean {
  return level !== undefined && level !== 'NONE';
}

/** The words of the finding frequency on the wire. */
export function wantedFrequency({ frequency }: Options): string | undefined {
  return frequency === undefined ? undefined : frequencies[frequency];
}

const identityArguments: Readonly<Record<Options['identities'], readonly string[]>> = {
  both: ['--profile', 'management', '--admin-profile', 'security'],
  role: ['--profile', 'management', '--admin-role', 'OrganizationAccountAccessRole', '--admin-account-id', administratorId],
  administrator: ['--admin-profile', 'security'],
};

const modeArguments: Readonly<Record<Mode, string>> = { apply: '--yes', check: '--check', 'dry-run': '--dry-run' };

function exportArguments({ exports }: Options): readonly string[] {
  if (exports === undefined) return [];
  const target = ['--export-bucket', bucketArn, '--export-key', keyArn, '--export-bucket-owner', administratorId];
  return exports.replace ? [...target, '--replace-export', olderBucketArn] : target;
}

/** The command line; what a repeated run shares with the first is in `options`, so the mode comes separately. */
export function toArguments(options: Options, mode: Mode = options.mode): readonly string[] {
  const flag = (name: string, given: boolean): readonly string[] => (given ? [name] : []);
  const value = (name: string, given: string | number | undefined): readonly string[] => (given === undefined ? [] : [name, String(given)]);
  const list = (name: string, given: readonly string[]): readonly string[] => (given.length === 0 ? [] : [name, ...given]);
  return [
    ...identityArguments[options.identities],
    ...list('--regions', options.regions === 'all' ? ['all'] : options.regions),
    modeArguments[mode],
    ...value('--auto-enable', options.autoEnable?.toLowerCase()),
    ...list('--protection-plans', options.plans),
    ...flag('--apply-to-members', options.applyToMembers),
    ...flag('--migrate-eks-runtime-monitoring', options.migrate),
    ...flag('--restart-suspended', options.restartSuspended),
    ...flag('--accept-organization-policy', options.acceptPolicy),
    ...value('--finding-frequency', options.frequency),
    ...list('--exclude-accounts', options.excludeAccounts),
    ...list('--exclude-ous', options.excludeOus),
    ...value('--home-region', options.homeRegion),
    ...value('--concurrency', options.concurrency),
    ...value('--wait', options.wait),
    ...flag('--verbose', options.verbose),
    ...exportArguments(options),
  ];
}
