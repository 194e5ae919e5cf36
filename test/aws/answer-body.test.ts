import './support/node-errors';
import { createServer, type RequestListener } from 'node:http';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { ConnectionPool } from '../../src/aws/http';
import { translating } from '../../src/aws/translate-error';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId } from '../support/builders';
import { listening } from './support/proxy-server';
import { afterwards, problemOf } from './support/simulated';

const here = { action: 'guardduty:ListDetectors' };

/** What a request meets that is answered like this, and how often it was sent. */
async function answeredBy(answer: RequestListener, requestTimeout = 200) {
  let requests = 0;
  const port = await listening(
    createServer((request, response) => {
      requests += 1;
      request.resume();
      answer(request, response);
    }),
  );
  const pool = new ConnectionPool();
  afterwards(() => {
    pool.close();
  });
  const host = `127.0.0.1:${String(port)}`;
  const client = new GuardDuty({
    region: 'us-east-1',
    endpoint: `http://${host}`,
    credentials: keysFor(administratorId),
    requestHandler: pool,
    maxAttempts: 1,
  });
  const problem = await problemOf(translating(here, () => client.listDetectors({}, { requestTimeout })));
  return { problem, host, requests };
}

const json = { 'Content-Type': 'application/json' };

describe('an answer', () => {
  test('that begins and never ends is given up in time', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.writeHead(200, json);
      response.write('{"detectorIds":');
    });
    expect(problem).toEqual({
      ...here,
      code: 'timed-out',
      awsName: 'TimeoutError',
      awsMessage: 'the answer began, but did not end in time',
    });
  });

  test('that comes drop by drop gets no more time than any other', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.writeHead(200, json);
      const drops = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drops);
      });
    });
    expect(problem.code).toBe('timed-out');
  });

  test('that has no end is given up before it fills the memory', async () => {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, ' ');
    const { problem, host } = await answeredBy((_request, response) => {
      response.writeHead(200, json);
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) sent += 1;
        sent += 1;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    }, 30_000);
    expect(problem).toEqual({ ...here, code: 'not-aws', endpoint: host, awsMessage: `HTTP 200 with more than 10 MB from ${host}` });
    expect(sent).toBeLessThan(64);
  });

  test('that breaks off is a broken connection', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.writeHead(200, { ...json, 'Content-Length': '100' });
      response.write('{"detectorIds":', () => response.destroy());
    });
    expect(problem.code).toBe('network-failure');
  });

  test.each<[string, number, Record<string, string>, string, string]>([
    ['a redirect', 302, { Location: 'https://login.example.com/?token=s3cret' }, '', 'a redirect to login.example.com'],
    ['a redirect to a path', 307, { Location: '/sign-in?token=s3cret' }, '', 'a redirect to an address of its own'],
    ['a redirect to nowhere', 301, {}, '', 'a redirect'],
    ['a page', 200, { 'Content-Type': 'text/html; charset=utf-8' }, 'Sign in: s3cret', 'a page for people'],
    ['a page that calls itself JSON', 403, json, '\n<!DOCTYPE html><html>s3cret</html>', 'a page for people'],
    ['the page of a gateway', 503, { 'Content-Type': 'text/html' }, '<html>s3cret</html>', 'a page for people'],
  ])('that is %s is not taken for one of AWS', async (_name, status, headers, body, what) => {
    const { problem, host } = await answeredBy((_request, response) => {
      response.writeHead(status, headers).end(body);
    });
    expect(problem).toEqual({
      ...here,
      code: 'not-aws',
      endpoint: host,
      awsMessage: `HTTP ${String(status)} with ${what} from ${host}`,
    });
  });

  test('that is JSON and calls itself a page is taken as it is: imitations of AWS do that', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.writeHead(400, { 'Content-Type': 'text/html; charset=utf-8' }).end('{"__type":"BadRequestException","message":"no"}');
    });
    expect(problem).toMatchObject({ code: 'refused', awsName: 'BadRequestException', awsMessage: 'no' });
  });

  test('that is a page of the load balancers of AWS is a failure of AWS', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.writeHead(503, { 'Content-Type': 'text/html', 'x-amzn-RequestId': 'id-1' }).end('<html>503</html>');
    });
    expect(problem).toMatchObject({ code: 'service-failure', requestId: 'id-1' });
  });

  test('that is no HTTP at all is not one of AWS', async () => {
    const { problem } = await answeredBy((_request, response) => {
      response.socket?.end('220 mail.example.com ESMTP\r\n');
    });
    expect(problem.code).toBe('not-aws');
  });
});
