/** IAM's name of an action. */
const action = '[a-z][a-z0-9-]*:[A-Za-z]+';

/**
 * The sentences in which AWS names a permission that the caller lacks; GuardDuty says the last two with HTTP 400, as a bad request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html,
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8 and /255
 */
const sentences: readonly RegExp[] = [
  new RegExp(`not authorized to perform: (${action})`),
  new RegExp(`have the required (${action}) permission`),
  new RegExp(`have the required permissions? for the (${action}(?: (?:or|and) ${action})*) actions?`),
];

/** The permissions that AWS names as missing, such as `iam:GetRole` or `s3:GetObject or s3:ListBucket`; undefined where it names none. */
export function missingPermission(message: string): string | undefined {
  for (const sentence of sentences) {
    const found = sentence.exec(message)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
