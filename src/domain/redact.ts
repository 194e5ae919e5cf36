/** What stands in the place of a secret. */
const gone = '[redacted]';

/** Shorter values may be ordinary words: replacing them would spoil every text. */
const shortestSecret = 6;

/** Secrets that this process has used, whatever they look like. They are only added, never removed. */
const used = new Set<string>();

/** Keeps a secret out of every text from now on. Anything but a text of six characters or more is ignored. */
export function rememberSecret(...secrets: readonly (string | undefined)[]): void {
  for (const secret of secrets) if (secret !== undefined && secret.length >= shortestSecret) used.add(secret);
}

const mixed = (length: string): string => `(?=\\S*[a-z])(?=\\S*[A-Z])(?=\\S*\\d)[A-Za-z0-9+/_=-]${length}`;

/** Names in front of a secret, as headers, query parameters, JSON members, settings and options spell them. */
const names = [
  'authorization',
  'x-amz-(?:security-token|signature|credential)',
  '(?:aws_?)?(?:session|security|access|refresh|id|bearer)[-_ ]?token',
  '(?:aws_?)?secret[-_ ]?(?:access[-_ ]?)?key',
  'client[-_ ]?secret',
  'signature',
  'password|passwd|passphrase|pwd',
  'api[-_]?key',
  'token|secret',
].join('|');

/**
 * The shapes of secrets in texts of others. AWS answers a wrong signature with the canonical request, the session token in it; Node quotes
 * the command line and the output of a command that failed, and the text that it could not parse.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\bThe (?:Canonical String|String-to-Sign)\b[\s\S]*/gi, '[canonical request left out]'],
  [/\bCommand failed: [\s\S]*/g, 'Command failed [command line and output left out]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, gone],
  [/"[\s\S]*"(?:\.\.\.)?(?: is not valid JSON)/g, 'the text is not valid JSON'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi, '$1'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${gone}`],
  [new RegExp(`((?<![a-z])(?:${names})["']?\\s*[:=]\\s*["']?)(?!(?:Bearer|Basic) )[^\\s"',;&<>]+`, 'gi'), `$1${gone}`],
  [/(--?[\w-]*(?:password|passwd|token|secret|api-?key)[\w-]*\s+)(?!-)\S+/gi, `$1${gone}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, gone],
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, gone],
  [new RegExp(mixed('{80,}'), 'g'), gone],
  [new RegExp(`(?<![A-Za-z0-9+/_=-])${mixed('{40}')}(?![A-Za-z0-9+/_=-])`, 'g'), gone],
];

/**
 * Takes secrets out of a text that others wrote: AWS, a proxy, the SDK, the system. Every such text passes here before it goes anywhere.
 * Taking them out twice changes nothing.
 */
export function redact(text: string): string {
  let clean = text;
  for (const secret of used) if (clean.includes(secret)) clean = clean.replaceAll(secret, gone);
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
  return clean;
}
