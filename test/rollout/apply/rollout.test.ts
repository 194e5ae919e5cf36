import type { Region } from '../../../src/domain/ids';
import type { RegionAction } from '../../../src/plan/actions';
import { chooseCandidates } from '../../../src/plan/candidates';
import type { Plan } from '../../../src/plan/plan';
import { planRollout } from '../../../src/plan/organization';
import type { RegionQuestion } from '../../../src/plan/region';
import { attemptsOf } from '../../../src/plan/report';
import { applyRollout, type Applied } from '../../../src/rollout/apply/rollout';
import type { ChosenRegion } from '../../../src/rollout/read/choose-regions';
import { readOrganization } from '../../../src/rollout/read/organization';
import { readRegion } from '../../../src/rollout/read/region';
import { detectorId, managementId, regionPlan } from '../../support/builders';
import { contextOf, home, second, third, type FakeContext } from '../../support/fake-context';
import { FakeAws } from '../../support/fake-ports';

/** Reads, plans and applies, as roll-out does after the user said yes. */
async function apply(aws: FakeAws, regions: readonly Region[], context: FakeContext = contextOf(aws)): Promise<Applied> {
  const chosen = regions.map((region): ChosenRegion => ({ region, availability: { kind: 'available' } }));
  const organization = await readOrganization(context, aws.description);
  const snapshots = await Promise.all(chosen.map((place) => readRegion(context, managementId, place)));
  const question: RegionQuestion = { settings: context.settings, organization, candidates: chooseCandidates(organization) };
  const plan = planRollout(context.settings, organization, snapshots);
  aws.calls.length = 0;
  return applyRollout(context, question, plan, chosen);
}

function statuses({ regions }: Applied): Readonly<Record<string, string>> {
  return Object.fromEntries(regions.map(({ region, status }) => [region, status]));
}

/** How each action of a Region ended. */
function outcomes({ regions }: Applied, region: Region): readonly string[] {
  const report = regions.find((one) => one.region === region);
  return (report === undefined ? [] : attemptsOf(report)).map(({ action, outcome }) =>
    outcome.status === 'not-attempted' ? `${action.kind}: ${outcome.status} (${outcome.because})` : `${action.kind}: ${outcome.status}`,
  );
}

const writesOfOneRegion = ['EnableOrganizationAdminAccount', 'CreateDetector', 'UpdateOrganizationConfiguration', 'CreateMembers'] as const;

