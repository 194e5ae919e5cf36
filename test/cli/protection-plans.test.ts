import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { runProgram, type ProgramResult } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';

const principal = 'guardduty.amazonaws.com';
const region = ['-r', 'us-east-1'];

/** One Region where everything is rolled out but what is given. */
function rolledOut(
  changes: Partial<Exclude<ScenarioInput['regions'][number], string>> = {},
  overrides: Partial<ScenarioInput> = {},
): ScenarioInput {
  return organization(5, {
    organization: {
      managementAccount: managementId,
      trustedAccess: [principal],
      delegatedAdministrators: [{ account: administratorId, servicePrincipal: principal }],
    },
    regions: [
      {
        name: 'us-east-1',
        administrator: { account: administratorId },
        detectors: [{ accounts: [managementId, administratorId], features: off }],
        organizationConfiguration: { autoEnable: 'ALL' },
        members: [{ accounts: 'all' }],
        ...changes,
      },
    ],
    ...overrides,
  });
}

const off = Object.fromEntries(
  ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'EBS_MALWARE_PROTECTION', 'RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS', 'AI_PROTECTION'].map((name) => [
    name,
    'DISABLED' as const,
  ]),
);

describe('--protection-plans', () => {
  let aws: SimulatedAws | undefined;
  afterEach(async () => {
    await aws?.stop();
    aws = undefined;
  });

  const start = async (scenario: ScenarioInput): Promise<SimulatedAws> => (aws = await startSimulatedAws(scenario));
  const run = (...options: readonly string[]): Promise<ProgramResult> => runProgram([...(aws?.profiles ?? []), ...region, ...options]);
  const sent = (operation: string): readonly Readonly<Record<string, unknown>>[] =>
    (aws?.simulator.calls ?? []).filter((call) => call.operation === operation && call.status === 200).map(({ input }) => input as never);
  const planOf = (name: string): string | undefined =>
    aws?.simulator.world.regions.get('us-east-1')?.configuration.features.get(name)?.value;
  const hasPlan = (account: string, name: string): boolean | undefined =>
    aws?.simulator.world.regions.get('us-east-1')?.detectors.get(account)?.features.get(name)?.value;

  test('sets plans in a new organization, in the administrator and in members too, and proves it', async () => {
    await start(organization(5));
    const { exitCode, stdout, stderr } = await run('--protection-plans', 's3', 'lambda=new', 'runtime', 'ec2-agent=new', '--yes');
    expect(stderr.replace(/\s+/g, ' ')).toContain('s3: not set → ALL; lambda: not set → NEW');
    expect({ exitCode, done: stdout.includes('Done and proven.') }).toEqual({ exitCode: 0, done: true });
    expect([planOf('S3_DATA_EVENTS'), planOf('LAMBDA_NETWORK_LOGS'), planOf('RUNTIME_MONITORING'), planOf('RDS_LOGIN_EVENTS')]).toEqual([
      'ALL',
      'NEW',
      'ALL',
      'NONE',
    ]);
    expect([hasPlan(administratorId, 'S3_DATA_EVENTS'), hasPlan('300000000001', 'S3_DATA_EVENTS')]).toEqual([true, true]);
    expect(hasPlan('300000000001', 'RDS_LOGIN_EVENTS')).toBe(false);
    const before = aws?.writes().length;
    expect((await run('--protection-plans', 's3', 'lambda=new', 'runtime', 'ec2-agent=new', '--yes')).stdout).toContain(
      'Nothing to change',
    );
    expect(aws?.writes()).toHaveLength(before ?? -1);
  });

  test('shows each change, sends the whole configuration, and leaves what is not named as it is', async () => {
    await start(
      rolledOut({ organizationConfiguration: { autoEnable: 'NEW', features: { S3_DATA_EVENTS: 'ALL', RDS_LOGIN_EVENTS: 'NEW' } } }),
    );
    const { exitCode, stderr } = await run('--auto-enable', 'new', '--protection-plans', 's3=new,eks-audit-logs=new', '--yes');
    expect(stderr).toContain('! s3: ALL → NEW (lowers it, as asked); eks-audit-logs: NONE → NEW');
    expect(stderr).not.toContain('auto-enable: NEW');
    expect(exitCode).toBe(0);
    expect(sent('UpdateOrganizationConfiguration')).toHaveLength(1);
    expect(sent('UpdateOrganizationConfiguration')[0]?.['autoEnableOrganizationMembers']).toBe('NEW');
    expect([planOf('S3_DATA_EVENTS'), planOf('EKS_AUDIT_LOGS'), planOf('RDS_LOGIN_EVENTS')]).toEqual(['NEW', 'NEW', 'NEW']);
  });

  test.each(['merged', 'replaced'] as const)('loses no plan where AWS has requests %s', async (partialFeatures) => {
    await start(
      rolledOut(
        { organizationConfiguration: { autoEnable: 'ALL', features: { RDS_LOGIN_EVENTS: 'NEW' } } },
        { switches: { partialFeatures } },
      ),
    );
    expect((await run('--protection-plans', 's3=new', '--yes')).exitCode).toBe(0);
    expect([planOf('S3_DATA_EVENTS'), planOf('RDS_LOGIN_EVENTS')]).toEqual(['NEW', 'NEW']);
  });

  test('says which plan AWS did not keep, where not all of them can be sent back', async () => {
    await start(
      rolledOut(
        {
          organizationConfiguration: {
            autoEnable: 'NEW',
            features: { EKS_RUNTIME_MONITORING: 'ALL', RUNTIME_MONITORING: 'ALL', S3_DATA_EVENTS: 'ALL' },
          },
        },
        { switches: { partialFeatures: 'replaced' } },
      ),
    );
    const { exitCode, stdout } = await run('--yes');
    expect(exitCode).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'runtime: another setting than before the run, although nobody asked for one (ALL → NONE)',
    );
    expect([planOf('S3_DATA_EVENTS'), planOf('RUNTIME_MONITORING')]).toEqual(['ALL', 'NONE']);
  });

  test('all means every plan that the Region offers, and is no trouble where one is missing', async () => {
    await start(rolledOut({ lacks: ['AI_PROTECTION'] }));
    expect((await run('--protection-plans', 'all=new', '--yes')).exitCode).toBe(0);
    expect([planOf('S3_DATA_EVENTS'), planOf('RUNTIME_MONITORING'), planOf('AI_PROTECTION'), planOf('EKS_RUNTIME_MONITORING')]).toEqual([
      'NEW',
      'NEW',
      undefined,
      'NONE',
    ]);
  });

  test('finds a plan that the Region lacks before writing, says so, and sets the others', async () => {
    await start(rolledOut({ lacks: ['AI_PROTECTION'] }));
    const { exitCode, stdout, stderr } = await run('--protection-plans', 's3=new', 'ai=new', '--yes');
    expect(stderr.replace(/\s+/g, ' ')).toContain('ai in the organization: this Region does not offer the protection plan');
    expect({ exitCode, set: planOf('S3_DATA_EVENTS') }).toEqual({ exitCode: 1, set: 'NEW' });
    expect(stdout).toContain('us-east-1: ai in the organization: this Region does not offer');
    expect(sent('UpdateOrganizationConfiguration')).toHaveLength(1);
  });

  test('tries plans one by one where AWS refuses them together, and says which one it refuses', async () => {
    await start(
      rolledOut(
        {},
        {
          faults: [
            {
              on: { operation: 'UpdateOrganizationConfiguration' },
              calls: [1, 3],
              then: { kind: 'error', name: 'BadRequestException', message: 'No such feature here.' },
            },
          ],
        },
      ),
    );
    const { exitCode, stdout } = await run('--protection-plans', 's3=new', 'lambda=new', '--wait', '0', '--yes');
    expect(exitCode).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('us-east-1: lambda in the organization: AWS refused the protection plan here');
    expect([planOf('S3_DATA_EVENTS'), planOf('LAMBDA_NETWORK_LOGS')]).toEqual(['NEW', 'NONE']);
  });

  describe('runtime beside the older EKS Runtime Monitoring', () => {
    const legacy = { organizationConfiguration: { autoEnable: 'ALL' as const, features: { EKS_RUNTIME_MONITORING: 'NEW' as const } } };

    test('is refused and explained, with the other plans set', async () => {
      await start(rolledOut(legacy));
      const { exitCode, stdout } = await run('--protection-plans', 's3=new', 'runtime=new', '--yes');
      expect(exitCode).toBe(1);
      expect(stdout).toContain('--migrate-eks-runtime-monitoring');
      expect([planOf('S3_DATA_EVENTS'), planOf('RUNTIME_MONITORING'), planOf('EKS_RUNTIME_MONITORING')]).toEqual(['NEW', 'NONE', 'NEW']);
    });

    test('replaces it when asked to', async () => {
      await start(rolledOut(legacy));
      const { exitCode } = await run('--protection-plans', 'runtime=new', 'eks-agent=new', '--migrate-eks-runtime-monitoring', '--yes');
      expect(exitCode).toBe(0);
      expect([planOf('RUNTIME_MONITORING'), planOf('EKS_RUNTIME_MONITORING')]).toEqual(['NEW', 'NONE']);
    });
  });

  test('passes a plan through that this version does not know, and says what became of it', async () => {
    await start(rolledOut());
    const { exitCode, stdout, stderr } = await run('--protection-plans', 'QUANTUM_EVENTS=new', 's3=new', '--yes');
    expect(stderr.replace(/\s+/g, ' ')).toContain('This version does not know QUANTUM_EVENTS');
    expect({ exitCode, told: stdout.includes('QUANTUM_EVENTS in the organization: this Region does not offer') }).toEqual({
      exitCode: 1,
      told: true,
    });
  });

  test('malware protection gets its own trusted access', async () => {
    await start(rolledOut());
    expect((await run('--protection-plans', 'malware=new', '--yes')).exitCode).toBe(0);
    expect(sent('EnableAWSServiceAccess')).toEqual([{ ServicePrincipal: 'malware-protection.guardduty.amazonaws.com' }]);
  });

  describe('in members of today', () => {
    test('is left to AWS and said, and is no drift', async () => {
      await start(rolledOut({ organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL' } } }));
      const { exitCode, stdout } = await run('--protection-plans', 's3', '--yes');
      expect(exitCode).toBe(0);
      expect(stdout.replace(/\s+/g, ' ')).toContain(
        's3 in members: members of today get the protection plan from AWS within 24 hours (4 accounts)',
      );
      expect(sent('UpdateMemberDetectors')).toEqual([]);
      expect([hasPlan(administratorId, 'S3_DATA_EVENTS'), hasPlan('300000000001', 'S3_DATA_EVENTS')]).toEqual([true, false]);
      expect((await run('--protection-plans', 's3', '--check')).exitCode).toBe(0);
    });

    test('is switched on at once when asked to, and nothing that a member has is lowered', async () => {
      const scenario = rolledOut({
        organizationConfiguration: { autoEnable: 'ALL', features: { RUNTIME_MONITORING: 'ALL' } },
        members: [
          {
            accounts: ['300000000001'],
            features: {
              RDS_LOGIN_EVENTS: 'ENABLED',
              RUNTIME_MONITORING: { status: 'ENABLED', additional: { ECS_FARGATE_AGENT_MANAGEMENT: 'ENABLED' } },
            },
          },
          { accounts: ['300000000002', '300000000003', managementId] },
        ],
      });
      await start(scenario);
      const { exitCode, stderr } = await run('--protection-plans', 'runtime', 'ec2-agent', '--apply-to-members', '--yes');
      expect(stderr).toContain('on in 4 members');
      expect(exitCode).toBe(0);
      const detector = aws?.simulator.world.regions.get('us-east-1')?.detectors.get('300000000001');
      const agents = detector?.features.get('RUNTIME_MONITORING')?.additional;
      expect([agents?.get('EC2_AGENT_MANAGEMENT')?.value, agents?.get('ECS_FARGATE_AGENT_MANAGEMENT')?.value]).toEqual([true, true]);
      expect(hasPlan('300000000001', 'RDS_LOGIN_EVENTS')).toBe(true);
      expect(hasPlan('300000000002', 'RUNTIME_MONITORING')).toBe(true);
    });

    test('is left alone where an organization policy manages it', async () => {
      const scenario = rolledOut();
      await start({
        ...scenario,
        organization: { ...scenario.organization, policyTypes: [{ type: 'GUARDDUTY_POLICY' }], policyManagedFeatures: ['S3_DATA_EVENTS'] },
      });
      await run('--protection-plans', 's3', '--apply-to-members', '--accept-organization-policy', '--yes');
      expect(sent('UpdateMemberDetectors')).toEqual([]);
      expect(sent('UpdateDetector')).toEqual([]);
    });

    test('sends 50 at a time', async () => {
      await start(
        rolledOut(
          {},
          {
            accounts: [
              { id: managementId, name: 'm', email: 'm@example.com' },
              { id: administratorId, name: 's', email: 's@example.com' },
              { count: 119 },
            ],
          },
        ),
      );
      expect((await run('--protection-plans', 's3', '--apply-to-members', '--yes')).exitCode).toBe(0);
      expect(
        sent('UpdateMemberDetectors')
          .map(({ accountIds }) => (accountIds as unknown[]).length)
          .sort(),
      ).toEqual([20, 50, 50]);
    });
  });

  describe('in accounts that the run enrols', () => {
    const [one, two] = ['300000000001', '300000000002'] as const;
    const legacyOn = { accounts: [one], features: { ...off, EKS_RUNTIME_MONITORING: 'ENABLED' as const } };
    const migration = ['--protection-plans', 'runtime=new', '--migrate-eks-runtime-monitoring', '--apply-to-members'] as const;
    const ofNewMember = (): readonly (boolean | undefined)[] => [
      hasPlan(one, 'EKS_RUNTIME_MONITORING'),
      hasPlan(one, 'RUNTIME_MONITORING'),
    ];

    test.each([0, 1])('the older runtime plan gives way in the same run, with accounts enabled after %s seconds', async (memberSeconds) => {
      await start({
        ...rolledOut({ members: [], detectors: [{ accounts: [administratorId], features: off }, legacyOn] }),
        timing: { memberSeconds },
      });
      const { exitCode, stderr } = await run(...migration, '--yes');
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        '! switch EKS_RUNTIME_MONITORING off and what is then missing of the plans on in 4 accounts that this run enrols',
      );
      expect({ exitCode, plans: ofNewMember() }).toEqual({ exitCode: 0, plans: [false, true] });
      expect((await run(...migration, '--check')).exitCode).toBe(0);
    });

    test('nothing is sent where nobody has the older runtime plan', async () => {
      await start(rolledOut({ members: [] }));
      const { exitCode, stdout } = await run(...migration, '--yes');
      expect({ exitCode, sent: sent('UpdateMemberDetectors'), said: stdout.includes("new members' plans") }).toEqual({
        exitCode: 0,
        sent: [],
        said: false,
      });
    });

    test('the older runtime plan stays and is reported where members were left out of the migration', async () => {
      await start(rolledOut({ members: [], detectors: [{ accounts: [administratorId], features: off }, legacyOn] }));
      const { exitCode, stdout } = await run('--protection-plans', 'runtime', '--migrate-eks-runtime-monitoring', '--yes');
      expect(stdout.replace(/\s+/g, ' ')).toContain('To migrate them too, add --apply-to-members.');
      expect({ exitCode, legacy: ofNewMember()[0] }).toEqual({ exitCode: 1, legacy: true });
    });

    test('an account that AWS does not enrol gets nothing, and the others do', async () => {
      await start({
        ...rolledOut({
          members: [],
          detectors: [
            { accounts: [administratorId], features: off },
            { ...legacyOn, accounts: [one, two] },
          ],
        }),
        faults: [
          { on: { operation: 'CreateMembers' }, then: { kind: 'unprocessed', accounts: [two], result: 'Nobody has read these words.' } },
        ],
      });
      const { exitCode } = await run(...migration, '--wait', '1', '--yes');
      expect({ exitCode, plans: ofNewMember(), other: hasPlan(two, 'EKS_RUNTIME_MONITORING') }).toEqual({
        exitCode: 1,
        plans: [false, true],
        other: true,
      });
      expect(sent('UpdateMemberDetectors').flatMap(({ accountIds }) => accountIds as readonly string[])).not.toContain(two);
    });

    test('plans come under an organization policy too, which keeps the organization’s levels out of force', async () => {
      const scenario = rolledOut({ members: [] });
      await start({ ...scenario, organization: { ...scenario.organization, policyTypes: [{ type: 'GUARDDUTY_POLICY' }] } });
      const { exitCode } = await run('--protection-plans', 's3=new', '--apply-to-members', '--accept-organization-policy', '--yes');
      expect({ exitCode, s3: hasPlan(one, 'S3_DATA_EVENTS') }).toEqual({ exitCode: 0, s3: true });
    });
  });

  test('says how many trials of what would start', async () => {
    await start(rolledOut());
    const { stdout } = await run('--protection-plans', 's3', 'lambda=new', '--dry-run');
    expect(stdout.replace(/\s+/g, ' ')).toContain('trials of protection plans, at most: s3 5 account-Regions');
  });

  test('says with --verbose what is left of trials, and only then', async () => {
    await start(organization(5));
    expect((await run('--yes')).exitCode).toBe(0);
    const { stdout } = await run('--dry-run', '--verbose');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/free trials left of accounts that are enrolled: .*FLOW_LOGS \d+ days \(4\)/);
    const asked = sent('GetRemainingFreeTrialDays').length;
    expect(asked).toBe(1);
    expect((await run('--dry-run')).stdout).not.toContain('free trials left');
    expect(sent('GetRemainingFreeTrialDays')).toHaveLength(asked);
  });

  test('the finding frequency is set on the administrator’s detector, only when asked', async () => {
    await start(rolledOut());
    const { exitCode, stderr } = await run('--finding-frequency', '15m', '--yes');
    expect(stderr.replace(/\s+/g, ' ')).toContain('finding frequency SIX_HOURS → FIFTEEN_MINUTES');
    expect(exitCode).toBe(0);
    expect(sent('UpdateDetector')).toEqual([expect.objectContaining({ findingPublishingFrequency: 'FIFTEEN_MINUTES' })]);
    expect((await run('--finding-frequency', '15m', '--check')).exitCode).toBe(0);
  });

  test('what is restarted gets its plans and its frequency in the same run', async () => {
    const asleep = '300000000001';
    await start(
      rolledOut({
        detectors: [
          { accounts: [managementId], features: off },
          { accounts: [administratorId], features: off, status: 'DISABLED' },
        ],
        organizationConfiguration: { autoEnable: 'NEW' },
        members: [{ accounts: 'all' }, { accounts: [asleep], relationshipStatus: 'Disabled' }],
      }),
    );
    const wanted = [
      '--auto-enable',
      'new',
      '--protection-plans',
      's3',
      '--apply-to-members',
      '--finding-frequency',
      '15m',
      '--restart-suspended',
    ];
    const { exitCode, stdout } = await run(...wanted, '--yes');
    expect({ exitCode, stdout: exitCode === 0 ? '' : stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect([hasPlan(administratorId, 'S3_DATA_EVENTS'), hasPlan(asleep, 'S3_DATA_EVENTS')]).toEqual([true, true]);
    expect((await run(...wanted, '--check')).exitCode).toBe(0);
  });

  test.each(['off', 'on'] as const)(
    'a new detector has no plan on that nobody asked for, with AWS switching on what it may: %s',
    async (word) => {
      await start(organization(5, { switches: { newDetectorAnalyst: word, newDetectorLegacyRuntime: word } }));
      expect((await run('--yes')).exitCode).toBe(0);
      const features = aws?.simulator.world.regions.get('us-east-1')?.detectors.get(managementId)?.features ?? new Map();
      expect([features.size > 8, [...features].filter(([, { value }]) => value === true)]).toEqual([true, []]);
    },
  );

  test.each([
    ['an unknown plan', ['--protection-plans', 'lamda'], '"lamda" is not a protection plan. Did you mean "lambda"?'],
    ['a plan with two values', ['--protection-plans', 's3=all,s3=new'], 'names S3_DATA_EVENTS with two values'],
    ['one plan under two names with two values', ['--protection-plans', 's3=all', 'S3_DATA_EVENTS=new'], 'with two values'],
    ['an agent without its plan', ['--protection-plans', 's3', 'ec2-agent'], 'belongs to runtime'],
    ['an agent of a plan that is switched off', ['--protection-plans', 'runtime=none', 'ec2-agent'], 'belongs to runtime'],
    ['both runtime plans', ['--protection-plans', 'runtime', 'EKS_RUNTIME_MONITORING'], 'exclude each other'],
    ['an unknown setting', ['--protection-plans', 's3=on'], '"s3=on" is not a setting of a protection plan.'],
    ['no plan', ['--protection-plans', ','], 'names no plan'],
    ['members without plans', ['--apply-to-members'], '--apply-to-members needs --protection-plans.'],
    ['a migration without plans', ['--migrate-eks-runtime-monitoring'], 'needs --protection-plans.'],
    ['an unknown frequency', ['--finding-frequency', '2h'], 'Allowed choices are 15m, 1h, 6h.'],
  ])('refuses %s before any request', async (_what, options, message) => {
    await start(organization(5));
    const { exitCode, stderr } = await run(...options, '--yes');
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
    expect(aws?.simulator.calls).toEqual([]);
  });
});
