import type { Region } from '../domain/ids';
import type { CallerIdentity } from '../domain/snapshot';
import type { AdministratorGuardDuty, ManagementGuardDuty } from './guardduty';
import type { OrganizationReader, OrganizationWriter, RegionReader } from './organization';

/** Somebody's credentials, checked: whose they are, and everything that can be read with them. */
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
