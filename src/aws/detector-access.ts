import {
  CreateDetectorCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  type DetectorFeatureConfiguration,
  type GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import type { AccountId, Region } from '../domain/ids';
import { AwsFailure } from '../domain/problem';
import type { DetectorAccess } from '../ports/guardduty';
import { createDetector } from './answers/create-detector';
import { getDetector } from './answers/get-detector';
import { listDetectors } from './answers/list-detectors';
import { anything } from './answers/pieces';
import { requestsOver, type Requests } from './ask';
import type { Clients } from './clients';
import { toSdkDetectorFeature } from './detector-features';
import type { RequestPlace } from './translate-error';

/** The most that a page of a GuardDuty list holds. */
export const itemsPerPage = 50;

/** GuardDuty as one account in one Region. */
export interface GuardDutyDoor {
  readonly place: (operation: string) => RequestPlace;
  readonly requests: Requests<GuardDutyClient>;
}

/** Opens GuardDuty for one account in one Region. */
export function guardDutyDoor(clients: Clients, accountId: AccountId, region: Region): GuardDutyDoor {
  const place = (operation: string) => ({ action: `guardduty:${operation}`, accountId, region });
  return {
    place,
    requests: requestsOver(place, (repetition) => clients.guardDutyIn(region, repetition)),
  };
}

/** The account's detector over the SDK. */
export function detectorAccess({ place, requests: { ask, list } }: GuardDutyDoor): DetectorAccess {
  return {
    async findDetector() {
      const operation = 'ListDetectors';
      const ids = await list(
        operation,
        listDetectors,
        (client, token) => client.send(new ListDetectorsCommand({ MaxResults: itemsPerPage, NextToken: token })),
        { keyOf: (id) => id },
      );
      // One detector per account and Region is AWS's limit: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html.
      if (ids.length > 1) throw new AwsFailure({ ...place(operation), code: 'several-detectors', detail: ids.join(', ') });
      return ids[0];
    },

    async getDetector(id) {
      const detector = await ask('GetDetector', getDetector, (client) => client.send(new GetDetectorCommand({ DetectorId: id })));
      return { id, ...detector };
    },

    createDetector(disabledFeatures) {
      const features = disabledFeatures.map((name): DetectorFeatureConfiguration => ({
        Name: name as DetectorFeatureConfiguration['Name'],
        Status: 'DISABLED',
      }));
      const input = { Enable: true, ...(features.length === 0 ? {} : { Features: features }) };
      return ask('CreateDetector', createDetector, (client) => client.send(new CreateDetectorCommand(input)), 'once');
    },

    configureDetector: (id, features, frequency) =>
      ask(
        'UpdateDetector',
        anything,
        (client) =>
          client.send(
            new UpdateDetectorCommand({
              DetectorId: id,
              ...(features.length === 0 ? {} : { Features: features.map(toSdkDetectorFeature) }),
              ...(frequency === undefined ? {} : { FindingPublishingFrequency: frequency }),
            }),
          ),
        'never',
      ),

    enableDetector: (id) =>
      ask('UpdateDetector', anything, (client) => client.send(new UpdateDetectorCommand({ DetectorId: id, Enable: true })), 'once'),
  };
}
