import { choice } from '../fields';

/** Switches of exports, coverage and custom rules. */
export const exportSwitches = {
  destinationVerification: choice(
    'The status of a publishing destination after CreatePublishingDestination: PUBLISHING, as https://github.com/radkawar/stackd recorded, or PENDING_VERIFICATION (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Destination.html) for `timing.destinationSeconds`.',
    ['immediate', 'pending'],
  ),
  destinationFolder: choice(
    'Which folder must exist for a destination with a prefix: the prefix, as https://github.com/radkawar/stackd recorded, the whole path, or none because GuardDuty creates it. Copies of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html differ.',
    ['must-exist', 'full-path-must-exist', 'created'],
  ),
  destinationCaller: choice(
    "Whether GuardDuty checks the caller's own permissions for S3 and IAM, as in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/255 and https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8",
    ['checked', 'unchecked'],
  ),
  expectedBucketOwner: choice(
    'What UpdatePublishingDestination does with the expected owner: keeps it if the request names none, clears it then, never changes it, or does not know the member. AWS does not document it.',
    ['kept', 'cleared', 'fixed', 'unknown'],
  ),
  destinationList: choice('How ListPublishingDestinations ends. https://github.com/radkawar/stackd recorded both.', [
    'token-null',
    'token-then-empty-page',
  ]),
  exportPrincipal: choice(
    "GuardDuty's service principal for S3 and KMS outside the commercial partition. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html names one per Region for opt-in Regions and does not mention other partitions.",
    ['common', 'own-in-other-partitions'],
  ),
  coverageScope: choice(
    'Whose resources GetCoverageStatistics and ListCoverage count. https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html names members with Runtime Monitoring on.',
    ['active-members', 'everybody'],
  ),
  customRules: choice(
    'Whether GuardDuty has custom detection rules in the Region. AWS announced them in September 2026 and lists no Regions.',
    ['available', 'unknown-operation'],
  ),
};
