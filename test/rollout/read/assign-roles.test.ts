import type { AccountId } from '../../../src/domain/ids';
import { assignRoles, type GivenIdentities } from '../../../src/rollout/read/assign-roles';
import { administratorId, managementId } from '../../support/builders';
import { rejectionOf, settingsOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const stranger = '999999999999' as AccountId;

/** Identities by account, as the options of the command line gave them. */
function given(aws: FakeAws, management: AccountId | undefined, administrator: AccountId | undefined): GivenIdentities {
  const identityOf = (account: AccountId | undefined) => (account === undefined ? undefined : aws.identity(account));
  return { management: identityOf(management), administrator: identityOf(administrator) };
}

describe('assignRoles', () => {
  test('takes the two identities for what the organization says they are', async () => {
    const aws = new FakeAws();
    const { management, administrator, organization } = await assignRoles(settingsOf(), given(aws, managementId, administratorId));
    expect([management?.caller.accountId, administrator.caller.accountId]).toEqual([managementId, administratorId]);
    expect(organization).toEqual(aws.description);
  });

  test('asks for the organization once', async () => {
    const aws = new FakeAws();
    await assignRoles(settingsOf(), given(aws, managementId, administratorId));
    expect(aws.log()).toEqual(['DescribeOrganization']);
  });

  test.each([
    ['--admin-profile', undefined, administratorId],
    ['--profile', administratorId, undefined],
  ])('runs as the administrator alone when only %s names it', async (_option, first, second) => {
    const roles = await assignRoles(settingsOf(), given(new FakeAws(), first, second));
    expect([roles.management, roles.administrator.caller.accountId]).toEqual([undefined, administratorId]);
  });

  test('accepts the administrator that --admin-account-id names', async () => {
    const settings = settingsOf({ administratorId });
    const roles = await assignRoles(settings, given(new FakeAws(), managementId, administratorId));
    expect(roles.administrator.caller.accountId).toBe(administratorId);
  });

  test.each<[string, AccountId | undefined, AccountId | undefined, RegExp]>([
    ['no identity at all', undefined, undefined, /No AWS credentials were found/],
    ['the management account alone', managementId, undefined, /delegated administrator is missing/],
    ['the management account as administrator alone', undefined, managementId, /delegated administrator is missing/],
    ['swapped identities', administratorId, managementId, /swapped: 111111111111 is the management account, 222222222222 is not/],
    ['the management account twice', managementId, managementId, /Both identities belong to account 111111111111/],
    ['another account twice', administratorId, administratorId, /Both identities belong to account 222222222222/],
    ['a first identity that is not the management account', stranger, administratorId, /999999999999 is not the management account/],
  ])('refuses %s', async (_name, management, administrator, message) => {
    const error = await rejectionOf(assignRoles(settingsOf(), given(new FakeAws(), management, administrator)));
    expect(error).toMatchObject({ name: 'CredentialsError', message: expect.stringMatching(message) as string });
  });

  test.each([
    ['beside the management account', managementId, administratorId],
    ['alone', undefined, administratorId],
  ])('refuses credentials of another account than --admin-account-id names, %s', async (_name, first, second) => {
    const error = await rejectionOf(assignRoles(settingsOf({ administratorId: stranger }), given(new FakeAws(), first, second)));
    expect(error).toMatchObject({
      name: 'CredentialsError',
      message: "The administrator's credentials belong to account 222222222222, not to 999999999999.",
    });
  });

  test('refuses an organization with consolidated billing only', async () => {
    const aws = new FakeAws();
    aws.description = { ...aws.description, featureSet: 'CONSOLIDATED_BILLING' };
    const error = await rejectionOf(assignRoles(settingsOf(), given(aws, managementId, administratorId)));
    expect(error).toMatchObject({ name: 'PreconditionError', reason: expect.stringContaining('CONSOLIDATED_BILLING') as string });
  });

  test('refuses an account that belongs to no organization', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'DescribeOrganization', then: 'not-in-organization' });
    const error = await rejectionOf(assignRoles(settingsOf(), given(aws, managementId, administratorId)));
    expect(error).toMatchObject({ name: 'PreconditionError', message: 'Account 111111111111 belongs to no AWS Organization.' });
  });

  test('names account, action, and the words and request id of AWS when the organization cannot be read', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'DescribeOrganization', then: 'access-denied' });
    const error = await rejectionOf(assignRoles(settingsOf(), given(aws, managementId, administratorId)));
    expect(error).toMatchObject({
      name: 'PreconditionError',
      message: expect.stringMatching(/111111111111.*organizations:DescribeOrganization/) as string,
      reason: expect.stringMatching(/FakeException: AWS answers access-denied.*request-of-DescribeOrganization/) as string,
    });
  });

  test('does not advise to allow a call that the network swallowed', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'DescribeOrganization', then: 'network-failure' });
    const error = await rejectionOf(assignRoles(settingsOf(), given(aws, managementId, administratorId)));
    expect(error).toMatchObject({ remedy: expect.not.stringContaining('Allow organizations') as string });
  });

  test('lets a defect of the program through as it is', async () => {
    const aws = new FakeAws();
    const defect = new TypeError('a defect');
    aws.trouble({ on: 'DescribeOrganization', then: () => Promise.reject(defect) });
    expect(await rejectionOf(assignRoles(settingsOf(), given(aws, managementId, administratorId)))).toBe(defect);
  });
});
