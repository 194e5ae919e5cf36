import type { AwsCredentialIdentity } from '@smithy/types';
import * as v from 'valibot';
import { object, text, words } from './pieces';
import type { AnswerSchema } from './read-answer';

const credentials = object({
  AccessKeyId: words,
  SecretAccessKey: words,
  SessionToken: v.nullish(text),
  Expiration: v.nullish(v.date('is not a date')),
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole: AnswerSchema<AwsCredentialIdentity> = v.pipe(
  object({ Credentials: credentials }),
  v.transform(({ Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken, Expiration } }) => ({
    accessKeyId,
    secretAccessKey,
    ...(SessionToken == null ? {} : { sessionToken: SessionToken }),
    ...(Expiration == null ? {} : { expiration: Expiration }),
  })),
);
