import { createHash } from 'node:crypto';
import { htmlReport, pageOf } from '../../../src/reporters/html/html-report';
import { bar } from '../../../src/reporters/html/markup';
import { pageDataOf } from '../../../src/reporters/html/page-data';
import type { PageModel } from '../../../src/reporters/html/page-model';
import { appliedRegion, summaryOf } from '../support/summary';

const page = (changes: Partial<PageModel> = {}): string =>
  [...pageOf({ ...pageDataOf(summaryOf([appliedRegion()])), ...changes })].join('');

test('allows its own style and script, and nothing else', () => {
  const html = page();
  const hashOf = (name: string): string => {
    const content = new RegExp(`<${name}>([^]*?)</${name}>`).exec(html)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  };
  expect(html).toContain(
    `content="default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'"`,
  );
  expect(html).not.toMatch(/\s(?:style|on\w+)="/);
});

test('says that it was a simulation', () => {
  expect([...htmlReport(summaryOf([appliedRegion()], {}, { simulated: 'small' }))].join('')).toContain(
    'SIMULATION (small): no AWS account was touched.',
  );
  expect(page()).not.toContain('SIMULATION');
});

test('has a share that is neither everything nor nothing unless it is', () => {
  const shareOf = (proven: number, gap: number): string | undefined =>
    /<b>([\d.]+ %)/.exec(
      page({
        tally: [
          { group: 'proven', count: proven, detail: '' },
          { group: 'gap', count: gap, detail: '' },
          { group: 'left-out', count: 1000, detail: '' },
        ],
      }),
    )?.[1];
  expect([shareOf(99_999, 1), shareOf(1, 99_999), shareOf(3, 1), shareOf(7, 0), shareOf(0, 7), shareOf(0, 0)]).toEqual([
    '99.9 %',
    '0.1 %',
    '75.0 %',
    '100 %',
    '0 %',
    undefined,
  ]);
});

test('a bar shows the smallest part, and nothing of parts that are not there', () => {
  const drawn = bar([
    { group: 'proven', count: 100_000 },
    { group: 'gap', count: 1 },
    { group: 'unknown', count: 0 },
  ]);
  const widths = [...drawn.matchAll(/class="(\w+)" x="([\d.]+)" width="([\d.]+)"/g)].map(([, group, x, width]) => [
    group,
    Number(x),
    Number(width),
  ]);
  expect(widths.map(([group]) => group)).toEqual(['proven', 'gap']);
  expect(widths[1]?.[2]).toBeGreaterThan(5);
  expect(Number(widths[1]?.[1]) + Number(widths[1]?.[2])).toBeCloseTo(1000, 0);
});

describe('what was not read', () => {
  const exported = [
    { region: 'us-east-1', group: 'proven', destination: 'arn:aws:s3:::findings', status: 'PUBLISHING', what: '' },
    { region: 'eu-west-1', group: 'unknown', destination: '<img>', status: 'not known', what: 'denied' },
  ] as const;
  const runtime = {
    readAt: '2026-11-27',
    rows: [
      { region: 'us-east-1', resource: 'EC2', group: 'gap', healthy: 3, all: 4, issues: ['Agent not running: 1'] },
      { region: 'eu-west-1', resource: 'EKS', group: 'left-out', healthy: 0, all: 0, issues: [] },
      { region: 'sa-east-1', resource: 'ECS', group: 'unknown', healthy: undefined, all: undefined, issues: [] },
    ],
  } as const;
  const features = [{ name: 's3', cells: [{ group: 'gap', text: 'NEW', label: 'not as asked for: NEW' }] }] as const;

  test('is left out', () => {
    const html = page({ features: undefined, export: undefined, runtime: undefined, points: [] });
    for (const id of ['features', 'export', 'runtime', 'left']) expect(html).not.toContain(`id="${id}"`);
  });

  test('is shown where it was read, with what is not known as not known', () => {
    const html = page({ features, export: exported, runtime });
    for (const id of ['features', 'export', 'runtime']) {
      expect(html).toContain(`<h2 id="${id}">`);
      expect(html).toContain(`<a href="#${id}">`);
    }
    for (const words of [
      'not as asked for: NEW',
      'PUBLISHING',
      '3/4',
      'no workload reported',
      'not known',
      'Agent not running: 1',
      '&#60;img&#62;',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('100 %</b> 0 of 0');
  });
});

test('a Region whose accounts are not known has no number', () => {
  const html = [...htmlReport(summaryOf([appliedRegion({ status: 'blocked', enabled: undefined })]))].join('');
  expect(html).toContain('<span>?/3</span>');
});
