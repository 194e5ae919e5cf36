import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Formats } from '../../src/cli/report-files';
import { isHere, windows } from '../support/machine';
import { runProgram, type ProgramResult } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';

const hostile = '=HYPERLINK("http://evil")</script><img src=x onerror=alert(1)>|\u001b[31m';

/** What could run, in each form of report. A new form needs a row. */
const dangerous: Readonly<Record<keyof Formats<unknown>, readonly string[]>> = {
  '.html': ['\u001b', '<img'],
  '.md': ['\u001b', '<img'],
  '.csv': ['\u001b', ',=HYPERLINK', '"=HYPERLINK', '\n=HYPERLINK'],
  '.json': ['\u001b'],
};

describe('--report', () => {
  let aws: SimulatedAws;
  let folder: string;
  const run = (...options: readonly string[]): Promise<ProgramResult> =>
    runProgram([...aws.profiles, '-r', 'us-east-1,eu-west-1', ...options]);
  const path = (name: string): string => join(folder, name);
  const read = (name: string): string => readFileSync(path(name), 'utf8');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-report-'));
    aws = await startSimulatedAws(
      organization(5, {
        accounts: [
          { id: managementId, name: 'management', email: 'm@example.com' },
          { id: administratorId, name: 'security', email: 's@example.com' },
          { id: '300000000001', name: hostile, email: 'h@example.com' },
          { id: '300000000002', name: 'old', email: 'o@example.com', state: 'SUSPENDED' },
          { id: '300000000003', name: 'far', email: 'f@example.com', regions: { 'eu-west-1': 'DISABLED' } },
        ],
      }),
    );
  });
  afterEach(() => aws.stop());

  test('writes several files at once, each by its ending, for its owner alone', async () => {
    const { exitCode, stdout } = await run(
      '--yes',
      '--output',
      'json',
      '--report',
      path('a.html'),
      path('a.csv'),
      '--report',
      path('a.md'),
      path('a.json'),
    );
    expect(exitCode).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'a.html', 'a.json', 'a.md']);
    expect(statSync(path('a.json')).mode & 0o777).toBe(windows ? 0o666 : 0o600);
    expect(JSON.parse(read('a.json'))).toEqual(JSON.parse(stdout));
  });

  test('takes files separated by commas, and leaves a comma within a name alone', async () => {
    mkdirSync(path('a, b'));
    await run('--check', '--report', `${path('a.md')},${path('b.csv')}, ${path('a, b/c.json')}`);
    expect([readdirSync(folder).sort(), readdirSync(path('a, b'))]).toEqual([['a, b', 'a.md', 'b.csv'], ['c.json']]);
  });

  test('leaves nothing behind when the log file cannot be written', async () => {
    const { exitCode, stderr } = await run('--check', '--report', path('a.md'), '--log-file', path('none/log'));
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain('none/log cannot be written');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('goes where a link of the user leads, and leaves the link', async () => {
    mkdirSync(path('elsewhere'));
    writeFileSync(path('elsewhere/real.txt'), 'old');
    symlinkSync(path('elsewhere/real.txt'), path('a.json'));
    expect((await run('--check', '--report', path('a.json'))).exitCode).toBe(3);
    expect(lstatSync(path('a.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(read('elsewhere/real.txt'))).toMatchObject({ exitCode: 3 });
    expect(readdirSync(path('elsewhere'))).toEqual(['real.txt']);
  });

  test('is refused for a link that leads nowhere, which stays', async () => {
    symlinkSync(path('nowhere'), path('a.json'));
    const { exitCode, stderr } = await run('--check', '--report', path('a.json'));
    expect([exitCode, stderr.includes('It is a link that leads nowhere.')]).toEqual([2, true]);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  const pipes = isHere(!windows, 'Windows: has no named pipes, none was given for a file');

  (pipes ? test : test.skip)('is refused for a pipe, which stays', async () => {
    execFileSync('mkfifo', [path('a.json')]);
    const { exitCode, stderr } = await run('--check', '--report', path('a.json'));
    expect([exitCode, stderr.includes('It is no ordinary file.')]).toEqual([2, true]);
    expect(statSync(path('a.json')).isFIFO()).toBe(true);
  });

  (pipes ? test : test.skip)('does not take the place of a pipe that came meanwhile, and says where it is', async () => {
    aws.simulator.world.scenario.latency.ms = 50;
    const running = run('--check', '--report', path('a.json'));
    while (aws.simulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    execFileSync('mkfifo', [path('a.json')]);
    const { stderr } = await running;
    expect(statSync(path('a.json')).isFIFO()).toBe(true);
    const kept = /its place was taken by a link or a pipe\. It is in (.*)\.\n/.exec(stderr)?.[1] ?? '';
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ exitCode: 3 });
  });

  (pipes ? test : test.skip)('leaves a log file that is a pipe nobody reads', async () => {
    execFileSync('mkfifo', [path('log')]);
    const { exitCode, stderr } = await run('--check', '--log-file', path('log'));
    expect([exitCode, stderr.replace(/\s+/g, ' ').includes('cannot be written')]).toEqual([2, true]);
  });

  (pipes ? test : test.skip)('writes the log file to a pipe that somebody reads', async () => {
    execFileSync('mkfifo', [path('log')]);
    const reader = openSync(path('log'), constants.O_RDONLY | constants.O_NONBLOCK);
    const { exitCode } = await run('--check', '--log-file', path('log'));
    const buffer = Buffer.alloc(65_536);
    const text = buffer.toString('utf8', 0, readSync(reader, buffer));
    closeSync(reader);
    expect(exitCode).toBe(3);
    expect(text.split('\n').filter((line) => line !== '').length).toBe(aws.simulator.calls.length);
  });

  test('has nothing unfinished in the folder during the run, so that none stays when it is ended at once', async () => {
    const seen: (readonly string[])[] = [];
    const watching = setInterval(() => seen.push(readdirSync(folder)), 1);
    await run('--check', '--report', path('a.json'));
    clearInterval(watching);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.flat().filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  test('has one CSV line for each account and Region, and nothing that a spreadsheet would run', async () => {
    await run('--yes', '--report', path('a.csv'));
    const lines = read('a.csv').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 5 * 2);
    const cells = lines.map((line) => line.split(','));
    expect(cells.filter(([region]) => region === 'eu-west-1').map(([, id, , , coverage]) => [id, coverage])).toEqual(
      expect.arrayContaining([
        [managementId, 'enabled'],
        [administratorId, 'administrator'],
        ['300000000002', 'left-out'],
        ['300000000003', 'not-enabled'],
      ]),
    );
    expect(read('a.csv')).toContain(`"'=HYPERLINK(""http://evil"")</script>`);
    expect(read('a.csv')).not.toContain('\u001b');
    expect(lines.find((line) => line.startsWith('eu-west-1,300000000003'))).toContain('RegionDisabled,member-region-disabled');
  });

  test.each(Object.entries(dangerous))('lets nothing of a hostile name run in %s', async (ending, texts) => {
    await run('--yes', '--report', path(`a${ending}`));
    const report = read(`a${ending}`);
    expect(texts.filter((text) => report.includes(text))).toEqual([]);
  });

  test('makes names harmless in HTML and Markdown', async () => {
    await run('--yes', '--report', path('a.html'), path('a.md'));
    const html = read('a.html');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u001b');
    // Links lead to places in the page, and nowhere else.
    expect(html).not.toMatch(/<[a-z]+[^>]*\ssrc=/);
    expect(html).not.toMatch(/<[a-z]+[^>]*\shref=(?!"#)/);
    expect(read('a.md')).not.toContain('<img');
    expect(read('a.md')).toContain('| eu-west-1 | ! partly as asked | 2/3 |');
    expect(read('a.md')).toContain('the account has not opted in to this Region');
  });

  test.each([
    ['a dry run', '--dry-run', '300000000001,', 'planned'],
    ['a check', '--check', '300000000001,', 'planned'],
  ])('shows of %s what would be', async (_what, mode, account, coverage) => {
    await run(mode, '--report', path('a.csv'), path('a.md'), path('a.html'));
    expect(
      read('a.csv')
        .split('\r\n')
        .filter((line) => line.includes(account))
        .every((line) => line.includes(`,${coverage},`)),
    ).toBe(true);
    expect(read('a.md')).toContain('enrol 3 accounts');
    expect(read('a.html')).toContain('would be enabled');
  });

  test('replaces an older file, and leaves it as it was when a run is refused', async () => {
    writeFileSync(path('a.json'), 'old');
    expect(
      (await runProgram([...aws.profiles.slice(0, 2), '--admin-profile', 'nobody', '-r', 'all', '--check', '--report', path('a.json')]))
        .exitCode,
    ).toBe(2);
    expect([read('a.json'), readdirSync(folder)]).toEqual(['old', ['a.json']]);
    await run('--check', '--report', path('a.json'));
    expect(JSON.parse(read('a.json'))).toMatchObject({ schemaVersion: 1, mode: 'check' });
  });

  test.each([
    ['a folder that does not exist', () => path('none/a.html'), 'ENOENT'],
    [
      'a folder',
      () => mkdirSync(join(mkdtempSync(join(tmpdir(), 'provision-guardduty-report-')), 'a.html'), { recursive: true }) ?? '',
      'It is a folder.',
    ],
    ['an ending that says nothing', () => path('a.txt'), '".txt" is not the ending of a form of report'],
    ['no ending', () => path('a'), '"" is not the ending of a form of report'],
  ])('refuses %s before any request', async (_what, file, message) => {
    const { exitCode, stderr } = await run('--yes', '--report', path('fine.csv'), file());
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
    expect(stderr).not.toMatch(/fine\.csv|\.tmp/);
    expect(aws.simulator.calls).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a report that cannot be moved into place is kept under another name, stops no other, and is no success', async () => {
    await run('--yes');
    const { exitCode, stderr } = await runProgram(
      [...aws.profiles, '-r', 'us-east-1', '--check', '--report', path('a.csv'), path('b.csv')],
      {
        interrupter: () => {
          mkdirSync(path('a.csv'));
        },
      },
    );
    const [kept = '', ...others] = readdirSync(folder).filter((name) => name.startsWith('.a.csv.'));
    expect(stderr).toContain(`The report ${path('a.csv')} could not be written: E`);
    expect(stderr).toContain(`It is in ${path(kept)}.`);
    expect([exitCode, others, readdirSync(folder).length]).toEqual([1, [], 3]);
    expect(read(kept)).toBe(read('b.csv'));
  });

  test('in GitHub Actions the Markdown is added to the summary, and blocked Regions are annotated on stderr', async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path('summary') };
    writeFileSync(path('summary'), 'before\n');
    const argv = [...aws.profiles, '-r', 'us-east-1,ap-east-1', '--check', '--output', 'json'];
    const { stdout, stderr } = await runProgram(argv, { env });
    expect(read('summary')).toMatch(/^before\n## GuardDuty rollout\n/);
    expect(stderr).toMatch(/^::error title=GuardDuty is blocked in ap-east-1::Account \d+ has not opted in/m);
    expect(JSON.parse(stdout)).toHaveProperty('exitCode');
    mkdirSync(path('folder'));
    const broken = await runProgram(argv, { env: { ...env, GITHUB_STEP_SUMMARY: path('folder') } });
    expect(broken.stderr).toContain('::warning::The job summary cannot be written');
    const elsewhere = await runProgram(argv, { env: { GITHUB_STEP_SUMMARY: path('other') } });
    expect([elsewhere.stderr.includes('::error'), existsSync(path('other'))]).toEqual([false, false]);
  });
});
