import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { regionName } from '../../../src/simulator/scenario/fields';
import { accountSchema, generatedAccountsSchema } from '../../../src/simulator/scenario/organization';
import { regionSchema } from '../../../src/simulator/scenario/region';
import { scenarioSchema } from '../../../src/simulator/scenario/scenario';

const convert = (schema: v.GenericSchema): JsonSchema => {
  // What JSON Schema cannot say, such as "finite", is a matter of JSON itself or is checked on reading.
  return without('$schema', toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' }));
};

const without = (key: keyof JsonSchema, schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));

/** The published JSON Schema of a scenario file, made from the schema that reads it. */
export function scenarioJsonSchema(): JsonSchema {
  // Code distinguishes entries of two forms while reading, which becomes a definition; an editor is offered both forms instead.
  const { properties, ...schema } = without('definitions', convert(scenarioSchema));
  const forms: Readonly<Record<string, readonly v.GenericSchema[]>> = {
    accounts: [accountSchema, generatedAccountsSchema],
    regions: [regionName, regionSchema],
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/provision-guardduty/schema/scenario.schema.json',
    title: 'Scenario of the simulated AWS of provision-guardduty',
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).map(([key, property]) => {
        const items = forms[key];
        return [key, items === undefined ? property : { ...(property as JsonSchema), items: { anyOf: items.map(convert) } }];
      }),
    ),
  };
}
