import { scenarioJsonSchema } from '../../docs/support/scenario-schema';
import { parseScenario } from '../../../src/simulator/scenario/load-scenario';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { scenarioInput } from '../support/simulated';

interface Schema {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const account = '^\\d{12}$';
const region = '^[a-z]{2,4}(-[a-z]+)+-\\d$';

/** Keys that hold an account id or a Region, by their path in the schema. */
function references(schema: Schema, path = ''): string[] {
  const { properties = {}, propertyNames, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  return [
    ...(schema.pattern === account || schema.pattern === region ? [path] : []),
    ...Object.entries(properties).flatMap(([key, value]) => references(value, path === '' ? key : `${path}.${key}`)),
    ...(propertyNames ? references(propertyNames, `${path}.*`) : []),
    ...(typeof additionalProperties === 'object' ? references(additionalProperties, `${path}.*`) : []),
    ...(items ? references(items, path) : []),
    ...[...anyOf, ...oneOf].flatMap((form) => references(form, path)),
  ];
}

const unknown = 'eu-west-9';
const [management, ...others] = scenarioInput().accounts;

/** What is looked up elsewhere in the scenario or in the partition, with a scenario in which it is not there. */
const lookedUp: Readonly<Record<string, Partial<ScenarioInput>>> = {
  'organization.managementAccount': { organization: { managementAccount: '999999999999' } },
  'accounts.id': { accounts: [...scenarioInput().accounts, ...others] },
  'accounts.firstId': { accounts: [...scenarioInput().accounts, { count: 5 }, { count: 5, firstId: '300000000003' }] },
  'accounts.regions.*': { accounts: [{ ...(management as { id: string; name: string }), regions: { [unknown]: 'ENABLED' } }, ...others] },
  regions: { regions: [unknown] },
  'regions.name': { regions: [{ name: unknown }] },
  'buckets.region': { buckets: [{ name: 'x', region: unknown, owner: '300000000001' }] },
  'denials.regions': { denials: [{ actions: ['*'], regions: [unknown] }] },
  'faults.on.region': { faults: [{ on: { region: unknown }, then: { kind: 'reset' } }] },
  'faults.then.region': { faults: [{ then: { kind: 'change', region: 'ap-south-1' } }] },
};

/** Accounts that may be outside the organization, since AWS knows such cases or a test wants them. */
const mayBeOutside = [
  'administratorAccount',
  'buckets.owner',
  'denials.accounts',
  'faults.on.account',
  'faults.then.accounts',
  'faults.then.administrator.account',
  'faults.then.detectors.accounts',
  'faults.then.members.accounts',
  'faults.then.members.administrator',
  'organization.delegatedAdministrators.account',
  'policies.account',
  'regions.administrator.account',
  'regions.coverage.account',
  'regions.customRules.excludeAccountIds',
  'regions.customRules.includeAccountIds',
  'regions.detectors.accounts',
  'regions.members.accounts',
  'regions.members.administrator',
  'regions.otherAdministrators.account',
  'regions.publishingDestinations.account',
  'regions.publishingDestinations.expectedBucketOwner',
  'regions.usage.account',
  'roles.account',
  'roles.trusts',
];

test('every key with an account id or a Region is checked, or can name one that is not in the scenario', () => {
  const found = new Set(references(scenarioJsonSchema() as Schema));
  expect([...found].sort()).toEqual([...Object.keys(lookedUp), ...mayBeOutside].sort());
});

test.each(Object.entries(lookedUp))('%s must be known', (path, change) => {
  const [key = ''] = path.split('.');
  expect(() => parseScenario(scenarioInput(change), 'test')).toThrow(new RegExp(`^ {2}- ${key}\\b`, 'm'));
});

test('the parent of an organizational unit must be in the scenario', () => {
  const organization = { ...scenarioInput().organization, organizationalUnits: [{ id: 'ou-1', name: 'A', parent: 'ou-2' }] };
  expect(() => parseScenario(scenarioInput({ organization }), 'test')).toThrow(
    'organization.organizationalUnits[0].parent: "ou-2" is not known; allowed: ou-1',
  );
});
