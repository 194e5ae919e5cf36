import './support/node-errors';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { translating } from '../../src/aws/translate-error';
import type { ProblemCode } from '../../src/domain/problem';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { account, administratorId, managementId, workload } from '../support/builders';
import { afterwards, organizationOf, problemOf, region, simulate, simulated, type Simulated } from './support/simulated';

type Fault = NonNullable<ScenarioInput['faults']>[number];
type Request = (world: Simulated) => Promise<unknown>;

const listDetectors: Request = ({ administrator }) => administrator.asAdministrator(region).findDetector();
const listAccounts: Request = ({ management }) => management.organization.listAccounts(() => undefined);
const createMembers: Request = ({ administrator, detectorId }) =>
  administrator.asAdministrator(region).createMembers(detectorId, [account(workload(1))]);

afterEach(() => {
  jest.restoreAllMocks();
});

/** Without this a request that keeps failing would take the SDK several seconds of pauses. */
function withoutPauses(): void {
  jest.spyOn(Math, 'random').mockReturnValue(0);
}

async function problemAfter(fault: Fault, request: Request): Promise<{ readonly code: ProblemCode; readonly calls: number }> {
  const world = await simulated(organizationOf(3, { faults: [fault] }));
  const before = world.simulator.calls.length;
  const { code } = await problemOf(request(world));
  return { code, calls: world.simulator.calls.length - before };
}

describe('a request that AWS refuses for good', () => {
  test.each<[ProblemCode, Fault['then'], Request]>([
    ['access-denied', { kind: 'deny' }, listDetectors],
    ['access-denied', { kind: 'deny' }, listAccounts],
    ['denied-by-scp', { kind: 'deny', by: 'service-control-policy' }, listDetectors],
    ['access-denied', { kind: 'deny', by: 'resource-control-policy' }, listDetectors],
    ['credentials-expired', { kind: 'expired' }, listDetectors],
    ['credentials-expired', { kind: 'expired' }, listAccounts],
    ['credentials-invalid', { kind: 'error', status: 403, name: 'UnrecognizedClientException' }, listDetectors],
    ['concurrent-change', { kind: 'concurrent-modification' }, listAccounts],
    ['not-settled', { kind: 'error', name: 'BadRequestException', message: 'an invalid or out-of-range value' }, createMembers],
    ['refused', { kind: 'error', name: 'BadRequestException', message: 'No.' }, createMembers],
    ['not-in-organization', { kind: 'error', name: 'AWSOrganizationsNotInUseException' }, listAccounts],
  ])('is %s after %j and is not repeated', async (code, then, request) => {
    const service = request === listAccounts ? 'organizations' : 'guardduty';
    expect(await problemAfter({ on: { service }, then }, request)).toEqual({ code, calls: 1 });
  });

  test('is "credentials-invalid" in a Region that the account has not opted in to', async () => {
    const world = await simulated(
      organizationOf(0, {
        accounts: [
          { id: managementId, name: 'management' },
          { id: administratorId, name: 'security', regions: { 'us-east-1': 'DISABLED' } },
        ],
      }),
    );
    expect(await problemOf(listDetectors(world))).toMatchObject({ code: 'credentials-invalid', region, accountId: administratorId });
  });

  test.each(['__type', 'type', 'both', 'neither'] as const)('is understood whatever field carries its kind: %s', async (errorBody) => {
    const world = await simulated(organizationOf(1, { switches: { errorBody } }));
    expect(await problemOf(world.administrator.asAdministrator(region).createDetector([]))).toMatchObject({
      code: 'detector-exists',
      awsName: 'BadRequestException',
      requestId: world.simulator.calls.at(-1)?.requestId,
    });
  });
});

