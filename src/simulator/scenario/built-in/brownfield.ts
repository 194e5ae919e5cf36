import { featureCatalog } from '../../guardduty/rules/feature-catalog';
import type { ScenarioInput } from '../scenario';

const administrator = '222222222222';

/** The ids of the generated accounts with these numbers. */
function workloads(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(300_000_000_000 + from + index));
}

/** An organization with an unfinished rollout: invitations, removed members, and a Region with another administrator. */
export function brownfield(): ScenarioInput {
  return {
    name: 'brownfield',
    description:
      '40 accounts, 4 Regions, partly rolled out: invited, removed and suspended members, one Region with another administrator.',
    organization: {
      id: 'o-simbrownfd',
      managementAccount: '111111111111',
      trustedAccess: ['guardduty.amazonaws.com', 'sso.amazonaws.com'],
      delegatedAdministrators: [{ account: administrator, servicePrincipal: 'guardduty.amazonaws.com' }],
    },
    administratorAccount: administrator,
    accounts: [
      { id: '111111111111', name: 'management', email: 'aws+management@example.com' },
      { id: administrator, name: 'security', email: 'aws+security@example.com' },
      { id: '222222222223', name: 'old-security', email: 'aws+old-security@example.com', joinedMethod: 'INVITED' },
      { id: '400000000001', name: 'closed-website', email: 'aws+closed-website@example.com', state: 'CLOSED' },
      { count: 36, name: 'workload-{n}', email: 'aws+workload-{n}@example.com' },
    ],
    regions: [rolledOut(), startedByInvitation(), detectorsOnly(), heldByAnother()],
    timing: { designationSeconds: 0.5, administratorDetectorSeconds: 0.5, memberSeconds: 0.5, memberJitterSeconds: 0.5 },
    latency: { ms: 16, jitterMs: 8 },
  };
}

type Region = Exclude<ScenarioInput['regions'][number], string>;

/** Nearly done: most members are enabled, and somebody suspended one on purpose. */
function rolledOut(): Region {
  return {
    name: 'us-east-1',
    administrator: { account: administrator },
    detectors: [
      { accounts: [administrator], findingPublishingFrequency: 'FIFTEEN_MINUTES' },
      { accounts: ['111111111111'], features: plain() },
    ],
    organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL', EBS_MALWARE_PROTECTION: 'NEW' } },
    members: [
      { accounts: ['111111111111', '222222222223', ...workloads(1, 32)], features: { S3_DATA_EVENTS: 'ENABLED' } },
      { accounts: workloads(33, 33), relationshipStatus: 'Disabled' },
      { accounts: workloads(34, 34), relationshipStatus: 'Removed' },
      { accounts: ['400000000001'], features: { S3_DATA_EVENTS: 'ENABLED' } },
      // An account of another organization, by invitation.
      { accounts: ['999999999901'], invited: true },
    ],
  };
}

/** Auto-enable is on for new accounts only, and members were invited one by one. */
function startedByInvitation(): Region {
  return {
    name: 'eu-west-1',
    administrator: { account: administrator },
    detectors: [{ accounts: [administrator] }],
    organizationConfiguration: { autoEnable: 'NEW', features: { S3_DATA_EVENTS: 'NEW' } },
    members: [
      { accounts: workloads(1, 12), invited: true, features: { S3_DATA_EVENTS: 'ENABLED' } },
      { accounts: workloads(13, 15), invited: true, relationshipStatus: 'Invited' },
      { accounts: workloads(16, 17), invited: true, relationshipStatus: 'Created' },
      { accounts: workloads(18, 18), invited: true, relationshipStatus: 'EmailVerificationFailed' },
      { accounts: workloads(19, 19), invited: true, relationshipStatus: 'EmailVerificationInProgress' },
      { accounts: workloads(20, 21), relationshipStatus: 'Resigned' },
      { accounts: workloads(22, 22), relationshipStatus: 'Deleted' },
      { accounts: workloads(23, 24), relationshipStatus: 'Removed' },
      // A member of another administrator.
      { accounts: workloads(25, 25), administrator: '999999999902', invited: true },
    ],
  };
}

/** No administrator, but some accounts have their own detectors. */
function detectorsOnly(): Region {
  return {
    name: 'eu-central-1',
    detectors: [{ accounts: ['111111111111', ...workloads(1, 4)] }, { accounts: workloads(5, 5), status: 'DISABLED' }],
  };
}

/** The former administrator still holds this Region. */
function heldByAnother(): Region {
  return {
    name: 'ap-southeast-2',
    administrator: { account: '222222222223' },
    detectors: [{ accounts: ['222222222223'] }],
    organizationConfiguration: { autoEnable: 'NEW' },
    members: [{ accounts: workloads(1, 20) }],
  };
}

/** All optional features off. */
function plain(): Record<string, 'DISABLED'> {
  return Object.fromEntries([...featureCatalog.keys()].map((name) => [name, 'DISABLED' as const]));
}
