import { randomUUID } from 'node:crypto';
import type { Call, Output } from '../../requests/call';
import { badRequest } from '../../requests/errors';
import { fromList, pageOf } from '../../requests/paging';
import type { PublishingDestination, RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { ownDetector } from '../rules/access';
import { checkTarget, type ExportTarget } from '../rules/destination-checks';
import { regionOf } from '../rules/region-of';
import { guarddutyPaging, isAccountId, isRecord, outOfRange } from '../wire/input';

/**
 * One for each type and detector. A token that was sent before gives the same id, but what comes with it is looked at again: seen by
 * https://github.com/radkawar/stackd. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreatePublishingDestination.html
 */
export function createPublishingDestination(world: World, call: Call): Output {
  const { region, account } = own(world, call);
  const { destinationType: type, destinationProperties: properties, clientToken } = call.input;
  if (type === undefined || type === null) throw badRequest(world.text('destinationTypeMissing'));
  if (type !== 'S3') throw badRequest(world.text('jsonNotProcessed'));
  if (!isRecord(properties)) throw badRequest(world.text('destinationPropertiesMissing'));
  if (typeof clientToken === 'string' && clientToken.length > 64) throw outOfRange(world);
  const target = targetOf(world, properties);
  checkTarget(world, call, { ...target, arn: target.arn ?? '', key: target.key ?? '' });
  const destinations = destinationsOf(region, account);
  const replayed = destinations.find((known) => known.clientToken !== undefined && known.clientToken === clientToken);
  if (replayed) return { destinationId: replayed.id };
  if (destinations.some((known) => known.type === type)) throw badRequest(world.text('destinationExists'));
  const id = randomUUID().replaceAll('-', '');
  const token = typeof clientToken === 'string' && clientToken !== '' ? clientToken : undefined;
  region.destinations.set(account, [
    ...destinations,
    { id, type, arn: target.arn ?? '', key: target.key ?? '', owner: target.owner, ...verified(world, call), clientToken: token },
  ]);
  return { destinationId: id };
}

/** Neither ARNs nor owner: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListPublishingDestinations.html */
export function listPublishingDestinations(world: World, call: Call): Output {
  const { region, account } = own(world, call);
  if (call.input['nextToken'] === endToken) return { destinations: [], nextToken: null };
  const { items, token } = pageOf(world, call, guarddutyPaging(world), fromList(destinationsOf(region, account)));
  // Seen with a page of one: a token although nothing follows.
  const last = world.scenario.switches.destinationList === 'token-then-empty-page' && items.length > 0 ? endToken : null;
  return {
    destinations: items.map((known) => ({ destinationId: known.id, destinationType: known.type, status: statusOf(known, call.now) })),
    nextToken: token ?? last,
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
export function describePublishingDestination(world: World, call: Call): Output {
  const { region, account } = own(world, call);
  const { id, type, arn, key, owner, failingSince, ...known } = namedDestination(world, call, region, account);
  const knowsOwner = world.scenario.switches.expectedBucketOwner !== 'unknown';
  return {
    destinationId: id,
    destinationType: type,
    status: statusOf(known, call.now),
    // JSON null while nothing fails, although the model requires a number: seen by https://github.com/radkawar/stackd
    publishingFailureStartTimestamp: failingSince ?? null,
    destinationProperties: { destinationArn: arn, kmsKeyArn: key, ...(knowsOwner ? { expectedBucketOwner: owner ?? null } : {}) },
    tags: {},
  };
}

/** A part is enough; the rest stays. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdatePublishingDestination.html */
export function updatePublishingDestination(world: World, call: Call): Output {
  const { region, account } = own(world, call);
  const properties = call.input['destinationProperties'];
  if (!isRecord(properties) || Object.values(properties).every((value) => value === undefined || value === null)) throw outOfRange(world);
  const known = namedDestination(world, call, region, account);
  const given = targetOf(world, properties);
  const target = { arn: given.arn ?? known.arn, key: given.key ?? known.key, owner: ownerAfter(world, known, given.owner) };
  checkTarget(world, call, { ...target, owner: given.owner ?? target.owner });
  const changed = { ...known, ...target, ...verified(world, call) };
  region.destinations.set(
    account,
    destinationsOf(region, account).map((one) => (one.id === known.id ? changed : one)),
  );
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeletePublishingDestination.html */
export function deletePublishingDestination(world: World, call: Call): Output {
  const { region, account } = own(world, call);
  const known = namedDestination(world, call, region, account);
  region.destinations.set(
    account,
    destinationsOf(region, account).filter(({ id }) => id !== known.id),
  );
  return {};
}

const endToken = 'end/S3';

function own(world: World, call: Call): { readonly region: RegionState; readonly account: string } {
  const region = regionOf(world, call);
  ownDetector(world, region, call);
  return { region, account: call.caller.account };
}

function destinationsOf(region: RegionState, account: string): readonly PublishingDestination[] {
  return region.destinations.get(account) ?? [];
}

/** An unknown id is an invalid parameter, not something that is not found: seen by https://github.com/radkawar/stackd */
function namedDestination(world: World, call: Call, region: RegionState, account: string): PublishingDestination {
  const found = destinationsOf(region, account).find(({ id }) => id === call.input['destinationId']);
  if (found) return found;
  throw badRequest(world.text('parametersInvalid'));
}

type GivenTarget = { readonly [Part in keyof ExportTarget]: string | undefined };

function targetOf(world: World, { destinationArn, kmsKeyArn, expectedBucketOwner: owner }: Readonly<Record<string, unknown>>): GivenTarget {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const known = world.scenario.switches.expectedBucketOwner !== 'unknown';
  if (known && owner !== undefined && owner !== null && !isAccountId(owner)) throw outOfRange(world);
  return { arn: text(destinationArn), key: text(kmsKeyArn), owner: known ? text(owner) : undefined };
}

/** Whether an owner that is not named stays, and whether one that is set can change, is not documented. */
function ownerAfter(world: World, known: PublishingDestination, given: string | undefined): string | undefined {
  switch (world.scenario.switches.expectedBucketOwner) {
    case 'kept':
      return given ?? known.owner;
    case 'fixed':
      return known.owner ?? given;
    case 'cleared':
    case 'unknown':
      return given;
  }
}

function verified(world: World, call: Call): Pick<PublishingDestination, 'status' | 'verifiedAt' | 'failingSince'> {
  const { switches, timing } = world.scenario;
  const seconds = switches.destinationVerification === 'pending' ? timing.destinationSeconds : 0;
  return { status: 'PUBLISHING', verifiedAt: seconds === null ? Infinity : call.now + seconds * 1000, failingSince: undefined };
}

function statusOf({ status, verifiedAt }: Pick<PublishingDestination, 'status' | 'verifiedAt'>, now: number): string {
  return verifiedAt > now ? 'PENDING_VERIFICATION' : status;
}
