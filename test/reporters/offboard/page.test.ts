import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../support/program';

test('the page of an off-boarding says what would be lost and released, and runs no script', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'provision-guardduty-page-')), 'report.html');
  await runProgram(['offboard', '--simulate', 'brownfield', '--dry-run', '--report', file]);
  const html = readFileSync(file, 'utf8');
  expect(html).toContain('<title>GuardDuty off-boarding, o-simbrownfd</title>');
  expect(html).toContain('Dry run: nothing was changed.');
  for (const words of ['SIMULATION (brownfield)', 'GuardDuty stays on.', 'disassociate 36 members', 'What to look at', 'Carry-over file'])
    expect(html).toContain(words);
  expect(html).not.toMatch(/<script|\son\w+=|style="/);
  expect(html).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; base-uri/);
});
