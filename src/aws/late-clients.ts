import { AccountClient, type AccountClientConfig } from '@aws-sdk/client-account';
import { GuardDutyClient, type GuardDutyClientConfig } from '@aws-sdk/client-guardduty';
import { OrganizationsClient, type OrganizationsClientConfig } from '@aws-sdk/client-organizations';

// Apart from the client of STS, so that they are loaded after the first request has been answered and not before it is sent.

export const makeAccount = (options: AccountClientConfig): AccountClient => new AccountClient(options);

export const makeGuardDuty = (options: GuardDutyClientConfig): GuardDutyClient => new GuardDutyClient(options);

export const makeOrganizations = (options: OrganizationsClientConfig): OrganizationsClient => new OrganizationsClient(options);
