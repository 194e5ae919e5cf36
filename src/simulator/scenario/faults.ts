import * as v from 'valibot';
import { changeSchema } from './change';
import {
  accountId,
  count,
  described,
  flag,
  milliseconds,
  object,
  oneOrMore,
  oneOrMoreAccounts,
  oneOrMoreRegions,
  positiveCount,
  seconds,
  text,
  word,
} from './fields';

const status = v.pipe(
  v.number('must be an HTTP status'),
  v.integer('must be an HTTP status'),
  v.minValue(400, 'must be an HTTP status from 400 on'),
  v.maxValue(599, 'must be an HTTP status up to 599'),
);

const kinds = [
  object({
    kind: described('Too many requests, under any of the names and statuses AWS uses.', v.literal('throttle')),
    status: described("HTTP status; the service's own without it.", v.optional(word400or429())),
    name: described("The error's name; the service's own without it.", v.optional(text)),
    message: described("The error's words.", v.optional(text)),
    retryAfterSeconds: described('A header Retry-After.', v.optional(seconds)),
  }),
  object({
    kind: described("A 5xx answer in the service's own form, before the effect or after it.", v.literal('server-error')),
    status: described('HTTP status.', v.optional(status, 500)),
    name: described("The error's name; the service's own without it.", v.optional(text)),
    message: described("The error's words.", v.optional(text)),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described(
      'A page of a proxy or load balancer in place of an answer; with status 200 it even calls itself a success.',
      v.literal('html'),
    ),
    status: described('HTTP status.', v.optional(v.union([v.literal(200), status]), 503)),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described(
      "An answer that AWS's documents do not foresee, word for word; JSON, so not for STS. Members have their names on the wire.",
      v.literal('answer'),
    ),
    body: described('The answer.', v.record(text, v.unknown())),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({ kind: described('The effect happens, the answer breaks off half-way.', v.literal('truncated')) }),
  object({
    kind: described('The connection is reset, before the effect or after it.', v.literal('reset')),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described('No answer ever comes, before the effect or after it.', v.literal('silent')),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({ kind: described('The answer takes longer.', v.literal('delay')), ms: described('By so much.', milliseconds) }),
  object({
    kind: described('Any error of the service.', v.literal('error')),
    status: described('HTTP status.', v.optional(status, 400)),
    name: described("The error's name.", text),
    message: described("The error's words.", v.optional(text)),
    reason: described('Member `Reason` of errors of Organizations.', v.optional(text)),
  }),
  object({ kind: described('Another writer to the organization was faster.', v.literal('concurrent-modification')) }),
  object({ kind: described('The credentials expire at this call.', v.literal('expired')) }),
  object({
    kind: described('Denied by IAM or by a policy of the organization.', v.literal('deny')),
    by: described(
      'The kind of policy.',
      v.optional(word('identity-policy', 'service-control-policy', 'resource-control-policy'), 'identity-policy'),
    ),
  }),
  object({
    kind: described('The named accounts come back unprocessed, each as often as `times` says.', v.literal('unprocessed')),
    accounts: described('Which accounts.', v.array(accountId)),
    result: described("AWS's words why.", text),
  }),
  object({ kind: described('The page is empty and has a token; the accounts follow on the next pages.', v.literal('empty-page')) }),
  object({ kind: described('The last page has an empty string for a token.', v.literal('empty-token')) }),
  changeSchema,
  object({ kind: described('The page comes with the token that was sent, as if there were no end.', v.literal('repeated-token')) }),
] as const;

function word400or429(): v.PicklistSchema<[400, 429], string> {
  return v.picklist([400, 429], 'must be 400 or 429');
}

/** A fault: which calls, which of them, and what happens. */
export const faultSchema = object({
  on: described(
    'The calls it is about; every call without it.',
    v.optional(
      object({
        service: described('`organizations`, `guardduty`, `sts` or `account`.', v.optional(oneOrMore)),
        operation: described('Names as in the API, such as `CreateMembers`.', v.optional(oneOrMore)),
        region: described('Regions that are called.', v.optional(oneOrMoreRegions)),
        account: described('Accounts that call.', v.optional(oneOrMoreAccounts)),
      }),
      {},
    ),
  ),
  calls: described('Numbers of the matching calls, from 1 on.', v.optional(v.array(positiveCount))),
  skip: described('Matching calls that pass first.', v.optional(count, 0)),
  times: described('How often it strikes; always without it.', v.optional(count)),
  every: described('Strikes at every n-th matching call.', v.optional(positiveCount, 1)),
  chance: described(
    'Share of the matching calls that it strikes, from 0 to 1.',
    v.optional(v.pipe(v.number('must be a number'), v.minValue(0, 'must be 0 to 1'), v.maxValue(1, 'must be 0 to 1')), 1),
  ),
  per: described('Calls are counted apart for each of these.', v.optional(v.array(word('region', 'account', 'operation')), [])),
  // Told apart by `kind`, so that a problem is reported for the kind that was meant.
  then: described(
    'What happens; each kind has its own keys.',
    v.variant(
      'kind',
      kinds,
      (issue) =>
        `must have a "kind", one of: ${kinds.map((kind) => kind.entries.kind.literal).join(', ')}${issue.received === 'undefined' ? '' : ` (not ${issue.received})`}`,
    ),
  ),
});

/** A fault as a scenario writes it, all defaults filled in. */
export type Fault = v.InferOutput<typeof faultSchema>;
/** What happens at a fault. */
export type FaultEffect = Fault['then'];
