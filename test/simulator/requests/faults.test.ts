import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  administrator,
  designatedInput,
  details,
  first,
  management,
  refusal,
  scenarioInput,
  second,
  simulate,
  type Simulated,
} from '../support/simulated';

type Faults = NonNullable<ScenarioInput['faults']>;

const many: ScenarioInput['accounts'] = [{ id: management, name: 'm' }, { id: administrator, name: 's' }, { count: 48 }];

function withFaults(...faults: Faults): Promise<Simulated> {
  return simulate(designatedInput({ accounts: many, faults }));
}

/** Statuses and errors of the calls so far. */
function ends({ simulator }: Simulated): unknown[] {
  return simulator.calls.map(({ status, error }) => error ?? status);
}

async function memberCount({ guardduty, detectorId }: Simulated): Promise<number | undefined> {
  return (await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' })).Members?.length;
}

describe('a fault that answers with an error', () => {
  const listAccounts = ({ organizations }: Simulated): Promise<unknown> => organizations().listAccounts({});
  const listDetectors = ({ guardduty }: Simulated): Promise<unknown> => guardduty().listDetectors({});
  const listRegions = ({ account }: Simulated): Promise<unknown> => account().listRegions({});
  const identity = ({ sts }: Simulated): Promise<unknown> => sts().getCallerIdentity({});

  test.each<[string, Faults[number]['then'], (simulated: Simulated) => Promise<unknown>, object]>([
    ['throttles Organizations', { kind: 'throttle' }, listAccounts, { name: 'TooManyRequestsException', status: 400 }],
    ['throttles GuardDuty', { kind: 'throttle' }, listDetectors, { name: 'ThrottlingException', status: 400 }],
    [
      'throttles GuardDuty under the other name',
      { kind: 'throttle', status: 429 },
      listDetectors,
      { name: 'TooManyRequestsException', status: 429 },
    ],
    ['throttles Account Management', { kind: 'throttle' }, listRegions, { name: 'TooManyRequestsException', status: 429 }],
    ['throttles STS', { kind: 'throttle' }, identity, { name: 'Throttling', status: 400 }],
    ['fails inside Organizations', { kind: 'server-error' }, listAccounts, { name: 'ServiceException', status: 500 }],
    ['fails inside GuardDuty', { kind: 'server-error', status: 502 }, listDetectors, { name: 'InternalServerErrorException', status: 502 }],
    ['fails inside Account Management', { kind: 'server-error' }, listRegions, { name: 'InternalServerException', status: 500 }],
    [
      'says anything',
      { kind: 'error', status: 409, name: 'ConflictException', message: 'Busy.' },
      listDetectors,
      { name: 'ConflictException', message: 'Busy.', status: 409 },
    ],
    ['finds another writer', { kind: 'concurrent-modification' }, listAccounts, { name: 'ConcurrentModificationException', status: 400 }],
    ['finds the keys expired', { kind: 'expired' }, listDetectors, { name: 'ExpiredTokenException', status: 403 }],
    [
      'denies by an identity policy',
      { kind: 'deny' },
      listDetectors,
      {
        name: 'AccessDeniedException',
        status: 403,
        message: expect.stringContaining('explicit deny in an identity-based policy') as string,
      },
    ],
    [
      'denies by a service control policy',
      { kind: 'deny', by: 'service-control-policy' },
      listAccounts,
      {
        name: 'AccessDeniedException',
        status: 400,
        message: expect.stringMatching(/with an explicit deny in a service control policy$/) as string,
      },
    ],
  ])('%s', async (_name, then, run, wanted) => {
    const simulated = await withFaults({ then });
    expect(await refusal(run(simulated))).toMatchObject(wanted);
  });

  test('answers with an HTML page', async () => {
    const simulated = await withFaults({ then: { kind: 'html' } });
    expect(await refusal(listDetectors(simulated))).toMatchObject({ name: 'SyntaxError', status: 503 });
  });

  test('has a header Retry-After', async () => {
    const { simulator } = await withFaults({ then: { kind: 'throttle', retryAfterSeconds: 3 } });
    const authorization = `AWS4-HMAC-SHA256 Credential=${simulator.managementKeys.accessKeyId}/20261124/us-east-1/guardduty/aws4_request, SignedHeaders=host, Signature=0`;
    const response = await fetch(`${simulator.url}/detector`, { headers: { authorization } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([400, '3']);
  });
});

describe('a fault with its own answer', () => {
  test('sends the answer unchanged', async () => {
    const body = { detectorIds: ['one', 'two'] };
    const { guardduty } = await withFaults({ on: { operation: 'ListDetectors' }, times: 1, then: { kind: 'answer', body } });
    expect((await guardduty().listDetectors({})).DetectorIds).toEqual(['one', 'two']);
    expect((await guardduty().listDetectors({})).DetectorIds).toHaveLength(1);
  });
});

describe('a fault of the connection', () => {
  const create = async ({ guardduty }: Simulated, DetectorId: string, maxAttempts = 1): Promise<unknown> =>
    guardduty({ maxAttempts }).createMembers({ DetectorId, AccountDetails: details(first) });

  test.each<[string, Faults[number]['then'], number]>([
    ['a reset before the effect', { kind: 'reset' }, 0],
    ['a reset after the effect', { kind: 'reset', afterEffect: true }, 1],
    ['an answer that breaks off', { kind: 'truncated' }, 1],
    ['an error after the effect', { kind: 'server-error', afterEffect: true }, 1],
    ['a page after the effect', { kind: 'html', afterEffect: true }, 1],
    ['an error before the effect', { kind: 'server-error' }, 0],
  ])('is %s', async (_name, then, members) => {
    const simulated = await withFaults({ on: { operation: 'CreateMembers' }, then });
    const DetectorId = await simulated.detectorId();
    await refusal(create(simulated, DetectorId));
    expect(await memberCount(simulated)).toBe(members);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])('is silence, with the effect done: %s', async (afterEffect, members) => {
    const simulated = await withFaults({ on: { operation: 'CreateMembers' }, then: { kind: 'silent', afterEffect } });
    const DetectorId = await simulated.detectorId();
    const abort = AbortSignal.timeout(60);
    const call = simulated.guardduty().createMembers({ DetectorId, AccountDetails: details(first) }, { abortSignal: abort });
    expect(await refusal(call)).toMatchObject({ name: 'AbortError' });
    expect(await memberCount(simulated)).toBe(members);
  });

  test('does not stop the SDK, which tries again', async () => {
    const simulated = await withFaults({ on: { operation: 'CreateMembers' }, times: 1, then: { kind: 'reset', afterEffect: true } });
    const DetectorId = await simulated.detectorId();
    await expect(create(simulated, DetectorId, 2)).resolves.toMatchObject({ UnprocessedAccounts: [] });
    expect(simulated.simulator.calls.filter(({ operation }) => operation === 'CreateMembers')).toMatchObject([
      { attempt: 1, status: 0, error: 'reset' },
      { attempt: 2, status: 200 },
    ]);
  });

  test('delays an answer', async () => {
    const simulated = await withFaults({ then: { kind: 'delay', ms: 60 } });
    const before = performance.now();
    await simulated.detectorId();
    expect(performance.now() - before).toBeGreaterThan(50);
  });
});

describe('which calls a fault strikes', () => {
  const strike = { kind: 'error', name: 'Struck' } as const;

  async function pattern(fault: Omit<Faults[number], 'then'>, regions = ['us-east-1']): Promise<string> {
    const simulated = await withFaults({ ...fault, then: strike });
    for (let round = 0; round < 6; round += 1) {
      for (const region of regions)
        await simulated
          .guardduty({ region })
          .listDetectors({})
          .catch(() => undefined);
    }
    return ends(simulated)
      .map((end) => (end === 'Struck' ? 'x' : '.'))
      .join('');
  }

  test.each<[string, Omit<Faults[number], 'then'>, string]>([
    ['every one', {}, 'xxxxxx'],
    ['the first two', { times: 2 }, 'xx....'],
    ['two after the first', { skip: 1, times: 2 }, '.xx...'],
    ['numbers two and five', { calls: [2, 5] }, '.x..x.'],
    ['every third', { every: 3 }, 'x..x..'],
    ['every second, twice', { every: 2, times: 2 }, 'x.x...'],
    ['none, by chance', { chance: 0 }, '......'],
    ['those of a list of operations', { on: { operation: ['ListMembers', 'ListDetectors'] } }, 'xxxxxx'],
    ['those of another service', { on: { service: 'organizations' } }, '......'],
    ['those of another Region', { on: { region: 'eu-west-1' } }, '......'],
    ['those of another account', { on: { account: management } }, '......'],
  ])('is %s', async (_name, fault, wanted) => {
    expect(await pattern(fault)).toBe(wanted);
  });

  test('is counted separately for each Region if the scenario says so', async () => {
    expect(await pattern({ times: 2 }, ['us-east-1', 'eu-west-1'])).toBe('xx..........');
    expect(await pattern({ times: 2, per: ['region'] }, ['us-east-1', 'eu-west-1'])).toBe('xxxx........');
  });

  test('depends on chance in the same way for the same seed', async () => {
    const once = await pattern({ chance: 0.5 });
    expect(once).toMatch(/x/);
    expect(once).toMatch(/\./);
    expect(await pattern({ chance: 0.5 })).toBe(once);
  });
});

describe('a fault that leaves accounts unprocessed', () => {
  test('counts each account separately', async () => {
    const simulated = await withFaults({
      on: { operation: 'CreateMembers' },
      times: 2,
      then: { kind: 'unprocessed', accounts: [first, second], result: 'Internal error' },
    });
    const DetectorId = await simulated.detectorId();
    const send = async (...ids: string[]): Promise<unknown> =>
      (await simulated.guardduty().createMembers({ DetectorId, AccountDetails: details(...ids) })).UnprocessedAccounts?.map(
        ({ AccountId }) => AccountId,
      );
    expect(await send(first)).toEqual([first]);
    expect(await send(first, second)).toEqual([first, second]);
    expect(await send(first, second)).toEqual([second]);
    expect(await send(first, second)).toEqual([]);
  });
});

describe('a fault of pages', () => {
  const pages = async ({ organizations }: Simulated): Promise<[number | undefined, string | undefined][]> => {
    const seen: [number | undefined, string | undefined][] = [];
    let token: string | undefined;
    do {
      const { Accounts, NextToken } = await organizations().listAccounts(token === undefined ? {} : { NextToken: token });
      seen.push([Accounts?.length, NextToken]);
      token = NextToken;
    } while (token !== undefined && token !== '' && seen.length < 6);
    return seen;
  };

  test.each<[string, Faults[number], (number | undefined)[]]>([
    ['an empty page comes first', { calls: [1], then: { kind: 'empty-page' } }, [0, 20, 20, 10]],
    ['an empty page comes between', { calls: [2], then: { kind: 'empty-page' } }, [20, 0, 20, 10]],
    ['the last page is followed by an empty one', { calls: [3], then: { kind: 'empty-page' } }, [20, 20, 0, 10]],
    ['a token repeats for ever', { skip: 1, then: { kind: 'repeated-token' } }, [20, 20, 20, 20, 20, 20]],
  ])('%s', async (_name, fault, wanted) => {
    const seen = await pages(await withFaults(fault));
    expect(seen.map(([length]) => length)).toEqual(wanted);
  });

  test('the last token is an empty string', async () => {
    const seen = await pages(await withFaults({ then: { kind: 'empty-token' } }));
    expect(seen.map(([, token]) => token === '')).toEqual([false, false, true]);
  });
});

describe('token buckets', () => {
  test('let a burst of twelve ListAccounts pass, then eight a second', async () => {
    const simulated = await simulate(scenarioInput({ throttling: { tokenBuckets: true } }));
    const passing = async (count: number): Promise<number> => {
      const settled = await Promise.allSettled(Array.from({ length: count }, () => simulated.organizations().listAccounts({})));
      return settled.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await passing(15)).toBe(12);
    simulated.pass(1);
    expect(await passing(15)).toBe(8);
    expect(await refusal(simulated.organizations().listAccounts({}))).toEqual({
      name: 'TooManyRequestsException',
      message: 'You have sent too many requests in too short a period of time.',
      status: 400,
    });
  });

  test('also apply to the whole organization', async () => {
    const simulated = await simulate(designatedInput({ throttling: { tokenBuckets: true } }));
    for (let call = 0; call < 2; call += 1) await simulated.organizations().listRoots({});
    await simulated.organizations({ account: administrator }).listRoots({});
    expect(await refusal(simulated.organizations({ account: administrator }).listRoots({}))).toMatchObject({
      name: 'TooManyRequestsException',
    });
  });

  test('apply to GuardDuty by account and Region if the scenario says so', async () => {
    const simulated = await simulate(scenarioInput({ throttling: { guardduty: { perSecond: 1, burst: 1 } } }));
    await simulated.guardduty().listDetectors({});
    expect(await refusal(simulated.guardduty().listDetectors({}))).toMatchObject({ name: 'ThrottlingException' });
    await simulated.guardduty({ region: 'eu-west-1' }).listDetectors({});
    await simulated.guardduty({ account: first }).listDetectors({});
  });
});

describe('a change that somebody else makes between two requests', () => {
  type Change = Omit<Extract<Faults[number]['then'], { kind: 'change' }>, 'kind'>;
  const asFirst = { account: first };

  /** An administrator with one member; the change happens at the second request to the operation. */
  function changing(operation: string, change: Change): Promise<Simulated> {
    return simulate(
      designatedInput(
        { faults: [{ on: { operation }, calls: [2], then: { kind: 'change', ...change } }] },
        {
          detectors: [{ accounts: [administrator], features: { S3_DATA_EVENTS: 'DISABLED' } }],
          organizationConfiguration: { autoEnable: 'NEW' },
          members: [{ accounts: [first] }],
        },
      ),
    );
  }

  /** What a request answers before, at and after the change. */
  async function threeTimes(read: () => Promise<unknown>): Promise<unknown[]> {
    return [await read(), await read(), await read()];
  }

  async function configuration({ guardduty, detectorId }: Simulated): Promise<unknown> {
    const { AutoEnableOrganizationMembers, Features } = await guardduty().describeOrganizationConfiguration({
      DetectorId: await detectorId(),
    });
    return [AutoEnableOrganizationMembers, Features?.find(({ Name }) => Name === 'S3_DATA_EVENTS')?.AutoEnable];
  }

  async function members({ guardduty, detectorId }: Simulated): Promise<unknown> {
    const { Members } = await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' });
    return Members?.map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus]);
  }

  async function detector({ guardduty, detectorId }: Simulated, from: { account?: string } = {}): Promise<unknown> {
    const DetectorId = await detectorId(from);
    if (DetectorId === '') return 'none';
    const { Status, FindingPublishingFrequency, Features } = await guardduty(from).getDetector({ DetectorId });
    return [Status, FindingPublishingFrequency, Features?.find(({ Name }) => Name === 'S3_DATA_EVENTS')?.Status];
  }

  test.each([
    [
      false,
      [
        ['NEW', 'NONE'],
        ['NEW', 'ALL'],
        ['NEW', 'ALL'],
      ],
    ],
    [
      true,
      [
        ['NEW', 'NONE'],
        ['NEW', 'NONE'],
        ['NEW', 'ALL'],
      ],
    ],
  ])('happens before the request, or after it: %p', async (after, wanted) => {
    const simulated = await changing('DescribeOrganizationConfiguration', {
      after,
      organizationConfiguration: { features: { S3_DATA_EVENTS: 'ALL' } },
    });
    expect(await threeTimes(() => configuration(simulated))).toEqual(wanted);
  });

  test('can change the level of members and leave the features', async () => {
    const simulated = await changing('DescribeOrganizationConfiguration', { organizationConfiguration: { autoEnable: 'ALL' } });
    expect(await threeTimes(() => configuration(simulated))).toEqual([
      ['NEW', 'NONE'],
      ['ALL', 'NONE'],
      ['ALL', 'NONE'],
    ]);
  });

  test('can change, create and delete a detector', async () => {
    const simulated = await changing('ListDetectors', {
      detectors: [
        { accounts: [administrator], status: 'DISABLED', findingPublishingFrequency: 'ONE_HOUR', features: { S3_DATA_EVENTS: 'ENABLED' } },
        { accounts: [second] },
        { accounts: [first], status: 'DELETED' },
      ],
    });
    expect([await detector(simulated), await detector(simulated)]).toEqual([
      ['ENABLED', 'SIX_HOURS', 'DISABLED'],
      ['DISABLED', 'ONE_HOUR', 'ENABLED'],
    ]);
    expect(await detector(simulated, { account: second })).toEqual(['ENABLED', 'SIX_HOURS', 'ENABLED']);
    expect(await detector(simulated, asFirst)).toBe('none');
  });

  test.each<[string, NonNullable<Change['members']>, unknown]>([
    ['suspends a member', [{ accounts: [first], relationshipStatus: 'Disabled' }], [[first, 'Disabled']]],
    ['releases a member', [{ accounts: [first], relationshipStatus: 'Removed' }], [[first, 'Removed']]],
    ['deletes a member', [{ accounts: [first], relationshipStatus: null }], []],
    [
      'takes an account in',
      [{ accounts: [second], relationshipStatus: 'Enabled' }],
      [
        [first, 'Enabled'],
        [second, 'Enabled'],
      ],
    ],
    [
      'gives an account to another administrator',
      [{ accounts: [second], relationshipStatus: 'Enabled', administrator: '999999999999' }],
      [[first, 'Enabled']],
    ],
  ])('%s', async (_what, changed, wanted) => {
    const simulated = await changing('ListMembers', { members: changed });
    expect(await threeTimes(() => members(simulated))).toEqual([[[first, 'Enabled']], wanted, wanted]);
  });

  test('can make all accounts except the administrator members', async () => {
    const simulated = await changing('ListMembers', { members: [{ accounts: 'all', relationshipStatus: 'Enabled' }] });
    await members(simulated);
    expect(await members(simulated)).toHaveLength(6);
  });

  test.each([
    [null, []],
    [{ account: first }, [first]],
  ])('changes the administrator of the Region to %p', async (to, wanted) => {
    const simulated = await changing('ListOrganizationAdminAccounts', { administrator: to });
    const listed = async (): Promise<unknown> => {
      const { AdminAccounts } = await simulated.guardduty({ account: management }).listOrganizationAdminAccounts({});
      return AdminAccounts?.map(({ AdminAccountId }) => AdminAccountId);
    };
    expect(await threeTimes(listed)).toEqual([[administrator], wanted, wanted]);
  });

  test('can happen in another Region, and does nothing in a Region without GuardDuty', async () => {
    const change: Faults[number] = {
      on: { operation: 'ListDetectors', region: 'us-east-1' },
      calls: [1],
      then: { kind: 'change', region: 'eu-west-1', detectors: [{ accounts: 'all' }] },
    };
    const simulated = await simulate(scenarioInput({ faults: [change, { on: { service: 'organizations' }, then: { kind: 'change' } }] }));
    expect(await detector(simulated, asFirst)).toBe('none');
    expect(await simulated.detectorId({ region: 'eu-west-1', account: first })).not.toBe('');
    await simulated.organizations({ region: 'ap-south-1' }).listRoots({});
  });

  test('also happens if another fault answers', async () => {
    const organizationConfiguration = { features: { S3_DATA_EVENTS: 'ALL' } } as const;
    const on = { operation: 'UpdateOrganizationConfiguration' };
    const simulated = await simulate(
      designatedInput({
        faults: [
          { on, times: 1, then: { kind: 'throttle' } },
          { on, times: 1, then: { kind: 'change', organizationConfiguration } },
        ],
      }),
    );
    const DetectorId = await simulated.detectorId();
    const update = (): Promise<unknown> =>
      simulated.guardduty().updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers: 'NEW' });
    expect(await refusal(update())).toMatchObject({ name: 'ThrottlingException' });
    expect(await configuration(simulated)).toEqual(['NONE', 'ALL']);
  });

  test('to ALL takes effect after its time', async () => {
    const simulated = await simulate(
      designatedInput({
        timing: { autoEnableAllSeconds: 60 },
        faults: [
          { on: { operation: 'ListMembers' }, times: 1, then: { kind: 'change', organizationConfiguration: { autoEnable: 'ALL' } } },
        ],
      }),
    );
    expect(await members(simulated)).toEqual([]);
    simulated.pass(61);
    expect(await members(simulated)).toHaveLength(5);
  });
});
