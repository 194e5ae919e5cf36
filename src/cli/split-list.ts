/** Items of a list given with spaces, commas or both, without doubles. */
export function splitList(values: readonly string[] = []): readonly string[] {
  return [...new Set(values.flatMap((value) => value.split(/[\s,]+/)).filter((item) => item !== ''))];
}
