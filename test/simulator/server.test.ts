import { get } from 'node:http';
import { connect } from 'node:net';
import { ListInvitationsCommand } from '@aws-sdk/client-guardduty';
import { DescribeHandshakeCommand } from '@aws-sdk/client-organizations';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { loadScenario, parseScenario } from '../../src/simulator/scenario/load-scenario';
import { keysFor } from '../../src/simulator/world/keys';
import { startSimulator } from '../../src/simulator/server';
import type { RecordedCall } from '../../src/simulator/requests/recorded-call';
import {
  administrator,
  badRequest,
  designatedInput,
  first,
  management,
  outOfRange,
  refusal,
  scenarioInput,
  signedFor,
  simulate,
} from './support/simulated';

describe('startSimulator', () => {
  test('listens on the loopback interface and has keys that are easy to recognize', async () => {
    const { simulator } = await simulate();
    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(simulator.managementKeys.accessKeyId).toBe(`AKIASIMULATED${management}`);
    expect(simulator.administratorKeys).toEqual(keysFor(administrator));
  });

  test('rejects a port that is in use', async () => {
    const { simulator } = await simulate();
    const port = Number(new URL(simulator.url).port);
    await expect(startSimulator(parseScenario(scenarioInput(), 'test'), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('reports each call and keeps the calls in order', async () => {
    const calls: RecordedCall[] = [];
    const simulator = await startSimulator(parseScenario(scenarioInput(), 'test'), { onCall: (call) => calls.push(call) });
    await fetch(`${simulator.url}/detector?maxResults=7`, { headers: signedFor('guardduty') });
    await fetch(`${simulator.url}/nothing`, { headers: signedFor('guardduty') });
    await simulator.close();
    expect(calls).toEqual(simulator.calls);
    expect(calls).toMatchObject([
      {
        account: management,
        region: 'us-east-1',
        service: 'guardduty',
        operation: 'ListDetectors',
        input: { maxResults: '7' },
        status: 200,
        attempt: 1,
      },
      { operation: 'GET /nothing', status: 404, error: 'UnknownOperationException' },
    ]);
  });

  test.each<[Record<string, string>, number]>([
    [{}, 200],
    [{ Host: 'localhost:4577' }, 200],
    [{ Host: 'aws.localhost' }, 200],
    [{ Host: '[::1]:4577' }, 200],
    [{ Host: 'evil.example.com' }, 403],
    [{ Host: 'localhost.evil.example.com:4577' }, 403],
    [{ Host: '127.0.0.1.evil.example.com' }, 403],
    [{ Origin: 'http://localhost:3000' }, 200],
    [{ Origin: 'https://evil.example.com' }, 403],
    [{ Origin: 'null' }, 403],
  ])('answers programs on this machine, and no web page: %j is %s', async (headers, status) => {
    const { simulator } = await simulate();
    const { port } = new URL(simulator.url);
    const answered = await new Promise((resolve) => {
      const options = { port, host: '127.0.0.1', path: '/detector', headers: { ...signedFor('guardduty'), ...headers } };
      get(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect([answered, simulator.calls.length]).toEqual([status, status === 200 ? 1 : 0]);
  });

  test('records no inputs if the scenario says so', async () => {
    const { simulator, organizations } = await simulate(scenarioInput({ recordInputs: false }));
    await organizations().listAccounts({ MaxResults: 3 });
    expect(simulator.calls).toMatchObject([{ operation: 'ListAccounts', input: undefined }]);
  });

  test('closes at once, even with an open connection and an unanswered call', async () => {
    const simulator = await startSimulator(parseScenario(scenarioInput({ faults: [{ then: { kind: 'silent' } }] }), 'test'));
    const idle = connect(Number(new URL(simulator.url).port), '127.0.0.1');
    idle.on('error', () => undefined);
    const waiting = fetch(`${simulator.url}/detector`, { headers: signedFor('guardduty') }).then(
      () => 'answered',
      () => 'broken',
    );
    while (simulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.close();
    expect(await waiting).toBe('broken');
  });

  test('answers many calls at once', async () => {
    const { guardduty, simulator } = await simulate();
    const client = guardduty();
    await Promise.all(Array.from({ length: 200 }, () => client.listDetectors({})));
    expect(simulator.calls).toHaveLength(200);
    expect(new Set(simulator.calls.map(({ requestId }) => requestId)).size).toBe(200);
  });
});

describe('what is not simulated', () => {
  const unknown = (operation: string): object => ({
    name: 'UnknownOperationException',
    message: expect.stringContaining(operation) as string,
  });

  test('is named', async () => {
    const { guardduty, organizations, sts } = await simulate();
    expect(await refusal(guardduty().send(new ListInvitationsCommand({})))).toMatchObject(unknown('GET /invitation'));
    expect(await refusal(organizations().send(new DescribeHandshakeCommand({ HandshakeId: 'h-simulated1' })))).toMatchObject(
      unknown('organizations DescribeHandshake'),
    );
    expect(await refusal(sts().send(new GetSessionTokenCommand({})))).toMatchObject(unknown('sts GetSessionToken'));
  });

  test('includes other services and unsigned requests', async () => {
    const { simulator } = await simulate();
    const other = await fetch(simulator.url, { method: 'POST', headers: signedFor('ec2') });
    expect([other.status, await other.json()]).toMatchObject([404, { message: 'The simulated AWS does not simulate the service ec2.' }]);
    expect((await fetch(`${simulator.url}/detector`)).status).toBe(403);
  });

  test.each([
    ['organizations', 'The simulated AWS does not simulate organizations .'],
    ['sts', 'The simulated AWS does not simulate sts .'],
    ['account', 'The simulated AWS does not simulate account POST /.'],
  ])('is a request to %s that names no operation', async (service, wanted) => {
    const { simulator } = await simulate();
    const response = await fetch(simulator.url, { method: 'POST', headers: signedFor(service) });
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining(wanted)]);
  });
});

describe('the wire', () => {
  test('refuses a body that is not a JSON object', async () => {
    const { simulator } = await simulate();
    for (const body of ['{', '[]', 'null']) {
      const response = await fetch(`${simulator.url}/detector`, { method: 'POST', headers: signedFor('guardduty'), body });
      expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([400, 'SerializationException']);
    }
  });

  test('names the error and the request in the headers', async () => {
    const { simulator, guardduty } = await simulate();
    const response = await fetch(`${simulator.url}/detector?maxResults=99`, { headers: signedFor('guardduty') });
    expect(response.headers.get('x-amzn-errortype')).toBe('BadRequestException');
    expect(response.headers.get('x-amzn-requestid')).toBe(simulator.calls[0]?.requestId);
    expect(await refusal(guardduty().listDetectors({ MaxResults: 99 }))).toEqual(outOfRange);
  });

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['object', '{}'],
  ] as const)('answers without content by %s', async (emptyAnswer, wanted) => {
    const { simulator, guardduty } = await simulate(scenarioInput({ switches: { emptyAnswer } }));
    const body = JSON.stringify({ adminAccountId: administrator });
    const response = await fetch(`${simulator.url}/admin/enable`, { method: 'POST', headers: signedFor('guardduty'), body });
    expect(await response.text()).toBe(wanted);
    await guardduty({ account: management }).enableOrganizationAdminAccount({ AdminAccountId: administrator });
  });

  test.each(['', '%zz'])('refuses the detector id %j', async (id) => {
    const { simulator } = await simulate(designatedInput());
    const response = await fetch(`${simulator.url}/detector/${id}/member`, {
      headers: signedFor('guardduty', keysFor(administrator).accessKeyId),
    });
    expect(await response.json()).toMatchObject({
      message: badRequest('The request is rejected because the input detectorId is not owned by the current account.').message,
    });
  });

  test('speaks XML to STS', async () => {
    const { simulator } = await simulate();
    const headers = { ...signedFor('sts'), 'content-type': 'application/x-www-form-urlencoded' };
    const ask = async (body: string): Promise<string> => (await fetch(simulator.url, { method: 'POST', headers, body })).text();
    expect(await ask('Action=GetCallerIdentity&Version=2011-06-15')).toMatch(
      new RegExp(
        `^<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>[^<]+</Arn><UserId>[^<]+</UserId><Account>${management}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>[^<]+</RequestId></ResponseMetadata></GetCallerIdentityResponse>$`,
      ),
    );
    const byAddress = await fetch(`${simulator.url}/?Action=GetCallerIdentity&Version=2011-06-15`, { headers: signedFor('sts') });
    expect(await byAddress.text()).toContain(`<Account>${management}</Account>`);
    expect(await ask('Action=AssumeRole&RoleArn=%3Cx%3E&RoleSessionName=test')).toContain('<Message>&#60;x&#62; is invalid</Message>');
  });

  test('uses the messages of the scenario', async () => {
    const { guardduty } = await simulate(scenarioInput({ texts: { outOfRange: 'No.' } }));
    expect(await refusal(guardduty().listDetectors({ MaxResults: 99 }))).toEqual(badRequest('No.'));
  });

  test('fills in the parts of a message that it knows', async () => {
    const { guardduty, detectorId } = await simulate(designatedInput({ texts: { tooLong: '{length} {name} in {colour}' } }));
    const AccountIds = Array.from({ length: 51 }, () => first);
    expect(await refusal(guardduty().getMembers({ DetectorId: await detectorId(), AccountIds }))).toEqual(
      badRequest('51 accountIds in {colour}'),
    );
  });

  test('answers with a stack trace if the simulator itself fails', async () => {
    const { simulator } = await simulate();
    jest.spyOn(simulator.world.sessions, 'get').mockImplementation(() => {
      throw new TypeError('out of order');
    });
    const response = await fetch(`${simulator.url}/detector`, { headers: signedFor('guardduty') });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([500, 'SimulatorDefect']);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/^TypeError: out of order\n +at /) as unknown });
  });
});

describe('/_simulator', () => {
  let url = '';
  let stop: () => Promise<void>;

  beforeEach(async () => {
    const simulator = await startSimulator(parseScenario(designatedInput({}, { members: [{ accounts: [first] }] }), 'test'));
    url = simulator.url;
    stop = () => simulator.close();
  });

  afterEach(() => stop());

  test('shows the state and the calls, and resets both', async () => {
    const state = async (): Promise<unknown> => (await fetch(`${url}/_simulator/state`)).json();
    const calls = async (): Promise<unknown> => (await fetch(`${url}/_simulator/calls`)).json();
    const before = await state();
    expect(before).toMatchObject({
      accounts: 7,
      regions: { 'us-east-1': { administrator, members: { Enabled: 1 } }, 'eu-west-1': { administrator: null } },
    });
    await fetch(`${url}/detector`, { method: 'POST', headers: signedFor('guardduty'), body: '{"enable":true}' });
    expect(await calls()).toMatchObject([{ operation: 'CreateDetector', status: 200 }]);
    expect(await state()).toMatchObject({ regions: { 'us-east-1': { detectors: 3 } } });
    await fetch(`${url}/_simulator/reset`, { method: 'POST' });
    expect(await state()).toEqual(before);
    expect(await calls()).toEqual([]);
  });

  test('shows what AWS has done on its own', async () => {
    const started = await simulate(
      designatedInput({ timing: { autoEnableAllSeconds: 60 } }, { organizationConfiguration: { autoEnable: 'ALL' } }),
    );
    started.pass(61);
    const state: unknown = await (await fetch(`${started.simulator.url}/_simulator/state`)).json();
    expect(state).toMatchObject({ regions: { 'us-east-1': { members: { Enabled: 5 } } } });
  });

  test('lists its requests', async () => {
    const response = await fetch(`${url}/_simulator/other`);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('GET /_simulator/state')]);
  });
});

test('the scenario’s latency delays answers', async () => {
  const scenario = await loadScenario('small');
  const simulator = await startSimulator({ ...scenario, latency: { ms: 40, jitterMs: 10 } });
  const before = performance.now();
  await fetch(`${simulator.url}/detector`, { headers: signedFor('guardduty') });
  expect(performance.now() - before).toBeGreaterThan(35);
  await simulator.close();
});
