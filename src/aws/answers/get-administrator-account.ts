import * as v from 'valibot';
import type { AdministratorOfAccount } from '../../ports/guardduty';
import { accountId, object, readable, text } from './pieces';
import type { AnswerSchema } from './read-answer';

const administrator = v.pipe(
  object({ AccountId: accountId, RelationshipStatus: readable(text) }),
  v.transform(({ AccountId: id, RelationshipStatus: relationshipStatus = '' }) => ({ accountId: id, relationshipStatus })),
);

/**
 * The answer has no content for an administrator and for an account on its own.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html
 */
export const getAdministratorAccount: AnswerSchema<AdministratorOfAccount | undefined> = v.pipe(
  object({ Administrator: v.nullish(administrator) }),
  v.transform(({ Administrator }) => Administrator ?? undefined),
);
