import type { Region } from '../domain/ids';
import type { CallerIdentity } from '../domain/snapshot';
import type { AdministratorGuardDuty, ManagementGuardDuty } from './guardduty';
import type { OrganizationReader, OrganizationWriter, RegionReader } from './organization';

/** Checked credentials: whose they are, and everything that can be done with them. */
export interface Identity {
  readonly caller: CallerIdentity;
  readonly organization: OrganizationReader & OrganizationWriter;
  readonly regions: RegionReader;
  asManagement(region: Region): ManagementGuardDuty;
  asAdministrator(region: Region): AdministratorGuardDuty;
}

/** Calls made so far, by IAM action (`guardduty:CreateMembers`), every attempt counted. */
export interface CallCounter {
  counts(): Readonly<Record<string, number>>;
}
