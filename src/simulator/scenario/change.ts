import * as v from 'valibot';
import { autoEnableLevel, detectorFeatures, featureStatus, organizationFeatures } from './features';
import { accountId, accountSelection, described, flag, object, regionName, text, word } from './fields';

/** A change that somebody else makes in a Region between two requests. It changes only what it names. */
export const changeSchema = object({
  kind: described('Somebody else changes GuardDuty in a Region before the request is processed, or after it.', v.literal('change')),
  after: described('Whether the change happens after the request is processed.', v.optional(flag, false)),
  region: described('The Region. The default is the Region of the request.', v.optional(regionName)),
  administrator: described(
    'The new delegated administrator. `null` removes it.',
    v.optional(v.nullable(object({ account: described('Its account.', accountId) }))),
  ),
  organizationConfiguration: described(
    'The new organization configuration.',
    v.optional(
      object({
        autoEnable: described('AutoEnableOrganizationMembers.', v.optional(autoEnableLevel)),
        features: described('Levels of features.', v.optional(organizationFeatures, {})),
      }),
    ),
  ),
  detectors: described(
    'Detectors. A detector that does not exist is created.',
    v.optional(
      v.array(
        object({
          accounts: described('The accounts, or `"all"`.', accountSelection),
          status: described(
            'The new status. DELETED removes the detector.',
            v.optional(v.union([featureStatus, v.literal('DELETED')], 'must be one of: ENABLED, DISABLED, DELETED')),
          ),
          findingPublishingFrequency: described(
            'How often GuardDuty publishes updated findings.',
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
          accounts: described('The accounts, or `"all"` for every account except the administrator.', accountSelection),
          administrator: described("The administrator of the members. The default is the Region's administrator.", v.optional(accountId)),
          relationshipStatus: described(
            'The new status, or any text. `null` removes the record. `Enabled` and `Disabled` also change the detector, and create it.',
            v.nullable(text),
          ),
        }),
      ),
      [],
    ),
  ),
});

/** A change with its defaults. */
export type Change = v.InferOutput<typeof changeSchema>;
