import { type OrganizationConfiguration, known } from '../../../src/domain/snapshot';
import type { AccountId } from '../../../src/domain/ids';
import type { InsideFacts, OffboardOrganization, OffboardRegion } from '../../../src/offboard/plan/facts';
import type { OffboardSettings } from '../../../src/offboard/plan/settings';
import { administratorId, detectorId, managementId, members, region, workload } from '../../support/builders';

export function settings(overrides: Partial<OffboardSettings> = {}): OffboardSettings {
  return {
    mode: 'apply',
    regions: 'all',
    administratorId: undefined,
    confirmed: undefined,
    includeInvited: false,
    concurrency: 4,
    waitSeconds: 10,
    ...overrides,
  };
}

export function organizationFacts(overrides: Partial<OffboardOrganization> = {}): OffboardOrganization {
  const names: readonly (readonly [AccountId, string])[] = [managementId, administratorId, workload(1), workload(2)].map((id) => [
    id,
    `account ${id}`,
  ]);
  return {
    id: 'o-test',
    managementAccountId: managementId,
    administratorId,
    accounts: new Map(names),
    accountsUnread: undefined,
    policyType: known(false),
    attachedPolicies: known([]),
    registered: new Map([
      ['guardduty.amazonaws.com', known([administratorId])],
      ['malware-protection.guardduty.amazonaws.com', known([])],
    ]),
    regionsUnread: undefined,
    before: { designated: new Set(), released: new Set() },
    ...overrides,
  };
}

export function configuration(overrides: Partial<OrganizationConfiguration> = {}): OrganizationConfiguration {
  return { autoEnable: 'ALL', memberLimitReached: false, features: [], unread: [], ...overrides };
}

/** What the administrator sees where it is designated and two accounts are members. */
export function insideFacts(overrides: Partial<InsideFacts> = {}): InsideFacts {
  return {
    detectorId: known(detectorId),
    members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled' })),
    detector: known({ id: detectorId, status: 'ENABLED', features: [], findingFrequency: 'SIX_HOURS' }),
    configuration: known(configuration()),
    memberFeatures: known(new Map()),
    destination: known(undefined),
    ...overrides,
  };
}

/** A Region in which the administrator is designated. */
export function heldRegion(overrides: Partial<OffboardRegion> = {}): OffboardRegion {
  return {
    region,
    chosen: true,
    closed: undefined,
    administrators: known([{ accountId: administratorId, status: 'ENABLED' }]),
    administratorClosed: undefined,
    inside: insideFacts(),
    ...overrides,
  };
}

/** A Region in which nobody is designated. */
export function freeRegion(overrides: Partial<OffboardRegion> = {}): OffboardRegion {
  const nothing = { detector: undefined, configuration: undefined, memberFeatures: undefined, destination: undefined };
  return heldRegion({ administrators: known([]), inside: insideFacts({ ...nothing, members: known(members({})) }), ...overrides });
}
