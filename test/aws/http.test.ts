import { GuardDuty } from '@aws-sdk/client-guardduty';
import { ConnectionPool } from '../../src/aws/http';
import { translating } from '../../src/aws/translate-error';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId } from '../support/builders';
import { afterwards, organizationOf, problemOf, rejectionOf, simulate } from './support/simulated';

afterEach(() => {
  jest.restoreAllMocks();
});

const place = { action: 'guardduty:ListDetectors' };

/** A client over the pool, against an AWS that is silent as the fault says. */
async function clientOf(faults: ScenarioInput['faults'], changes: { readonly maxAttempts?: number } = {}) {
  const simulator = await simulate(organizationOf(0, { faults }));
  const pool = new ConnectionPool();
  afterwards(() => {
    pool.close();
  });
  const client = new GuardDuty({
    region: 'us-east-1',
    endpoint: simulator.url,
    credentials: keysFor(administratorId),
    requestHandler: pool,
    maxAttempts: 1,
    ...changes,
  });
  return { simulator, pool, client };
}

describe('ConnectionPool', () => {
  test('ends a request that gets no answer', async () => {
    const { client } = await clientOf([{ then: { kind: 'silent' } }]);
    const error = await rejectionOf(client.listDetectors({}, { requestTimeout: 50 }));
    expect(error).toMatchObject({ name: 'TimeoutError', message: expect.stringContaining('exceeded the configured 50 ms') as string });
  });

  test('makes a problem of its own of a request that gets no answer', async () => {
    const { client } = await clientOf([{ then: { kind: 'silent' } }]);
    const request = translating(place, () => client.listDetectors({}, { requestTimeout: 50 }));
    expect(await problemOf(request)).toMatchObject({ ...place, code: 'timed-out', awsName: 'TimeoutError' });
  });

  test('lets the SDK ask again after silence', async () => {
    const { simulator, client } = await clientOf([{ calls: [1], then: { kind: 'silent' } }], { maxAttempts: 2 });
    expect((await client.listDetectors({}, { requestTimeout: 1_000 })).DetectorIds).toHaveLength(1);
    expect(simulator.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('ends what is under way when it is closed', async () => {
    const { pool, client, simulator } = await clientOf([{ then: { kind: 'silent' } }]);
    const request = rejectionOf(client.listDetectors({}));
    while (simulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    pool.close();
    expect(await request).toBeInstanceOf(Error);
  });

  test('lets nobody ask, or ask again, once it is closed', async () => {
    const { pool, client, simulator } = await clientOf([], { maxAttempts: 8 });
    pool.close();
    expect(await rejectionOf(client.listDetectors({}))).toMatchObject({ name: 'AbortError' });
    expect(simulator.calls).toEqual([]);
  });

  test('writes nothing to the console', async () => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) => jest.spyOn(console, method).mockImplementation());
    const { client } = await clientOf([{ calls: [1], then: { kind: 'silent' } }]);
    await rejectionOf(client.listDetectors({}, { requestTimeout: 20 }));
    expect(written.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
