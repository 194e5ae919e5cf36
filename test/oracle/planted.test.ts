import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { speedUpTime } from '../support/fast-time';
import { withExports } from './generate/exports';
import type { Fault } from './generate/faults';
import { questionsOf } from './judge/asked';
import { judgeRun } from './judge/judge-run';
import { startWorld, type Run } from './support/live-world';
import { administratorId, keyArn, managementId, olderBucketArn, type Options } from './support/options';
import { guardDutyPrincipal } from './support/vocabulary';
import type { DetectorView, RegionView, WorldView } from './support/world-view';

const time = speedUpTime(25);
afterAll(time.stop);

const workload = '333333333301';
const excluded = '333333333302';
const region = 'us-east-1';

const organization: ScenarioInput = {
  organization: { managementAccount: managementId },
  administratorAccount: administratorId,
  accounts: [
    { id: managementId, name: 'management' },
    { id: administratorId, name: 'security' },
    { id: workload, name: 'workload' },
    { id: excluded, name: 'apart' },
  ],
  regions: [region],
};

const world = withExports(organization, { replace: false, present: [], bucketAllows: true, keyAllows: true, seconds: 0, faults: [] }, true);

const options: Options = {
  regions: 'all',
  identities: 'both',
  mode: 'apply',
  autoEnable: 'NEW',
  plans: ['s3=new', 'lambda=none'],
  applyToMembers: false,
  migrate: false,
  restartSuspended: false,
  acceptPolicy: false,
  frequency: '1h',
  excludeAccounts: [excluded],
  excludeOus: [],
  homeRegion: undefined,
  concurrency: undefined,
  wait: 20,
  verbose: false,
  exports: { replace: false },
};

/** A rollout that succeeded, and a second one over it. */
async function playTwice(faults: readonly Fault[] = []): Promise<readonly [Run, Run]> {
  const live = await startWorld(world, faults);
  try {
    return [await live.run(options), await live.run(options)];
  } finally {
    await live.stop();
  }
}

let first: Run;
let second: Run;

beforeAll(async () => {
  [first, second] = await playTwice();
});

type Change = (run: Run) => Run;

const inWorld =
  (change: (view: WorldView) => Partial<WorldView>): Change =>
  (run) => ({ ...run, after: { ...run.after, ...change(run.after) } });

const inRegion = (change: (view: RegionView) => Partial<RegionView>): Change =>
  inWorld(({ regions }) => {
    const view = regions.get(region);
    return { regions: new Map(view === undefined ? [] : [[region, { ...view, ...change(view) }]]) };
  });

const inDetector = (account: string, change: (view: DetectorView) => Partial<DetectorView>): Change =>
  inRegion(({ detectors }) => {
    const view = detectors.get(account);
    return { detectors: view === undefined ? detectors : new Map([...detectors, [account, { ...view, ...change(view) }]]) };
  });

const related = (account: string, status: string | undefined): Change =>
  inRegion(({ members }) => {
    const own = new Map(members.get(administratorId));
    if (status === undefined) own.delete(account);
    else own.set(account, status);
    return { members: new Map([...members, [administratorId, own]]) };
  });

const set =
  (name: string, on: boolean) =>
  ({ features }: DetectorView): Partial<DetectorView> => ({ features: new Map([...features, [name, on]]) });

const level = (name: string, value: string): Change => inRegion(({ levels }) => ({ levels: new Map([...levels, [name, value]]) }));

const elsewhere = { arn: olderBucketArn, key: keyArn, owner: administratorId, status: 'PUBLISHING' };

/** The same run of somebody who asked for no export. */
const withoutExport: Change = (run) => ({ ...run, options: { ...run.options, exports: undefined } });

const sent =
  (operation: string, input: unknown, account = administratorId): Change =>
  (run) => ({
    ...run,
    calls: [...run.calls, { at: 0, account, region, service: 'guardduty', operation, input, status: 200, attempt: 1, requestId: '' }],
  });

