import { eksRuntimeMonitoring, runtimeMonitoring } from '../domain/feature';
import { UsageError } from '../domain/errors';
import { agentNames, featureNames, parentFeatures, shortName, type WantedFeature, type WantedFeatures } from '../domain/wanted-feature';
import type { AutoEnable } from '../domain/auto-enable';
import type { FindingFrequency } from '../domain/settings';
import { suggest } from '../domain/suggest';
import { splitNamed } from './split-list';

/** People's words for the organization's settings, as the command line has them. */
export const autoEnableWords: Readonly<Record<string, AutoEnable>> = { all: 'ALL', new: 'NEW', none: 'NONE' };

const option = '--protection-plans';
const known = [...featureNames.keys(), ...agentNames.keys(), 'all'];

interface Entry {
  readonly name: string;
  readonly autoEnable: AutoEnable;
}

function parseEntry(text: string): Entry {
  const [typed = '', value = 'all', ...rest] = text.split('=');
  const autoEnable = autoEnableWords[value.toLowerCase()];
  if (autoEnable === undefined || rest.length > 0) {
    throw new UsageError({
      message: `"${text}" is not a setting of a protection plan.${suggest(value, Object.keys(autoEnableWords))}`,
      reason: `${option} takes a plan, or a plan with =all, =new or =none.`,
      remedy: `For example: ${option} s3 lambda=new.`,
    });
  }
  return { name: nameOf(typed), autoEnable };
}

/** GuardDuty's name. A name in its own form that this version does not know is passed through: AWS adds plans. */
function nameOf(typed: string): string {
  const name = typed.toLowerCase();
  const found = name === 'all' ? 'all' : (featureNames.get(name) ?? agentNames.get(name));
  if (found !== undefined) return found;
  if (/^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(typed)) return typed;
  throw new UsageError({
    message: `"${typed}" is not a protection plan.${suggest(name, known)}`,
    reason: `The plans are ${[...featureNames.keys()].join(', ')}; with runtime also ${[...agentNames.keys()].join(', ')}; "all" means every plan.`,
    remedy: "Correct the name, or give GuardDuty's own, such as S3_DATA_EVENTS.",
  });
}

function refuseTwice(entries: readonly Entry[]): void {
  for (const { name, autoEnable } of entries) {
    const other = entries.find((one) => one.name === name && one.autoEnable !== autoEnable);
    if (other === undefined) continue;
    throw new UsageError({
      message: `${option} names ${name} with two values: ${other.autoEnable} and ${autoEnable}.`,
      remedy: 'Leave one of them out.',
    });
  }
}

/** Puts additional configurations, such as agents, under the features that they belong to. */
function withAdditional(
  named: readonly WantedFeature[],
  every: AutoEnable | undefined,
  entries: readonly Entry[],
): readonly WantedFeature[] {
  const parents = new Set(entries.flatMap(({ name }) => parentFeatures.get(name) ?? []));
  return [...parents].reduce((features, feature): readonly WantedFeature[] => {
    const own = entries.filter(({ name }) => parentFeatures.get(name) === feature);
    const parent = features.find((one) => one.feature === feature);
    const autoEnable = parent?.autoEnable ?? every;
    if (autoEnable === undefined || (autoEnable === 'NONE' && own.some((one) => one.autoEnable !== 'NONE'))) {
      throw new UsageError({
        message: `${own.map(({ name }) => shortName(name)).join(', ')} ${own.length === 1 ? 'belongs' : 'belong'} to ${shortName(feature)}.`,
        reason: 'It has no effect without the plan it belongs to.',
        remedy: `Add ${shortName(feature)} to ${option}.`,
      });
    }
    return [...features.filter((one) => one !== parent), { feature, autoEnable, additional: own }];
  }, named);
}

/**
 * Reads the protection plans, in people's names or GuardDuty's.
 *
 * @throws UsageError for a plan or setting that does not exist, one with two values, an agent without its plan, and both runtime plans
 */
export function parseProtectionPlans(values: readonly string[] | undefined): WantedFeatures | undefined {
  if (values === undefined) return undefined;
  const entries = splitNamed(values, option, 'plan')
    .map(parseEntry)
    .filter((entry, index, all) => all.findIndex((one) => one.name === entry.name) === index || differs(entry, all));
  refuseTwice(entries);
  const isAdditional = ({ name }: Entry): boolean => parentFeatures.has(name);
  const every = entries.find(({ name }) => name === 'all')?.autoEnable;
  const named = entries
    .filter((entry) => entry.name !== 'all' && !isAdditional(entry))
    .map(({ name, autoEnable }): WantedFeature => ({ feature: name, autoEnable, additional: [] }));
  const runtimes = named.filter(
    ({ feature, autoEnable }) => autoEnable !== 'NONE' && [runtimeMonitoring, eksRuntimeMonitoring].includes(feature),
  );
  if (
    runtimes.length > 1 ||
    (every !== undefined && every !== 'NONE' && runtimes.some(({ feature }) => feature === eksRuntimeMonitoring))
  ) {
    throw new UsageError({
      message: `${runtimeMonitoring} and ${eksRuntimeMonitoring} exclude each other.`,
      reason: 'Runtime Monitoring contains the older EKS Runtime Monitoring, and AWS refuses both together.',
      remedy: `Ask for runtime with eks-agent, and leave ${eksRuntimeMonitoring} out.`,
    });
  }
  return { every, named: withAdditional(named, every, entries.filter(isAdditional)) };
}

function differs(entry: Entry, all: readonly Entry[]): boolean {
  return all.some((one) => one.name === entry.name && one.autoEnable !== entry.autoEnable);
}

const frequencies: Readonly<Record<string, FindingFrequency>> = { '15m': 'FIFTEEN_MINUTES', '1h': 'ONE_HOUR', '6h': 'SIX_HOURS' };

/** People's words for the frequencies, for the command line. */
export const frequencyWords: readonly string[] = Object.keys(frequencies);

/** Reads a word that commander has checked. */
export function parseFrequency(word: string | undefined): FindingFrequency | undefined {
  return word === undefined ? undefined : frequencies[word];
}
