import './support/node-errors';
import { createServer } from 'node:http';
import { clockAheadSeconds } from '../../src/aws/clock-offset';
import { translateError } from '../../src/aws/translate-error';
import { describeProblem } from '../../src/messages/problems';
import { keysFor } from '../../src/simulator/world/keys';
import { account, administratorId, workload } from '../support/builders';
import { callerIdentity, xml } from './support/answered';
import { listening } from './support/proxy-server';
import { connected, region } from './support/simulated';

afterEach(() => {
  jest.restoreAllMocks();
});

const hour = 3_600_000;

/** When a request says that it was signed. */
function signedAt(date: string | string[] | undefined): number {
  return Date.parse(String(date).replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** An AWS whose clock is an hour ahead, and which takes nothing that was signed more than five minutes off. */
async function strictAws() {
  const seen: [string, number][] = [];
  const port = await listening(
    createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const now = Date.now() + hour;
        const date = { Date: new Date(now).toUTCString() };
        const off = Math.abs(signedAt(request.headers['x-amz-date']) - now) > 300_000;
        seen.push([`${request.method ?? ''} ${request.url ?? ''}`, off ? 403 : 200]);
        if (off) {
          response.writeHead(403, { ...date, 'Content-Type': 'application/json', 'x-amzn-ErrorType': 'InvalidSignatureException' });
          response.end(JSON.stringify({ message: 'Signature expired: is now earlier than the request.' }));
        } else if (body.startsWith('Action=')) response.writeHead(200, { ...date, ...xml }).end(callerIdentity);
        else response.writeHead(200, { ...date, 'Content-Type': 'application/json' }).end('{"unprocessedAccounts":[]}');
      });
    }),
  );
  return { url: `http://127.0.0.1:${String(port)}`, seen };
}

describe('a clock that is off', () => {
  test('is corrected, so that no write is refused for it', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const { url, seen } = await strictAws();
    const { management } = await connected({ management: { kind: 'keys', keys: keysFor(administratorId) }, endpoint: url });
    await management?.asAdministrator(region).createMembers('detector' as never, [account(workload(1))]);
    expect(seen).toEqual([
      ['POST /', 403],
      ['POST /', 200],
      ['POST /detector/detector/member', 200],
    ]);
  });

  const place = { action: 'guardduty:CreateMembers', accountId: administratorId, region };
  const refused = (name: string, message: string, date?: Date) =>
    translateError(
      Object.assign(new Error(message), {
        name,
        $metadata: { httpStatusCode: 403 },
        ...(date === undefined ? {} : { $response: { headers: { date: date.toUTCString() } } }),
      }),
      place,
    ).problem;

  test.each([
    [
      'InvalidSignatureException',
      'Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)',
      -900,
    ],
    [
      'SignatureDoesNotMatch',
      'Signature not yet current: 20260101T010000Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)',
      3600,
    ],
    ['InvalidSignatureException', 'Signature expired: some other words', undefined],
  ])('differs from wrong keys by the words of AWS, and is measured by them: %s, %s', (name, message, seconds) => {
    expect(refused(name, message)).toMatchObject({ code: 'clock-wrong' });
    expect(refused(name, message).clockAheadSeconds).toBe(seconds);
  });

  test('is measured by the date of the answer', () => {
    const problem = refused('RequestExpired', 'Request has expired.', new Date(Date.now() - hour));
    expect(problem.code).toBe('clock-wrong');
    expect(describeProblem(problem).what).toBe(
      'guardduty:CreateMembers as 222222222222 in us-east-1 was refused: the clock of this machine is wrong. It is 60 minutes ahead of the clock of AWS.',
    );
    expect(describeProblem(refused('RequestExpired', 'x', new Date(Date.now() + 10 * hour))).what).toContain(
      '600 minutes behind the clock of AWS',
    );
  });

  test.each([
    ['RequestExpired', 'credentials-expired'],
    ['SignatureDoesNotMatch', 'credentials-invalid'],
    ['InvalidSignatureException', 'credentials-invalid'],
  ])('is not blamed where it is right: %s is %s', (name, code) => {
    expect(refused(name, 'The signature does not match.', new Date()).code).toBe(code);
  });

  test('does no harm below four minutes', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(clockAheadSeconds(new Date(now - 239_000).toUTCString(), '', now)).toBeUndefined();
    expect(clockAheadSeconds(new Date(now + 240_000).toUTCString(), '', now)).toBe(-240);
    expect(clockAheadSeconds('nonsense', '', now)).toBeUndefined();
    expect(clockAheadSeconds(undefined, '', now)).toBeUndefined();
  });
});
