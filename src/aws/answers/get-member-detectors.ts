import * as v from 'valibot';
import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId } from '../../domain/ids';
import type { LookedUpFeatures } from '../../ports/guardduty';
import { detectorFeatures } from './detector-features';
import { sharedAccountId } from './members';
import { listOf, object, readable } from './pieces';
import type { AnswerSchema } from './read-answer';
import { toUnprocessedMap, unprocessedAccounts } from './unprocessed-accounts';

const memberDetector = object({ AccountId: sharedAccountId, Features: detectorFeatures });

/**
 * Features of members' detectors by id. An entry that can't be read says nothing about its account, and neither do two about one account.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMemberDetectors.html
 */
export const getMemberDetectors: AnswerSchema<LookedUpFeatures> = v.pipe(
  object({ MemberDataSourceConfigurations: listOf(readable(memberDetector)), UnprocessedAccounts: unprocessedAccounts }),
  v.transform(({ MemberDataSourceConfigurations: entries, UnprocessedAccounts }) => {
    const unprocessed = toUnprocessedMap(UnprocessedAccounts);
    const features = new Map<AccountId, readonly DetectorFeature[]>();
    const twice = new Set<AccountId>();
    for (const { AccountId: id, Features: own } of entries.filter((entry) => entry !== undefined)) {
      if (features.has(id) || unprocessed.has(id)) twice.add(id);
      features.set(id, own);
    }
    for (const id of twice) features.delete(id);
    return { features, unprocessed };
  }),
);
