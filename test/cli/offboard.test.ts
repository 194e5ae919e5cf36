import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import {
  administratorId,
  bench,
  delegated,
  delegatedWorld,
  guardDuty,
  held,
  kept,
  managementId,
  nothingLeft,
  organizationId,
  standing,
  stopBenches,
  workload,
  type OffboardBench,
} from '../offboard/support/offboarding';
import { windows } from '../support/machine';
import { runProgram } from '../support/program';

afterEach(stopBenches);

const folder = (): string => mkdtempSync(join(tmpdir(), 'provision-guardduty-offboard-'));

/** Nothing may have been changed: not in AWS, and not on the disk. */
async function refuses(
  world: ScenarioInput,
  options: readonly string[] | ((one: OffboardBench) => readonly string[]),
  says: readonly (string | RegExp)[],
): Promise<void> {
  const one = await bench(world);
  const before = JSON.stringify([standing(one.simulator), kept(one.simulator)]);
  const { exitCode, said, writes, stdout } = await one.run(typeof options === 'function' ? options(one) : options);
  expect({ exitCode, writes, stdout }).toEqual({ exitCode: 2, writes: [], stdout: '' });
  for (const words of says) expect(said).toMatch(words);
  expect(JSON.stringify([standing(one.simulator), kept(one.simulator)])).toBe(before);
  expect(existsSync(one.carryOverFile)).toBe(false);
}

const policy = { id: 'p-simulated7', name: 'baseline', targets: ['root'] };
const withPolicy = (targets: string[], denials: ScenarioInput['denials'] = []): ScenarioInput =>
  delegatedWorld({
    denials,
    organization: delegated({ policyTypes: [{ type: 'GUARDDUTY_POLICY' }], guarddutyPolicies: [{ ...policy, targets }] }),
  });

const newAdministrator = workload(1);

