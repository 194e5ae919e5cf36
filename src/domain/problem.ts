import { HeldBack, ProvisionError } from './errors';
import type { AccountId, Region } from './ids';
import { redact } from './redact';

/** Why a request failed. It decides whether the request is sent again, and what the user is advised to do. */
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
  | 'not-read-back'
  | 'bug'
  | 'unexpected-answer';

/** One failed request, as plain data: where it happened and AWS's own words. */
export interface Problem {
  readonly code: ProblemCode;
  /** IAM's name of the action, such as `guardduty:CreateMembers`. */
  readonly action: string;
  /** Whose credentials were used, where known. */
  readonly accountId?: AccountId;
  readonly region?: Region;
  /** AWS's name of the error; untrusted. */
  readonly awsName?: string;
  /** AWS's own words, nothing else; untrusted. */
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

/** Failures after which a write may have been applied all the same. */
const perhapsApplied: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'timed-out',
  'network-failure',
  'service-failure',
  'not-aws',
  'unexpected-answer',
]);

/** Whether a write that failed like this may have been applied. A problem without a code is none of a whole request. */
export function mayBeApplied({ code }: { readonly code?: ProblemCode }): boolean {
  return code !== undefined && perhapsApplied.has(code);
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
 * A request to AWS that failed for good. Callers of a port catch this and nothing else. What the SDK threw is not kept as the cause, because
 * it holds the answer with any secrets in it.
 */
export class AwsFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const clean = redacted(problem);
    const { action, code, awsName = code, awsMessage, detail } = clean;
    super([action, awsName, awsMessage ?? detail].filter((part) => part !== undefined).join(': '));
    this.name = 'AwsFailure';
    this.problem = clean;
  }
}

/**
 * Turns what was thrown into data. Anything but an {@link AwsFailure} or a refusal to begin is a bug of ours: it costs the step in which
 * it happened, and the run and its report go on.
 *
 * @throws ProvisionError and HeldBack, unchanged
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof AwsFailure) return error.problem;
  if (error instanceof ProvisionError || error instanceof HeldBack) throw error;
  const [first = 'unknown error', second = ''] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  return { code: 'bug', action: 'provision-guardduty', detail: `${first} ${second.trim()}`.trim() };
}
