import { isRegionShaped, type Region } from '../domain/ids';
import { UsageError } from '../domain/errors';
import { knownRegionsOf, partitionOf } from '../domain/partition';
import type { RolloutSettings } from '../domain/settings';
import { suggest } from '../domain/suggest';
import { parseAccountId, parseExclusions } from './parse-exclusions';
import { parseExport } from './parse-export';
import { autoEnableWords, parseFrequency, parseProtectionPlans } from './parse-protection-plans';
import type { RawOptions } from './program';
import { splitList } from './split-list';

const everyKnownRegion = (['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const).flatMap(knownRegionsOf);

function parseRegion(text: string, option: string, known: readonly string[] = everyKnownRegion): Region {
  if (isRegionShaped(text)) return text;
  throw new UsageError({
    message: `"${text}" is not a Region.${suggest(text.toLowerCase(), known)}`,
    reason: `${option} takes names such as eu-central-1.`,
    remedy: 'Correct the name.',
  });
}

/**
 * Regions as typed: names of one partition, or `all`.
 *
 * @throws UsageError
 */
export function parseRegions(values: readonly string[] | undefined): readonly Region[] | 'all' {
  const names = splitList(values ?? []);
  if (names.length === 0) {
    throw new UsageError({
      message: '--regions is missing.',
      reason: 'GuardDuty works Region by Region, so the program must know which.',
      remedy: 'Add --regions all, or name them: --regions eu-central-1,us-east-1.',
    });
  }
  if (names.includes('all')) {
    if (names.length === 1) return 'all';
    throw new UsageError({ message: '--regions takes "all" or names, not both.', remedy: 'Leave one of the two out.' });
  }
  const regions = names.map((name) => parseRegion(name, '--regions', ['all', ...everyKnownRegion]));
  const partitions = new Set(regions.map(partitionOf));
  if (partitions.size > 1) {
    throw new UsageError({
      message: `--regions mixes partitions: ${[...partitions].join(', ')}.`,
      reason: 'An organization and its credentials belong to one partition.',
      remedy: 'Make one run for each partition.',
    });
  }
  return regions;
}

/**
 * A whole number within limits.
 *
 * @throws UsageError
 */
export function parseNumber(text: string | undefined, option: string, least: number, most: number): number {
  const number = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError({
    message: `${option} is "${text ?? ''}".`,
    reason: `It takes a whole number from ${least.toString()} to ${most.toString()}.`,
    remedy: 'Correct the number.',
  });
}

/** Whether a name of `--report`, or one of several in it, is one of a form that shows organizational units. */
const showsUnits = (names: string): boolean => /\.html(?:,|$)/i.test(names);

/** Protection plans and what belongs to them. */
function parseProtection(
  options: RawOptions,
): Pick<RolloutSettings, 'features' | 'applyToMembers' | 'migrateEksRuntimeMonitoring' | 'findingFrequency' | 'readExtras' | 'readUnits'> {
  const extra = options.applyToMembers === true ? '--apply-to-members' : '--migrate-eks-runtime-monitoring';
  if (options.protectionPlans === undefined && (options.applyToMembers === true || options.migrateEksRuntimeMonitoring === true)) {
    throw new UsageError({ message: `${extra} needs --protection-plans.`, remedy: 'Name the plans, or leave it out.' });
  }
  return {
    features: parseProtectionPlans(options.protectionPlans),
    applyToMembers: options.applyToMembers ?? false,
    migrateEksRuntimeMonitoring: options.migrateEksRuntimeMonitoring ?? false,
    findingFrequency: parseFrequency(options.findingFrequency),
    readExtras: options.verbose ?? false,
    readUnits: (options.report ?? []).some(showsUnits),
  };
}

/**
 * Turns the options into the desired state, every default filled in.
 *
 * @throws UsageError for anything that does not exist or does not fit together
 */
export function parseSettings(options: RawOptions): RolloutSettings {
  if (options.dryRun === true && options.check === true) {
    throw new UsageError({ message: '--dry-run and --check exclude each other.', remedy: 'Leave one of the two out.' });
  }
  const regions = parseRegions(options.regions);
  const homeRegion = options.homeRegion === undefined ? undefined : parseRegion(options.homeRegion, '--home-region');
  if (homeRegion !== undefined && regions !== 'all' && !regions.includes(homeRegion)) {
    throw new UsageError({
      message: `The home Region ${homeRegion} is not one of the Regions of this run.`,
      remedy: 'Add it to --regions, or choose another one with --home-region.',
    });
  }
  const autoEnable = autoEnableWords[options.autoEnable ?? 'all'] ?? 'ALL';
  const protection = parseProtection(options);
  return {
    mode: options.check === true ? 'check' : options.dryRun === true ? 'dry-run' : 'apply',
    regions,
    homeRegion,
    administratorId: parseAccountId(options.adminAccountId, '--admin-account-id'),
    autoEnable,
    ...parseExclusions(options, autoEnable, protection.features),
    acceptOrganizationPolicy: options.acceptOrganizationPolicy ?? false,
    ...protection,
    export: parseExport(options, regions),
    readCoverage: options.coverage ?? false,
    restartSuspended: options.restartSuspended ?? false,
    concurrency: parseNumber(options.concurrency, '--concurrency', 1, 100),
    waitSeconds: parseNumber(options.wait, '--wait', 0, 86_400),
  };
}
