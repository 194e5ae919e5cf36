import { eksRuntimeMonitoring, runtimeMonitoring } from '../../domain/feature';
import { agentNames, shortName } from '../../domain/wanted-feature';
import type { CarriedFeature, CarriedRegion, CarryOver } from './carry-over';

type Rollout = CarryOver['rollouts'][number];

/** People's words for the frequencies. */
const frequencies: ReadonlyMap<string, string> = new Map([
  ['FIFTEEN_MINUTES', '15m'],
  ['ONE_HOUR', '1h'],
  ['SIX_HOURS', '6h'],
]);

interface Expression {
  readonly plans: readonly string[];
  readonly notExpressible: readonly string[];
}

const agents: ReadonlySet<string> = new Set(agentNames.values());

/** One protection plan as `--protection-plans` takes it; what the option has no words for is named. */
function expressed({ name, autoEnable, additionalConfiguration }: CarriedFeature, hasRuntime: boolean): Expression {
  const on = autoEnable !== 'NONE';
  const legacy = name === eksRuntimeMonitoring && hasRuntime;
  const extras = additionalConfiguration.filter((one) => one.autoEnable !== 'NONE');
  const isWord = (extra: string): boolean => on && name === runtimeMonitoring && agents.has(extra);
  const plan = on && !legacy ? [`${shortName(name)}=${autoEnable.toLowerCase()}`] : [];
  return {
    plans: [...plan, ...extras.filter((one) => isWord(one.name)).map((one) => `${shortName(one.name)}=${one.autoEnable.toLowerCase()}`)],
    notExpressible: [
      ...(on && legacy ? [`${name} ${autoEnable}`] : []),
      ...extras.filter((one) => !isWord(one.name)).map((one) => `${name}/${one.name} ${one.autoEnable}`),
    ],
  };
}

function exportOptions({ destination }: CarriedRegion): {
  readonly options: readonly string[];
  readonly notExpressible: readonly string[];
} {
  if (destination === null) return { options: [], notExpressible: [] };
  const { destinationArn, kmsKeyArn, expectedBucketOwner } = destination;
  return {
    options: [
      '--export-bucket',
      destinationArn,
      '--export-key',
      kmsKeyArn,
      ...(expectedBucketOwner === null ? [] : ['--export-bucket-owner', expectedBucketOwner]),
    ],
    notExpressible: expectedBucketOwner === null ? ['export of findings: add --export-bucket-owner, which AWS does not show'] : [],
  };
}

/**
 * A feature without what is for new accounts only: to a new administrator every account is new, and a plan that says `NEW` would be switched
 * on in members that never had it. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
function withoutNew(feature: CarriedFeature): CarriedFeature {
  const off = feature.autoEnable === 'NEW';
  return {
    name: feature.name,
    autoEnable: off ? 'NONE' : feature.autoEnable,
    additionalConfiguration: feature.additionalConfiguration.filter((one) => !off && one.autoEnable !== 'NEW'),
  };
}

function planOptions(expressions: readonly Expression[]): readonly string[] {
  const plans = expressions.flatMap((one) => one.plans);
  return plans.length === 0 ? [] : ['--protection-plans', plans.join(',')];
}

function rolloutOf(region: CarriedRegion): Omit<Rollout, 'regions'> {
  const { autoEnable, features, findingFrequency } = region;
  const hasRuntime = features.some((one) => one.name === runtimeMonitoring && one.autoEnable !== 'NONE');
  const expressions = features.map((feature) => expressed(feature, hasRuntime));
  const often = frequencies.get(findingFrequency ?? '');
  const exported = exportOptions(region);
  const optionsWith = (plans: readonly string[]): string[] => [
    ...(autoEnable === null ? [] : ['--auto-enable', autoEnable.toLowerCase()]),
    ...plans,
    ...(often === undefined ? [] : ['--finding-frequency', often]),
    ...exported.options,
  ];
  const first = optionsWith(planOptions(features.map((feature) => expressed(withoutNew(feature), hasRuntime))));
  const all = optionsWith(planOptions(expressions));
  return {
    runs: JSON.stringify(first) === JSON.stringify(all) ? [all] : [first, all],
    notExpressible: [...expressions.flatMap((one) => one.notExpressible), ...exported.notExpressible],
  };
}

/** The options with which a rollout gives another administrator the settings of a file; Regions with the same ones share an entry. */
export function rolloutsOf(regions: readonly CarriedRegion[]): Rollout[] {
  const groups = new Map<string, Rollout>();
  for (const region of regions) {
    const rollout = rolloutOf(region);
    const key = JSON.stringify(rollout);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { regions: [region.region], ...rollout });
    else group.regions.push(region.region);
  }
  return [...groups.values()];
}
