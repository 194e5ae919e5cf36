import * as v from 'valibot';
import type { CallerIdentity } from '../../domain/snapshot';
import { accountId, object, words } from './pieces';
import type { AnswerSchema } from './read-answer';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: AnswerSchema<CallerIdentity> = v.pipe(
  object({ Account: accountId, Arn: words }),
  v.transform(({ Account: id, Arn: arn }) => ({ accountId: id, arn })),
);
