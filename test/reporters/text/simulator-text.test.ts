import { simulatedCallText, simulatorText } from '../../../src/reporters/text/simulator-text';

test('a request that the simulated AWS got is one line', () => {
  const call = {
    at: Date.UTC(2026, 10, 24, 9, 8, 7, 6),
    account: '111111111111',
    region: 'us-east-1',
    service: 'guardduty',
    operation: 'GetDetector',
    status: 200,
  };
  expect(simulatedCallText(call)).toBe('09:08:07.006 111111111111 us-east-1 guardduty GetDetector 200');
  expect(simulatedCallText({ ...call, account: '', status: 0 })).toBe('09:08:07.006 unknown us-east-1 guardduty GetDetector no answer');
  expect(simulatedCallText({ ...call, status: 400, error: 'BadRequestException' })).toMatch(/GetDetector 400 BadRequestException$/);
});

test('the lines to paste have a session token only where there is one', () => {
  const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
  const facts = (sessionToken?: string) => ({
    url: 'http://127.0.0.1:1',
    scenario: 'small',
    accounts: 3,
    regions: ['us-east-1'],
    management: { name: 'management account', accountId: '111111111111', keys },
    administrator: {
      name: 'administrator',
      accountId: '222222222222',
      keys: { ...keys, ...(sessionToken === undefined ? {} : { sessionToken }) },
    },
  });
  const tokens = (lines: readonly string[]) => lines.filter((line) => /session_token/i.test(line));
  expect(tokens(simulatorText(facts() as never))).toEqual([]);
  expect(tokens(simulatorText(facts('token') as never))).toEqual(['  export AWS_SESSION_TOKEN=token', '  aws_session_token = token']);
});
