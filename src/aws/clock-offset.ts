/** AWS takes no request that was signed more than five minutes ago or ahead; the SDK corrects itself from four on. In seconds. */
const tolerated = 240;

/** AWS's own words name the time of the request and, in brackets, that of AWS. */
const inWords =
  /^Signature (?:expired: (\d{8}T\d{6}Z) is now earlier|not yet current: (\d{8}T\d{6}Z) is still later) than .*\((\d{8}T\d{6}Z) [-+]/;

const momentOf = (basic: string): number =>
  Date.parse(basic.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));

/**
 * By how many seconds this machine is ahead of whoever answered (negative: behind), from the header `Date` of an answer or from AWS's words.
 * Undefined where neither says it, or where the difference does no harm.
 */
export function clockAheadSeconds(date: string | undefined, words: string, now: number): number | undefined {
  const [, earlier, later, theirs = ''] = inWords.exec(words) ?? [];
  const ahead = date === undefined ? momentOf(earlier ?? later ?? '') - momentOf(theirs) : now - Date.parse(date);
  const seconds = Math.round(ahead / 1000);
  return Math.abs(seconds) >= tolerated ? seconds : undefined;
}

/** Whether AWS says that the time of a signature is wrong. */
export function blamesTheClock(words: string): boolean {
  return /Signature (?:expired|not yet current):/.test(words);
}
