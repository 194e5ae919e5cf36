import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import { isWrite } from '../../support/simulated-aws';
import type { Fault } from './troubles';

/** One request of a run: the n-th of its kind, which is the same request in every run however the parallel ones overtake each other. */
export interface Point {
  readonly name: string;
  readonly on: Required<Pick<RecordedCall, 'service' | 'operation' | 'region' | 'account'>>;
  /** Requests of the same kind before it. */
  readonly before: number;
  readonly writes: boolean;
}

/** The requests of an undisturbed run, each with what distinguishes it from the others. */
export function pointsOf(calls: readonly RecordedCall[]): readonly Point[] {
  const seen = new Map<string, number>();
  return calls.map((call) => {
    const { service, operation, region, account } = call;
    const kind = [operation, region, account].join(' ');
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    return { name: `${kind} #${String(before + 1)}`, on: { service, operation, region, account }, before, writes: isWrite(call) };
  });
}

/** A trouble that strikes exactly this request; with `for-good` also every later one of its kind. */
export function strikeAt({ on, before }: Point, then: Fault['then'], lasting: 'once' | 'for-good'): Fault {
  return { on, skip: before, ...(lasting === 'once' ? { times: 1 } : {}), then };
}
