import type { AccountId, Region } from './ids';

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

/** A request to AWS that failed for good. Everything that calls a port catches this and nothing else. */
export class AwsFailure extends Error {
  constructor(
    readonly problem: Problem,
    cause?: unknown,
  ) {
    super(requestWords(problem).awsMessage, { cause });
    this.name = 'AwsFailure';
  }
}

/** Turns what a port threw into data. Anything but an {@link AwsFailure} is a bug of ours and goes on upwards. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AwsFailure) return error.problem;
  throw error;
}
