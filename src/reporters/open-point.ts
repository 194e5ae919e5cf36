import { count } from '../messages/wording';
import { fold } from '../messages/layout';

/** One thing left to do or to know: its heading, what it concerns, and the next step. */
export interface OpenPoint {
  readonly heading: string;
  readonly lines: readonly string[];
  /** Empty where there is nothing to do about it by itself. */
  readonly remedy: string;
  readonly mood: 'bad' | 'warn' | 'faint';
}

/** Accounts and Regions named in one point; the JSON document has them all. */
const mostNames = 10;

/** Names of a point, after some of them only the number of the others. */
export const named = (names: readonly string[]): string => fold(names, mostNames);

/** The heading of a point about one place or several, which are then named in a line. */
export function headed(places: readonly string[], heading: string): Pick<OpenPoint, 'heading' | 'lines'> {
  return places.length === 1
    ? { heading: `${places.join()}: ${heading}`, lines: [] }
    : { heading: `${count(places.length, 'Region')}: ${heading}`, lines: [named(places)] };
}
