import type { answerSwitches } from '../../../../src/simulator/scenario/switches/answers';
import { administratorId } from '../../../support/simulated-aws';
import type { Meeting, Meetings } from './meeting';
import { designated, world } from './worlds';

const lacking = world({ regions: [{ name: 'us-east-1', lacks: ['AI_PROTECTION'] }] });
const newDetector: Meeting<'off' | 'on'> = { world: world(), operation: 'GetDetector' };

/** Switches of detectors and of the form of answers. */
export const answerMeetings: Meetings<keyof typeof answerSwitches> = {
  newDetectorAiProtection: newDetector,
  newDetectorAnalyst: newDetector,
  newDetectorLegacyRuntime: newDetector,
  newDetectorRuntime: newDetector,
  suspendedDetector: {
    world: designated({ detectors: [{ accounts: [administratorId], status: 'DISABLED' }] }),
    argv: ['--restart-suspended'],
    operation: 'GetDetector',
  },
  additionalConfigurations: {
    world: designated({
      detectors: [
        {
          accounts: [administratorId],
          features: { RUNTIME_MONITORING: { status: 'ENABLED', additional: { EC2_AGENT_MANAGEMENT: 'ENABLED' } } },
        },
      ],
    }),
    operation: 'GetDetector',
  },
  noAdditionalConfiguration: { world: world(), operation: 'GetDetector' },
  rdsDataRisk: { world: world(), operation: 'GetDetector' },
  unsupportedFeature: { world: lacking, operation: 'CreateDetector' },
  missingPermission: {
    world: world({ denials: [{ actions: ['guardduty:CreateMembers'] }] }),
    operation: 'CreateMembers',
    ends: {
      'access-denied': { exitCode: 1, words: 'Allow this action for the identity' },
      'bad-request': { exitCode: 1, words: 'Allow this action for the identity' },
    },
  },
  errorBody: { world: lacking, operation: 'CreateDetector' },
  emptyAnswer: { world: world(), operation: 'EnableOrganizationAdminAccount' },
  lastPageToken: { world: world(), operation: 'ListDetectors' },
};