describe('offboard refuses, and changes nothing,', () => {
  const refusals: readonly (readonly [
    string,
    Parameters<typeof refuses>[0],
    Parameters<typeof refuses>[1],
    Parameters<typeof refuses>[2],
  ])[] = [
    [
      'another organization',
      delegatedWorld(),
      ['--confirm', 'o-another1'],
      ['The organization is o-simulated1, --confirm names o-another1.'],
    ],
    [
      'another organization in a dry run as well',
      delegatedWorld(),
      ['--dry-run', '--confirm', 'o-another1'],
      ['--confirm names o-another1'],
    ],
    ['an organization that was forgotten', delegatedWorld(), ['--confirm', ''], ['--confirm names no organization.']],
    [
      'an account that is no administrator, where nobody is',
      delegatedWorld({ organization: { managementAccount: managementId }, regions: ['us-east-1'] }),
      [],
      [/is not the GuardDuty administrator in any Region, and not registered as one.*never delegated/],
    ],
    [
      'the credentials of the new administrator',
      delegatedWorld({ administratorAccount: newAdministrator }),
      [],
      [
        new RegExp(
          `Account ${newAdministrator} is not the GuardDuty administrator.*The administrator is ${administratorId}\\..*--admin-profile`,
        ),
      ],
    ],
    [
      'credentials that are swapped',
      delegatedWorld(),
      ['--profile', 'security', '--admin-profile', 'management'],
      ['The two identities are swapped'],
    ],
    [
      'one account for both',
      delegatedWorld(),
      ['--profile', 'security', '--admin-profile', 'security'],
      [`Both identities belong to account ${administratorId}`],
    ],
    ['an administrator alone', delegatedWorld(), ['--profile', 'security'], ['The management account is missing.']],
    [
      'another administrator than the one that was named',
      delegatedWorld(),
      ['--admin-account-id', workload(2)],
      [`belong to account ${administratorId}, not to ${workload(2)}`],
    ],
    [
      'a policy that is attached',
      withPolicy(['root']),
      [],
      [/An organization policy for GuardDuty is attached\..*p-simulated7 \(baseline\) on r-\w+.*detach-policy/],
    ],
    [
      'a policy whose attachments cannot be read',
      withPolicy([], [{ actions: ['organizations:ListTargetsForPolicy'] }]),
      [],
      [/Nobody knows whether an organization policy for GuardDuty is attached.*organizations:ListTargetsForPolicy is not allowed/],
    ],
    [
      'policies that cannot be listed',
      withPolicy([], [{ actions: ['organizations:ListPolicies'] }]),
      [],
      [/organizations:ListPolicies is not allowed/],
    ],
    [
      'a root that cannot be read',
      delegatedWorld({ denials: [{ actions: ['organizations:ListRoots'] }] }),
      [],
      [/Nobody knows whether an organization policy/],
    ],
    [
      'accounts that cannot be listed',
      delegatedWorld({ denials: [{ actions: ['organizations:ListAccounts'] }] }),
      [],
      ['The accounts of the organization cannot be listed'],
    ],
    [
      'all Regions where they cannot be listed',
      delegatedWorld({ denials: [{ actions: ['account:ListRegions'] }] }),
      [],
      [/"--regions all" needs the Regions of account 111111111111/],
    ],
    ['a Region that AWS does not know', delegatedWorld(), ['-r', 'eu-west-9'], [/There is no Region "eu-west-9"\. Did you mean/]],
    ['a Region that is none', delegatedWorld(), ['-r', 'Europe'], [/"Europe" is not a Region/]],
    ['a carry-over file without a name', delegatedWorld(), ['--carry-over', ''], ['--carry-over names no file.']],
    [
      'a carry-over file in a folder that is not there',
      delegatedWorld(),
      ['--carry-over', join(tmpdir(), 'no-such-folder', 'file.json')],
      [/The carry-over file .* cannot be written\./],
    ],
    ['a folder for a carry-over file', delegatedWorld(), ['--carry-over', tmpdir()], [/cannot be used.*It is not a file/]],
    ['an option of the rollout', delegatedWorld(), ['--auto-enable', 'none'], [/unknown option '--auto-enable'/]],
    ['--yes', delegatedWorld(), ['--yes'], [/unknown option '--yes'/]],
  ];

  test.each(refusals)('%s', (_what, world, options, says) => refuses(world, options, says));

  const others: readonly (readonly [string, string, RegExp])[] = [
    ['is no JSON', 'Dear diary', /is another file\. It is not JSON/],
    ['is other JSON', '{ "a": 1 }', /is another file\. It has another form/],
    [
      'is of a newer version',
      JSON.stringify({
        kind: 'provision-guardduty carry-over',
        schemaVersion: 2,
        organizationId,
        simulated: false,
        administrators: [],
        rollouts: [],
      }),
      /has another form \(schemaVersion\)/,
    ],
    [
      'is of another organization',
      JSON.stringify({
        kind: 'provision-guardduty carry-over',
        schemaVersion: 1,
        organizationId: 'o-another1',
        simulated: false,
        administrators: [],
        rollouts: [],
      }),
      /is about another organization.*organization o-another1/,
    ],
    [
      'is of a simulation',
      JSON.stringify({
        kind: 'provision-guardduty carry-over',
        schemaVersion: 1,
        organizationId,
        simulated: true,
        administrators: [],
        rollouts: [],
      }),
      /is about another organization.*a simulated organization/,
    ],
  ];

  test.each(others)('a carry-over file that %s, which stays as it is', async (_what, content, words) => {
    const file = join(folder(), 'other.json');
    writeFileSync(file, content);
    await refuses(delegatedWorld(), ['--carry-over', file], [words]);
    await refuses(delegatedWorld(), ['--dry-run', '--carry-over', file], [words]);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  // The superuser may write everywhere.
  (windows || process.getuid?.() === 0 ? test.skip : test)('a carry-over file in a folder that cannot be written', async () => {
    const closed = folder();
    chmodSync(closed, 0o500);
    await refuses(delegatedWorld(), ['--carry-over', join(closed, 'file.json')], [/cannot be written/]);
  });

  test('where nobody can be asked', async () => {
    const { exitCode, stderr } = await runProgram(['offboard', '--simulate', 'brownfield']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/There is no terminal to ask on[^]*--confirm/);
  });
});

describe('a policy type without an attached policy', () => {
  it('is only a warning', async () => {
    const { run, simulator } = await bench(withPolicy([]));
    const { exitCode, said } = await run();
    expect(exitCode).toBe(0);
    expect(said).toContain('The policy type GUARDDUTY_POLICY is enabled in the organization.');
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('stops nobody who has left already', async () => {
    const world = withPolicy(['root']);
    const { run } = await bench({ ...world, regions: ['us-east-1'], organization: { ...world.organization, delegatedAdministrators: [] } });
    expect((await run()).exitCode).toBe(0);
  });
});

describe('consent', () => {
  it('is the id of the organization, typed after the plan', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    const { exitCode, stderr } = await run([], { typed: organizationId });
    expect(exitCode).toBe(0);
    const plan = stderr.indexOf('GuardDuty stays on.');
    expect(plan).toBeGreaterThan(0);
    expect(stderr.indexOf("Type the organization's id to go on (o-simulated1): ")).toBeGreaterThan(plan);
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('is typed on a terminal also where --confirm names the organization', async () => {
    const { run, simulator } = await bench(delegatedWorld());
    const wrong = await run(['--confirm', organizationId], { typed: 'yes' });
    expect({ exitCode: wrong.exitCode, writes: wrong.writes }).toEqual({ exitCode: 2, writes: [] });
    const right = await run(['--confirm', organizationId], { typed: organizationId });
    expect(right.exitCode).toBe(0);
    expect(right.stderr).toContain("Type the organization's id to go on (o-simulated1): ");
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('is refused on a terminal where --confirm names another organization', async () => {
    const { run } = await bench(delegatedWorld());
    const { exitCode, stderr, writes } = await run(['--confirm', 'o-another1'], { typed: organizationId });
    expect({ exitCode, writes }).toEqual({ exitCode: 2, writes: [] });
    expect(stderr).not.toContain('Type the');
  });

  it('is given by --confirm where nobody can be asked', async () => {
    const { run } = await bench(delegatedWorld());
    const { exitCode, stderr } = await run(['--confirm', organizationId]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('GuardDuty stays on.');
    expect(stderr).not.toContain('Type the');
  });

  it.each(['', 'y', 'yes', 'o-simulated', 'O-SIMULATED1'])('is not "%s"', async (typed) => {
    const { run, carryOver } = await bench(delegatedWorld());
    const { exitCode, said, writes } = await run([], { typed });
    expect({ exitCode, writes }).toEqual({ exitCode: 2, writes: [] });
    expect(said).toContain("Nothing was changed: the organization's id was not typed.");
    expect(carryOver()).toBeUndefined();
  });

  it('is not asked for where there is nothing to do', async () => {
    const { run } = await bench(delegatedWorld());
    await run();
    const { exitCode, stderr } = await run([], { typed: 'never' });
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('Type the');
  });
});

describe('an interrupted question', () => {
  it('changes nothing', async () => {
    const { run, carryOver } = await bench(delegatedWorld());
    let interrupt: () => void = () => undefined;
    const typed = (): void => {
      interrupt();
    };
    const { exitCode, stderr, writes } = await run([], { typed, interrupter: (one) => (interrupt = one) });
    expect({ exitCode, writes }).toEqual({ exitCode: 130, writes: [] });
    expect(stderr).toContain('Interrupted. Nothing was changed.');
    expect(carryOver()).toBeUndefined();
  });
});

describe('a dry run', () => {
  it('shows what people must know, the steps and the end, and changes nothing', async () => {
    const { run, simulator, carryOver } = await bench(delegatedWorld());
    const before = standing(simulator);
    const { exitCode, said, writes } = await run(['--dry-run']);
    expect({ exitCode, writes }).toEqual({ exitCode: 0, writes: [] });
    for (const words of [
      'GuardDuty stays on. It goes on in 8 account-Regions',
      'What you lose:',
      'Alarms to expect:',
      'Carry-over file:',
      'To stop charges in an account',
      '! auto-enable: ALL → NONE; s3: ALL → NONE; lambda: NEW → NONE',
      '- disassociate 4 members',
      '- delete 4 member records',
      `- remove ${administratorId} as delegated administrator`,
      `- deregister ${administratorId} for ${guardDuty} in AWS Organizations`,
      'last, and only when every Region is known to be free',
      'Dry run: nothing was changed.',
    ])
      expect(said).toContain(words);
    expect(standing(simulator)).toEqual(before);
    expect(carryOver()).toBeUndefined();
  });

  it('shows how many members would leave and how many would stay', async () => {
    const members = [{ accounts: [managementId, workload(1)] }, { accounts: ['999999999901', '999999999902'], invited: true }];
    const denials = [{ actions: ['guardduty:GetDetector'], regions: ['eu-west-1'] }];
    const files = ['a.md', 'a.html'].map((name) => join(folder(), name));
    const { run } = await bench(delegatedWorld({ denials, regions: [held('us-east-1', { members }), held('eu-west-1')] }));
    const { exitCode, said } = await run(['--dry-run', '--report', ...files]);
    expect(exitCode).toBe(1);
    // Nothing is begun in a Region of which a part could not be read, so its four members would stay.
    expect(said).toContain('1 Region to release, 34 Regions free, 1 Region blocked, 2 member records to leave, 6 to stay.');
    expect(said).toContain('It goes on in at least ');
    const [md = '', html = ''] = files.map((file) => readFileSync(file, 'utf8'));
    expect(md).toContain('| Region | Status | To leave | To stay | Steps |');
    expect(md).toMatch(/^\| us-east-1 \| ~ to release \| 2 \| 2 \|/m);
    expect(md).toMatch(/^\| eu-west-1 \| ✖ blocked \| 0 \| 4 \|/m);
    expect(html).toContain('<th scope="col">Members to leave</th>');
  });

  it('is incomplete where something could not be read', async () => {
    const { run } = await bench(delegatedWorld({ denials: [{ actions: ['guardduty:ListMembers'], regions: ['eu-west-1'] }] }));
    const { exitCode, said } = await run(['--dry-run']);
    expect(exitCode).toBe(1);
    expect(said).toMatch(/guardduty:ListMembers as 222222222222 in eu-west-1 is not allowed\./);
    expect(said).toContain('Dry run, incomplete');
  });
});

describe('the carry-over file', () => {
  it('holds what is lowered and lost, before anything is changed', async () => {
    const { run, carryOver, carryOverFile, simulator } = await bench(
      delegatedWorld({ faults: [{ on: { operation: 'UpdateOrganizationConfiguration' }, then: { kind: 'deny' } }] }),
    );
    expect((await run()).exitCode).toBe(1);
    expect(standing(simulator).administered).toEqual(['us-east-1', 'eu-west-1']);
    const [region] = carryOver()?.administrators[0]?.regions ?? [];
    expect(carryOver()).toMatchObject({
      organizationId,
      simulated: false,
      administrators: [{ accountId: administratorId, registeredFor: [guardDuty] }],
    });
    expect(region).toMatchObject({ region: 'eu-west-1', autoEnable: 'ALL', findingFrequency: 'ONE_HOUR', destination: null });
    expect(region?.features.find(({ name }) => name === 'S3_DATA_EVENTS')).toEqual({
      name: 'S3_DATA_EVENTS',
      autoEnable: 'ALL',
      additionalConfiguration: [],
    });
    const accounts = region?.members.flatMap((group) => group.accounts) ?? [];
    expect(accounts.toSorted()).toEqual([managementId, workload(1), workload(2), workload(3)].toSorted());
    const withS3 = region?.members.filter(({ features }) =>
      features?.some(({ name, enabled }) => name === 'S3_DATA_EVENTS' && enabled === true),
    );
    expect(withS3?.flatMap((group) => group.accounts).toSorted()).toEqual([managementId, workload(1), workload(2)].toSorted());
    if (!windows) expect(statSync(carryOverFile).mode & 0o777).toBe(0o600);
  });

  it('keeps the settings of the first run after an interrupted one', async () => {
    const { run, carryOver, simulator } = await bench(
      delegatedWorld({ faults: [{ on: { operation: 'DisassociateMembers' }, times: 2, then: { kind: 'deny' } }] }),
    );
    expect((await run()).exitCode).toBe(1);
    const first = carryOver();
    simulator.world.scenario.faults.length = 0;
    expect((await run()).exitCode).toBe(0);
    const settings = (one: ReturnType<typeof carryOver>): unknown =>
      one?.administrators.map(({ regions }) => regions.map((region) => ({ ...region, readAt: '' })));
    expect(settings(carryOver())).toEqual(settings(first));
    expect(carryOver()?.rollouts[0]?.runs.at(-1)).toEqual([
      '--auto-enable',
      'all',
      '--protection-plans',
      'lambda=new,s3=all',
      '--finding-frequency',
      '1h',
    ]);
  });

  it('also holds what somebody raises while the question is on the screen', async () => {
    const { run, carryOver, simulator } = await bench(
      delegatedWorld({ regions: [held('us-east-1', { organizationConfiguration: { autoEnable: 'NEW', features: {} } })] }),
    );
    const { exitCode } = await run([], {
      typed: organizationId,
      beforeTyping: () => {
        const region = simulator.world.regions.get('us-east-1');
        if (region !== undefined) region.configuration = { ...region.configuration, autoEnable: 'ALL' };
      },
    });
    expect(exitCode).toBe(0);
    expect(carryOver()?.administrators[0]?.regions).toMatchObject([{ region: 'us-east-1', autoEnable: 'ALL' }]);
    expect(standing(simulator)).toEqual(nothingLeft);
  });

  it('is named after the organization by default, and stays a link where it is one', async () => {
    const { run, carryOverFile } = await bench(delegatedWorld());
    const target = join(folder(), 'target.json');
    writeFileSync(
      target,
      JSON.stringify({
        kind: 'provision-guardduty carry-over',
        schemaVersion: 1,
        organizationId,
        simulated: false,
        administrators: [],
        rollouts: [],
      }),
    );
    if (!windows) symlinkSync(target, carryOverFile);
    expect((await run()).exitCode).toBe(0);
    if (!windows) expect(JSON.parse(readFileSync(target, 'utf8'))).toHaveProperty('administrators.0.accountId', administratorId);
  });

  it('leaves no other file behind', async () => {
    const { run, carryOverFile } = await bench(delegatedWorld());
    await run();
    expect(readdirSync(join(carryOverFile, '..'))).toEqual(['carry-over.json']);
  });
});

describe('a carry-over file that can be looked at and not be written', () => {
  it('is found out before the first change', async () => {
    const { run, simulator, carryOverFile } = await bench(delegatedWorld());
    const before = standing(simulator);
    // Somebody takes the folder away while the question is on the screen.
    const { exitCode, said, writes } = await run([], {
      typed: organizationId,
      env: { NO_COLOR: '1' },
      beforeTyping: () => {
        rmSync(join(carryOverFile, '..'), { recursive: true });
      },
    });
    expect({ exitCode, writes }).toEqual({ exitCode: 2, writes: [] });
    expect(said).toMatch(/The carry-over file .* cannot be written\. ENOENT: no such file or directory\. Without it, the settings/);
    expect(standing(simulator)).toEqual(before);
  });
});

describe('an interruption', () => {
  it('begins no write any more, says what was done, and the next run finishes', async () => {
    const { run, simulator } = await bench(delegatedWorld({ latency: { ms: 20 } }));
    let interrupt: () => void = () => undefined;
    const until = setInterval(() => {
      if (simulator.calls.some(({ operation }) => operation === 'DisassociateMembers')) interrupt();
    }, 1);
    const first = await run([], { interrupter: (one) => (interrupt = one) });
    clearInterval(until);
    expect(first.exitCode).toBe(130);
    expect(first.said).toContain('Interrupted. Run again to finish: what is done is not repeated.');
    expect(first.writes).not.toContain('DeregisterDelegatedAdministrator');
    const second = await run();
    expect(second.exitCode).toBe(0);
    expect(standing(simulator)).toEqual(nothingLeft);
  });
});

describe('reports', () => {
  it('exist in every form, without colours where NO_COLOR says so, and say who still has GuardDuty', async () => {
    const files = ['a.json', 'a.csv', 'a.md', 'a.html'].map((name) => join(folder(), name));
    const members = [{ accounts: [managementId, workload(1)] }, { accounts: ['999999999901'], invited: true }];
    const accounts = delegatedWorld().accounts.map((account) =>
      'id' in account && account.id === managementId ? { ...account, name: '=1+1|<b>' } : account,
    );
    const { run } = await bench(delegatedWorld({ accounts, regions: [held('us-east-1', { members }), held('eu-west-1')] }));
    const { exitCode, stdout } = await run(['--report', ...files], { env: { NO_COLOR: '1' } });
    expect(exitCode).toBe(1);
    // eslint-disable-next-line no-control-regex -- what colours begin with
    expect(stdout).not.toMatch(/\u001b/);
    const [json = '', csv = '', md = '', html = ''] = files.map((file) => readFileSync(file, 'utf8'));
    const document = JSON.parse(json) as { regions: { region: string; status: string; leftMembers: unknown[]; releasedMembers: number }[] };
    expect(document.regions.find(({ region }) => region === 'us-east-1')).toMatchObject({
      status: 'partly-done',
      releasedMembers: 2,
      leftMembers: [{ accountId: '999999999901', reason: 'outsider', relationshipStatus: 'Enabled' }],
    });
    expect(csv).toMatch(/^us-east-1,111111111111,'=1\+1\|<b>,yes,Enabled,released,,,,on,/m);
    expect(csv).toMatch(/^us-east-1,999999999901,,no,Enabled,left,not an account of the organization,,,on,/m);
    expect(csv).toMatch(/^eu-west-1,300000000003,workload-3,yes,Disabled,released,,,,suspended,/m);
    expect(csv).toMatch(/^eu-west-1,222222222222,security,yes,,administrator,,,,on,/m);
    expect(md).toContain('| us-east-1 | ! partly released | 2 | 1 |');
    for (const text of [md, html]) expect(text).toContain('this run switched it off nowhere');
    expect(html).toContain("default-src 'none'");
  });

  it('become the summary and the annotations of a job in GitHub Actions', async () => {
    const summary = join(folder(), 'summary');
    writeFileSync(summary, 'before\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { run } = await bench(delegatedWorld({ denials: [{ actions: ['guardduty:DeleteMembers'], regions: ['eu-west-1'] }] }));
    const { exitCode, stdout, stderr } = await run(['--output', 'json', '--wait', '0'], { env });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toHaveProperty('exitCode', 1);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## GuardDuty off-boarding\n[^]*\| eu-west-1 \| ! partly released \|/);
    expect(stderr).toMatch(/^::error title=GuardDuty off-boarding::eu-west-1: members are left .*guardduty:DeleteMembers/m);
    const second = await run(['--wait', '0'], { env: { GITHUB_STEP_SUMMARY: join(summary, 'nowhere') } });
    expect(second.stderr).not.toContain('::');
  });

  it('can be the only thing on stdout', async () => {
    const { run } = await bench(delegatedWorld());
    const { exitCode, stdout } = await run(['--output', 'json', '--quiet']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'offboard', exitCode: 0, administrator: { accountId: administratorId } });
  });
});

describe('text from AWS', () => {
  const hostile = '\u001b[2J\u202e<script>|=1+1';

  it('changes no terminal and no report', async () => {
    const members = [{ accounts: [workload(1)], relationshipStatus: hostile }, { accounts: [workload(2)] }];
    const world = delegatedWorld({
      organization: delegated({ id: `o-${hostile}` }),
      regions: [held('us-east-1', { members })],
      faults: [
        { on: { operation: 'DeleteMembers' }, then: { kind: 'unprocessed', accounts: [workload(1), workload(2)], result: hostile } },
        { on: { operation: 'ListDelegatedAdministrators' }, then: { kind: 'error', name: 'InvalidInputException', message: hostile } },
      ],
    });
    const files = ['a.json', 'a.csv', 'a.md', 'a.html'].map((name) => join(folder(), name));
    const { run, carryOver } = await bench(world);
    const { exitCode, stdout, stderr } = await run(['--confirm', `o-${hostile}`, '--wait', '0', '--report', ...files]);
    expect(exitCode).toBe(1);
    expect(carryOver()?.organizationId).toBe(`o-${hostile}`);
    const texts = [stdout, stderr, ...files.map((file) => readFileSync(file, 'utf8'))];
    // eslint-disable-next-line no-control-regex -- what must not be there
    for (const text of texts) expect(text.replace(/[\r\n]/g, '')).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(stdout).toContain('refused by AWS');
    expect(texts.at(-1)).not.toContain('<script>');
    expect(texts.at(-2)).not.toContain('<script>');
  });

  it('names a policy without harm', async () => {
    const policyTypes = [{ type: 'GUARDDUTY_POLICY' }];
    const guarddutyPolicies = [{ id: 'p-simulated1', name: hostile, targets: ['root'] }];
    const { run } = await bench(delegatedWorld({ organization: delegated({ policyTypes, guarddutyPolicies }) }));
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(2);
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
    expect(stderr).toContain('p-simulated1');
  });
});
