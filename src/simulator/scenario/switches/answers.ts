import * as v from 'valibot';
import { described, word } from '../fields';

const createDetector = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html';
const offOrOn = v.optional(word('off', 'on'), 'off');

/** Switches of detectors, and of the form of answers and errors. */
export const answerSwitches = {
  newDetectorAiProtection: described(
    `Whether a new detector has \`AI_PROTECTION\` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1612; ${createDetector} says that every optional feature except Runtime Monitoring is on.`,
    offOrOn,
  ),
  newDetectorAnalyst: described(
    'Whether a new detector has `AI_ANALYST` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1485, unlike the page on CreateDetector says.',
    offOrOn,
  ),
  newDetectorLegacyRuntime: described(
    'Whether a new detector has `EKS_RUNTIME_MONITORING` on by default. It was off in https://github.com/go-to-k/cdk-real-drift/issues/1485, unlike the page on CreateDetector says.',
    offOrOn,
  ),
  newDetectorRuntime: described(
    `Whether a new detector has \`RUNTIME_MONITORING\` on by default. ${createDetector} says that it is off. Defaults have changed over time.`,
    offOrOn,
  ),
  suspendedDetector: described(
    'The status of features in a suspended detector: as they are set, or all DISABLED. https://github.com/radkawar/stackd recorded ENABLED for the foundational ones.',
    v.optional(word('features-kept', 'features-disabled'), 'features-kept'),
  ),
  additionalConfigurations: described(
    'Which additional configurations answers show: all in the order of https://github.com/radkawar/stackd, all in reverse order, only those that are not off, or none.',
    v.optional(word('listed', 'reversed', 'only-set', 'left-out'), 'listed'),
  ),
  noAdditionalConfiguration: described(
    'What answers have for a feature without additional configurations. https://github.com/radkawar/stackd recorded `null`, and an empty list for `RDS_LOGIN_EVENTS`.',
    v.optional(word('null', 'empty-list', 'absent'), 'null'),
  ),
  rdsDataRisk: described(
    'Whether answers show `RDS_DATA_RISK` under `RDS_LOGIN_EVENTS` only after it was set. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfigurationResult.html does not say.',
    v.optional(word('when-set', 'listed'), 'when-set'),
  ),
  unsupportedFeature: described(
    'What happens to a feature that the Region does not offer: refused as an invalid value, refused as an unknown name, or ignored. AWS does not document it.',
    v.optional(word('refused', 'refused-as-unknown', 'ignored'), 'refused'),
  ),
  missingPermission: described(
    'The error of GuardDuty for a missing permission: AccessDeniedException, or BadRequestException with a message that names the action, as in https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8',
    v.optional(word('access-denied', 'bad-request'), 'access-denied'),
  ),
  errorBody: described(
    "Which member of a GuardDuty error's body has the name `InvalidInputException`. https://github.com/hashicorp/terraform-provider-aws/issues/47756 shows both.",
    v.optional(word('both', '__type', 'type', 'neither'), 'both'),
  ),
  emptyAnswer: described(
    'The body of a GuardDuty answer without content. https://github.com/radkawar/stackd recorded none, or `null`.',
    v.optional(word('nothing', 'null', 'object'), 'nothing'),
  ),
  lastPageToken: described(
    "The token on the last page of a list. https://github.com/radkawar/stackd recorded different forms for GuardDuty's lists.",
    v.optional(word('absent', 'empty-string', 'null'), 'absent'),
  ),
};
