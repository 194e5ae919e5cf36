import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Browser } from 'puppeteer-core';

/*
 * Makes the pictures of README.md and docs/reports.md from real reports of simulated runs: `npm run build && npm run pictures`.
 * It needs Chromium; pngquant, where it is installed, makes the files smaller. The Markdown is drawn by a package that only this needs.
 */
const root = join(__dirname, '..');
const images = join(root, 'docs/images');
const work = mkdtempSync(join(tmpdir(), 'provision-guardduty-pictures-'));
const markdownPackage = 'marked@18.2.1';

/** Runs the program on a scenario, as its user would; gives stdout in colour. */
function run(scenario: string, ...options: readonly string[]): string {
  const argv = [join(root, 'bin/provision-guardduty.js'), '--simulate', scenario, '--regions', 'all', '--yes', '-q', ...options];
  return spawnSync(process.execPath, argv, { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } }).stdout;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0).toString()};`);

const style = `
  body { margin: 0; width: max-content; max-width: 1000px; color: #16202b; background: #fff; font: 14px/1.5 system-ui, sans-serif; }
  pre { margin: 0; padding: 18px 22px; font: 13px/1.45 ui-monospace, monospace; }
  .terminal { color: #e4eaf0; background: #10171e; }
  .s1 { font-weight: bold } .s2 { opacity: 0.65 } .s31 { color: #ff9166 } .s32 { color: #4fd0ae } .s33 { color: #f0c64a }
  main { padding: 18px 22px; } table { border-collapse: collapse; font-size: 13px; } th, td { padding: 4px 10px; border: 1px solid #d3dae1; text-align: left; vertical-align: top; }
  .sheet td:first-child, .sheet tr:first-child td { background: #f5f7f9; } h2 { margin: 0 0 8px; border-bottom: 1px solid #d3dae1; }
`;

/** Escape sequences of colours as elements. */
function coloured(text: string): string {
  const [first = '', ...rest] = escaped(text).split('\u001b[');
  return [
    first,
    ...rest.map((piece) =>
      piece.replace(/^(\d+)m/, (_code, code: string) => (['22', '39'].includes(code) ? '</span>' : `<span class="s${code}">`)),
    ),
  ].join('');
}

const page = (body: string): string => `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${body}`;

/** Some lines of a text, so that a picture stays small. */
function linesFrom(text: string, mark: string, most: number): string {
  const lines = text.split('\n');
  const first = Math.max(
    0,
    lines.findIndex((line) => line.includes(mark)),
  );
  return lines.slice(first, first + most).join('\n');
}

/** Lines of a CSV file as a spreadsheet shows them: the first ones, and of the others those that are not enabled. */
function sheet(csv: string, most: number): string {
  const cells = (line: string): readonly string[] => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
  const lines = csv
    .trimEnd()
    .split('\r\n')
    .filter((line, place) => place < 6 || !/,(?:enabled|administrator|blocked),/.test(line));
  const rows = lines.slice(0, most).map(cells);
  return `<table class="sheet">${rows
    .map(
      (row) =>
        `<tr>${row
          .slice(0, 8)
          .map((cell) => `<td>${escaped(cell.replace(/^"|"$/g, ''))}</td>`)
          .join('')}</tr>`,
    )
    .join('')}</table>`;
}

/** Markdown as pages of Markdown are drawn. */
async function drawn(browser: Browser, markdown: string): Promise<string> {
  spawnSync('npm', ['install', '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund', markdownPackage], {
    shell: process.platform === 'win32',
  });
  const tab = await browser.newPage();
  await tab.addScriptTag({ path: join(work, 'node_modules/marked/lib/marked.umd.js') });
  return (await tab.evaluate(`marked.parse(${JSON.stringify(markdown)})`)) as string;
}

interface Picture {
  readonly name: string;
  readonly url: string;
  readonly width: number;
  /** Undefined: as high as what is on it. */
  readonly height?: number;
  readonly dark?: true;
}

async function take(browser: Browser, { name, url, width, height, dark }: Picture): Promise<void> {
  const tab = await browser.newPage();
  await tab.setViewport({ width, height: height ?? 100 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark === true ? 'dark' : 'light' }]);
  await tab.goto(url);
  const file = join(images, `${name}.png`);
  const body = height === undefined ? await tab.$('body') : tab;
  await body?.screenshot({ path: file });
  await tab.close();
  spawnSync('pngquant', ['--force', '--strip', '--speed', '1', '--quality', '60-90', '--output', file, file]);
  process.stdout.write(`${name}.png ${Math.round(statSync(file).size / 1024).toString()} KB\n`);
}

async function main(): Promise<void> {
  mkdirSync(images, { recursive: true });
  const inWork = (name: string): string => join(work, name);
  const report = (name: string): string => readFileSync(inWork(name), 'utf8');
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync) ?? '';
  const browser = await launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
  try {
    const files = ['r.html', 'r.json', 'r.csv', 'r.md'].flatMap((name) => ['--report', inWork(name)]);
    const text = run('brownfield', '--wait', '3', ...files);
    run('enterprise', '--wait', '3', '--report', inWork('e.html'));
    const from = (name: string, body: string): string => {
      writeFileSync(inWork(name), page(body));
      return pathToFileURL(inWork(name)).href;
    };
    const html = pathToFileURL(inWork('e.html')).href;
    const pictures: readonly Picture[] = [
      { name: 'report-html', url: html, width: 1200, height: 1150 },
      { name: 'report-html-cell', url: `${html}#open=root,ou-sim1-suspended&cell=400000000008/ap-northeast-1`, width: 1200, height: 700 },
      { name: 'report-html-narrow', url: `${html}#state=gap&cell=400000000009/ap-northeast-3`, width: 400, height: 760, dark: true },
      { name: 'report-text', url: from('text.html', `<pre class="terminal">${coloured(linesFrom(text, '', 48))}</pre>`), width: 1000 },
      {
        name: 'report-json',
        url: from('json.html', `<pre>${escaped(linesFrom(report('r.json'), '"notEnabled": [', 34))}</pre>`),
        width: 1000,
      },
      { name: 'report-csv', url: from('csv.html', `<main>${sheet(report('r.csv'), 16)}</main>`), width: 1000 },
      { name: 'report-markdown', url: from('md.html', `<main>${await drawn(browser, report('r.md'))}</main>`), width: 1000 },
    ];
    for (const picture of pictures) await take(browser, picture);
  } finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

void main();
