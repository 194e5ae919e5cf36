import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { managementId } from '../support/simulated-aws';
import { walkThrough, workload, type Trap } from './support/walk';

const odd = workload(2);

const unprocessed = (result: string, times?: number): ScenarioInput['faults'] => [
  { on: { operation: 'CreateMembers' }, ...(times === undefined ? {} : { times }), then: { kind: 'unprocessed', accounts: [odd], result } },
];

/** AWS's words, as observed or of the 2018 guide (https://github.com/awsdocs/amazon-guardduty-user-guide), with the newer terms as well. */
const refused: readonly (readonly [string, string, string])[] = [
  [
    'The request is rejected because the given account ID is already a member of another master account.',
    'a member of another administrator',
    'The account or its present administrator must end that membership in this Region',
  ],
  [
    'The request is rejected because the given account ID is already associated with another administrator account.',
    'a member of another administrator',
    'must end that membership',
  ],
  [
    'The request is rejected because the given account ID is a master account with members of its own.',
    'an administrator of other accounts',
    'must disassociate and delete its own members in this Region',
  ],
  [
    'The request is rejected because the given account ID has not enabled the current Region.',
    'the account has not opted in to this Region',
    'Opt the account in to the Region',
  ],
  ['An account cannot become a member of itself.', 'AWS gave a reason this version does not know', "Read AWS's words"],
  [
    'The request is rejected because the given account ID is not part of the organization of the current account.',
    'AWS says it is not in the organization',
    'If the account has just left, nothing is to be done',
  ],
  [
    'The service linked role cannot be created: the handshake role cannot be assumed.',
    "GuardDuty's service-linked role could not be made or used there",
    'AWSServiceRoleForAmazonGuardDuty',
  ],
  ['Internal error', 'AWS kept answering with an internal error', 'show the request id to AWS Support'],
  ['The moon is in the wrong phase (code 42).', 'AWS gave a reason this version does not know', "Read AWS's words"],
];

describe('an account that AWS does not process', () => {
  walkThrough([
    ...refused.map(([result, label, remedy]): Trap => ({
      trap: `because of "${result}" is reported, and the others get in`,
      scenario: { faults: unprocessed(result) },
      exitCode: 1,
      says: ['3/4', `1 account: ${label}`, `${odd} (us-east-1)`, `AWS says: ${result}`, `→ `, remedy],
    })),
    ...['The moon is in the wrong phase (code 42).', 'Internal error'].map((result): Trap => ({
      trap: `in a reading because of "${result}" is unknown, and no account that is missing`,
      scenario: { faults: [{ on: { operation: 'GetMembers' }, then: { kind: 'unprocessed', accounts: [odd], result } }] },
      options: ['-r', 'us-east-1', '--yes', '--wait', '1'],
      exitCode: 1,
      says: ['3+/4', 'sent, not confirmed', '1 account: not known: its enrolment could not be read', odd],
      also: (aws) => {
        expect(aws.simulator.calls.filter(({ operation }) => operation === 'CreateMembers')).toHaveLength(1);
      },
    })),
    {
      trap: 'because it is suspended needs nobody’s help',
      scenario: { faults: unprocessed('The request is rejected because the given account ID is suspended.') },
      exitCode: 0,
      says: ['3/4', 'member suspended by AWS', odd],
    },
    ...['already a member or associated member of the current account', 'already an associated member'].map((words): Trap => ({
      trap: `because it is "${words}" is looked at again, and is no failure`,
      scenario: {
        // The first answer is lost, so the request is made again; the accounts are members by then.
        faults: [{ on: { operation: 'CreateMembers' }, times: 1, then: { kind: 'reset', afterEffect: true } }],
        switches: { existingMember: 'unprocessed' },
        texts: { alreadyMember: `The request is rejected because the given account ID is ${words}.` },
      },
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
    })),
    ...['Internal error', 'The service linked role cannot be created.'].map((result): Trap => ({
      trap: `at first because of "${result}" is sent again, alone`,
      scenario: { faults: unprocessed(result, 1) },
      options: ['-r', 'us-east-1', '--yes', '--wait', '5'],
      exitCode: 0,
      says: ['4/4', 'Done and proven'],
      also: (aws) => {
        const sent = aws.simulator.calls
          .filter(({ operation }) => operation === 'CreateMembers')
          .map(({ input }) => (input as { accountDetails: { accountId: string }[] }).accountDetails.map(({ accountId }) => accountId));
        expect(sent).toEqual([[managementId, workload(1), odd, workload(3)], [odd]]);
      },
    })),
    {
      trap: 'because the limit of members is reached ends the sending in that Region',
      accounts: 200,
      scenario: { memberLimit: 60 },
      exitCode: 1,
      says: ['60/199', 'the administrator has reached its limit of members', 'Ask AWS to raise the quota'],
      also: (aws) => {
        const batches = aws.simulator.calls.filter(({ operation }) => operation === 'CreateMembers');
        expect(batches.length).toBeLessThanOrEqual(4);
      },
    },
    {
      trap: 'because its address is one that GuardDuty refuses, and the whole batch with it, blocks nobody else',
      accounts: 2,
      scenario: {
        accounts: [
          { id: managementId, name: 'management' },
          { id: '222222222222', name: 'security' },
          { id: '300000000900', name: 'r&d', email: 'r&d@example.com' },
          { id: '300000000901', name: 'umlaut', email: 'größe@example.com' },
          { count: 60 },
        ],
      },
      exitCode: 1,
      says: ['61/63', '2 accounts: AWS refused the request for this account', '300000000900', '300000000901', 'AWS says', 'e-mail address'],
    },
    {
      trap: 'because AWS refuses the batch it is in, for a reason nobody can see, is found by halving',
      accounts: 62,
      scenario: { faults: [{ on: { operation: 'CreateMembers' }, calls: [1, 2], then: { kind: 'error', name: 'BadRequestException' } }] },
      exitCode: 0,
      says: ['61/61', 'Done and proven'],
    },
  ]);
});
