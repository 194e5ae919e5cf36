import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { offboardReasons } from '../../src/messages/offboard-reasons';
import { offboardPermissions } from '../../src/permissions/offboard-policy';
import { offboardJsonSchema } from '../../src/reporters/offboard/schema';
import { bench, delegatedWorld, held, outsider, stopBenches, workload } from '../offboard/support/offboarding';
import { carryOverJsonSchema } from './support/carry-over-schema';
import { undescribed } from './support/described';
import { expectFile, expectPart } from './support/generated';
import { memberTable } from './support/schema-tables';

const root = join(__dirname, '../..');
const page = join(root, 'docs/offboard.md');
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
const validReport = ajv.compile(offboardJsonSchema());
const validFile = ajv.compile(carryOverJsonSchema());

afterEach(stopBenches);

const table = (head: string, rows: readonly (readonly string[])[]): string =>
  [head, head.replace(/[^|]+/g, '---'), ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');

describe('docs/offboard.md', () => {
  test('has every reason for which something is left', () => {
    const rows = Object.entries(offboardReasons).map(([key, { label, remedy }]) => [`\`${key}\``, label, remedy]);
    expectPart(page, 'reasons', table('| Reason | What is the case | What to do |', rows));
  });

  test('has every permission', () => {
    const when = { always: '', writes: 'not with `--dry-run`', role: 'with `--admin-role`' };
    const rows = offboardPermissions.map((one) => [
      one.holder,
      `\`${one.action}\``,
      when[one.when],
      `${one.purpose}${one.optional === true ? '; a run goes on without it' : ''}`,
    ]);
    expectPart(page, 'permissions', table('| Identity | Action | When | What for |', rows));
  });

  test('has every member of the document and of the carry-over file', () => {
    expect(undescribed(offboardJsonSchema())).toEqual([]);
    expect(undescribed(carryOverJsonSchema())).toEqual([]);
    expectPart(page, 'members', memberTable(offboardJsonSchema()));
    expectPart(page, 'carry-over', memberTable(carryOverJsonSchema()));
  });
});

describe('the published schemas', () => {
  test('are what the code says', () => {
    const text = (schema: object): string => `${JSON.stringify(schema, undefined, 2)}\n`;
    expectFile(join(root, 'schema/offboard-report.schema.json'), text(offboardJsonSchema()));
    expectFile(join(root, 'schema/carry-over.schema.json'), text(carryOverJsonSchema()));
  });

  const members = [{ accounts: [workload(1), workload(2)] }, { accounts: [outsider], invited: true }];
  const worlds: readonly (readonly [string, ReturnType<typeof delegatedWorld>, readonly string[]])[] = [
    ['that ends well', delegatedWorld(), []],
    ['that is only shown', delegatedWorld(), ['--dry-run']],
    ['of one Region', delegatedWorld(), ['-r', 'eu-west-1']],
    ['that leaves outsiders', delegatedWorld({ regions: [held('us-east-1', { members })] }), []],
    ['in which requests are denied', delegatedWorld({ denials: [{ actions: ['guardduty:DeleteMembers'] }] }), []],
    ['in which a Region cannot be read', delegatedWorld({ denials: [{ actions: ['guardduty:ListMembers'], regions: ['eu-west-1'] }] }), []],
  ];

  test.each(worlds)('accept the documents of an off-boarding %s', async (_what, world, options) => {
    const { run, carryOver } = await bench(world);
    const { stdout } = await run([...options, '--output', 'json', '--wait', '0']);
    const document: unknown = JSON.parse(stdout);
    expect(validReport(document) ? [] : validReport.errors).toEqual([]);
    if (options.includes('--dry-run')) return;
    expect(validFile(carryOver()) ? [] : validFile.errors).toEqual([]);
  });

  test('refuse other documents', async () => {
    const { run, carryOver } = await bench(delegatedWorld());
    const document = JSON.parse((await run(['--output', 'json'])).stdout) as { regions: Record<string, unknown>[] };
    const [region] = document.regions;
    expect(validReport({ ...document, exitCode: 3 })).toBe(false);
    expect(validReport({ ...document, regions: [{ ...region, status: 'fine' }] })).toBe(false);
    expect(validReport({ ...document, regions: [{ ...region, leftMembers: undefined }] })).toBe(false);
    expect(validFile({ ...carryOver(), secret: 1 })).toBe(false);
    expect(validFile({ ...carryOver(), schemaVersion: 2 })).toBe(false);
  });
});

describe('what the rollout says of itself', () => {
  test('names this command where it meets another administrator', () => {
    expect(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')).toContain('provision-guardduty offboard');
  });
});
