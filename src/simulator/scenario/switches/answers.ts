import { choice } from '../fields';

const createDetector = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html';

/** Switches of detectors, and of the form of answers and errors. */
export const answerSwitches = {
  newDetectorAiProtection: choice(
    `Whether a new detector has \`AI_PROTECTION\` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1612; ${createDetector} says that every optional feature except Runtime Monitoring is on.`,
    ['off', 'on'],
  ),
  newDetectorAnalyst: choice(
    'Whether a new detector has `AI_ANALYST` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1485, unlike the page on CreateDetector says.',
    ['off', 'on'],
  ),
  newDetectorLegacyRuntime: choice(
    'Whether a new detector has `EKS_RUNTIME_MONITORING` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1485, unlike the page on CreateDetector says.',
    ['off', 'on'],
  ),
  newDetectorRuntime: choice(
    `Whether a new detector has \`RUNTIME_MONITORING\` on by default. ${createDetector} says that it is off. Defaults have changed over time.`,
    ['off', 'on'],
  ),
  suspendedDetector: choice(
    'The status of features in a suspended detector: as they are set, or all DISABLED. https://github.com/radkawar/stackd recorded ENABLED for the foundational ones.',
    ['features-kept', 'features-disabled'],
  ),
  additionalConfigurations: choice(
    'Which additional configurations answers show: all in the order of https://github.com/radkawar/stackd, all in reverse order, only those that are not off, or none.',
    ['listed', 'reversed', 'only-set', 'left-out'],
  ),
  noAdditionalConfiguration: choice(
    'What answers have for a feature without additional configurations. https://github.com/radkawar/stackd recorded `null`, and an empty list for `RDS_LOGIN_EVENTS`.',
    ['null', 'empty-list', 'absent'],
  ),
  rdsDataRisk: choice(
    'Whether answers show `RDS_DATA_RISK` under `RDS_LOGIN_EVENTS` only after it was set. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfigurationResult.html does not say.',
    ['when-set', 'listed'],
  ),
  unsupportedFeature: choice(
    'What happens to a feature that the Region does not offer: refused as an invalid value, refused as an unknown name, or ignored. AWS does not document it.',
    ['refused', 'refused-as-unknown', 'ignored'],
  ),
  missingPermission: choice(
    'The error of GuardDuty for a missing permission: AccessDeniedException, or BadRequestException with a message that names the action, as in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8',
    ['access-denied', 'bad-request'],
  ),
  errorBody: choice(
    "Which member of a GuardDuty error's body has the name `InvalidInputException`. https://github.com/hashicorp/terraform-provider-aws/issues/47756 shows both.",
    ['both', '__type', 'type', 'neither'],
  ),
  emptyAnswer: choice('The body of a GuardDuty answer without content. https://github.com/radkawar/stackd recorded none, or `null`.', [
    'nothing',
    'null',
    'object',
  ]),
  lastPageToken: choice(
    "The token on the last page of a list. https://github.com/radkawar/stackd recorded different forms for GuardDuty's lists.",
    ['absent', 'empty-string', 'null'],
  ),
};
