import { supportedOperators } from '../access/condition';
import { featureCatalog } from '../guardduty/rules/feature-catalog';
import { keyRegionOf } from '../kms/key';
import { allRegionsOf } from '../world/regions';
import { isTextName, textNames } from '../world/texts';
import { services } from '../services';
import { serviceNames } from '../wire/service-name';
import type { Change } from './change';
import type { Scenario } from './scenario';

/** Finds the problems between parts of a scenario. Empty if there are none. */
export function crossChecks(scenario: Scenario): string[] {
  return [
    ...accountProblems(scenario),
    ...unitProblems(scenario),
    ...policyProblems(scenario),
    ...regionProblems(scenario),
    ...faultProblems(scenario),
    ...accessProblems(scenario),
    ...denialProblems(scenario),
    ...storageProblems(scenario),
    ...Object.keys(scenario.texts)
      .filter((name) => !isTextName(name))
      .map((name) => `texts.${name}: is not the name of a text; allowed: ${textNames.join(', ')}`),
  ];
}

function accountProblems(scenario: Scenario): string[] {
  const problems: string[] = [];
  const units = new Set(scenario.organization.organizationalUnits.map((unit) => unit.id));
  const seen = new Set<string>();
  const known = allRegionsOf(scenario.partition);
  const generated: { readonly from: bigint; readonly to: bigint; readonly at: string }[] = [];
  scenario.accounts.forEach((account, index) => {
    const at = `accounts[${String(index)}]`;
    if (account.organizationalUnit !== undefined && !units.has(account.organizationalUnit)) {
      problems.push(`${at}.organizationalUnit: "${account.organizationalUnit}" is not one of organization.organizationalUnits`);
    }
    problems.push(...unknownNames(Object.keys(account.regions ?? {}), known, `${at}.regions`));
    if ('count' in account) {
      const from = BigInt(account.firstId);
      const to = from + BigInt(account.count - 1);
      if (to > 999_999_999_999n) problems.push(`${at}.count: the ids run past 999999999999`);
      const other = generated.find((range) => from <= range.to && range.from <= to);
      if (other) problems.push(`${at}.firstId: the generated ids overlap those of ${other.at}`);
      generated.push({ from, to, at });
    } else {
      if (seen.has(account.id)) problems.push(`${at}.id: ${account.id} is listed twice`);
      seen.add(account.id);
    }
  });
  const has = (id: string): boolean => seen.has(id) || generated.some((range) => BigInt(id) >= range.from && BigInt(id) <= range.to);
  if (!has(scenario.organization.managementAccount)) {
    problems.push(`organization.managementAccount: ${scenario.organization.managementAccount} is not in accounts`);
  }
  return problems;
}

/** The parent of each organizational unit must be in the scenario. */
function unitProblems({ organization: { organizationalUnits } }: Scenario): string[] {
  const ids = organizationalUnits.map(({ id }) => id);
  return organizationalUnits.flatMap(({ parent }, index) =>
    unknownNames(parent, ids, `organization.organizationalUnits[${String(index)}].parent`),
  );
}

function policyProblems({ organization, accounts }: Scenario): string[] {
  const { policyTypes, policyManagedFeatures, guarddutyPolicies = [], organizationalUnits } = organization;
  const enabled = policyTypes.some(({ type }) => type === 'GUARDDUTY_POLICY');
  const needsType = (at: string): string[] => (enabled ? [] : [`${at}: needs GUARDDUTY_POLICY in organization.policyTypes`]);
  const managedAt = 'organization.policyManagedFeatures';
  const targets = ['root', ...organizationalUnits.map(({ id }) => id), ...accounts.flatMap((entry) => ('id' in entry ? [entry.id] : []))];
  return [
    ...(policyManagedFeatures.length > 0 ? needsType(managedAt) : []),
    ...guarddutyPolicies.flatMap((policy, index) => {
      const at = `organization.guarddutyPolicies[${String(index)}].targets`;
      return [...(policy.targets.length > 0 ? needsType(at) : []), ...unknownNames(policy.targets, targets, at)];
    }),
  ];
}

