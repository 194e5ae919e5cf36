import * as v from 'valibot';
import { accountId, count, flag, milliseconds, object, oneOrMore, positiveCount, seconds, text, word } from './fields';

const status = v.pipe(
  v.number('must be an HTTP status'),
  v.integer('must be an HTTP status'),
  v.minValue(400, 'must be an HTTP status from 400 on'),
  v.maxValue(599, 'must be an HTTP status up to 599'),
);

const kinds = [
  /** Too many requests, under any of the names and statuses AWS uses. */
  object({
    kind: v.literal('throttle'),
    status: v.optional(word400or429()),
    name: v.optional(text),
    message: v.optional(text),
    retryAfterSeconds: v.optional(seconds),
  }),
  /** A 5xx answer in the service's own form, before the effect or after it. */
  object({
    kind: v.literal('server-error'),
    status: v.optional(status, 500),
    name: v.optional(text),
    message: v.optional(text),
    afterEffect: v.optional(flag, false),
  }),
  /** A page of a proxy or load balancer in place of an answer; with status 200 it even calls itself a success. */
  object({ kind: v.literal('html'), status: v.optional(v.union([v.literal(200), status]), 503), afterEffect: v.optional(flag, false) }),
  /** An answer that AWS's documents do not foresee, word for word; JSON, so not for STS. Members have their names on the wire. */
  object({ kind: v.literal('answer'), body: v.record(text, v.unknown()), afterEffect: v.optional(flag, false) }),
  /** The effect happens, the answer breaks off half-way. */
  object({ kind: v.literal('truncated') }),
  /** The connection is reset, before the effect or after it. */
  object({ kind: v.literal('reset'), afterEffect: v.optional(flag, false) }),
  /** No answer ever comes, before the effect or after it. */
  object({ kind: v.literal('silent'), afterEffect: v.optional(flag, false) }),
  /** The answer takes longer. */
  object({ kind: v.literal('delay'), ms: milliseconds }),
  /** Any error of the service. */
  object({ kind: v.literal('error'), status: v.optional(status, 400), name: text, message: v.optional(text), reason: v.optional(text) }),
  /** Another writer to the organization was faster. */
  object({ kind: v.literal('concurrent-modification') }),
  /** The credentials expire at this call. */
  object({ kind: v.literal('expired') }),
  /** Denied by IAM or by a policy of the organization. */
  object({
    kind: v.literal('deny'),
    by: v.optional(word('identity-policy', 'service-control-policy', 'resource-control-policy'), 'identity-policy'),
  }),
  /** The named accounts come back unprocessed, each as often as `times` says. */
  object({ kind: v.literal('unprocessed'), accounts: v.array(accountId), result: text }),
  /** The page is empty and has a token; the accounts follow on the next pages. */
  object({ kind: v.literal('empty-page') }),
  /** The last page has an empty string for a token. */
  object({ kind: v.literal('empty-token') }),
  /** The page comes with the token that was sent, as if there were no end. */
  object({ kind: v.literal('repeated-token') }),
] as const;

function word400or429(): v.PicklistSchema<[400, 429], string> {
  return v.picklist([400, 429], 'must be 400 or 429');
}

/** A fault: which calls, which of them, and what happens. */
export const faultSchema = object({
  /** The calls it is about; every call without it. */
  on: v.optional(
    object({
      service: v.optional(oneOrMore),
      operation: v.optional(oneOrMore),
      region: v.optional(oneOrMore),
      account: v.optional(oneOrMore),
    }),
    {},
  ),
  /** Numbers of the matching calls, from 1 on. */
  calls: v.optional(v.array(positiveCount)),
  /** Matching calls that pass first. */
  skip: v.optional(count, 0),
  /** How often it strikes; always without it. */
  times: v.optional(count),
  /** Strikes at every n-th matching call. */
  every: v.optional(positiveCount, 1),
  /** Share of the matching calls that it strikes, from 0 to 1. */
  chance: v.optional(v.pipe(v.number('must be a number'), v.minValue(0, 'must be 0 to 1'), v.maxValue(1, 'must be 0 to 1')), 1),
  /** Calls are counted apart for each of these. */
  per: v.optional(v.array(word('region', 'account', 'operation')), []),
  // Told apart by `kind`, so that a problem is reported for the kind that was meant.
  then: v.variant(
    'kind',
    kinds,
    (issue) =>
      `must have a "kind", one of: ${kinds.map((kind) => kind.entries.kind.literal).join(', ')}${issue.received === 'undefined' ? '' : ` (not ${issue.received})`}`,
  ),
});

/** A fault as a scenario writes it, all defaults filled in. */
export type Fault = v.InferOutput<typeof faultSchema>;
/** What happens at a fault. */
export type FaultEffect = Fault['then'];
