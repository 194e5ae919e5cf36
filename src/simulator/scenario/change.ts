import * as v from 'valibot';
import { autoEnableLevel, detectorFeatures, featureStatus, organizationFeatures } from './features';
import { accountId, accountSelection, described, flag, object, regionName, text, word } from './fields';

/** What somebody else changes in a Region between two requests. What it does not name stays as it is. */
export const changeSchema = object({
  kind: described('Somebody else changes GuardDuty in a Region, before the request is served or after it.', v.literal('change')),
  after: described('Whether it happens after the request was served.', v.optional(flag, false)),
  region: described('The Region; that of the request without it.', v.optional(regionName)),
  administrator: described(
    'The delegated administrator from now on; `null`: none.',
    v.optional(v.nullable(object({ account: described('Its account.', accountId) }))),
  ),
  organizationConfiguration: described(
    'The organization configuration.',
    v.optional(
      object({
        autoEnable: described('AutoEnableOrganizationMembers.', v.optional(autoEnableLevel)),
        features: described('Levels of features.', v.optional(organizationFeatures, {})),
      }),
    ),
  ),
  detectors: described(
    'Detectors. One that does not exist is made.',
    v.optional(
      v.array(
        object({
          accounts: described('`"all"` for every account, or the accounts.', accountSelection),
          status: described(
            'DELETED removes the detector.',
            v.optional(v.union([featureStatus, v.literal('DELETED')], 'must be one of: ENABLED, DISABLED, DELETED')),
          ),
          findingPublishingFrequency: described(
            'How often updated findings are exported.',
            v.optional(word('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS')),
          ),
          features: described('Features of the detector.', v.optional(detectorFeatures, {})),
        }),
      ),
      [],
    ),
  ),
  members: described(
    'Member records.',
    v.optional(
      v.array(
        object({
          accounts: described('`"all"` for every account but the administrator, or the accounts.', accountSelection),
          administrator: described("The administrator they belong to; the Region's administrator without it.", v.optional(accountId)),
          relationshipStatus: described(
            'The status from now on, or any text that AWS may add; `null` removes the record. `Enabled` and `Disabled` switch the detector too, and make it.',
            v.nullable(text),
          ),
        }),
      ),
      [],
    ),
  ),
});

/** What somebody else changes. */
export type Change = v.InferOutput<typeof changeSchema>;