describe('a request that fails again and again', () => {
  test.each<[ProblemCode, Fault['then']]>([
    ['service-failure', { kind: 'server-error' }],
    ['service-failure', { kind: 'server-error', status: 503 }],
    ['service-failure', { kind: 'html' }],
    ['network-failure', { kind: 'reset' }],
  ])('is %s after eight attempts: %j', async (code, then) => {
    withoutPauses();
    expect(await problemAfter({ on: { service: 'guardduty' }, then }, listDetectors)).toEqual({ code, calls: 8 });
  });

  test.each([200, 404])('is "not-aws" after three attempts that a page with status %s answers', async (status) => {
    withoutPauses();
    const then: Fault['then'] = { kind: 'html', status };
    expect(await problemAfter({ on: { service: 'guardduty' }, then }, listDetectors)).toEqual({ code: 'not-aws', calls: 3 });
  });

  test('is counted attempt by attempt', async () => {
    withoutPauses();
    const world = await simulated(organizationOf(1, { faults: [{ on: { operation: 'ListDetectors' }, then: { kind: 'reset' } }] }));
    await problemOf(listDetectors(world));
    expect(world.connection.calls.counts()).toEqual({ 'guardduty:ListDetectors': 8, 'sts:GetCallerIdentity': 2 });
  });
});

describe('a request that fails for a moment', () => {
  test.each<[string, Fault['then'], Request]>([
    ['meets a failure of the service', { kind: 'server-error' }, listAccounts],
    ['meets the page of a proxy', { kind: 'html' }, listDetectors],
    ['meets a page of a proxy that calls itself a success', { kind: 'html', status: 200 }, listDetectors],
    ['loses its connection', { kind: 'reset' }, listDetectors],
    ['loses its answer', { kind: 'truncated' }, listDetectors],
    ['is a write that is throttled', { kind: 'throttle' }, createMembers],
  ])('is made again when it %s', async (_name, then, request) => {
    withoutPauses();
    const on = { operation: request === listAccounts ? 'ListAccounts' : request === createMembers ? 'CreateMembers' : 'ListDetectors' };
    const world = await simulated(organizationOf(1, { faults: [{ on, calls: [1], then }] }));
    await request(world);
    const attempts = world.simulator.calls.filter(({ operation }) => operation === on.operation).map(({ attempt }) => attempt);
    expect(attempts).toEqual([1, 2]);
  });

  test.each<[ProblemCode, Fault['then']]>([
    ['service-failure', { kind: 'server-error' }],
    ['not-aws', { kind: 'html', status: 200 }],
    ['network-failure', { kind: 'reset' }],
    ['network-failure', { kind: 'truncated' }],
  ])('is not made again unseen where it may have been applied: %s, %j', async (code, then) => {
    expect(await problemAfter({ on: { operation: 'CreateMembers' }, then }, createMembers)).toEqual({ code, calls: 1 });
  });

  test('is made again when it is throttled, under every name and status', async () => {
    withoutPauses();
    // A throttled request waits, so these go side by side.
    const attempts = async (request: Request, then: Fault['then']) => {
      const { simulator, ...world } = await simulated(
        organizationOf(1, { faults: [{ on: { service: ['guardduty', 'organizations'] }, calls: [1], then }] }),
      );
      await request({ simulator, ...world });
      return simulator.calls.filter(({ service }) => service !== 'sts').map(({ attempt, error }) => [attempt, error]);
    };
    expect(
      await Promise.all([
        attempts(listAccounts, { kind: 'throttle' }),
        attempts(listDetectors, { kind: 'throttle' }),
        attempts(listDetectors, { kind: 'throttle', status: 429 }),
      ]),
    ).toEqual([
      [
        [1, 'TooManyRequestsException'],
        [2, undefined],
      ],
      [
        [1, 'ThrottlingException'],
        [2, undefined],
      ],
      [
        [1, 'TooManyRequestsException'],
        [2, undefined],
      ],
    ]);
  });
});

describe('a request that is throttled for good', () => {
  test.each<[string, Fault['then']]>([
    ['400 ThrottlingException', { kind: 'throttle' }],
    ['429 TooManyRequestsException', { kind: 'throttle', status: 429 }],
    ['400 TooManyRequestsException', { kind: 'throttle', status: 400, name: 'TooManyRequestsException' }],
  ])('is throttled: %s', async (_name, then) => {
    const simulator = await simulate(organizationOf(0, { faults: [{ then }] }));
    const client = new GuardDuty({ region, endpoint: simulator.url, credentials: simulator.administratorKeys, maxAttempts: 1 });
    afterwards(() => {
      client.destroy();
    });
    const here = { action: 'guardduty:ListDetectors' };
    expect(await problemOf(translating(here, () => client.listDetectors({})))).toMatchObject({ ...here, code: 'throttled' });
  });
});
