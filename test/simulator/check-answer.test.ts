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

  test('expects the times of Organizations as numbers', () => {
    expect(differencesFromModel('DescribeAccount', '{"Account":{"JoinedTimestamp":"today"}}')).toEqual([
      'DescribeAccount.Account.JoinedTimestamp: is string, not number',
    ]);
  });

  test.each([
    ['as AWS writes it', '<Credentials><Expiration>2026-11-24T00:00:00.000Z</Expiration></Credentials>', []],
    [
      'with a wrong type',
      '<Credentials><Expiration>soon</Expiration></Credentials>',
      ['AssumeRole.Credentials.Expiration: is string, not number'],
    ],
    ['with an unknown member', '<Colour>red</Colour>', ['AssumeRole.Colour: is no member of AssumeRoleResponse']],
  ])('judges the XML of STS %s', (_name, result, wanted) => {
    const xml = `<AssumeRoleResponse><AssumeRoleResult>${result}</AssumeRoleResult></AssumeRoleResponse>`;
    expect(differencesFromModel('AssumeRole', xml).filter((difference) => !difference.includes('is required'))).toEqual(wanted);
  });

  test('refuses an operation without a schema', () => {
    expect(differencesFromModel('Nothing', '{}')).toEqual(['there is no schema of Nothing']);
  });
});
