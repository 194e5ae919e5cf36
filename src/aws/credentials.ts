import type { AwsCredentialIdentity } from '@smithy/types';
import { rememberSecret } from '../domain/redact';

/** Gives credentials, resolved anew when they are about to end. */
export type CredentialProvider = () => Promise<AwsCredentialIdentity>;

/** Credentials that end sooner than this are fetched again, in milliseconds. */
const refreshBefore = 5 * 60_000;

/**
 * Wraps a provider so that all clients of an identity share one answer: given the bare provider, each client would evaluate it for itself,
 * one `AssumeRole` and one MFA prompt per client. Credentials shorter-lived than five minutes are kept until half their life is over. What
 * the provider gives is kept out of every text from then on.
 */
export function memoise(provider: CredentialProvider, now: () => number = Date.now): CredentialProvider {
  let current: { readonly promise: Promise<AwsCredentialIdentity>; freshUntil: number } | undefined;
  return () => {
    if (current !== undefined && now() < current.freshUntil) return current.promise;
    const startedAt = now();
    const attempt = { promise: provider(), freshUntil: Number.POSITIVE_INFINITY };
    current = attempt;
    attempt.promise.then(
      ({ secretAccessKey, sessionToken, expiration }) => {
        rememberSecret(secretAccessKey, sessionToken);
        if (expiration === undefined) return;
        const end = expiration.getTime();
        attempt.freshUntil = Math.max(end - refreshBefore, startedAt + (end - startedAt) / 2);
      },
      () => {
        if (current === attempt) current = undefined;
      },
    );
    return attempt.promise;
  };
}
