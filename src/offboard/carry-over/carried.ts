import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId } from '../../domain/ids';
import type { MemberFeatures } from '../../domain/snapshot';
import type { OffboardOrganization, OffboardRegion } from '../plan/facts';
import { unreadSetting } from '../plan/lowering';
import { isRegistered, registrationPrincipals } from '../plan/plan';
import { carryOverVersion, type CarriedDetectorFeature, type CarriedMembers, type CarriedRegion, type CarryOver } from './carry-over';
import { rolloutsOf } from './rollouts';

function carriedFeatures(features: readonly DetectorFeature[]): CarriedDetectorFeature[] {
  return features.map(({ name, enabled, additional }) => ({
    name,
    enabled: enabled ?? null,
    additional: additional?.map((one) => ({ name: one.name, enabled: one.enabled ?? null })) ?? null,
  }));
}

/** Members by their features, so that ten thousand members with the same plans are one entry. Equal features are one list already. */
function carriedMembers(accounts: Iterable<AccountId>, features: MemberFeatures | undefined): CarriedMembers[] {
  const groups = new Map<readonly DetectorFeature[] | undefined, CarriedMembers>();
  for (const account of [...accounts].sort()) {
    const known = features?.get(account);
    const group = groups.get(known) ?? { features: known === undefined ? null : carriedFeatures(known), accounts: [] };
    groups.set(known, group);
    group.accounts.push(account);
  }
  return [...groups.values()];
}

function carriedRegion({ region, inside }: OffboardRegion, readAt: string): readonly CarriedRegion[] {
  const { detector, configuration, members, memberFeatures, destination, detectorId } = inside ?? {};
  // Read only where the account is designated: elsewhere there is nothing to lower.
  if (configuration?.known !== true || detectorId?.known !== true) return [];
  // A Region of which a part could not be read is not changed by this run.
  if (unreadSetting(configuration.value) !== undefined) return [];
  const shown = detector?.known === true ? detector.value : undefined;
  const exported = destination?.known === true ? destination.value : undefined;
  return [
    {
      region,
      readAt,
      detectorId: detectorId.value ?? null,
      autoEnable: configuration.value.autoEnable ?? null,
      features: configuration.value.features.flatMap(({ name, autoEnable, additionalConfiguration }) =>
        autoEnable === undefined
          ? []
          : [
              {
                name,
                autoEnable,
                additionalConfiguration: (additionalConfiguration ?? []).flatMap((one) =>
                  one.autoEnable === undefined ? [] : [{ name: one.name, autoEnable: one.autoEnable }],
                ),
              },
            ],
      ),
      findingFrequency: shown?.findingFrequency ?? null,
      administratorFeatures: shown?.features === undefined ? null : carriedFeatures(shown.features),
      destination: exported ?? null,
      members: carriedMembers(
        members?.known === true ? members.value.keys() : [],
        memberFeatures?.known === true ? memberFeatures.value : undefined,
      ),
    },
  ];
}

/** What this run knows before its first write. */
export function carriedFrom(
  organization: OffboardOrganization,
  regions: readonly OffboardRegion[],
  { readAt, simulated }: { readonly readAt: Date; readonly simulated: boolean },
): CarryOver {
  const carried = regions.flatMap((region) => carriedRegion(region, readAt.toISOString()));
  return {
    kind: 'provision-guardduty carry-over',
    schemaVersion: carryOverVersion,
    organizationId: organization.id,
    simulated,
    administrators: [
      {
        accountId: organization.administratorId,
        registeredFor: registrationPrincipals.filter((principal) => isRegistered(organization, principal)),
        regions: [...carried].sort((a, b) => (a.region < b.region ? -1 : 1)),
        released: [],
      },
    ],
    rollouts: rolloutsOf(carried),
  };
}
