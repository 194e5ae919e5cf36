import { problemOf } from '../../domain/problem';
import { known, unknown, type Fact } from '../../domain/snapshot';

/** Reads something; a failure becomes the third answer instead of an exception. */
export async function readFact<T>(read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await read());
  } catch (error) {
    return unknown(problemOf(error));
  }
}
