import type { AccountId } from '../../../src/domain/ids';
import { readOrganization } from '../../../src/rollout/read/organization';
import { administratorId, managementId } from '../../support/builders';
import { contextOf, rejectionOf } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

/** The fake AWS with other states of its accounts, in the order of their ids. */
function withStates(...states: readonly string[]): FakeAws {
  const aws = new FakeAws(states.length - 2);
  Object.assign(aws, { accounts: aws.accounts.map((account, index) => ({ ...account, state: states[index] ?? 'ACTIVE' })) });
  return aws;
}

describe('readOrganization', () => {
  test('asks everything once, as the management account', async () => {
    const aws = new FakeAws();
    await readOrganization(contextOf(aws), aws.description);
    expect([...aws.log()].sort()).toEqual([
      'ListAWSServiceAccessForOrganization',
      'ListAccounts',
      'ListDelegatedAdministrators',
      'ListRoots',
    ]);
    expect(new Set(aws.calls.map(({ account }) => account))).toEqual(new Set([managementId]));
  });

  test('asks as the administrator where there are no management credentials', async () => {
    const aws = new FakeAws();
    const snapshot = await readOrganization({ ...contextOf(aws), management: undefined }, aws.description);
    expect(new Set(aws.calls.map(({ account }) => account))).toEqual(new Set([administratorId]));
    expect(snapshot).toMatchObject({ managementCredentials: false, managementAccountId: managementId, administratorId });
  });

  test('reports what it found about GuardDuty', async () => {
    const aws = new FakeAws();
    aws.policyTypes = ['SERVICE_CONTROL_POLICY', 'GUARDDUTY_POLICY'];
    aws.registered = [administratorId];
    aws.trusted = ['sso.amazonaws.com'];
    expect(await readOrganization(contextOf(aws), aws.description)).toMatchObject({
      id: 'o-fake',
      guardDutyPolicy: { known: true, value: true },
      registeredAdministrators: { known: true, value: [administratorId] },
      trustedAccess: { known: true, value: false },
    });
    expect(aws.inputs('ListDelegatedAdministrators')).toEqual(['guardduty.amazonaws.com']);
  });

  test('reports how many accounts are listed so far', async () => {
    const context = contextOf(new FakeAws(3));
    await readOrganization(context, new FakeAws().description);
    expect(context.events).toEqual([{ type: 'accounts-listed', count: 5 }]);
  });

  test.each([
    ['ListRoots', 'guardDutyPolicy'],
    ['ListDelegatedAdministrators', 'registeredAdministrators'],
    ['ListAWSServiceAccessForOrganization', 'trustedAccess'],
  ])('keeps "unknown" apart from "no" when %s fails', async (on, fact) => {
    const aws = new FakeAws();
    aws.trouble({ on, then: 'access-denied' });
    const snapshot = await readOrganization(contextOf(aws), aws.description);
    expect(snapshot).toHaveProperty(fact, { known: false, problem: expect.objectContaining({ code: 'access-denied' }) as unknown });
  });

  test.each([
    ['access-denied', /^Allow organizations:ListAccounts/],
    ['throttled', /^Run again/],
  ] as const)('stops when the accounts cannot be listed: %s', async (then, remedy) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListAccounts', then });
    expect(await rejectionOf(readOrganization(contextOf(aws), aws.description))).toMatchObject({
      name: 'PreconditionError',
      reason: expect.stringMatching(/FakeException: .*request-of-ListAccounts/) as string,
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  test('stops when no account is active', async () => {
    const aws = withStates('SUSPENDED', 'CLOSED', 'PENDING_ACTIVATION');
    expect(await rejectionOf(readOrganization(contextOf(aws), aws.description))).toMatchObject({
      message: 'Organization o-fake has no active account.',
    });
  });

  test.each(['SUSPENDED', 'PENDING_CLOSURE', 'UNHEARD_OF'])('stops when the administrator is %s', async (state) => {
    const aws = withStates('ACTIVE', state, 'ACTIVE');
    expect(await rejectionOf(readOrganization(contextOf(aws), aws.description))).toMatchObject({
      name: 'PreconditionError',
      message: 'The administrator 222222222222 is not an active account.',
      reason: expect.stringContaining(state) as string,
    });
  });

  test('stops when the administrator is not in the organization', async () => {
    const aws = new FakeAws();
    const context = { ...contextOf(aws), administrator: aws.identity('999999999999' as AccountId) };
    expect(await rejectionOf(readOrganization(context, aws.description))).toMatchObject({
      name: 'PreconditionError',
      message: 'The administrator 999999999999 is not an account of organization o-fake.',
    });
  });
});
