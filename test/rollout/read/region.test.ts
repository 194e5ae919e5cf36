import type { AccountId } from '../../../src/domain/ids';
import type { ChosenRegion } from '../../../src/rollout/read/choose-regions';
import { readRegion } from '../../../src/rollout/read/region';
import { administratorId, managementId } from '../../support/builders';
import { contextOf, home } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const chosen: ChosenRegion = { region: home, availability: { kind: 'available' } };
const detectorId = `detector-${administratorId}-${home}`;

function unknown(code: string): unknown {
  return { known: false, problem: expect.objectContaining({ code }) as unknown };
}

/** Names of the operations, with the account that asked. */
function asked(aws: FakeAws): readonly string[] {
  const names = new Map<AccountId, string>([
    [managementId, 'management'],
    [administratorId, 'administrator'],
  ]);
  return aws.calls.map(({ account, operation }) => `${names.get(account) ?? account} ${operation}`);
}

describe('readRegion', () => {
  test('asks nothing in a Region that is not enabled', async () => {
    const aws = new FakeAws();
    const availability = { kind: 'not-enabled', accountId: managementId, optStatus: 'DISABLED' } as const;
    const snapshot = await readRegion(contextOf(aws), managementId, { region: home, availability });
    expect([aws.calls, snapshot.availability, snapshot.detector]).toEqual([[], availability, undefined]);
  });

  test('reads an untouched Region with three calls', async () => {
    const aws = new FakeAws();
    const snapshot = await readRegion(contextOf(aws), managementId, chosen);
    expect(asked(aws)).toEqual(['management ListOrganizationAdminAccounts', 'administrator ListDetectors', 'management ListDetectors']);
    expect(snapshot).toEqual({
      ...chosen,
      administrator: { known: true, value: [] },
      administratorOf: undefined,
      detector: { known: true, value: undefined },
      configuration: undefined,
      members: undefined,
      memberFeatures: undefined,
      unreadMembers: new Set(),
      managementDetector: { known: true, value: undefined },
      exports: undefined,
      trials: undefined,
    });
  });

  test('reads a finished Region with five calls', async () => {
    const aws = new FakeAws();
    aws.designated(home).members.set(managementId, { status: 'Enabled' });
    const snapshot = await readRegion(contextOf(aws), managementId, chosen);
    expect(asked(aws)).toEqual([
      'management ListOrganizationAdminAccounts',
      'administrator ListDetectors',
      'administrator GetDetector',
      'administrator DescribeOrganizationConfiguration',
      'administrator ListMembers',
    ]);
    expect(snapshot).toMatchObject({
      administrator: { known: true, value: [{ accountId: administratorId, status: 'ENABLED' }] },
      detector: { known: true, value: { id: detectorId, status: 'ENABLED' } },
      configuration: { known: true, value: { autoEnable: 'NONE' } },
      members: { known: true, value: new Map([[managementId, 'Enabled']]) },
      managementDetector: undefined,
    });
  });

  test.each([
    ['Enabled', false],
    ['DISABLED', false],
    ['Removed', true],
    ['CannotCreateDetectorInOrganizationMasterAccount', true],
  ])("with the management account %s, reads that account's detector: %s", async (status, reads) => {
    const aws = new FakeAws();
    aws.designated(home).members.set(managementId, { status });
    await readRegion(contextOf(aws), managementId, chosen);
    expect(asked(aws).includes('management ListDetectors')).toBe(reads);
  });

  test('does not ask for the organization configuration before the designation', async () => {
    const aws = new FakeAws();
    aws.addDetector(home, administratorId);
    await readRegion(contextOf(aws), managementId, chosen);
    expect(aws.log()).not.toContain(`DescribeOrganizationConfiguration ${home}`);
    expect(aws.log()).toContain(`ListMembers ${home}`);
  });

  test('reads as the administrator alone without management credentials', async () => {
    const aws = new FakeAws();
    aws.designated(home);
    const snapshot = await readRegion({ ...contextOf(aws), management: undefined }, managementId, chosen);
    expect(asked(aws).every((call) => call.startsWith('administrator '))).toBe(true);
    expect(snapshot).toMatchObject({ administrator: undefined, managementDetector: undefined, configuration: { known: true } });
  });

  test.each([
    ['ListOrganizationAdminAccounts', managementId],
    ['ListDetectors', administratorId],
  ])('takes credentials that are refused only here, in %s, for a Region not opted in', async (on, accountId) => {
    const aws = new FakeAws();
    aws.designated(home);
    aws.trouble({ on, account: accountId, then: 'credentials-invalid' });
    const snapshot = await readRegion(contextOf(aws), managementId, chosen);
    expect(snapshot.availability).toMatchObject({
      kind: 'not-enabled',
      accountId,
      optStatus: 'CREDENTIALS_REFUSED',
      refusal: { code: 'credentials-invalid', action: `guardduty:${on}`, accountId },
    });
    expect(aws.calls).toHaveLength(2);
  });

  test.each([
    ['ListOrganizationAdminAccounts', managementId, 'administrator'],
    ['ListDetectors', administratorId, 'detector'],
    ['GetDetector', administratorId, 'detector'],
    ['DescribeOrganizationConfiguration', administratorId, 'configuration'],
    ['ListMembers', administratorId, 'members'],
    ['ListDetectors', managementId, 'managementDetector'],
    ['GetDetector', managementId, 'managementDetector'],
  ] as const)('takes a failed %s of account %s for unknown: %s', async (on, account, fact) => {
    const aws = new FakeAws();
    aws.designated(home);
    aws.trouble({ on, account, then: 'access-denied' });
    // Without a designation proven the configuration is not asked for, so only the fact in question is looked at.
    expect((await readRegion(contextOf(aws), managementId, chosen))[fact]).toEqual(unknown('access-denied'));
  });

  test('takes what a defect of the program hid for unknown', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListDetectors', then: () => Promise.reject(new TypeError('a defect')) });
    const { detector } = await readRegion(contextOf(aws), managementId, chosen);
    expect(detector).toMatchObject({
      known: false,
      problem: { code: 'bug', detail: expect.stringContaining('TypeError: a defect') as string },
    });
  });
});
