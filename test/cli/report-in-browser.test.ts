import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { pageOf } from '../../src/reporters/html/html-report';
import { everyState } from '../reporters/html/support/every-state';
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

const hostile = '<b>bold</b><script>document.title="stolen"</script>';
const closed = '300000000900';
const units = [
  { id: 'ou-test-workload', name: 'Workloads' },
  { id: 'ou-test-shops001', name: `Shops ${hostile}`, parent: 'ou-test-workload' },
  { id: 'ou-test-sandbox1', name: 'Sandboxes' },
];

jest.setTimeout(120_000);

(executablePath === undefined ? describe.skip : describe)('the HTML report in Chromium', () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];
  const requests: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-browser-'));
  const file = join(folder, 'report.html');
  const url = pathToFileURL(file).href;

  beforeAll(async () => {
    const aws = await startSimulatedAws(
      organization(5, {
        organization: { id: 'o-simulated1', managementAccount: managementId, organizationalUnits: units },
        accounts: [
          { id: managementId, name: 'management', email: 'm@example.com' },
          { id: administratorId, name: 'security', email: 's@example.com' },
          {
            id: closed,
            name: hostile,
            email: 'h@example.com',
            regions: { 'eu-west-1': 'DISABLED' },
            organizationalUnit: 'ou-test-shops001',
          },
          { id: '300000000901', name: 'old', email: 'o@example.com', state: 'SUSPENDED', organizationalUnit: 'ou-test-sandbox1' },
          { count: 30, organizationalUnit: 'ou-test-shops001' },
          { count: 130, firstId: '500000000001', organizationalUnit: 'ou-test-workload' },
        ],
      }),
    );
    await runProgram([...aws.profiles, '-r', 'us-east-1,eu-west-1', '--yes', '--report', file]);
    await aws.stop();
    const { launch } = await import('puppeteer-core');
    browser = await launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  });
  afterAll(() => browser.close());

  const open = async (hash = ''): Promise<void> => {
    // A page that is open already would only be sent to another place in it.
    await page.goto('about:blank');
    await page.goto(`${url}${hash}`);
  };

  beforeEach(async () => {
    page = await browser.newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(url);
  });
  afterEach(async () => {
    await page.close();
    expect(troubles.splice(0)).toEqual([]);
    expect(requests.splice(0).filter((sent) => !/^(?:file|about):/.test(sent))).toEqual([]);
  });

  const textOf = (selector: string): Promise<string> => page.$eval(selector, (element: unknown) => (element as Shown).textContent ?? '');
  /** What the line about accounts says, once it says this or a second has passed: the page follows its address a moment later. */
  const matches = async (words: string): Promise<string> => {
    for (let tries = 0; tries < 50 && (await textOf('#shown')) !== words; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return textOf('#shown');
  };
  const textsOf = (selector: string): Promise<readonly string[]> =>
    page.$$eval(selector, (all: unknown) => (all as Shown[]).map(({ textContent }) => textContent ?? ''));
  const rows = (): Promise<readonly string[]> => textsOf('#rows th .name');
  const address = (): string => decodeURIComponent(page.url().split('#')[1] ?? '');
  const row = (id: string): string => `#rows [data-row="${id}"]`;

  test('opens from the disk, answers at a glance, and runs nothing of names', async () => {
    expect(await page.title()).toBe('GuardDuty rollout, o-simulated1');
    expect(await textOf('h1')).toContain('Not everything is done and proven');
    expect(await textOf('.tile.gap')).toMatch(/Not enabled\s*1$/);
    expect(await textOf('.tile.left-out')).toMatch(/Left out\s*2$/);
    await open('#open=root,ou-test-workload,ou-test-shops001');
    expect(await rows()).toEqual(expect.arrayContaining([hostile, `Shops ${hostile}`]));
    expect(await page.$$eval('#rows b, #rows script, #filter b', (all) => all.length)).toBe(0);
  });

  test('shows units first, with their most urgent state, and the accounts of a unit when it is opened', async () => {
    expect(await matches('164 of 164 accounts match.')).toBe('164 of 164 accounts match.');
    expect(await rows()).toEqual(['o-simulated1', 'Sandboxes', 'Workloads', 'management', 'security']);
    expect(await textsOf(`${row('ou-test-workload')} td`)).toEqual(['✔', '!\u20091']);
    await page.click(`${row('ou-test-workload')} th`);
    // Of 130 accounts in which all is well, a few and a way to more.
    expect(await rows()).toHaveLength(5 + 1 + 20 + 1);
    for (const shown of [120 + 1, 130]) {
      await page.click('#rows .more th');
      expect(await rows()).toHaveLength(5 + 1 + shown);
    }
    await page.click(`${row('ou-test-shops001')} th`);
    // Who needs somebody comes first.
    expect((await rows()).slice(3, 5)).toEqual([`Shops ${hostile}`, hostile]);
    expect(address()).toContain('open=root,ou-test-workload,ou-test-shops001');
  });

  test('filters by account, unit, Region and state, and a link shows the same', async () => {
    await page.type('#filter [name="account"]', '0900');
    expect([await matches('1 of 164 accounts match.'), address()]).toEqual(['1 of 164 accounts match.', 'account=0900']);
    await page.click('#filter button');
    await page.select('#filter [name="state"]', 'gap');
    expect((await rows()).at(-1)).toBe(hostile);
    await page.select('#filter [name="region"]', 'us-east-1');
    expect(await rows()).toEqual([]);
    await page.select('#filter [name="region"]', 'eu-west-1');
    await page.select('#filter [name="unit"]', 'ou-test-workload');
    expect(await textsOf('#columns th')).toEqual(['eu-west-1']);
    const shown = await rows();
    const link = page.url();
    expect(address()).toBe('unit=ou-test-workload&region=eu-west-1&state=gap');
    await page.goto('about:blank');
    await page.goto(link);
    expect(await rows()).toEqual(shown);
    await page.click('#filter button');
    expect([await matches('164 of 164 accounts match.'), address()]).toEqual(['164 of 164 accounts match.', '']);
  });

  test('a number of the head leads to the accounts that it counts', async () => {
    await page.click('.tile.gap');
    expect(await matches('1 of 164 accounts match.')).toBe('1 of 164 accounts match.');
    expect(await page.$eval('#filter [name="state"]', (select) => (select as unknown as { value: string }).value)).toBe('gap');
  });

  test.each([
    '#account=%3Cscript%3E&unit=nothing&region=mars-1&state=good&open=?&cell=../..',
    '#cell=300000000900/mars-1',
    '#cell=00000000090/us-east-1',
    '#map?x=%',
  ])('takes nothing harmful from the address %s', async (hash) => {
    await open(hash);
    expect(await textOf('#shown')).toContain('of 164 accounts match.');
  });

  test('says what is known of a cell, by keyboard, and in the address', async () => {
    await page.select('#filter [name="state"]', 'gap');
    await page.focus('#rows [tabindex="0"]');
    const press = async (...keys: readonly ('ArrowDown' | 'ArrowRight' | 'ArrowLeft' | 'Enter' | 'End')[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'Enter');
    const details = await textOf('#details');
    for (const words of [
      'Account in eu-west-1',
      hostile,
      'not enabled',
      'has not opted in to this Region',
      'RegionDisabled',
      'What to do: Opt the account in',
    ])
      expect(details).toContain(words);
    expect(details).toContain(`Workloads / Shops ${hostile}`);
    expect(address()).toBe(`state=gap&cell=${closed}/eu-west-1`);
    await open(`#${address()}`);
    expect(await textOf('#details')).toBe(details);
    // The same keys open and close a unit.
    await page.focus(`${row('root')} th`);
    await press('ArrowLeft');
    expect(await rows()).toHaveLength(1);
    await press('ArrowRight', 'ArrowRight', 'Enter');
    expect(await rows()).toHaveLength(4);
  });

  test('sums a unit up in one Region, with links to its states', async () => {
    await page.click(`${row('ou-test-workload')} [data-region="eu-west-1"]`);
    expect(await textsOf('#details li')).toEqual([
      expect.stringContaining('Not enabled: 1'),
      expect.stringContaining('Enabled and proven: 160'),
    ]);
    await page.click('#details li a');
    expect(address()).toBe('unit=ou-test-workload&region=eu-west-1&state=gap');
    expect(await matches('1 of 164 accounts match.')).toBe('1 of 164 accounts match.');
  });

  describe('for everybody', () => {
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    const states: readonly (readonly [string, string])[] = [
      ['as it opens', ''],
      ['with everything open', `#open=root,ou-test-workload,ou-test-shops001,ou-test-sandbox1&cell=${closed}/eu-west-1`],
      ['with nothing found', '#account=nobody'],
    ];
    const looks = [
      ['light', 1280],
      ['dark', 1280],
      ['light', 400],
    ] as const;
    // Each look takes the browser half a second. All of them are among the exhaustive tests.
    const all = looks.flatMap(([scheme, width]) => states.map(([what, hash]) => [scheme, width, what, hash] as const));
    const chosen = process.env['EVERY_LOOK'] === undefined ? all.filter(([, width, what]) => width === 400 && what.includes('open')) : all;

    const look = async (scheme: 'light' | 'dark', width: number, address: string): Promise<void> => {
      await page.setBypassCSP(true);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.setViewport({ width, height: 900 });
      await page.goto('about:blank');
      await page.goto(address);
      await page.evaluate(axe);
      const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'aria-required-children']));
    };

    test.each(chosen)('axe-core finds nothing, %s, %d pixels wide, %s', (scheme, width, _what, hash) =>
      look(scheme, width, `${url}${hash}`),
    );

    test.each(['light', 'dark'] as const)('axe-core finds nothing, %s, in a page with every state and every section', async (scheme) => {
      const every = join(folder, 'every.html');
      writeFileSync(every, [...pageOf(everyState())].join(''));
      await look(scheme, 1280, pathToFileURL(every).href);
      const shown = await page.$$eval('#rows .cell', (cells: unknown) =>
        (cells as { className: string }[]).map(({ className }) => className),
      );
      expect([...new Set(shown)].sort()).toEqual(
        [
          ...['gap', 'gap all', 'gap many', 'gap some', 'left-out', 'proven', 'to-do', 'to-do all'],
          ...['unknown', 'unknown many', 'unknown some', 'waiting', 'waiting all'],
        ].map((name) => `cell ${name}`),
      );
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
    });

    test('on paper there is nothing to click, everything is unfolded, and dark is light', async () => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      expect((await page.pdf()).byteLength).toBeGreaterThan(20_000);
      expect(await page.$$eval('details:not([open])', (all) => all.length)).toBe(0);
      await page.emulateMediaType('print');
      expect(
        await page.$$eval(
          'nav, form, aside',
          (all: unknown) => (all as { checkVisibility: () => boolean }[]).filter((one) => one.checkVisibility()).length,
        ),
      ).toBe(0);
      const scheme = await page.evaluate('getComputedStyle(document.documentElement).colorScheme');
      expect(scheme).toBe('light');
    });
  });
});