describe('applyRollout', () => {
  test('makes the writes of a Region in the order in which they depend on each other', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    const applied = await apply(aws, [home]);
    expect(aws.writes()).toEqual(['EnableAWSServiceAccess', ...writesOfOneRegion.map((operation) => `${operation} ${home}`)]);
    expect(applied.proven.attempts).toEqual([
      {
        action: { kind: 'enable-trusted-access', servicePrincipal: 'guardduty.amazonaws.com' },
        outcome: { status: 'done', sent: ['trusted-access'] },
      },
    ]);
    expect(statuses(applied)).toEqual({ [home]: 'done' });
  });

  test('finishes the first designation in the home Region before it writes anywhere else', async () => {
    const aws = new FakeAws();
    aws.takes.designation = 40;
    aws.takes.detector = 60;
    const applied = await apply(aws, [second, home, third]);
    expect(aws.writes()[0]).toBe(`EnableOrganizationAdminAccount ${second}`);
    const elsewhere = aws.calls.findIndex(({ region }) => region !== second);
    const before = aws.log().slice(0, elsewhere);
    expect(before).toContain(`ListDetectors ${second}`);
    expect(aws.region(second).detectors.size).toBeGreaterThan(0);
    expect(aws.log().slice(elsewhere, elsewhere + 3)).toContain(`EnableOrganizationAdminAccount ${home}`);
    expect(statuses(applied)).toEqual({ [second]: 'done', [home]: 'done', [third]: 'done' });
  });

  test('works on the other Regions at once after the first designation', async () => {
    const aws = new FakeAws();
    await apply(aws, [home, second, third]);
    const designations = aws.writes().filter((write) => write.startsWith('EnableOrganizationAdminAccount'));
    const writes = aws.writes();
    expect(designations).toEqual([home, second, third].map((region) => `EnableOrganizationAdminAccount ${region}`));
    expect(writes.indexOf(`EnableOrganizationAdminAccount ${third}`)).toBeLessThan(writes.indexOf(`CreateMembers ${second}`));
  });

  test('works on as many Regions at once as the user allows', async () => {
    const aws = new FakeAws();
    await apply(aws, [home, second, third], contextOf(aws, { concurrency: 1 }));
    expect(aws.writes()).toEqual([home, second, third].flatMap((region) => writesOfOneRegion.map((operation) => `${operation} ${region}`)));
  });

  test('tries the first designation in the next Region when it fails in the home Region', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', region: home, then: 'denied-by-scp' });
    const applied = await apply(aws, [home, second, third]);
    const settled = aws.log().indexOf(`ListOrganizationAdminAccounts ${second}`);
    expect(aws.writes().slice(0, 2)).toEqual([home, second].map((region) => `EnableOrganizationAdminAccount ${region}`));
    expect(aws.log().indexOf(`EnableOrganizationAdminAccount ${third}`)).toBeGreaterThan(settled);
    expect(statuses(applied)).toEqual({ [home]: 'failed', [second]: 'done', [third]: 'done' });
  });

  test('designates everywhere at once when the administrator is registered already', async () => {
    const aws = new FakeAws();
    aws.designated(third);
    await apply(aws, [home, second]);
    expect(aws.log().slice(0, 2)).toEqual([home, second].map((region) => `EnableOrganizationAdminAccount ${region}`));
  });

  test('designates alone when the registration could not be read', async () => {
    const aws = new FakeAws();
    aws.designated(third);
    aws.trouble({ on: 'ListDelegatedAdministrators', then: 'access-denied' });
    await apply(aws, [home, second]);
    expect(aws.log().slice(0, 3)).toEqual(
      ['EnableOrganizationAdminAccount', 'ListOrganizationAdminAccounts', 'ListDetectors'].map((operation) => `${operation} ${home}`),
    );
  });

  test('goes on in the Regions although trusted access could not be granted', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    aws.trouble({ on: 'EnableAWSServiceAccess', then: 'access-denied' });
    const applied = await apply(aws, [home]);
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'failed', problem: { code: 'access-denied' } } }]);
    expect(statuses(applied)).toEqual({ [home]: 'done' });
  });

  /** Accepted, as far as the answer shows, and without effect. */
  const forgotten = (aws: FakeAws) => ({ on: 'EnableAWSServiceAccess', after: true, then: () => void aws.trusted.splice(0) });
  const reads = (aws: FakeAws) => aws.log().filter((call) => call === 'ListAWSServiceAccessForOrganization').length;

  test('looks once more at trusted access that it granted, and only then', async () => {
    const aws = new FakeAws();
    await apply(aws, [home]);
    expect(reads(aws)).toBe(0);
    aws.trusted = [];
    aws.designated(second);
    await apply(aws, [second]);
    expect(reads(aws)).toBe(1);
  });

  test.each([
    [300, 30],
    [10, 10],
  ])(
    'with --wait %s, waits %s seconds for trusted access, and does not take it for done where AWS never shows it',
    async (waitSeconds, seconds) => {
      const aws = new FakeAws();
      aws.trusted = [];
      aws.trouble(forgotten(aws));
      const context = contextOf(aws, { waitSeconds });
      const applied = await apply(aws, [home], context);
      expect(applied.proven.organization.trustedAccess).toEqual({ known: true, value: false });
      expect(aws.clock.slept).toBeCloseTo(seconds, 3);
      expect(statuses(applied)).toEqual({ [home]: 'done' });
    },
  );

  test('takes trusted access for done that shows late', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    let looks = 0;
    aws.trouble(forgotten(aws));
    aws.trouble({
      on: 'ListAWSServiceAccessForOrganization',
      then: () => {
        looks += 1;
        if (looks === 4) aws.trusted.push('guardduty.amazonaws.com');
      },
    });
    const applied = await apply(aws, [home]);
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'done' } }]);
    expect(looks).toBe(4);
  });

  test('takes trusted access for done that stands although the answer was lost', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    aws.trouble({ on: 'EnableAWSServiceAccess', after: true, then: 'service-failure' });
    const applied = await apply(aws, [home]);
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'failed', refuted: true } }]);
    expect(applied.proven.organization.trustedAccess).toEqual({ known: true, value: true });
  });

  test('does not take trusted access for done that cannot be read again', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    const context = contextOf(aws);
    aws.trouble({ on: 'ListAWSServiceAccessForOrganization', when: () => context.events.length > 1, then: 'network-failure' });
    const applied = await apply(aws, [home], context);
    expect(applied.proven.organization.trustedAccess).toMatchObject({ known: false, problem: { code: 'network-failure' } });
  });

  test('does not look at trusted access any more when the user wants to leave', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    const context = contextOf(aws);
    aws.trouble({ on: 'CreateMembers', after: true, then: () => void (context.stop.now = true) });
    const applied = await apply(aws, [home], context);
    expect([applied.proven.attempts[0]?.outcome.status, reads(aws)]).toEqual(['done', 0]);
  });

  test('waits for another writer to the organization', async () => {
    const aws = new FakeAws();
    aws.trusted = [];
    aws.trouble({ on: 'EnableAWSServiceAccess', times: 3, then: 'concurrent-change' });
    const applied = await apply(aws, [home]);
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'done' } }]);
    expect(aws.inputs('EnableAWSServiceAccess')).toHaveLength(4);
  });

  test.each([
    [300, 30],
    [10, 10],
  ])('with --wait %s, waits for another writer to the organization only %s seconds', async (waitSeconds, seconds) => {
    const aws = new FakeAws();
    aws.trusted = [];
    aws.trouble({ on: 'EnableAWSServiceAccess', then: 'concurrent-change' });
    const applied = await apply(aws, [home], contextOf(aws, { waitSeconds }));
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'failed', problem: { code: 'concurrent-change' } } }]);
    expect(aws.clock.slept).toBeCloseTo(seconds, 3);
  });

  test('takes nothing for done that needs the credentials of the management account', async () => {
    const aws = new FakeAws();
    aws.designated(home);
    const context = { ...contextOf(aws), management: undefined };
    const organization = await readOrganization(context, aws.description);
    const enable: RegionAction = { kind: 'enable-management-detector', accountId: managementId, detectorId };
    const plan: Plan = {
      organizationActions: [{ kind: 'enable-trusted-access', servicePrincipal: 'guardduty.amazonaws.com' }],
      regions: [regionPlan({ region: home, actions: [enable] })],
      leftOut: [],
      candidates: [],
      warnings: [],
      verdicts: [],
      trials: { foundation: 0, features: [] },
    };
    const chosen: ChosenRegion = { region: home, availability: { kind: 'available' } };
    const applied = await applyRollout(
      context,
      { settings: context.settings, organization, candidates: chooseCandidates(organization) },
      plan,
      [chosen],
    );
    expect(applied.proven.attempts).toMatchObject([{ outcome: { status: 'failed', problem: { code: 'access-denied' } } }]);
    expect(outcomes(applied, home)).toEqual(['enable-management-detector: failed']);
    expect(aws.writes()).toEqual([]);
  });

  test('attempts nothing in a Region whose designation fails', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'access-denied' });
    const applied = await apply(aws, [home]);
    expect(outcomes(applied, home)).toEqual([
      'designate-administrator: failed',
      'create-detector: not-attempted (designate-administrator)',
      'create-management-detector: not-attempted (designate-administrator)',
      'configure-organization: not-attempted (designate-administrator)',
      'associate-members: not-attempted (designate-administrator)',
    ]);
    expect(statuses(applied)).toEqual({ [home]: 'failed' });
  });

  test('does not spend the waiting time on a Region whose designation is refused', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'EnableOrganizationAdminAccount', then: 'access-denied' });
    await apply(aws, [home]);
    expect(aws.clock.slept).toBe(0);
  });

  test('enrols members although auto-enable could not be set', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'UpdateOrganizationConfiguration', then: 'access-denied' });
    const applied = await apply(aws, [home]);
    expect(outcomes(applied, home).slice(-2)).toEqual(['configure-organization: failed', 'associate-members: done']);
    expect(statuses(applied)).toEqual({ [home]: 'partly-done' });
  });

  test.each([
    ['that stands all the same', true, { status: 'failed', refuted: true }, 'done'],
    ['that does not stand', false, { status: 'failed' }, 'partly-done'],
  ])('keeps a step without a good answer %s apart from one that failed', async (_name, after, expected, status) => {
    const aws = new FakeAws();
    aws.trouble({ on: 'UpdateOrganizationConfiguration', after, then: 'several-detectors' });
    const [report] = (await apply(aws, [home])).regions;
    const outcome = (report === undefined ? [] : attemptsOf(report)).find(
      ({ action }) => action.kind === 'configure-organization',
    )?.outcome;
    expect([outcome, report?.status]).toMatchObject([expected, status]);
    expect(outcome?.status === 'failed' && outcome.refuted).toBe(after);
  });

  test.each([
    ...writesOfOneRegion.filter((one) => one !== 'CreateDetector'),
    'ListDetectors',
    'DescribeOrganizationConfiguration',
    'GetMembers',
  ])('does not let trouble with %s in one Region reach another', async (on) => {
    const aws = new FakeAws();
    aws.takes.member = 10;
    const context = contextOf(aws);
    const applying = () => context.events.some(({ type }) => type === 'action-started');
    aws.trouble({ on, region: second, when: applying, then: 'denied-by-scp' });
    const applied = await apply(aws, [home, second, third], context);
    expect(statuses(applied)).toMatchObject({ [home]: 'done', [third]: 'done' });
    expect(statuses(applied)[second]).not.toBe('done');
  });

  test('takes AWS at its word where the management account is enabled although its detector could not be made', async () => {
    const aws = new FakeAws();
    aws.takes.member = 10;
    aws.trouble({ on: 'CreateDetector', then: 'denied-by-scp' });
    const applied = await apply(aws, [home]);
    expect(outcomes(applied, home)).toContain('create-management-detector: failed');
    expect(applied.regions).toMatchObject([{ status: 'done', notEnabled: [] }]);
  });

  test('gives a planned action exactly one outcome, in the order of the plan', async () => {
    const aws = new FakeAws();
    aws.trouble({ on: 'CreateDetector', then: 'access-denied' });
    const context = contextOf(aws);
    const applied = await apply(aws, [home, second], context);
    for (const region of [home, second]) {
      expect(outcomes(applied, region)).toEqual([
        'designate-administrator: done',
        'create-detector: done',
        'create-management-detector: failed',
        'configure-organization: done',
        'associate-members: done',
      ]);
      const finished = context.events.filter((event) => event.type === 'action-finished' && event.region === region);
      expect(finished).toHaveLength(5);
    }
  });

  test('reports a Region without changes as it is', async () => {
    const aws = new FakeAws(0);
    const region = aws.designated(home);
    region.configuration = { ...region.configuration, autoEnable: 'ALL' };
    region.members.set(managementId, { status: 'Enabled' });
    const applied = await apply(aws, [home]);
    expect([statuses(applied), aws.calls]).toEqual([{ [home]: 'in-sync' }, []]);
  });
});
