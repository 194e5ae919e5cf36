import { administrator, designatedInput, first, management, simulate, workloads } from '../support/simulated';

describe('"all" in a scenario', () => {
  const everybody = [management, administrator, ...workloads];

  test('gives every account a detector, also the administrator; a later entry replaces an earlier one', async () => {
    const { guardduty, detectorId } = await simulate(
      designatedInput({}, { detectors: [{ accounts: 'all', status: 'DISABLED' }, { accounts: [first] }] }),
    );
    const statuses = everybody.map(async (account) => {
      const { Status } = await guardduty({ account }).getDetector({ DetectorId: await detectorId({ account }) });
      return [account, Status];
    });
    expect(await Promise.all(statuses)).toEqual(everybody.map((id) => [id, id === first ? 'ENABLED' : 'DISABLED']));
  });

  test.each([
    ['the administrator of the Region', undefined, everybody.filter((id) => id !== administrator)],
    ['another administrator', first, everybody.filter((id) => id !== administrator && id !== first)],
  ])('makes all accounts except administrators members of %s', async (_whose, owner, wanted) => {
    const account = owner ?? administrator;
    const { guardduty, detectorId } = await simulate(
      designatedInput(
        { switches: { exAdministrator: 'may-release' } },
        {
          detectors: [{ accounts: [account] }],
          members: [{ accounts: 'all', ...(owner === undefined ? {} : { administrator: owner }) }],
        },
      ),
    );
    const { Members } = await guardduty({ account }).listMembers({ DetectorId: await detectorId({ account }), OnlyAssociated: 'false' });
    expect(Members?.map(({ AccountId }) => AccountId)).toEqual(wanted);
  });
});
