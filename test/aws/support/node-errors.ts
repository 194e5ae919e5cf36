import { types } from 'node:util';

/**
 * Jest runs tests in a realm of its own, in which errors that Node's core makes (a refused connection, a reset) are no `Error`s, and the
 * SDK then wraps them and loses what they say. Outside Jest they are, and so they are in files that import this.
 */
Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, thing: unknown): boolean {
    const prototype: unknown = typeof this === 'function' ? this.prototype : undefined;
    if (this === Error && types.isNativeError(thing)) return true;
    return typeof prototype === 'object' && prototype !== null && Object.prototype.isPrototypeOf.call(prototype, Object(thing));
  },
});
