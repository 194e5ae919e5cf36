import type { OrganizationAccount } from '../../src/domain/account';
import type { HeldBack } from '../../src/plan/gap';
import { planMembers, type MemberAnswer, type MemberQuestion } from '../../src/plan/members';
import { account, members, someoneElse, workload } from '../support/builders';

const [one, two] = [workload(1), workload(2)];
const nothing: MemberAnswer = {
  associate: [],
  before: [],
  restart: [],
  notEnabled: [],
  enabled: 0,
  outsiders: 0,
  excludedMembers: [],
};

interface Row extends Partial<Omit<MemberQuestion, 'members' | 'candidateIds' | 'heldBack'>> {
  /** Relationship statuses by account; `null`: there can be no members yet. */
  readonly records?: Readonly<Record<string, string>> | null;
  readonly heldBack?: readonly (readonly [OrganizationAccount['id'], HeldBack])[];
  readonly answer: Partial<MemberAnswer>;
}

const joined = (relationshipStatus: string): Row => ({
  records: { [one]: 'Enabled', [two]: relationshipStatus },
  answer: { enabled: 1, associate: [two], before: [{ accountId: two, relationshipStatus }] },
});
const left = (relationshipStatus: string, reason: MemberAnswer['notEnabled'][number]['reason']): Row => ({
  records: { [one]: 'Enabled', [two]: relationshipStatus },
  answer: { enabled: 1, notEnabled: [{ accountId: two, reason, relationshipStatus }] },
});

const rows: Readonly<Record<string, Row>> = {
  'everybody where there can be no members yet': { records: null, answer: { associate: [one, two] } },
  'everybody who has no record': { answer: { associate: [one, two] } },
  'nobody where everybody is enabled, in whatever case': { records: { [one]: 'Enabled', [two]: 'ENABLED' }, answer: { enabled: 2 } },
  'whoever was created': joined('Created'),
  'whoever was invited': joined('Invited'),
  'whoever was removed': joined('Removed'),
  'whoever resigned': joined('Resigned'),
  'whoever was deleted': joined('Deleted'),
  'whose e-mail is being verified': joined('EmailVerificationInProgress'),
  'whose e-mail could not be verified': joined('EmailVerificationFailed'),
  'a management account without detector': joined('CannotCreateDetectorInOrganizationMasterAccount'),
  'not a suspended member': left('Disabled', 'member-suspended'),
  'not a member that has not opted in': left('RegionDisabled', 'member-region-disabled'),
  'not a member that AWS suspended': left('AccountSuspended', 'account-suspended-as-member'),
  'not a member with an unknown status': left('SomethingNew', 'relationship-unknown'),
  'not a member without a status': left('', 'relationship-unknown'),
  'a suspended member that is restarted instead': {
    records: { [one]: 'Enabled', [two]: 'Disabled' },
    restartSuspended: true,
    answer: { enabled: 1, restart: [two] },
  },
  'nobody whom the answer left out': {
    records: { [one]: 'Enabled' },
    unread: new Set([two]),
    answer: { enabled: 1, notEnabled: [{ accountId: two, reason: 'not-read' }] },
  },
  'whoever has a record, although an earlier answer left it out': {
    records: { [one]: 'Enabled', [two]: 'Created' },
    unread: new Set([two]),
    answer: { enabled: 1, associate: [two], before: [{ accountId: two, relationshipStatus: 'Created' }] },
  },
  'nobody once the limit of members is reached': {
    records: { [one]: 'Created' },
    memberLimitReached: true,
    answer: {
      notEnabled: [
        { accountId: one, reason: 'member-limit', relationshipStatus: 'Created' },
        { accountId: two, reason: 'member-limit' },
      ],
    },
  },
  'nobody without an e-mail address': {
    candidates: [account(one), account(two, { email: undefined })],
    answer: { associate: [one], notEnabled: [{ accountId: two, reason: 'no-email' }] },
  },
  'nobody who is held back, for that reason first': {
    memberLimitReached: true,
    heldBack: [[two, { reason: 'management-detector-suspended', awsMessage: 'no' }]],
    answer: {
      notEnabled: [
        { accountId: one, reason: 'member-limit' },
        { accountId: two, reason: 'management-detector-suspended', awsMessage: 'no' },
      ],
    },
  },
  'nobody who is excluded, and counts those that are members': {
    candidates: [account(one)],
    excluded: new Set([two, workload(3), workload(4)]),
    records: { [one]: 'Enabled', [two]: 'Disabled', [workload(3)]: 'Removed' },
    answer: { enabled: 1, excludedMembers: [two] },
  },
  'nobody from outside': {
    records: { [one]: 'Enabled', [two]: 'Enabled', [someoneElse]: 'Invited' },
    answer: { enabled: 2, outsiders: 1 },
  },
};

describe('planMembers enrols', () => {
  test.each(Object.entries(rows))('%s', (_what, { records = {}, heldBack = [], answer, ...more }) => {
    const candidates = more.candidates ?? [account(one), account(two)];
    const question: MemberQuestion = {
      candidates,
      candidateIds: candidates.map(({ id }) => id),
      members: records === null ? undefined : members(records),
      unread: new Set(),
      restartSuspended: false,
      excluded: new Set(),
      memberLimitReached: false,
      heldBack: new Map(heldBack),
      ...more,
    };
    expect(planMembers(question)).toEqual({ ...nothing, ...answer });
  });

  test('everybody with the one list that all Regions share', () => {
    const candidateIds = [one, two];
    const question = { candidates: [account(one), account(two)], candidateIds, members: undefined, unread: new Set<never>() };
    const answer = planMembers({
      ...question,
      restartSuspended: false,
      excluded: new Set(),
      memberLimitReached: false,
      heldBack: new Map(),
    });
    expect(answer.associate).toBe(candidateIds);
  });
});
