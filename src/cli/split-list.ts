import { UsageError } from '../domain/errors';

/** Items of a list given with spaces, commas or both, without doubles. */
export function splitList(values: readonly string[] = []): readonly string[] {
  return [...new Set(values.flatMap((value) => value.split(/[\s,]+/)).filter((item) => item !== ''))];
}

/**
 * The same for an option that must name something: with an empty variable, `--exclude-accounts "$IDS"` would enrol the accounts that it was meant
 * to leave out.
 *
 * @throws UsageError when the option is there and names nothing
 */
export function splitNamed(values: readonly string[] | undefined, option: string, noun: string): readonly string[] {
  const items = splitList(values);
  if (values === undefined || items.length > 0) return items;
  throw new UsageError({
    message: `${option} names no ${noun}.`,
    reason: 'Its value is empty, as that of a variable that is not set.',
    remedy: 'Give it a value, or leave it out.',
  });
}
