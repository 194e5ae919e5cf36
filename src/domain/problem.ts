import type { AccountId, Region } from './ids';
import { redact } from './redact';

/** What kind of "no" AWS or the network gave. Decides whether anything is tried again, and what the user is told to do. */
export type ProblemCode =
  | 'access-denied'
  | 'denied-by-scp'
  | 'credentials-expired'
  | 'credentials-invalid'
  | 'service-not-in-region'
  | 'throttled'
  | 'service-failure'
  | 'network-failure'
  | 'timed-out'
  | 'certificate-not-trusted'
  | 'proxy-failure'
  | 'not-aws'
  | 'clock-wrong'
  | 'local-failure'
  | 'not-settled'
  | 'concurrent-change'
  | 'another-administrator'
  | 'detector-exists'
  | 'several-detectors'
  | 'endless-list'
  | 'not-reported'
  | 'not-in-organization'
  | 'export-input'
  | 'export-bucket-missing'
  | 'export-forbidden'
  | 'export-folder-missing'
  | 'export-caller'
  | 'export-role'
  | 'export-exists'
  | 'refused'
  | 'unexpected-answer';

/** One failed request, as plain data: where it happened and AWS's own words. */
export interface Problem {
  readonly code: ProblemCode;
  /** IAM's name of the action, such as `guardduty:CreateMembers`. */
  readonly action: string;
  /** Whose credentials were used, where known. */
  readonly accountId?: AccountId;
  readonly region?: Region;
  /** AWS's name and text of the error; untrusted. */
  readonly awsName?: string;
  readonly awsMessage?: string;
  /** What is odd about AWS's answer, in the program's words, such as `Members is not a list`. May quote AWS: untrusted. */
  readonly detail?: string;
  readonly requestId?: string;
  /** The permission that AWS names as missing, such as `iam:GetRole`. */
  readonly permission?: string;
  /** Who answered in place of AWS: a host, with its port where that is not the usual one. */
  readonly endpoint?: string;
  /** By how many seconds the clock of this machine is ahead of AWS's; negative where it is behind. */
  readonly clockAheadSeconds?: number;
}

/** Name and text of an error, joined; what is missing or empty is left out. */
export function sayingOf({
  awsName,
  awsMessage,
}: {
  readonly awsName: string | undefined;
  readonly awsMessage: string | undefined;
}): string {
  return [awsName, awsMessage].filter((part) => part !== undefined && part !== '').join(': ');
}

/** AWS's own words for a failed request, in the form in which they are kept with an account that it concerned. */
export function wordsOf({ awsName, awsMessage, detail, code, requestId }: Problem): {
  readonly awsMessage: string;
  readonly requestId?: string;
} {
  return {
    awsMessage: sayingOf({ awsName: awsName ?? code, awsMessage: awsMessage ?? detail }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** {@link wordsOf}, behind the name of the request: for where the words alone would not tell what could not be done. */
export function requestWords(problem: Problem): ReturnType<typeof wordsOf> {
  const words = wordsOf(problem);
  return { ...words, awsMessage: `${problem.action}: ${words.awsMessage}` };
}

/** The problem without the secrets that AWS, or whatever answered in its place, may have put into its words. */
function redacted(problem: Problem): Problem {
  const { awsName, awsMessage, detail, requestId } = problem;
  return {
    ...problem,
    ...(awsName === undefined ? {} : { awsName: redact(awsName) }),
    ...(awsMessage === undefined ? {} : { awsMessage: redact(awsMessage) }),
    ...(detail === undefined ? {} : { detail: redact(detail) }),
    ...(requestId === undefined ? {} : { requestId: redact(requestId) }),
  };
}

/**
 * A request to AWS that failed for good. Everything that calls a port catches this and nothing else. What the SDK threw is not kept as its
 * cause: it holds the answer as it came, secrets and all.
 */
export class AwsFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const clean = redacted(problem);
    super(requestWords(clean).awsMessage);
    this.name = 'AwsFailure';
    this.problem = clean;
  }
}

/** Turns what a port threw into data. Anything but an {@link AwsFailure} is a bug of ours and goes on upwards. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AwsFailure) return error.problem;
  throw error;
}
