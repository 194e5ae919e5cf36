import type { AccountId, Region } from '../../../src/domain/ids';
import type { RolloutSettings } from '../../../src/domain/settings';
import { chooseRegions } from '../../../src/rollout/read/choose-regions';
import { administratorId, managementId } from '../../support/builders';
import { contextOf, home, rejectionOf, second, third } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

const available = { kind: 'available' };

function regions(...names: string[]): readonly Region[] {
  return names as Region[];
}

/** Gives an account Regions and their opt-in, all `ENABLED` where nothing else is said. */
function optIn(aws: FakeAws, account: AccountId, statuses: Readonly<Record<string, string>>): void {
  aws.optStatus.set(
    account,
    Object.entries(statuses).map(([region, optStatus]) => ({ region: region as Region, optStatus })),
  );
}

async function choose(aws: FakeAws, settings: Partial<RolloutSettings>): Promise<readonly string[]> {
  return (await chooseRegions(contextOf(aws, settings))).chosen.map(({ region }) => region);
}

describe('chooseRegions', () => {
  test('keeps the order of an explicit list', async () => {
    expect(await choose(new FakeAws(), { regions: [third, home] })).toEqual([third, home]);
  });

  test('puts the home Region first', async () => {
    expect(await choose(new FakeAws(), { regions: [third, second, home], homeRegion: home })).toEqual([home, third, second]);
  });

  test('refuses a home Region outside the run', async () => {
    const error = await rejectionOf(choose(new FakeAws(), { regions: [home], homeRegion: second }));
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining(second) as string });
  });

  test('lists Regions for both accounts, without naming an account', async () => {
    const aws = new FakeAws();
    await choose(aws, {});
    expect(aws.calls.map(({ operation, account }) => [operation, account])).toEqual([
      ['ListRegions', managementId],
      ['ListRegions', administratorId],
    ]);
  });

  test('takes for "all" what both accounts have enabled, the main Region first', async () => {
    const aws = new FakeAws();
    optIn(aws, managementId, { [third]: 'ENABLED', [home]: 'ENABLED_BY_DEFAULT', [second]: 'ENABLED', 'eu-south-1': 'ENABLED' });
    optIn(aws, administratorId, { [third]: 'ENABLED', [home]: 'ENABLED_BY_DEFAULT', [second]: 'ENABLING', 'eu-south-1': 'DISABLED' });
    expect(await choose(aws, { regions: 'all' })).toEqual([home, third]);
  });

  test('reports which Regions "all" does not reach, and for which account', async () => {
    const aws = new FakeAws();
    const [a, b, c, d] = ['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1'];
    optIn(aws, managementId, { [home]: 'ENABLED_BY_DEFAULT', [a]: 'ENABLED', [b]: 'ENABLED', [c]: 'DISABLED', [d]: 'DISABLED' });
    optIn(aws, administratorId, { [home]: 'ENABLED_BY_DEFAULT', [a]: 'ENABLING', [b]: 'DISABLED', [c]: 'ENABLED', [d]: 'DISABLED' });
    const { closed } = await chooseRegions(contextOf(aws, { regions: 'all' }));
    expect(closed).toEqual([
      { accountId: managementId, optStatus: 'DISABLED', regions: [c] },
      { accountId: administratorId, optStatus: 'ENABLING', regions: [a] },
      { accountId: administratorId, optStatus: 'DISABLED', regions: [b] },
    ]);
    expect((await chooseRegions(contextOf(aws, { regions: [home] }))).closed).toEqual([]);
  });

  test('leaves no Region out of "all" whose opt-in it cannot read', async () => {
    const aws = new FakeAws();
    optIn(aws, managementId, { [home]: 'ENABLED', [second]: 'UNKNOWN', [third]: 'UNKNOWN' });
    optIn(aws, administratorId, { [home]: 'ENABLED', [second]: 'ENABLED', [third]: 'DISABLED' });
    const { chosen, closed } = await chooseRegions(contextOf(aws, { regions: 'all' }));
    expect(chosen).toEqual([
      { region: home, availability: available },
      { region: second, availability: { kind: 'not-enabled', accountId: managementId, optStatus: 'UNKNOWN' } },
    ]);
    expect(closed).toEqual([{ accountId: administratorId, optStatus: 'DISABLED', regions: [third] }]);
  });

  test('sorts the Regions of "all" where the main Region is not among them', async () => {
    const aws = new FakeAws();
    const statuses = { 'us-gov-west-1': 'DISABLED', 'us-gov-east-2': 'ENABLED', 'us-gov-east-1': 'ENABLED' };
    optIn(aws, managementId, statuses);
    optIn(aws, administratorId, statuses);
    expect(await choose(aws, { regions: 'all' })).toEqual(['us-gov-east-1', 'us-gov-east-2']);
  });

  test.each([
    ['the management account', managementId],
    ['the administrator', administratorId],
  ])('refuses "all" when the list of %s cannot be read', async (_name, account) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListRegions', account, then: 'access-denied' });
    expect(await rejectionOf(choose(aws, { regions: 'all' }))).toMatchObject({
      name: 'PreconditionError',
      message: expect.stringMatching(new RegExp(`${account}.*account:ListRegions`)) as string,
      reason: expect.stringMatching(/FakeException.*request-of-ListRegions/) as string,
    });
  });

  test('refuses "all" when no Region is enabled for both accounts', async () => {
    const aws = new FakeAws();
    optIn(aws, managementId, { [home]: 'ENABLED', [second]: 'DISABLED' });
    optIn(aws, administratorId, { [home]: 'DISABLED', [second]: 'ENABLED' });
    expect(await rejectionOf(choose(aws, { regions: 'all' }))).toMatchObject({ name: 'PreconditionError' });
  });

  test('refuses a Region that AWS does not know and suggests the nearest', async () => {
    const error = await rejectionOf(choose(new FakeAws(), { regions: regions('eu-west-1', 'us-esat-1') }));
    expect(error).toMatchObject({
      name: 'UsageError',
      message: 'There is no Region "us-esat-1". Did you mean "us-east-1"?',
      remedy: expect.stringContaining('ap-south-1, eu-west-1, us-east-1') as string,
    });
  });

  test('believes AWS and not its own list in a Region newer than this version', async () => {
    const aws = new FakeAws();
    for (const account of [managementId, administratorId]) optIn(aws, account, { 'eu-moon-1': 'ENABLED' });
    const context = contextOf(aws, { regions: regions('eu-moon-1') });
    expect((await chooseRegions(context)).chosen).toEqual([{ region: 'eu-moon-1', availability: available }]);
    expect(context.events).toEqual([]);
  });

  test.each([
    ['the management account', managementId],
    ['the administrator', administratorId],
  ])('says when %s has not opted in, and goes on with the other Regions', async (_name, accountId) => {
    const aws = new FakeAws();
    optIn(aws, accountId, { [home]: 'ENABLED_BY_DEFAULT', [second]: 'DISABLED', [third]: 'ENABLING' });
    expect((await chooseRegions(contextOf(aws, { regions: [home, second, third] }))).chosen).toEqual([
      { region: home, availability: available },
      { region: second, availability: { kind: 'not-enabled', accountId, optStatus: 'DISABLED' } },
      { region: third, availability: { kind: 'not-enabled', accountId, optStatus: 'ENABLING' } },
    ]);
  });

  test('takes a Region that only one account lists for closed to the other', async () => {
    const aws = new FakeAws();
    optIn(aws, administratorId, { [home]: 'ENABLED' });
    expect((await chooseRegions(contextOf(aws, { regions: [second] }))).chosen).toEqual([
      { region: second, availability: { kind: 'not-enabled', accountId: administratorId, optStatus: 'DISABLED' } },
    ]);
  });

  test('only warns, of Regions it does not know itself, where no list can be read', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListRegions', then: 'access-denied' });
    const context = contextOf(aws, { regions: regions('us-east-1', 'eu-moon-1') });
    expect((await chooseRegions(context)).chosen.map(({ availability }) => availability)).toEqual([available, available]);
    expect(context.events).toMatchObject([
      { type: 'regions-unreadable', accountId: managementId, problem: { code: 'access-denied' }, doubtful: ['eu-moon-1'] },
      { type: 'regions-unreadable', accountId: administratorId, doubtful: ['eu-moon-1'] },
    ]);
  });

  test('checks names with the list that can be read', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'ListRegions', account: managementId, then: 'throttled' });
    expect(await rejectionOf(choose(aws, { regions: regions('eu-moon-1') }))).toMatchObject({ name: 'UsageError' });
  });

  test('asks for one list only when there are no management credentials', async () => {
    const aws = new FakeAws();
    const context = { ...contextOf(aws, { regions: 'all' }), management: undefined };
    expect((await chooseRegions(context)).chosen.map(({ region }) => region)).toEqual([home, third, second]);
    expect(aws.log()).toEqual(['ListRegions']);
  });
});
