import { HeldBack } from '../../domain/errors';

/** Names of the operations of a port that only read; all others write. */
const reads = /^(?:find|get|list|describe)/;

/** A port whose writes are held back after an interruption. */
export interface Guarded<Port> {
  readonly port: Port;
  /** How many writes were begun. */
  readonly begun: () => number;
}

/**
 * Lets no write of a port begin once the user has interrupted, not even one whose reading was under way. What was begun goes on.
 *
 * @throws HeldBack, from the writes of the port
 */
export function holdBackWrites<Port extends object>(port: Port, interrupted: () => boolean): Guarded<Port> {
  let begun = 0;
  const guarded = new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        if (typeof name === 'string' && !reads.test(name)) {
          if (interrupted()) return Promise.reject(new HeldBack());
          begun += 1;
        }
        return Reflect.apply(member, target, parameters);
      };
    },
  });
  return { port: guarded, begun: () => begun };
}
