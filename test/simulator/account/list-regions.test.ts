import { administrator, byName, first, management, principal, refusal, scenarioInput, simulate } from '../support/simulated';

describe('Regions', () => {
  const accounts = [
    { id: management, name: 'm' },
    { id: administrator, name: 's' },
    { id: first, name: 'x', regions: { 'eu-west-1': 'ENABLING', 'me-south-1': 'ENABLED' } },
  ] as const;
  const input = scenarioInput({ accounts: [...accounts], regions: ['us-east-1', 'eu-west-1', 'eu-south-1'] });

  test('of the partition are listed with their opt-in status', async () => {
    const { account } = await simulate(input);
    const statuses = async (who: string): Promise<Record<string, string | undefined>> =>
      byName(
        ((await account({ account: who }).listRegions({})).Regions ?? []).map(({ RegionName, RegionOptStatus }) => [
          RegionName,
          RegionOptStatus,
        ]),
      );
    const ofManagement = await statuses(management);
    expect(Object.keys(ofManagement)).toHaveLength(36);
    expect(ofManagement).toMatchObject({
      'us-east-1': 'ENABLED_BY_DEFAULT',
      'eu-south-1': 'ENABLED',
      'me-south-1': 'DISABLED',
      'eu-west-2': 'DISABLED',
    });
    expect(await statuses(first)).toMatchObject({ 'eu-west-1': 'ENABLING', 'me-south-1': 'ENABLED' });
  });

  test('are listed in pages and by status', async () => {
    const { account } = await simulate(input);
    const page = await account().listRegions({ MaxResults: 10 });
    expect(page.Regions).toHaveLength(10);
    expect(
      (await account().listRegions({ MaxResults: 50, ...(page.NextToken === undefined ? {} : { NextToken: page.NextToken }) })).Regions,
    ).toHaveLength(26);
    const { Regions } = await account().listRegions({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] });
    expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['eu-south-1', 'eu-west-1', 'us-east-1']);
    expect(await refusal(account().listRegions({ MaxResults: 51 }))).toMatchObject({ name: 'ValidationException', status: 400 });
  });

  test('of another account need trusted access, and can’t be those of the management account', async () => {
    const message = 'Your organization must first enable trusted access with AWS Account Management.';
    const closed = await simulate(input);
    expect(await refusal(closed.account().listRegions({ AccountId: first }))).toEqual({
      name: 'AccessDeniedException',
      message,
      status: 403,
    });
    const open = await simulate({
      ...input,
      organization: { managementAccount: management, trustedAccess: [principal, 'account.amazonaws.com'] },
    });
    expect((await open.account().listRegions({ AccountId: first })).Regions).toHaveLength(36);
    expect(await refusal(open.account().listRegions({ AccountId: management }))).toMatchObject({ name: 'AccessDeniedException' });
    expect(await refusal(open.account({ account: first }).listRegions({ AccountId: administrator }))).toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await refusal(open.account().listRegions({ AccountId: '999999999999' }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
  });

  test('that an account has not opted in to refuse its token', async () => {
    const { guardduty, sts } = await simulate(input);
    const unknown = { name: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.', status: 403 };
    expect(await refusal(guardduty({ region: 'me-south-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(guardduty({ account: first, region: 'eu-west-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(guardduty({ region: 'eu-west-2' }).listDetectors({}))).toEqual(unknown);
    // It has opted in to a Region in which the scenario has no GuardDuty.
    expect(await refusal(guardduty({ account: first, region: 'me-south-1' }).listDetectors({}))).toEqual(unknown);
    expect(await refusal(sts({ region: 'me-south-1' }).getCallerIdentity({}))).toMatchObject({ name: 'InvalidClientTokenId' });
    expect(await sts({ region: 'eu-west-2' }).getCallerIdentity({})).toMatchObject({ Account: management });
  });
});
