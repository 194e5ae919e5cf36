import * as v from 'valibot';
import { listOf, object, words } from './pieces';

const feature = object({
  Name: words,
  FreeTrialDaysRemaining: v.nullish(v.pipe(v.number('is not a number'), v.finite('is not a number'))),
});

const account = object({ Features: v.nullish(listOf(feature)) });

/**
 * Days left of free trials, one entry for each account and feature that has such a number.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetRemainingFreeTrialDays.html
 */
export const getRemainingFreeTrialDays = v.pipe(
  object({ Accounts: listOf(account) }),
  v.transform(({ Accounts: accounts }) =>
    accounts
      .flatMap(({ Features: features }) => features ?? [])
      .flatMap(({ Name: name, FreeTrialDaysRemaining: days }) => (typeof days === 'number' ? [{ feature: name, days }] : [])),
  ),
);
