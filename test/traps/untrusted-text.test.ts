import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws } from '../support/simulated-aws';
import { setUp, workload } from './support/walk';

const escape = '\u001B';
const hostile = [
  `${escape}[2J${escape}[31mred`,
  `${escape}]0;title\u0007`,
  'carriage\rreturn',
  'two\nlines\u2028three\u2029four',
  'right\u202Eto\u202Dleft\u2066iso\u2069',
  'zero\u200Bwidth\u200F\uFEFF',
  'c1\u009B31m',
  'nul\u0000bel\u0007back\b',
  'tag\u{E0041}\u{E007F}',
  '<script>alert(1)</script>&amp;',
  '=HYPERLINK("http://example.com")',
  '::error::smuggled',
  '::add-mask file=a,line=1::smuggled',
  '##[error]smuggled',
  // Wrapped right before the command.
  `${'x'.repeat(80)}::warning::smuggled`,
].join(' ');

/** What could move a cursor, colour, hide, reverse or break a line. */
// eslint-disable-next-line no-control-regex -- exactly these must not be there
const dangerous = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/u;

/** A line that GitHub Actions takes for a command. */
const command = /^\s*::[A-Za-z]|##\[/m;

const places: readonly (readonly [string, Partial<ScenarioInput>])[] = [
  [
    'a name and a state',
    {
      accounts: [
        { id: managementId, name: hostile },
        { id: administratorId, name: hostile },
        { id: '400000000001', name: hostile, state: hostile },
        { id: '400000000002', name: hostile, state: 'SUSPENDED' },
        { count: 2 },
      ],
    },
  ],
  ['a relationship status', setUp({ members: [{ accounts: [workload(1)], relationshipStatus: hostile }] })],
  ['an unprocessed account', { faults: [{ then: { kind: 'unprocessed', accounts: [workload(1)], result: hostile } }] }],
  [
    'an error’s message',
    { faults: [{ on: { operation: 'CreateMembers' }, then: { kind: 'error', name: 'BadRequestException', message: hostile } }] },
  ],
  [
    'an error that stops the run',
    { faults: [{ on: { operation: 'ListAccounts' }, then: { kind: 'error', name: 'AccessDeniedException', message: hostile } }] },
  ],
  ['an error’s name', { faults: [{ on: { operation: 'ListRoots' }, then: { kind: 'error', name: hostile, message: hostile } }] }],
  [
    'an administrator’s status',
    {
      faults: [
        {
          on: { operation: 'ListOrganizationAdminAccounts' },
          then: { kind: 'answer', body: { adminAccounts: [{ adminAccountId: administratorId, adminStatus: hostile }] } },
        },
      ],
    },
  ],
  [
    'the configuration',
    {
      ...setUp(),
      faults: [
        {
          on: { operation: 'DescribeOrganizationConfiguration' },
          then: { kind: 'answer', body: { autoEnableOrganizationMembers: hostile, features: [{ name: hostile, autoEnable: hostile }] } },
        },
      ],
    },
  ],
  [
    'the ids of detectors',
    { faults: [{ on: { operation: 'ListDetectors' }, then: { kind: 'answer', body: { detectorIds: [hostile, 'b'] } } }] },
  ],
  [
    'the organization',
    {
      faults: [
        {
          on: { operation: 'DescribeOrganization' },
          then: { kind: 'answer', body: { Organization: { Id: hostile, MasterAccountId: managementId, FeatureSet: 'ALL' } } },
        },
      ],
    },
  ],
  [
    'a feature set',
    {
      faults: [
        {
          on: { operation: 'DescribeOrganization' },
          then: { kind: 'answer', body: { Organization: { Id: 'o-1', MasterAccountId: managementId, FeatureSet: hostile } } },
        },
      ],
    },
  ],
];

describe('text from AWS', () => {
  test.each(places)('in %s cannot change the terminal, the JSON document or the log', async (_name, scenario) => {
    const aws = await startSimulatedAws(organization(4, { regions: ['us-east-1'], ...scenario }));
    const log = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-')), 'requests.jsonl');
    const argv = [...aws.profiles, '-r', 'us-east-1', '--wait', '0', '--log-file', log];
    const dryRun = await runProgram([...argv, '--dry-run', '--verbose']);
    const text = await runProgram([...argv, '--yes', '--verbose']);
    const logged = readFileSync(log, 'utf8').trimEnd().split('\n');
    const json = await runProgram([...argv, '--yes', '--output', 'json']);
    await aws.stop();

    for (const shown of [dryRun.stdout, dryRun.stderr, text.stdout, text.stderr, json.stdout, json.stderr, ...logged]) {
      expect(dangerous.exec(shown)?.[0].codePointAt(0)).toBeUndefined();
      expect(command.exec(shown)?.[0]).toBeUndefined();
      expect(shown).not.toContain('This is a bug');
    }
    expect(logged.length).toBeGreaterThan(2);
    for (const line of logged) expect(JSON.parse(line)).toMatchObject({ service: expect.any(String) as string });
    // The document keeps AWS's words as they are, in JSON's escapes.
    if (json.exitCode !== 2) expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1 });
  });
});
