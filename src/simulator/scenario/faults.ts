import * as v from 'valibot';
import { changeSchema } from './change';
import {
  accountId,
  choice,
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
    kind: described('An error for too many requests.', v.literal('throttle')),
    status: described("The HTTP status. The default is the service's usual one.", v.optional(word400or429())),
    name: described("The error's name; the service's own without it.", v.optional(text)),
    message: described("The error's words.", v.optional(text)),
    retryAfterSeconds: described('A header Retry-After.', v.optional(seconds)),
  }),
  object({
    kind: described("A 5xx error in the service's form.", v.literal('server-error')),
    status: described('HTTP status.', v.optional(status, 500)),
    name: described("The error's name; the service's own without it.", v.optional(text)),
    message: described("The error's words.", v.optional(text)),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described('An HTML page of a proxy or load balancer. Its status can be 200.', v.literal('html')),
    status: described('HTTP status.', v.optional(v.union([v.literal(200), status]), 503)),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described('The given JSON as the answer. Members have their wire names. Not for STS, which uses XML.', v.literal('answer')),
    body: described('The answer.', v.record(text, v.unknown())),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({ kind: described('The call has its effect, and the connection breaks in the middle of the answer.', v.literal('truncated')) }),
  object({
    kind: described('The connection is reset.', v.literal('reset')),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({
    kind: described('The simulator never answers.', v.literal('silent')),
    afterEffect: described('Whether the call has its effect all the same.', v.optional(flag, false)),
  }),
  object({ kind: described('The answer is delayed.', v.literal('delay')), ms: described('The delay in milliseconds.', milliseconds) }),
  object({
    kind: described('Any error of the service.', v.literal('error')),
    status: described('HTTP status.', v.optional(status, 400)),
    name: described("The error's name.", text),
    message: described("The error's words.", v.optional(text)),
    reason: described('The member `Reason` of an Organizations error.', v.optional(text)),
  }),
  object({
    kind: described('Organizations refuses the call because of another change at the same time.', v.literal('concurrent-modification')),
  }),
  object({ kind: described('The credentials have expired.', v.literal('expired')) }),
  object({
    kind: described('IAM or an organization policy denies the call.', v.literal('deny')),
    by: choice('The kind of policy.', ['identity-policy', 'service-control-policy', 'resource-control-policy']),
  }),
  object({
    kind: described('The accounts are unprocessed, each one `times` times.', v.literal('unprocessed')),
    accounts: described('The accounts.', v.array(accountId)),
    result: described("AWS's message.", text),
  }),
  object({ kind: described('The page is empty and has a token. The entries follow on the next pages.', v.literal('empty-page')) }),
  object({ kind: described('The token of the last page is an empty string.', v.literal('empty-token')) }),
  changeSchema,
  object({ kind: described('The page has the same token as the request.', v.literal('repeated-token')) }),
] as const;

function word400or429(): v.PicklistSchema<[400, 429], string> {
  return v.picklist([400, 429], 'must be 400 or 429');
}

/** A fault: which calls it matches, which of those it strikes, and what happens. */
export const faultSchema = object({
  on: described(
    'The calls that the fault matches. The default is every call.',
    v.optional(
      object({
        service: described('`organizations`, `guardduty`, `sts` or `account`.', v.optional(oneOrMore)),
        operation: described('API operations, such as `CreateMembers`.', v.optional(oneOrMore)),
        region: described('Regions of the calls.', v.optional(oneOrMoreRegions)),
        account: described('Accounts of the callers.', v.optional(oneOrMoreAccounts)),
      }),
      {},
    ),
  ),
  calls: described('The numbers of the matching calls that it strikes, from 1 on.', v.optional(v.array(positiveCount))),
  skip: described('The number of matching calls that it skips first.', v.optional(count, 0)),
  times: described('How many times it strikes. Without it, there is no limit.', v.optional(count)),
  every: described('It strikes every n-th matching call.', v.optional(positiveCount, 1)),
  chance: described(
    'The probability that it strikes a matching call, from 0 to 1.',
    v.optional(v.pipe(v.number('must be a number'), v.minValue(0, 'must be 0 to 1'), v.maxValue(1, 'must be 0 to 1')), 1),
  ),
  per: described('Calls are counted separately for each of these.', v.optional(v.array(word('region', 'account', 'operation')), [])),
  // The `kind` selects the schema, so that problems are reported for that kind.
  then: described(
    'What happens. Each kind has its own keys.',
    v.variant(
      'kind',
      kinds,
      (issue) =>
        `must have a "kind", one of: ${kinds.map((kind) => kind.entries.kind.literal).join(', ')}${issue.received === 'undefined' ? '' : ` (not ${issue.received})`}`,
    ),
  ),
});

/** A fault with its defaults. */
export type Fault = v.InferOutput<typeof faultSchema>;
/** What happens at a fault. */
export type FaultEffect = Fault['then'];
