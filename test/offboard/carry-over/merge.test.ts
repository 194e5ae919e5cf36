import fc from 'fast-check';
import * as v from 'valibot';
import { isStronger, type AutoEnable } from '../../../src/domain/auto-enable';
import { carryOverSchema, type CarriedRegion, type CarryOver } from '../../../src/offboard/carry-over/carry-over';
import { mergeCarryOver } from '../../../src/offboard/carry-over/merge';

const level = fc.constantFrom<AutoEnable>('ALL', 'NEW', 'NONE');
const ids = ['111111111111', '300000000001', '300000000002', '300000000003'];
const setting = fc.record({ name: fc.constantFrom('EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'), autoEnable: level });
const byName = { selector: ({ name }: { readonly name: string }) => name };
const feature = fc.record({
  name: fc.constantFrom('S3_DATA_EVENTS', 'RUNTIME_MONITORING', 'RDS_LOGIN_EVENTS'),
  autoEnable: level,
  additionalConfiguration: fc.uniqueArray(setting, byName),
});
const detectorFeature = fc.record({
  name: fc.constantFrom('S3_DATA_EVENTS', 'AI_PROTECTION'),
  enabled: fc.option(fc.boolean()),
  additional: fc.uniqueArray(fc.record({ name: fc.constantFrom('EC2_AGENT_MANAGEMENT'), enabled: fc.option(fc.boolean()) }), byName),
});
const memberGroups = fc
  .uniqueArray(fc.constantFrom(...ids))
  .chain((accounts) =>
    fc.tuple(
      ...accounts.map((account): fc.Arbitrary<CarriedRegion['members'][number]> =>
        fc.record({ features: fc.option(fc.uniqueArray(detectorFeature, byName)), accounts: fc.constant([account]) }),
      ),
    ),
  );
const region: fc.Arbitrary<CarriedRegion> = fc.record({
  region: fc.constantFrom('eu-west-1', 'us-east-1', 'ap-south-1'),
  readAt: fc.constantFrom('2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'),
  detectorId: fc.option(fc.constantFrom('one', 'two')),
  autoEnable: fc.option(level),
  features: fc.uniqueArray(feature, byName),
  findingFrequency: fc.option(fc.constantFrom('ONE_HOUR', 'SIX_HOURS')),
  administratorFeatures: fc.option(fc.uniqueArray(detectorFeature, byName)),
  destination: fc.option(
    fc.constant({ destinationArn: 'arn:aws:s3:::b', kmsKeyArn: 'arn:aws:kms:us-east-1:111111111111:key/k', expectedBucketOwner: null }),
  ),
  members: memberGroups.map((groups) => [...groups]),
});
const file: fc.Arbitrary<CarryOver> = fc
  .record({
    accountId: fc.constantFrom('222222222222', '333333333333'),
    registeredFor: fc.uniqueArray(fc.constantFrom('guardduty.amazonaws.com', 'malware-protection.guardduty.amazonaws.com')),
    regions: fc.uniqueArray(region, { selector: (one) => one.region }),
    released: fc.uniqueArray(
      fc.record({
        region: fc.constantFrom('eu-west-1', 'sa-east-1'),
        at: fc.constantFrom('2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'),
      }),
      { selector: (one) => one.region },
    ),
  })
  .map((administrator) => ({
    kind: 'provision-guardduty carry-over',
    schemaVersion: 1,
    organizationId: 'o-test',
    simulated: false,
    administrators: [administrator],
    rollouts: [],
  }));

/** Everything that a file says, one line for each thing, with its level where it has one. */
function statements({ administrators }: CarryOver): ReadonlyMap<string, AutoEnable | 'said'> {
  const said = new Map<string, AutoEnable | 'said'>();
  for (const { accountId, registeredFor, regions } of administrators) {
    for (const principal of registeredFor) said.set(`${accountId} ${principal}`, 'said');
    for (const one of regions) {
      const place = `${accountId} ${one.region}`;
      if (one.autoEnable !== null) said.set(`${place} auto-enable`, one.autoEnable);
      for (const { name, autoEnable, additionalConfiguration } of one.features) {
        said.set(`${place} ${name}`, autoEnable);
        for (const extra of additionalConfiguration) said.set(`${place} ${name}/${extra.name}`, extra.autoEnable);
      }
      for (const key of ['detectorId', 'findingFrequency', 'administratorFeatures', 'destination'] as const)
        if (one[key] !== null) said.set(`${place} ${key}`, 'said');
      for (const { features, accounts } of one.members)
        for (const account of accounts) {
          said.set(`${place} member ${account}`, 'said');
          if (features !== null) said.set(`${place} features of ${account}`, 'said');
        }
    }
  }
  return said;
}

describe('merging carry-over files', () => {
  it('loses nothing of either, and weakens nothing', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const merged = mergeCarryOver(earlier, later);
        const all = statements(merged);
        for (const [what, value] of [...statements(earlier), ...statements(later)]) {
          const now = all.get(what);
          expect(now).toBeDefined();
          if (value !== 'said' && now !== 'said' && now !== undefined) expect(isStronger(value, now)).toBe(false);
        }
        expect(v.safeParse(carryOverSchema, merged).success).toBe(true);
      }),
    );
  });

  it('says no more than both together', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const known = new Set([...statements(earlier).keys(), ...statements(later).keys()]);
        expect([...statements(mergeCarryOver(earlier, later)).keys()].filter((what) => !known.has(what))).toEqual([]);
      }),
    );
  });

  it('keeps where no member was left, but where the administrator is designated again', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const merged = mergeCarryOver(earlier, later);
        const placesIn = (one: CarryOver): string[] =>
          one.administrators.flatMap(({ accountId, released }) => released.map((place) => `${accountId} ${place.region}`));
        const again = new Set(later.administrators.flatMap(({ accountId, regions }) => regions.map((one) => `${accountId} ${one.region}`)));
        const kept = placesIn(earlier).filter((place) => !again.has(place));
        expect(placesIn(merged).toSorted()).toEqual([...new Set([...kept, ...placesIn(later)])].toSorted());
      }),
    );
  });

  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(file, file, (earlier, later) => {
        const once = mergeCarryOver(earlier, later);
        expect(mergeCarryOver(once, later)).toEqual(once);
      }),
    );
  });
});
