import { differencesFromModel } from './support/check-answer';

describe('differencesFromModel', () => {
  const member = { accountId: '1', masterId: '2', email: 'a', relationshipStatus: 'Enabled', updatedAt: 'now' };

  test.each([
    ['an answer as AWS gives it', { members: [member], nextToken: 'x' }, []],
    ['a member that AWS does not know', { members: [], total: 1 }, ['ListMembers.total: is no member of ListMembersResponse']],
    ['a wrong type deep inside', { members: [{ ...member, updatedAt: 5 }] }, ['ListMembers.members[0].updatedAt: is number, not string']],
    ['a list that is none', { members: {} }, ['ListMembers.members: is not a list']],
    [
      'a required member left out',
      { members: [{ ...member, accountId: undefined }] },
      ['ListMembers.members[0].accountId: is required in Member'],
    ],
  ])('judges %s', (_name, answer, wanted) => {
    expect(differencesFromModel('ListMembers', JSON.stringify(answer))).toEqual(wanted);
  });

  test('knows the times of Organizations for numbers', () => {
    expect(differencesFromModel('DescribeAccount', '{"Account":{"JoinedTimestamp":"today"}}')).toEqual([
      'DescribeAccount.Account.JoinedTimestamp: is string, not number',
    ]);
  });

  test('refuses an operation without a schema', () => {
    expect(differencesFromModel('Nothing', '{}')).toEqual(['there is no schema of Nothing']);
  });
});
