import * as v from 'valibot';
import { described, word } from '../fields';

/** Switches of exports, coverage and custom rules. */
export const exportSwitches = {
  destinationVerification: described(
    'The status of a publishing destination after CreatePublishingDestination: PUBLISHING, as https://github.com/radkawar/stackd recorded, or PENDING_VERIFICATION (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Destination.html) for `timing.destinationSeconds`.',
    v.optional(word('immediate', 'pending'), 'immediate'),
  ),
  destinationFolder: described(
    'Which folder must exist for a destination with a prefix: the prefix, as https://github.com/radkawar/stackd recorded, the whole path, or none because GuardDuty creates it. Copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html differ.',
    v.optional(word('must-exist', 'full-path-must-exist', 'created'), 'must-exist'),
  ),
  destinationCaller: described(
    "Whether GuardDuty checks the caller's own permissions for S3 and IAM, as in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/255 and https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8",
    v.optional(word('checked', 'unchecked'), 'checked'),
  ),
  expectedBucketOwner: described(
    'What UpdatePublishingDestination does with the expected owner: keeps it if the request names none, clears it then, never changes it, or does not know the member. AWS does not document it.',
    v.optional(word('kept', 'cleared', 'fixed', 'unknown'), 'kept'),
  ),
  destinationList: described(
    'How ListPublishingDestinations ends. https://github.com/radkawar/stackd recorded both.',
    v.optional(word('token-null', 'token-then-empty-page'), 'token-null'),
  ),
  exportPrincipal: described(
    "GuardDuty's service principal for S3 and KMS outside the commercial partition. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html names one per Region for opt-in Regions and does not mention other partitions.",
    v.optional(word('common', 'own-in-other-partitions'), 'common'),
  ),
  coverageScope: described(
    'Whose resources GetCoverageStatistics and ListCoverage count. https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html names members with Runtime Monitoring on.',
    v.optional(word('active-members', 'everybody'), 'active-members'),
  ),
  customRules: described(
    'Whether GuardDuty has custom detection rules in the Region. AWS announced them in September 2026 and lists no Regions.',
    v.optional(word('available', 'unknown-operation'), 'available'),
  ),
};
