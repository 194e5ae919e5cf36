import * as accountModel from '@aws-sdk/client-account';
import * as guarddutyModel from '@aws-sdk/client-guardduty';
import * as organizationsModel from '@aws-sdk/client-organizations';
import * as stsModel from '@aws-sdk/client-sts';

/** The schemas that the SDK reads answers by: AWS's published model. */
const models: readonly Readonly<Record<string, unknown>>[] = [guarddutyModel, organizationsModel, accountModel, stsModel];

/** Members that the model requires and AWS leaves out nevertheless. */
const missingInPractice = new Set([
  // Empty for an administrator and for an account on its own: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html
  'GetAdministratorAccountResponse.administrator',
  // https://github.com/hashicorp/terraform-provider-aws/issues/13906
  'Member.email',
]);

/** Members that are JSON null while there is nothing to say: https://github.com/radkawar/stackd recorded it. */
const nullInPractice = new Set([
  'DescribePublishingDestinationResponse.publishingFailureStartTimestamp',
  'DestinationProperties.expectedBucketOwner',
]);

/** Members that may be null everywhere. Additional configurations were recorded so: https://github.com/radkawar/stackd */
const nullAnywhere = /^(?:nextToken|additionalConfiguration)$/i;

/** Every way in which a 200 answer differs from AWS's model of the operation's output; empty when there is none. */
export function differencesFromModel(operation: string, body: string): string[] {
  const schema = models.map((model) => model[`${operation}$`]).find(Array.isArray) as unknown[] | undefined;
  if (!schema) return [`there is no schema of ${operation}`];
  const output = resolve(schema[5]);
  if (output === 'unit') return ['', 'null', '{}'].includes(body) ? [] : [`${operation} answers with a body`];
  return differences(output, valueOf(operation, body), operation);
}

function valueOf(operation: string, body: string): unknown {
  if (body === '' || body === 'null') return {};
  if (!body.startsWith('<')) return JSON.parse(body) as unknown;
  const answer = fromXml(body) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  return answer[`${operation}Response`]?.[`${operation}Result`];
}

/** XML as STS writes it, without attributes that matter; times become numbers, as in JSON. */
function fromXml(xml: string): unknown {
  const elements = [...xml.matchAll(/<(\w+)[^>]*>([^]*?)<\/\1>/g)];
  if (elements.length > 0) return Object.fromEntries(elements.map(([, name, inner]) => [name, fromXml(inner ?? '')]));
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(xml) ? Date.parse(xml) / 1000 : xml;
}

function differences(reference: unknown, value: unknown, at: string): string[] {
  const schema = resolve(reference);
  if (typeof schema === 'number') return simpleDifferences(schema, value, at);
  if (!Array.isArray(schema)) return [`${at}: the schema is not understood`];
  const [kind, , name, , first, second] = schema as unknown[];
  switch (kind) {
    case 0:
      return differences(first, value, at);
    case 1:
      if (!Array.isArray(value)) return [`${at}: is not a list`];
      return value.flatMap((item, index) => differences(first, item, `${at}[${String(index)}]`));
    case 2:
      if (!isRecord(value)) return [`${at}: is not a map`];
      return Object.entries(value).flatMap(([key, item]) => differences(second, item, `${at}.${key}`));
    case 3:
      return structureDifferences(schema, value, at, String(name));
    default:
      return [`${at}: the schema kind ${String(kind)} is not understood`];
  }
}

function structureDifferences(schema: unknown[], value: unknown, at: string, name: string): string[] {
  if (!isRecord(value)) return [`${at}: is not an object`];
  const names = schema[4] as string[];
  const members = schema[5] as unknown[];
  const required = (schema[6] as number | undefined) ?? 0;
  const wireNames = names.map((member, index) => jsonName(members[index]) ?? member);
  const unknown = Object.keys(value).filter((key) => !wireNames.includes(key));
  return [
    ...unknown.map((key) => `${at}.${key}: is no member of ${name}`),
    ...wireNames.flatMap((wireName, index) => {
      const item = value[wireName];
      const left = index < required && !missingInPractice.has(`${name}.${wireName}`);
      if (item === undefined) return left ? [`${at}.${wireName}: is required in ${name}`] : [];
      if (item === null && (nullAnywhere.test(wireName) || nullInPractice.has(`${name}.${wireName}`))) return [];
      const member = members[index];
      return differences(Array.isArray(member) && isTraits(member[1]) ? member[0] : member, item, `${at}.${wireName}`);
    }),
  ];
}

function simpleDifferences(schema: number, value: unknown, at: string): string[] {
  if (schema >= 128) {
    return isRecord(value)
      ? Object.entries(value).flatMap(([key, item]) => differences(schema - 128, item, `${at}.${key}`))
      : [`${at}: is not a map`];
  }
  if (schema >= 64) {
    return Array.isArray(value) ? value.flatMap((item) => differences(schema - 64, item, `${at}[]`)) : [`${at}: is not a list`];
  }
  const wanted = { 0: 'string', 1: 'number', 2: 'boolean', 4: 'number', 7: 'number' }[schema];
  if (wanted === undefined) return [`${at}: the schema ${String(schema)} is not understood`];
  return typeof value === wanted ? [] : [`${at}: is ${typeof value}, not ${wanted}`];
}

/** Schemas refer to others by functions, and to themselves by tuples of schema and traits. */
function resolve(reference: unknown): unknown {
  const schema: unknown = typeof reference === 'function' ? (reference as () => unknown)() : reference;
  return Array.isArray(schema) && schema.length === 2 && isTraits(schema[1]) ? resolve(schema[0]) : schema;
}

function jsonName(member: unknown): string | undefined {
  const traits: unknown = Array.isArray(member) ? member[1] : undefined;
  return isRecord(traits) && typeof traits['jsonName'] === 'string' ? traits['jsonName'] : undefined;
}

function isTraits(value: unknown): boolean {
  return isRecord(value) || value === 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
