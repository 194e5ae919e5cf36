import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws } from '../support/simulated-aws';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const version = executablePath === undefined ? undefined : spawnSync(executablePath, ['--version'], { encoding: 'utf8' }).stdout.trim();
process.stdout.write(
  version === undefined ? 'Chromium: not found, the test of the HTML report was skipped\n' : `Chromium: ${version} opens the HTML report\n`,
);

/** What is read of an element here; the project itself has nothing of browsers. */
interface Shown {
  readonly textContent: string | null;
}

jest.setTimeout(120_000);

(executablePath === undefined ? describe.skip : describe)('the HTML report in Chromium', () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];
  const requests: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-browser-'));
  const file = join(folder, 'report.html');

  beforeAll(async () => {
    const aws = await startSimulatedAws(
      organization(5, {
        accounts: [
          { id: managementId, name: 'management', email: 'm@example.com' },
          { id: administratorId, name: 'security', email: 's@example.com' },
          {
            id: '300000000900',
            name: '<b>bold</b><script>document.title="stolen"</script>',
            email: 'h@example.com',
            regions: { 'eu-west-1': 'DISABLED' },
          },
          { count: 60 },
        ],
      }),
    );
    await runProgram([...aws.profiles, '-r', 'us-east-1,eu-west-1', '--yes', '--report', file]);
    await aws.stop();
    const { launch } = await import('puppeteer-core');
    browser = await launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(pathToFileURL(file).href);
  });
  afterEach(async () => {
    await page.close();
    expect(troubles.splice(0)).toEqual([]);
    expect(requests.splice(0).filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  const textOf = (selector: string): Promise<string> => page.$eval(selector, (element: unknown) => (element as Shown).textContent ?? '');
  const rows = (): Promise<number> => page.$$eval('#cells tr', (all) => all.length);

  test('opens from the disk with every account, and runs nothing of their names', async () => {
    expect(await page.title()).toBe('GuardDuty rollout, o-simulated1');
    expect(await textOf('#shown')).toBe('63 of 63 accounts match.');
    expect(await rows()).toBe(63);
    expect(await page.$$eval('#cells b, #cells script', (all) => all.length)).toBe(0);
  });

  test('filters by name, by Region and by coverage', async () => {
    await page.type('#text', '0900');
    expect(await rows()).toBe(1);
    await page.$eval('#text', (input) => {
      (input as unknown as { value: string }).value = '';
    });
    await page.select('#coverage', '!');
    expect([await rows(), await textOf('#shown')]).toEqual([1, '1 of 63 accounts match.']);
    await page.select('#region', '0');
    expect(await rows()).toBe(0);
    await page.select('#region', '1');
    expect(await rows()).toBe(1);
    expect(
      await page.$$eval('#map thead th[data-place]:not([hidden])', (all: unknown) =>
        (all as Shown[]).map(({ textContent }) => textContent),
      ),
    ).toEqual(['eu-west-1']);
  });

  test('tells of a cell, by keyboard', async () => {
    await page.select('#coverage', '!');
    await page.focus('#cells td[tabindex="0"]');
    expect(await textOf('#told')).toContain('in us-east-1: enabled');
    await page.keyboard.press('ArrowRight');
    const told = await textOf('#told');
    expect(told).toContain('300000000900 <b>bold</b><script>document.title="stolen"</script> (ACTIVE) in eu-west-1: not enabled');
    expect(told).toContain('relationship status: RegionDisabled');
    expect(told).toContain('Next step: Opt the account in to the Region');
  });

  test.each(['light', 'dark'] as const)('can be read in %s', async (scheme) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const [ink, paper] = await page.$eval('body', (body) => {
      const { color, backgroundColor } = (
        globalThis as unknown as { getComputedStyle: (of: unknown) => Record<string, string> }
      ).getComputedStyle(body);
      return [color, backgroundColor];
    });
    const brightness = (colour = ''): number => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    expect(Math.abs(brightness(ink) - brightness(paper))).toBeGreaterThan(500);
    expect(brightness(paper) > brightness(ink)).toBe(scheme === 'light');
    expect((await page.screenshot({ path: join(folder, `${scheme}.png`) })).byteLength).toBeGreaterThan(20_000);
  });
});
