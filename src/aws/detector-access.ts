import {
  CreateDetectorCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  type DetectorFeatureConfiguration,
  type GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import { toDetectorId, type AccountId, type Region } from '../domain/ids';
import { AwsFailure } from '../domain/problem';
import type { DetectorAccess } from '../ports/guardduty';
import type { Clients } from './clients';
import { toDetectorFeatures, toSdkDetectorFeature } from './detector-features';
import { readAllPages } from './paging';
import { translating, type RequestPlace } from './translate-error';

/** The most that a page of a GuardDuty list holds. */
export const itemsPerPage = 50;

/** GuardDuty as one account in one Region. */
export interface GuardDutyDoor {
  readonly place: (operation: string) => RequestPlace;
  readonly client: (place: RequestPlace) => Promise<GuardDutyClient>;
  /** For writes that have to be looked at before they are sent again. */
  readonly onceClient: (place: RequestPlace) => Promise<GuardDutyClient>;
}

/** Opens GuardDuty for one account in one Region. */
export function guardDutyDoor(clients: Clients, accountId: AccountId, region: Region): GuardDutyDoor {
  return {
    place: (operation) => ({ action: `guardduty:${operation}`, accountId, region }),
    client: (place) => translating(place, () => clients.guardDutyIn(region, 'repeatable')),
    onceClient: (place) => translating(place, () => clients.guardDutyIn(region, 'once')),
  };
}

/** The account's detector over the SDK. */
export function detectorAccess({ place, client }: GuardDutyDoor): DetectorAccess {
  return {
    async findDetector() {
      const here = place('ListDetectors');
      const guardDuty = await client(here);
      const ids = await readAllPages(
        here,
        async (token) => {
          const page = await guardDuty.send(new ListDetectorsCommand({ MaxResults: itemsPerPage, NextToken: token }));
          return { items: page.DetectorIds ?? [], nextToken: page.NextToken, size: itemsPerPage };
        },
        (id) => id,
      );
      // One detector per account and Region is AWS's limit: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html.
      if (ids.length > 1) throw new AwsFailure({ ...here, code: 'several-detectors', awsMessage: ids.join(', ') });
      return toDetectorId(ids[0]);
    },

    async getDetector(id) {
      const here = place('GetDetector');
      const guardDuty = await client(here);
      const answer = await translating(here, () => guardDuty.send(new GetDetectorCommand({ DetectorId: id })));
      const { Status: status = 'UNKNOWN', Features: features, FindingPublishingFrequency: findingFrequency } = answer;
      // Words of this API differ in case between documents and answers; one that is unknown stays readable.
      return {
        id,
        status: status.toUpperCase(),
        features: toDetectorFeatures(features),
        ...(findingFrequency === undefined ? {} : { findingFrequency }),
      };
    },

    async createDetector(disabledFeatures) {
      const here = place('CreateDetector');
      const guardDuty = await client(here);
      const features = disabledFeatures.map((name): DetectorFeatureConfiguration => ({
        Name: name as DetectorFeatureConfiguration['Name'],
        Status: 'DISABLED',
      }));
      const answer = await translating(here, () =>
        guardDuty.send(new CreateDetectorCommand({ Enable: true, ...(features.length === 0 ? {} : { Features: features }) })),
      );
      const id = toDetectorId(answer.DetectorId);
      if (id === undefined) throw new AwsFailure({ ...here, code: 'unexpected-answer', awsMessage: 'no detector id in the answer' });
      return id;
    },

    async configureDetector(id, features, frequency) {
      const here = place('UpdateDetector');
      const guardDuty = await client(here);
      await translating(here, () =>
        guardDuty.send(
          new UpdateDetectorCommand({
            DetectorId: id,
            ...(features.length === 0 ? {} : { Features: features.map(toSdkDetectorFeature) }),
            ...(frequency === undefined ? {} : { FindingPublishingFrequency: frequency }),
          }),
        ),
      );
    },

    async enableDetector(id) {
      const here = place('UpdateDetector');
      const guardDuty = await client(here);
      await translating(here, () => guardDuty.send(new UpdateDetectorCommand({ DetectorId: id, Enable: true })));
    },
  };
}
