import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { runProgram } from '../support/program';
import { administratorId, isWrite, managementId, organization, startSimulatedAws } from '../support/simulated-aws';
import { flat, setUp, workload } from '../traps/support/walk';

type Region = Exclude<ScenarioInput['regions'][number], string>;

const on = { RUNTIME_MONITORING: 'ENABLED' } as const;
const members = [{ accounts: [managementId, workload(1), workload(2), workload(3)], features: on }];

/** A finished Region with workloads of two members. */
const covered: Partial<Region> = {
  members,
  coverage: [
    { account: workload(1), count: 40 },
    { account: workload(2), status: 'UNHEALTHY', issue: 'No Agent Reporting: since Monday', count: 3 },
    { account: workload(2), type: 'EKS', status: 'UNHEALTHY', issue: 'Addon Status Unhealthy' },
  ],
  usage: [
    { account: workload(1), feature: 'FLOW_LOGS', amount: '10.5' },
    { account: administratorId, feature: 'S3_DATA_EVENTS', amount: '20' },
  ],
  customRules: [
    { ruleId: 'rule-1' },
    { ruleId: 'rule-2', mode: 'DRY_RUN', expiresAt: '2026-12-04T00:00:00Z' },
    { ruleId: 'rule-3', status: 'FAILED', statusReason: 'No access.' },
  ],
};

interface Run {
  readonly exitCode: number;
  readonly said: string;
  readonly operations: readonly string[];
  readonly written: number;
}

async function run(region: Partial<Region>, options: readonly string[], changes: Partial<ScenarioInput> = {}): Promise<Run> {
  const aws = await startSimulatedAws(organization(5, { ...setUp(region), ...changes }));
  const { exitCode, stdout, stderr } = await runProgram([...aws.profiles, '-r', 'all', '--wait', '0', ...options]);
  await aws.stop();
  const { calls } = aws.simulator;
  return {
    exitCode,
    said: flat(stdout, stderr),
    operations: calls.map(({ operation }) => operation),
    written: calls.filter(isWrite).length,
  };
}

const without = (...actions: string[]): Partial<ScenarioInput> => ({ denials: [{ actions, accounts: [administratorId] }] });