function regionProblems(scenario: Scenario): string[] {
  const problems: string[] = [];
  const known = allRegionsOf(scenario.partition);
  const seen = new Set<string>();
  scenario.regions.forEach((region, index) => {
    const at = `regions[${String(index)}]`;
    if (!known.includes(region.name)) {
      problems.push(`${at}.name: ${region.name} is not a Region of the partition ${scenario.partition}; allowed: ${known.join(', ')}`);
    }
    if (seen.has(region.name)) problems.push(`${at}.name: ${region.name} is listed twice`);
    seen.add(region.name);
    problems.push(...additionalProblems([region.organizationConfiguration, ...region.detectors, ...region.members], at));
    if (region.administrator?.status === 'DISABLE_IN_PROGRESS' && scenario.timing.removalSeconds === 0) {
      problems.push(`${at}.administrator.status: DISABLE_IN_PROGRESS needs timing.removalSeconds to be null or more than 0`);
    }
    if (region.organizationConfiguration && !region.administrator) {
      problems.push(`${at}.organizationConfiguration: needs an administrator`);
    }
    region.members.forEach((members, place) => {
      if (members.administrator === undefined && !region.administrator) {
        problems.push(`${at}.members[${String(place)}].administrator: is missing, and the Region has no administrator`);
      }
    });
  });
  return problems;
}

type Setting = string | { readonly additional: Readonly<Record<string, string>> };

interface WithFeatures {
  readonly features: Readonly<Record<string, Setting>>;
}

function additionalProblems(parts: readonly (WithFeatures | undefined)[], at: string): string[] {
  const settings = parts.flatMap((part) => Object.entries(part?.features ?? {}));
  return settings.flatMap(([name, setting]) => {
    const { additional = [], accepts = [] } = featureCatalog.get(name) ?? {};
    const given = typeof setting === 'string' ? [] : Object.keys(setting.additional);
    return unknownNames(given, [...additional, ...accepts], `${at}: additional configuration of ${name}`);
  });
}

function faultProblems(scenario: Scenario): string[] {
  const operationNames = Object.values(services).flatMap(({ operations }) => [...operations.keys()]);
  const regions = scenario.regions.map(({ name }) => name);
  return scenario.faults.flatMap(({ on, then }, index) => [
    ...(then.kind === 'change' ? changeProblems(then, regions, `faults[${String(index)}].then`) : []),
    ...unknownNames(on.service, serviceNames, `faults[${String(index)}].on.service`),
    ...unknownNames(on.operation, operationNames, `faults[${String(index)}].on.operation`),
    ...unknownNames(on.region, allRegionsOf(scenario.partition), `faults[${String(index)}].on.region`),
  ]);
}

function changeProblems({ region, organizationConfiguration, detectors }: Change, regions: readonly string[], at: string): string[] {
  return [...unknownNames(region, regions, `${at}.region`), ...additionalProblems([organizationConfiguration, ...detectors], at)];
}

function unknownNames(names: string | string[] | undefined, allowed: readonly string[], at: string): string[] {
  return [names ?? []]
    .flat()
    .filter((name) => !allowed.includes(name))
    .map((name) => `${at}: "${name}" is not known; allowed: ${allowed.join(', ')}`);
}

function accessProblems(scenario: Scenario): string[] {
  const policies = [
    ...scenario.policies.map(({ document }, index) => ({ at: `policies[${String(index)}].document`, statements: document.Statement })),
    ...scenario.buckets.map(({ policy }, index) => ({ at: `buckets[${String(index)}].policy`, statements: policy?.Statement ?? [] })),
    ...scenario.keys.map(({ policy }, index) => ({ at: `keys[${String(index)}].policy`, statements: policy?.Statement ?? [] })),
  ];
  return policies.flatMap(({ at, statements }) =>
    [statements].flat().flatMap(({ Condition }) =>
      Object.keys(Condition)
        .filter((operator) => !supportedOperators.includes(operator))
        .map((operator) => `${at}: condition operator ${operator} is not simulated; allowed: ${supportedOperators.join(', ')}`),
    ),
  );
}

function denialProblems({ partition, denials }: Scenario): string[] {
  return denials.flatMap(({ regions }, index) => unknownNames(regions, allRegionsOf(partition), `denials[${String(index)}].regions`));
}

function storageProblems({ partition, buckets, keys }: Scenario): string[] {
  const known = allRegionsOf(partition);
  const places = [
    ...buckets.map(({ name, region }, index) => ({ at: `buckets[${String(index)}]`, id: name, region })),
    ...keys.map(({ arn }, index) => ({ at: `keys[${String(index)}]`, id: arn, region: keyRegionOf(arn) ?? '' })),
  ];
  return places.flatMap(({ at, id, region }, index) => [
    ...(known.includes(region) ? [] : [`${at}: ${region} is not a Region of the partition ${partition}; allowed: ${known.join(', ')}`]),
    ...(places.findIndex((other) => other.id === id) < index ? [`${at}: ${id} is listed twice`] : []),
  ]);
}
