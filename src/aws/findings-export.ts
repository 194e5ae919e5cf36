import {
  CreatePublishingDestinationCommand,
  DescribePublishingDestinationCommand,
  ListPublishingDestinationsCommand,
  UpdatePublishingDestinationCommand,
  type DestinationProperties,
} from '@aws-sdk/client-guardduty';
import type { ExportTarget } from '../domain/export';
import type { FindingsExport } from '../ports/findings-export';
import { describePublishingDestination } from './answers/describe-publishing-destination';
import { listPublishingDestinations } from './answers/list-publishing-destinations';
import { anything } from './answers/pieces';
import { itemsPerPage, type GuardDutyDoor } from './detector-access';

function propertiesOf({ destinationArn, keyArn, ownerId }: ExportTarget): DestinationProperties {
  return { DestinationArn: destinationArn, KmsKeyArn: keyArn, ExpectedBucketOwner: ownerId };
}

/** Export of findings over the SDK. */
export function findingsExport({ requests: { ask, list } }: GuardDutyDoor): FindingsExport {
  return {
    async listExports(id) {
      const all = await list(
        'ListPublishingDestinations',
        listPublishingDestinations,
        (client, token) =>
          client.send(new ListPublishingDestinationsCommand({ DetectorId: id, MaxResults: itemsPerPage, NextToken: token })),
        { keyOf: (destination) => destination.id },
      );
      // Types that AWS may add are ignored.
      const buckets = all.filter(({ type }) => type === 'S3');
      return Promise.all(
        buckets.map(async (destination) => ({
          id: destination.id,
          ...(await ask('DescribePublishingDestination', describePublishingDestination, (client) =>
            client.send(new DescribePublishingDestinationCommand({ DetectorId: id, DestinationId: destination.id })),
          )),
        })),
      );
    },

    // The SDK sends a client token, but AWS does not document that it prevents a second destination, so the caller reads back.
    createExport: (id, target) =>
      ask(
        'CreatePublishingDestination',
        anything,
        (client) =>
          client.send(
            new CreatePublishingDestinationCommand({ DetectorId: id, DestinationType: 'S3', DestinationProperties: propertiesOf(target) }),
          ),
        'once',
      ),

    updateExport: (id, destinationId, target) =>
      ask(
        'UpdatePublishingDestination',
        anything,
        (client) =>
          client.send(
            new UpdatePublishingDestinationCommand({
              DetectorId: id,
              DestinationId: destinationId,
              DestinationProperties: propertiesOf(target),
            }),
          ),
        'once',
      ),
  };
}