describe('--coverage', () => {
  test.each([['--dry-run'], ['--check'], ['--yes']])('shows what is covered, and changes nothing: %s', async (mode) => {
    const { exitCode, said, written } = await run(covered, [mode, '--coverage']);
    expect({ exitCode, written }).toEqual({ exitCode: 0, written: 0 });
    expect(said).toMatch(/Runtime coverage, read \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC us-east-1: EC2 40\/43 healthy, EKS 0\/1 healthy;/);
    expect(said).toMatch(/No Agent Reporting \(3\), Addon Status Unhealthy \(1\); in 300000000002 \(4\)/);
  });

  test('is not read where nobody asked', async () => {
    const { said, operations } = await run(covered, ['--dry-run']);
    expect(said).not.toMatch(/Runtime coverage/);
    expect(operations.filter((operation) => /Coverage|Usage|CustomDetection/.test(operation))).toEqual([]);
  });

  test('asks for no list where every workload is healthy', async () => {
    const { said, operations } = await run({ members, coverage: [{ account: workload(1), count: 2 }] }, ['--check', '--coverage']);
    expect(said).toMatch(/EC2 2\/2 healthy/);
    expect(operations).not.toContain('ListCoverage');
  });

  test('does not take no workload for full coverage', async () => {
    const { exitCode, said } = await run({ members }, ['--check', '--coverage']);
    expect(exitCode).toBe(0);
    expect(said).toMatch(/us-east-1: no workload reported/);
    expect(said).not.toMatch(/healthy|100/);
  });

  test('counts everybody where AWS does', async () => {
    const { said } = await run({ coverage: [{ account: workload(1) }] }, ['--check', '--coverage'], {
      switches: { coverageScope: 'everybody' },
    });
    expect(said).toMatch(/EC2 1\/1 healthy/);
  });

  test.each([['guardduty:GetCoverageStatistics'], ['guardduty:ListCoverage']])('is unknown without %s, and no failure', async (action) => {
    const { exitCode, said } = await run(covered, ['--check', '--coverage'], without(action));
    expect(exitCode).toBe(0);
    expect(said).toMatch(new RegExp(`us-east-1: could not be read: ${action} as ${administratorId} is not allowed`));
    expect(said).not.toMatch(/healthy/);
  });

  test('is not read in a Region without a detector', async () => {
    const { said } = await run({}, ['--dry-run', '--coverage'], { regions: ['us-east-1'] });
    expect(said).toMatch(/Runtime coverage us-east-1: not read/);
  });

  test('is in every form of report', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-coverage-'));
    const files = ['html', 'json', 'md'].map((ending) => join(folder, `report.${ending}`));
    await run(covered, ['--dry-run', '--coverage', '--verbose', '--report', files.join(',')]);
    const [html = '', json = '', markdown = ''] = files.map((file) => readFileSync(file, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(html).toMatch(/Runtime coverage[^]*EC2[^]*40\/43[^]*No Agent Reporting \(3\)[^]*in 300000000002 \(4\)/);
    expect(html).toMatch(/Custom detection rules[^]*rule-2 dry run until 2026-12-04[^]*Usage[^]*30\.50 USD/);
    expect(markdown).toMatch(/### Runtime coverage, read .*\n\n- \*\*us-east-1\*\*: EC2 40\/43 healthy/);
    const { settings, regions } = JSON.parse(json) as { settings: object; regions: readonly object[] };
    expect(settings).toMatchObject({ coverage: true });
    expect(regions).toMatchObject([
      {
        coverage: {
          readAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
          types: [
            { type: 'EC2', healthy: 40, all: 43 },
            { type: 'EKS', healthy: 0, all: 1 },
          ],
          issues: [
            { issue: 'No Agent Reporting', workloads: 3 },
            { issue: 'Addon Status Unhealthy', workloads: 1 },
          ],
          accounts: [{ accountId: workload(2), workloads: 4 }],
          problem: null,
        },
        customRules: {
          rules: [
            { ruleId: 'rule-1', mode: 'LIVE' },
            { expiresAt: '2026-12-04T00:00:00.000Z' },
            { status: 'FAILED', statusReason: 'No access.' },
          ],
        },
        freeTrials: { features: [] },
        usage: { features: [{ feature: 'FLOW_LOGS', amount: '10.50000000', unit: 'USD' }, { feature: 'S3_DATA_EVENTS' }] },
      },
    ]);
  });

  test('is null in the document where nobody asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-coverage-'));
    const file = join(folder, 'report.json');
    await run(covered, ['--dry-run', '--report', file]);
    const { regions } = JSON.parse(readFileSync(file, 'utf8')) as { regions: readonly object[] };
    rmSync(folder, { recursive: true });
    expect(regions).toMatchObject([{ export: null, coverage: null, customRules: null, freeTrials: null, usage: null }]);
  });
});

describe('--verbose', () => {
  test('shows custom detection rules and usage', async () => {
    const { exitCode, said } = await run(covered, ['--check', '--verbose']);
    expect(exitCode).toBe(0);
    expect(said).toMatch(
      /Custom detection rules us-east-1: rule-1 live; rule-2 dry run until 2026-12-04 00:00:00 UTC; rule-3 live, FAILED \(No access\.\)/,
    );
    expect(said).toMatch(/Usage us-east-1: 30\.50 USD in 30 days, by AWS's estimate: S3_DATA_EVENTS 20\.00 USD, FLOW_LOGS 10\.50 USD/);
  });

  test('shows what is left of free trials after a rollout, too', async () => {
    const { exitCode, said } = await run(covered, ['--yes', '--verbose']);
    expect(exitCode).toBe(0);
    expect(said).toMatch(/Free trials us-east-1: no account that is enrolled has a free trial left/);
  });

  test.each([
    ['guardduty:ListCustomDetectionRuleOrgConfigurations', 'Custom detection rules'],
    ['guardduty:GetUsageStatistics', 'Usage'],
  ])('is unknown without %s, and no failure', async (action, title) => {
    const { exitCode, said } = await run(covered, ['--check', '--verbose'], without(action));
    expect(exitCode).toBe(0);
    expect(said).toMatch(new RegExp(`${title} us-east-1: could not be read: ${action}`));
  });

  test('is unknown where the Region does not know custom detection rules', async () => {
    const { exitCode, said } = await run(covered, ['--check', '--verbose'], { switches: { customRules: 'unknown-operation' } });
    expect(exitCode).toBe(0);
    expect(said).toMatch(/Custom detection rules us-east-1: could not be read/);
  });
});