const inCsv =
  (from: RegExp, to: string): Change =>
  (run) => ({ ...run, files: { ...run.files, csv: (run.files['csv'] ?? '').replace(from, to) } });

const inMarkdown =
  (from: string, to: string): Change =>
  (run) => ({ ...run, files: { ...run.files, md: (run.files['md'] ?? '').replace(from, to) } });

const inDocument =
  (change: (document: Record<string, unknown>) => unknown): Change =>
  (run) => ({ ...run, stdout: JSON.stringify(change(JSON.parse(run.stdout) as Record<string, unknown>)) });

/** In the document's row of the Region. */
const inRow = (change: object): Change =>
  inDocument((document) => ({ ...document, regions: (document['regions'] as readonly object[]).map((row) => ({ ...row, ...change })) }));

const without =
  (ending: string): Change =>
  (run) => ({ ...run, files: Object.fromEntries(Object.entries(run.files).filter(([name]) => name !== ending)) });

/** What is wrong, on which of the two runs, and the rule that has to notice. */
const mistakes: readonly (readonly [string, 'first' | 'second', Change, string])[] = [
  ['no administrator', 'first', inRegion(() => ({ administrator: undefined })), 'exit 0 is not true'],
  ['a suspended administrator', 'first', inDetector(administratorId, () => ({ enabled: false })), 'exit 0 is not true'],
  ['trusted access missing', 'first', inWorld(() => ({ trustedAccess: new Set() })), 'exit 0 is not true'],
  ['auto-enable at another level', 'first', inRegion(() => ({ autoEnable: 'NONE' })), 'exit 0 is not true'],
  ['a plan at another level', 'first', level('S3_DATA_EVENTS', 'NONE'), 'exit 0 is not true'],
  ['another frequency', 'first', inDetector(administratorId, () => ({ frequency: 'SIX_HOURS' })), 'exit 0 is not true'],
  ['an account that is no member', 'first', related(workload, undefined), 'exit 0 is not true'],
  ['a member whose detector is suspended', 'first', inDetector(workload, () => ({ enabled: false })), 'exit 0 is not true'],
  ['an organization policy', 'first', inWorld(() => ({ policyType: true })), 'exit 0 is not true'],
  [
    'a created detector with more on',
    'first',
    inDetector(managementId, set('AI_PROTECTION', true)),
    'created detector has more on than was asked for',
  ],
  ['auto-enable lowered', 'second', inRegion(() => ({ autoEnable: 'NONE' })), 'lowered/auto-enable'],
  ['auto-enable raised', 'second', inRegion(() => ({ autoEnable: 'ALL' })), 'unasked/auto-enable'],
  ['a plan nobody named', 'second', level('AI_PROTECTION', 'ALL'), 'unasked/feature of organization'],
  ['a plan lowered', 'second', (run) => swap(level('RDS_LOGIN_EVENTS', 'ALL')(run)), 'lowered/feature of organization'],
  [
    'a feature of the administrator switched on',
    'second',
    inDetector(administratorId, set('RUNTIME_MONITORING', true)),
    'unasked/feature of detector',
  ],
  ['a feature of a member switched on', 'second', inDetector(workload, set('AI_PROTECTION', true)), 'unasked/feature of detector'],
  [
    'a feature of a member switched off',
    'second',
    (run) => swap(inDetector(workload, set('AI_PROTECTION', true))(run)),
    'lowered/feature of detector',
  ],
  ['a detector suspended', 'second', inDetector(workload, () => ({ enabled: false })), 'suspended/detector'],
  ['a detector restarted', 'second', (run) => swap(inDetector(administratorId, () => ({ enabled: false }))(run)), 'restarted/detector'],
  [
    'a detector gone',
    'second',
    inRegion(({ detectors }) => ({ detectors: new Map([...detectors].filter(([id]) => id !== workload)) })),
    'removed/detector',
  ],
  ['a member lost', 'second', related(workload, 'Removed'), 'unasked/relationship'],
  ['an excluded account enrolled', 'second', related(excluded, 'Enabled'), 'unasked/relationship'],
  ['an outsider enrolled', 'second', related('999999999999', 'Enabled'), 'unasked/relationship'],
  ['another administrator', 'second', inRegion(() => ({ administrator: { account: workload, leaving: false } })), 'unasked/designation'],
  ['another registration', 'second', inWorld(() => ({ delegations: new Map([[guardDutyPrincipal, workload]]) })), 'unasked/registration'],
  ['trusted access taken away', 'second', inWorld(() => ({ trustedAccess: new Set() })), 'removed/trusted access'],
  [
    'an excluded account sent',
    'first',
    sent('CreateMembers', { accountDetails: [{ accountId: excluded }] }),
    'reached/enrolled although it is excluded',
  ],
  ['a member sent again', 'second', sent('CreateMembers', { accountDetails: [{ accountId: workload }] }), 'enrolled again'],
  [
    'a suspended member sent',
    'second',
    (run) => {
      const found = swap(related(workload, 'Disabled')(run));
      return sent('CreateMembers', { accountDetails: [{ accountId: workload }] })(found);
    },
    'enrolled again',
  ],
  [
    'the administrator sent',
    'first',
    sent('CreateMembers', { accountDetails: [{ accountId: administratorId }] }),
    'reached/enrolled although it is the administrator',
  ],
  ['a restart nobody asked for', 'second', sent('StartMonitoringMembers', { accountIds: [workload] }), 'restarted/request'],
  [
    'a member reached',
    'second',
    sent('UpdateMemberDetectors', { accountIds: [workload], features: [] }),
    'reached/members without being asked',
  ],
  ['something taken away', 'second', sent('DisassociateMembers', { accountIds: [workload] }), 'destructive request'],
  ['a write in a check', 'second', (run) => sent('UpdateDetector', {})({ ...run, mode: 'check' }), 'wrote in a check'],
  [
    'a level sent that nobody asked for',
    'second',
    sent('UpdateOrganizationConfiguration', { features: [{ name: 'RDS_LOGIN_EVENTS', autoEnable: 'NEW' }] }),
    'unasked/level sent',
  ],
  ['a stack trace', 'first', (run) => ({ ...run, stderr: 'This is a bug in provision-guardduty.' }), 'stack trace'],
  ['an exit code of its own', 'first', (run) => ({ ...run, exitCode: 4 }), 'exit code'],
  ['exit 2 after a change', 'first', (run) => ({ ...run, exitCode: 2 }), 'exit 2 although something was changed'],
  ['no report', 'first', without('html'), 'report missing'],
  ['no document', 'first', (run) => ({ ...run, stdout: '' }), 'report missing'],
  ['a document against the schema', 'first', inDocument((document) => ({ ...document, regions: undefined })), 'report against its schema'],
  ['a document with another exit code', 'first', inDocument((document) => ({ ...document, exitCode: 1 })), 'report says another exit code'],
  ['a control character', 'first', (run) => ({ ...run, stderr: `\u001b[2J${run.stderr}` }), 'control characters'],
  ['a command to GitHub', 'first', (run) => ({ ...run, stderr: '::error::no' }), 'control characters'],
  ['a cell that says enabled', 'first', related(workload, 'Removed'), 'cell/enabled'],
  ['a cell that says not enabled', 'first', inCsv(/(us-east-1,333333333301,[^,]*,[^,]*),enabled/, '$1,not-enabled'), 'cell/not-enabled'],
  ['a cell that says excluded', 'first', inCsv(/(us-east-1,333333333301,[^,]*,[^,]*),enabled/, '$1,excluded'), 'cell/excluded'],
  ["the administrator's cell", 'first', inDetector(administratorId, () => ({ enabled: false })), 'cell/administrator'],
  ['a page that says something else', 'first', inCsv(/(us-east-1,333333333301,[^,]*,[^,]*),enabled/, '$1,unknown'), 'page'],
  ['a verdict on an account that is no member', 'first', related(workload, 'Removed'), 'verdict "as asked" is not true'],
  [
    'a verdict that nothing is as asked',
    'second',
    (run) => ({ ...run, stdout: run.stdout.replaceAll('"as-asked"', '"gap"') }),
    'verdict "gap" is not true',
  ],
  [
    'a verdict on an account that the run itself enrolled, with AWS still at work',
    'first',
    (run) => ({ ...related(workload, 'Removed')(run), settlesLate: true }),
    'verdict "as asked" is not true',
  ],
  ['a Region that is called done', 'first', related(workload, 'Removed'), 'Region is called done'],
  ['a Region that is called in sync', 'second', level('S3_DATA_EVENTS', 'NONE'), 'Region is called in-sync'],
  ['an excluded member that is none', 'first', inRow({ excludedMembers: [excluded] }), 'excluded member that is none'],
  ['members from outside', 'first', inRow({ membersFromOutside: 1 }), 'number of members from outside'],
  ['an account that is left out', 'first', inCsv(/us-east-1,333333333301,.*\r\n/, ''), 'account is not in its Region once'],
  ['an account twice', 'first', inCsv(/(us-east-1,333333333301,.*\r\n)/, '$1$1'), 'account is not in its Region once'],
  ['an account in another state', 'first', inCsv(/(333333333301,[^,]*),ACTIVE/, '$1,CLOSED'), 'cell/state of account'],
  [
    'a reason that is not so',
    'first',
    inCsv(/(us-east-1,333333333302,.*excluded,,)excluded/, '$1member-suspended'),
    'reason/member-suspended',
  ],
  ['a wrong number in the table', 'first', inMarkdown('2/2', '3/2'), 'number of enabled accounts'],
  ['a wrong number of accounts in the table', 'first', inMarkdown('2/2', '2/4'), 'number of enabled accounts'],
  ['an export that goes elsewhere', 'first', inRegion(() => ({ exports: [elsewhere] })), 'exit 0 is not true'],
  [
    'an export that does not publish',
    'first',
    inRegion(({ exports }) => ({ exports: exports.map((one) => ({ ...one, status: 'STOPPED' })) })),
    'exit 0 is not true',
  ],
  ['an export that is gone', 'second', inRegion(() => ({ exports: [] })), 'removed/export'],
  ['an export that went elsewhere', 'second', inRegion(() => ({ exports: [elsewhere] })), 'unasked/export'],
  ['an export nobody asked for', 'first', withoutExport, 'unasked/export'],
  ['an export sent that nobody asked for', 'first', withoutExport, 'unasked/export sent'],
  ['an export deleted', 'second', sent('DeletePublishingDestination', {}), 'destructive request'],
  ['words of success', 'first', (run) => ({ ...run, exitCode: 1, stderr: 'Done and proven.' }), 'claims success'],
  [
    'a wrong number',
    'first',
    (run) => ({ ...run, stdout: run.stdout.replace('"enabledAccounts": 2', '"enabledAccounts": 3') }),
    'number of enabled accounts',
  ],
  [
    'advice that was followed already',
    'first',
    (run) => ({ ...run, options: { ...run.options, restartSuspended: true }, stderr: 'add --restart-suspended' }),
    'advice to add an option that was given',
  ],
  [
    'a step that was never sent',
    'first',
    (run) => ({ ...run, calls: run.calls.filter(({ operation }) => operation !== 'CreateMembers') }),
    'said to be done, but never sent',
  ],
];

/** The run backwards: what it made is what was there. */
function swap(run: Run): Run {
  return { ...run, before: run.after, after: run.before };
}

test('the judge has nothing against a rollout that did what it says', () => {
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  expect([...judgeRun({ world }, first), ...judgeRun({ world }, second)]).toEqual([]);
  expect(questionsOf(options, first.after).length).toBeGreaterThan(8);
});

test.each(mistakes)('the judge notices %s', (_name, which, change, rule) => {
  const run = change(which === 'first' ? first : second);
  expect(judgeRun({ world }, run).map((complaint) => complaint.rule)).toContain(rule);
});
