import { type Point, strikeAt } from '../../traps/support/points';
import type { Fault } from '../../traps/support/troubles';

type Effect = Fault['then'];

/** What can happen to any request, before AWS did anything. */
const before: readonly Effect[] = [
  { kind: 'server-error' },
  { kind: 'server-error', status: 503 },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'silent' },
  { kind: 'deny' },
  { kind: 'deny', by: 'service-control-policy' },
  { kind: 'expired' },
  { kind: 'error', status: 403, name: 'UnrecognizedClientException' },
  { kind: 'error', name: 'BadRequestException', message: 'The request is rejected because an invalid or out-of-range value is specified.' },
  { kind: 'error', name: 'BadRequestException', message: 'Words that nobody has seen before.' },
  { kind: 'concurrent-modification' },
  { kind: 'truncated' },
];

const throttles: readonly Effect[] = [
  { kind: 'throttle', status: 400, name: 'ThrottlingException' },
  { kind: 'throttle', status: 400, name: 'TooManyRequestsException' },
  { kind: 'throttle', status: 429, name: 'TooManyRequestsException' },
];

/** What can happen to the answer of a request that AWS carried out; for one that only reads it would be the same as above. */
const after: readonly Effect[] = [
  { kind: 'server-error', afterEffect: true },
  { kind: 'html', afterEffect: true },
  { kind: 'reset', afterEffect: true },
  { kind: 'silent', afterEffect: true },
];

/** Troubles that outlast every retry, so that the run has to end with the request undone, or done and unanswered. */
const lasting: readonly Effect[] = [{ kind: 'server-error' }, { kind: 'deny' }];
const lastingAfter: readonly Effect[] = [{ kind: 'reset', afterEffect: true }, { kind: 'truncated' }];

/** One request of a run, and what happens to it. */
export interface Case {
  readonly name: string;
  readonly fault: Fault;
}

/** Every kind of trouble at every request. */
export function casesOf(points: readonly Point[]): readonly Case[] {
  return points.flatMap((point, index) => {
    // Every third read is throttled, each time under another name: throttled runs take long.
    const throttled = point.writes ? throttles : index % 3 === 0 ? [throttles[(index / 3) % throttles.length] ?? { kind: 'throttle' }] : [];
    const once = [...before, ...throttled, ...(point.writes ? after : [])];
    const forGood = point.writes ? [...lasting, ...lastingAfter] : point.before === 0 ? lasting : [];
    return [
      ...once.map((then) => ({ name: `${point.name}: ${JSON.stringify(then)}`, fault: strikeAt(point, then, 'once') })),
      ...forGood.map((then) => ({ name: `${point.name}: ${JSON.stringify(then)} for good`, fault: strikeAt(point, then, 'for-good') })),
    ];
  });
}
