/** Returns the current time in milliseconds. A test can use its own clock. */
export type Clock = () => number;

/** A number from 0 to 1 that depends only on the seed and the key. Jitter and chance use it, so a run can be repeated. */
export function fraction(seed: number, key: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}
