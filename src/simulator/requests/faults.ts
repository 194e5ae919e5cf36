import type { Directives } from './call';
import type { Change } from '../scenario/change';
import type { Fault, FaultEffect } from '../scenario/faults';
import type { Scenario } from '../scenario/scenario';
import { fraction } from '../world/clock';

/** What identifies a call for faults. */
export interface CallIdentity {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly account: string;
}

/** The faults that strike one call. */
export interface PlannedFaults {
  /** The fault that replaces the answer. */
  readonly effect: FaultEffect | undefined;
  readonly delayMs: number;
  /** Changes that somebody else makes before or after the request. */
  readonly changes: readonly Change[];
  readonly directives: Directives;
}

type Unprocessed = Extract<FaultEffect, { kind: 'unprocessed' }>;

/** Counts the calls that match each fault, and decides which faults strike. */
export class Faults {
  readonly #faults: readonly Fault[];
  readonly #seed: number;
  /** Matching calls so far, by fault and by the parts that the fault counts separately. */
  readonly #seen = new Map<string, number>();

  constructor(scenario: Pick<Scenario, 'faults' | 'seed'>) {
    this.#faults = scenario.faults;
    this.#seed = scenario.seed;
  }

  /** Counts the call and returns the faults that strike it. */
  plan(call: CallIdentity): PlannedFaults {
    const unprocessed: { readonly fault: Fault; readonly effect: Unprocessed; readonly key: string }[] = [];
    const striking: FaultEffect[] = [];
    this.#faults.forEach((fault, index) => {
      if (!matches(fault, call)) return;
      const key = [String(index), ...fault.per.map((part) => call[part])].join('/');
      if (fault.then.kind === 'unprocessed') unprocessed.push({ fault, effect: fault.then, key });
      else if (this.#strikes(fault, key)) striking.push(fault.then);
    });
    const has = (kind: FaultEffect['kind']): boolean => striking.some((effect) => effect.kind === kind);
    return {
      effect: striking.find(({ kind }) => takesThePlace[kind]),
      changes: striking.flatMap((effect) => (effect.kind === 'change' ? [effect] : [])),
      delayMs: striking.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.ms : 0), 0),
      directives: {
        emptyPage: has('empty-page'),
        emptyToken: has('empty-token'),
        repeatedToken: has('repeated-token'),
        // Counted separately for each account, as in "the first two times this account is sent".
        unprocessed: (account) =>
          unprocessed.find(({ fault, effect, key }) => effect.accounts.includes(account) && this.#strikes(fault, `${key}/${account}`))
            ?.effect.result,
      },
    };
  }

  #strikes(fault: Fault, key: string): boolean {
    const number = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, number);
    if (fault.calls !== undefined) return fault.calls.includes(number);
    const place = number - fault.skip - 1;
    if (place < 0 || place % fault.every !== 0) return false;
    if (fault.times !== undefined && place / fault.every >= fault.times) return false;
    return fault.chance >= 1 || fraction(this.#seed, `${key}#${String(number)}`) < fault.chance;
  }
}

/** Whether a fault replaces the answer of the service. */
const takesThePlace: Readonly<Record<FaultEffect['kind'], boolean>> = {
  throttle: true,
  'server-error': true,
  error: true,
  'concurrent-modification': true,
  expired: true,
  deny: true,
  html: true,
  answer: true,
  truncated: true,
  reset: true,
  silent: true,
  delay: false,
  change: false,
  unprocessed: false,
  'empty-page': false,
  'empty-token': false,
  'repeated-token': false,
};

function matches({ on }: Fault, call: CallIdentity): boolean {
  const fits = (wanted: string | string[] | undefined, actual: string): boolean =>
    wanted === undefined || wanted === actual || (Array.isArray(wanted) && wanted.includes(actual));
  return (
    fits(on.service, call.service) && fits(on.operation, call.operation) && fits(on.region, call.region) && fits(on.account, call.account)
  );
}
