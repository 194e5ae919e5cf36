import { administratorId, managementId } from '../support/simulated-aws';
import { setUp, walkThrough, workload, type Trap } from './support/walk';

const readings = [
  'ListOrganizationAdminAccounts',
  'ListDetectors',
  'GetDetector',
  'DescribeOrganizationConfiguration',
  'ListMembers',
  'GetMembers',
  'ListAccounts',
  'ListRoots',
  'ListRegions',
];
const nonsense = { kind: 'answer', body: { unheardOf: 7 } } as const;

describe('an answer that nobody understands', () => {
  walkThrough(
    readings.map((operation): Trap => ({
      trap: `to ${operation} costs nothing where the next one is good`,
      scenario: { faults: [{ on: { operation }, calls: [1], then: nonsense }] },
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
    })),
  );

  walkThrough([
    {
      trap: 'to ListMembers, each time, is no empty list: nobody is enrolled',
      scenario: setUp({}, { faults: [{ on: { operation: 'ListMembers' }, then: nonsense }] }),
      exitCode: 1,
      says: ['?/4', 'ListMembers', 'Members is missing'],
      never: ['CreateMembers'],
    },
    {
      trap: 'to CreateMembers does not mean that AWS took everybody: who is no member is sent again',
      scenario: { faults: [{ on: { operation: 'CreateMembers' }, calls: [1], then: { kind: 'answer', body: {} } }] },
      options: ['-r', 'us-east-1', '--yes', '--wait', '5'],
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
    },
    {
      trap: 'to CreateMembers, each time, leaves nobody on the way',
      scenario: { faults: [{ on: { operation: 'CreateMembers' }, then: { kind: 'answer', body: {} } }] },
      exitCode: 1,
      says: ['partly as asked', '0/4', '4 accounts: the request for it failed', 'UnprocessedAccounts is missing'],
    },
  ]);
});

describe('a word that nobody knows', () => {
  const ids = [managementId, workload(1), workload(2), workload(3)];
  const word = { relationshipStatus: 'Strange', masterId: administratorId, email: 'a@example.com', updatedAt: '2026-11-27' };
  const words: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    ListOrganizationAdminAccounts: { adminAccounts: [{ adminAccountId: administratorId, adminStatus: 'PERHAPS' }] },
    GetDetector: { status: 'PAUSING', features: [], findingPublishingFrequency: 'SIX_HOURS' },
    DescribeOrganizationConfiguration: { autoEnableOrganizationMembers: 'SOME', memberAccountLimitReached: false, features: [] },
    ListMembers: { members: ids.map((accountId) => ({ ...word, accountId })) },
    ListAccounts: { Accounts: [{ Id: administratorId, State: 'ACTIVE', Name: 'security' }, { Id: 'nobody' }] },
  };
  walkThrough(
    Object.entries(words).map(([operation, body]): Trap => ({
      trap: `in an answer to ${operation} costs nothing where the next one is good`,
      scenario: setUp({}, { faults: [{ on: { operation }, calls: [1], then: { kind: 'answer', body } }] }),
      exitCode: 0,
      says: ['everything is as asked'],
    })),
  );
});

describe('accounts that AWS says it took', () => {
  walkThrough([
    {
      trap: 'are not on their way where no reading shows them as members',
      scenario: { faults: [{ on: { operation: 'CreateMembers' }, then: { kind: 'answer', body: { unprocessedAccounts: [] } } }] },
      exitCode: 1,
      says: ['partly as asked', '0/4', '4 accounts: AWS took the request and does not show the account as a member', 'Run again'],
    },
  ]);
});
