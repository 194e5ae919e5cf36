import { toJsonSchema } from '@valibot/to-json-schema';
import { carryOverSchema } from '../../../src/offboard/carry-over/carry-over';

/** The published JSON Schema of a carry-over file, made from the schema that reads it. */
export function carryOverJsonSchema(): object {
  return {
    ...toJsonSchema(carryOverSchema, { typeMode: 'input' }),
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/provision-guardduty/schema/carry-over.schema.json',
    title: 'Carry-over file of provision-guardduty offboard',
  };
}
