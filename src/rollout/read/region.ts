import type { ExportDestination } from '../../domain/export';
import type { AccountId, DetectorId } from '../../domain/ids';
import { memberCondition, type MemberCondition } from '../../domain/member';
import {
  known,
  type Detector,
  type Fact,
  type MemberFeatures,
  type Members,
  type RegionAdministrator,
  type RegionSnapshot,
} from '../../domain/snapshot';
import type { RolloutSettings } from '../../domain/settings';
import { concernsMembers } from '../../domain/wanted-feature';
import type { AdministratorGuardDuty, DetectorAccess } from '../../ports/guardduty';
import type { ChosenRegion } from './choose-regions';
import { readFact } from './fact';
import { noMembers, readMemberFeatures } from './members';
import { readTrials } from './trials';
import { readAdministrators, readAllMembers, readConfiguration, readDetector } from './twice';
import type { RunContext } from '../context';

async function findAndRead(access: DetectorAccess, settings: RolloutSettings): Promise<Detector | undefined> {
  const id = await access.findDetector();
  return id === undefined ? undefined : readDetector(access, id, settings);
}

function isMember(members: Fact<Members> | undefined, managementAccountId: AccountId): boolean {
  const status = members?.known === true ? members.value.get(managementAccountId) : undefined;
  return status !== undefined && ['enabled', 'suspended'].includes(memberCondition(status));
}

function isDesignated(administrators: Fact<readonly RegionAdministrator[]> | undefined, accountId: string): boolean {
  if (administrators === undefined) return true;
  return administrators.known && administrators.value.some((one) => one.accountId === accountId && one.status === 'ENABLED');
}

/**
 * Before its designation AWS may refuse to show an account its members, as it refuses the configuration. Nobody sees any then, and those that
 * the designation brings along are read before the enrolment.
 */
function asSeenBeforeDesignation(members: Fact<Members>): Fact<Members> | undefined {
  return members.known || !['refused', 'not-settled'].includes(members.problem.code) ? members : undefined;
}

/** The management account's own detector, where it decides something: not where the account is a member already. */
export async function readManagementDetector(
  { settings }: RunContext,
  management: DetectorAccess | undefined,
  members: Fact<Members> | undefined,
  managementAccountId: AccountId,
): Promise<Fact<Detector | undefined> | undefined> {
  if (management === undefined || isMember(members, managementAccountId)) return undefined;
  return readFact(() => findAndRead(management, settings));
}

function membersIn(members: Members, ...conditions: readonly MemberCondition[]): readonly AccountId[] {
  return [...members].filter(([, status]) => conditions.includes(memberCondition(status))).map(([accountId]) => accountId);
}

/** Features of members; read only where that was asked for. */
export async function readFeaturesOfMembers(
  { settings }: RunContext,
  admin: AdministratorGuardDuty,
  id: DetectorId,
  members: Fact<Members> | undefined,
): Promise<Fact<MemberFeatures> | undefined> {
  if (!concernsMembers(settings) || members?.known !== true) return undefined;
  // Whoever is restarted in this run needs its features in this run.
  const accounts = membersIn(members.value, 'enabled', ...(settings.restartSuspended ? (['suspended'] as const) : []));
  return accounts.length === 0 ? undefined : readFact(() => readMemberFeatures(admin, id, accounts));
}

/** Where the administrator's findings go; read only where an export was asked for. */
export async function readExports(
  { settings }: RunContext,
  admin: AdministratorGuardDuty,
  id: DetectorId,
): Promise<Fact<readonly ExportDestination[]> | undefined> {
  return settings.export === undefined ? undefined : readFact(() => admin.listExports(id));
}

/** Reads one Region with as few requests as the API permits; what cannot be read stays unknown. */
export async function readRegion(
  context: RunContext,
  managementAccountId: AccountId,
  { region, availability }: ChosenRegion,
): Promise<RegionSnapshot> {
  const nothing = {
    administrator: undefined,
    detector: undefined,
    configuration: undefined,
    members: undefined,
    managementDetector: undefined,
    unreadMembers: noMembers,
    memberFeatures: undefined,
    administratorOf: undefined,
    trials: undefined,
    exports: undefined,
  };
  if (availability.kind === 'not-enabled') return { region, availability, ...nothing };
  const admin = context.administrator.asAdministrator(region);
  const management = context.management?.asManagement(region);

  const [administrator, detectorId] = await Promise.all([
    management === undefined ? undefined : readFact(() => readAdministrators(management)),
    readFact(() => admin.findDetector()),
  ]);
  const refusals = [
    { by: context.management, fact: administrator },
    { by: context.administrator, fact: detectorId },
  ];
  for (const { by, fact } of refusals) {
    if (by === undefined || fact?.known !== false || fact.problem.code !== 'credentials-invalid') continue;
    // Credentials that STS has just confirmed are "invalid" where the account has not opted in to the Region:
    // https://github.com/cloud-custodian/cloud-custodian/issues/5038.
    const { accountId } = by.caller;
    return {
      region,
      availability: { kind: 'not-enabled', accountId, optStatus: 'CREDENTIALS_REFUSED', refusal: fact.problem },
      ...nothing,
    };
  }
  const id = detectorId.known ? detectorId.value : undefined;
  const designated = isDesignated(administrator, context.administrator.caller.accountId);
  const ofDetector = async (detector: DetectorId) => {
    const [state, configuration, members] = await Promise.all([
      readFact(() => readDetector(admin, detector, context.settings)),
      designated ? readFact(() => readConfiguration(admin, detector)) : undefined,
      readFact(() => readAllMembers(admin, detector)).then((members) => (designated ? members : asSeenBeforeDesignation(members))),
    ]);
    return { detector: state, configuration, members };
  };
  const read = id === undefined ? undefined : await ofDetector(id);
  const enrolled = context.settings.readExtras && read?.members?.known === true ? membersIn(read.members.value, 'enabled') : [];
  const [managementDetector, memberFeatures, trials, administratorOf, exports] = await Promise.all([
    readManagementDetector(context, management, read?.members, managementAccountId),
    id === undefined ? undefined : readFeaturesOfMembers(context, admin, id, read?.members),
    id === undefined || enrolled.length === 0 ? undefined : readFact(() => readTrials(admin, id, enrolled)),
    // An account that is a member of another administrator can't be designated.
    id === undefined || designated ? undefined : readFact(() => admin.getAdministrator(id)),
    id === undefined ? undefined : readExports(context, admin, id),
  ]);
  return {
    trials,
    exports,
    memberFeatures,
    administratorOf,
    unreadMembers: noMembers,
    region,
    availability,
    administrator,
    detector: read?.detector ?? (detectorId.known ? known(undefined) : detectorId),
    configuration: read?.configuration,
    members: read?.members,
    managementDetector,
  };
}
