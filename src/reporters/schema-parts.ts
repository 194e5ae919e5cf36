import type { runRow } from './run-facts';

/** A part of the JSON Schema of the JSON document. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const accountId: Schema = { type: 'string', pattern: '^\\d{12}$' };
export const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (words: readonly string[]): Schema => ({ enum: words });
export const counts: Schema = { type: 'object', additionalProperties: count };

/** An object whose members are all there; a new member does not break a reader, so others are allowed. */
export function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}

export const described = (description: string, schema: Schema): Schema => ({ description, ...schema });
export const awsWords = (schema: Schema): Schema => described("AWS's own words.", schema);
export const awsName = (schema: Schema): Schema => described("AWS's name of the error.", schema);
export const requestId = (schema: Schema): Schema => described('For AWS Support.', schema);
const place = described('In which Region.', text);

/** Whose credentials were used. */
export const identity = object({
  accountId: described('Its account.', accountId),
  arn: described("AWS's name of who calls.", text),
});

/** The name of an account, beside its id. */
export const accountName = described("The account's name, from outside.", nullable(text));

/** Why something could not be read or done. */
export const problem = object(
  {
    code: described('What kind of "no" it is; docs/troubleshooting.md explains each.', text),
    action: described("IAM's name of the request.", text),
    accountId: described('Whose credentials were used.', accountId),
    region: place,
    awsName: described("AWS's name of the error.", text),
    awsMessage: awsWords(text),
    detail: described("What is odd about AWS's answer, in words of this program.", text),
    requestId: described('For AWS Support.', text),
    permission: described('The permission that AWS names as missing.', text),
    endpoint: described('The host that answered in place of AWS.', text),
    clockAheadSeconds: described("By how much the clock of this machine is ahead of AWS's; negative where it is behind.", {
      type: 'integer',
    }),
  },
  ['accountId', 'region', 'awsName', 'awsMessage', 'detail', 'requestId', 'permission', 'endpoint', 'clockAheadSeconds'],
);

/** The members that say what made a document, when, and how the run ended: `runRow` writes them. */
export function runMembers(
  modes: readonly string[],
  exitCode: Schema,
  declined: string,
): Readonly<Record<keyof ReturnType<typeof runRow>, Schema>> {
  return {
    tool: described('What made the document.', object({ name: described('Its name.', text), version: described('Its version.', text) })),
    simulated: described('Whether AWS was simulated.', flag),
    scenario: described('By which scenario, as it was named.', nullable(text)),
    mode: described('What the run was for.', oneOf(modes)),
    startedAt: described('ISO 8601.', text),
    finishedAt: described('ISO 8601.', text),
    durationMs: described('Between the two.', count),
    exitCode,
    interrupted: described('The user stopped the run.', flag),
    declined: described(declined, flag),
  };
}
