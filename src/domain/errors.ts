import { redact } from './redact';

/** What stops a run before anything was changed. */
export type ErrorCode = 'usage' | 'credentials' | 'precondition' | 'aws';

/** The three sentences every refusal consists of. */
export interface ErrorText {
  /** What happened. */
  readonly message: string;
  /** Why. */
  readonly reason?: string;
  /** What to do. */
  readonly remedy?: string;
}

/**
 * A refusal the user can do something about. It is thrown only before anything was changed; later troubles are outcomes in the report.
 * Every other error that reaches the top is a bug of the program. Its texts may quote others, so secrets are taken out of them.
 */
export class ProvisionError extends Error {
  readonly reason: string | undefined;
  readonly remedy: string | undefined;

  constructor(
    readonly code: ErrorCode,
    text: ErrorText,
    cause?: unknown,
  ) {
    super(redact(text.message), { cause });
    this.name = 'ProvisionError';
    this.reason = text.reason === undefined ? undefined : redact(text.reason);
    this.remedy = text.remedy === undefined ? undefined : redact(text.remedy);
  }
}

/** A write that was about to begin when the user interrupted. It was not sent. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** The command line asks for something that does not exist or does not fit together. */
export class UsageError extends ProvisionError {
  constructor(text: ErrorText) {
    super('usage', text);
    this.name = 'UsageError';
  }
}

/** An identity is missing, expired, or not the one it should be. */
export class CredentialsError extends ProvisionError {
  constructor(text: ErrorText, cause?: unknown) {
    super('credentials', text, cause);
    this.name = 'CredentialsError';
  }
}

/** The organization is not in a state in which a rollout can begin. */
export class PreconditionError extends ProvisionError {
  constructor(text: ErrorText, cause?: unknown) {
    super('precondition', text, cause);
    this.name = 'PreconditionError';
  }
}
