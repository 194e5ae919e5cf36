import type { DetectorFeature } from '../../../src/domain/detector-feature';
import type { ExportTarget } from '../../../src/domain/export';
import type { AccountId } from '../../../src/domain/ids';
import { known, type Fact } from '../../../src/domain/snapshot';
import { chooseCandidates } from '../../../src/plan/candidates';
import type { RegionPlan } from '../../../src/plan/plan';
import { planRegion, type RegionQuestion } from '../../../src/plan/region';
import { allAsAsked } from '../../../src/plan/verdicts';
import { RegionRun } from '../../../src/rollout/apply/region';
import { proveRegion } from '../../../src/rollout/prove/region';
import type { ChosenRegion } from '../../../src/rollout/read/choose-regions';
import { readRegion } from '../../../src/rollout/read/region';
import { administratorId, every, managementId, organization } from '../../support/builders';
import { contextOf, home, type FakeContext } from '../../support/fake-context';
import { FakeAws, workloadIds } from '../../support/fake-ports';

const chosen: ChosenRegion = { region: home, availability: { kind: 'available' } };
const [first, second] = workloadIds(2) as [AccountId, AccountId];
const exportTo: ExportTarget = {
  destinationArn: 'arn:aws:s3:::findings',
  keyArn: 'arn:aws:kms:us-east-1:222222222222:key/one',
  ownerId: administratorId,
};

/** A designated Region with auto-enable as wanted in which everybody but some workload accounts is enrolled. */
function designatedAws(count: number, open: readonly AccountId[] = []): FakeAws {
  const aws = new FakeAws(count);
  const region = aws.designated(home);
  region.configuration = { ...region.configuration, autoEnable: 'ALL' };
  for (const id of [managementId, ...workloadIds(count)]) if (!open.includes(id)) region.members.set(id, { status: 'Enabled' });
  return aws;
}

/** Applies the plan of the Region, lets something happen, and proves. The log begins with the proof. */
async function prove(
  aws: FakeAws,
  context: FakeContext = contextOf(aws),
  meanwhile: () => void = () => undefined,
): Promise<Fact<RegionPlan>> {
  const whole = organization({ accounts: aws.accounts, registeredAdministrators: known([administratorId]) });
  const question: RegionQuestion = { settings: context.settings, organization: whole, candidates: chooseCandidates(whole) };
  const plan = planRegion(question, await readRegion(context, managementId, chosen));
  const run = new RegionRun(context, plan, new Map(aws.accounts.map((account) => [account.id, account])));
  await run.finish();
  await run.finishWaiting();
  aws.calls.length = 0;
  aws.clock.sleeps.length = 0;
  meanwhile();
  return proveRegion(context, question, run, chosen);
}

function isProven(proof: Fact<RegionPlan>): boolean {
  return proof.known && allAsAsked(proof.value.verdicts) && proof.value.actions.length === 0;
}

function kindsLeft(proof: Fact<RegionPlan>): readonly string[] {
  return proof.known ? proof.value.actions.map(({ kind }) => kind) : [];
}

const s3 = (enabled: boolean): readonly DetectorFeature[] => [{ name: 'S3_DATA_EVENTS', enabled, managed: false, additional: [] }];

/** Does something after so many seconds of waiting. */
function after(aws: FakeAws, seconds: number, then: () => void): void {
  aws.clock.onSleep = () => {
    if (aws.clock.slept >= seconds) then();
  };
}

describe('proveRegion', () => {
  test('proves by reading everything anew', async () => {
    const aws = designatedAws(2, [first]);
    expect(isProven(await prove(aws))).toBe(true);
    expect(new Set(aws.log())).toEqual(
      new Set(
        ['DescribeOrganizationConfiguration', 'GetDetector', 'GetMembers', 'ListOrganizationAdminAccounts'].map(
          (operation) => `${operation} ${home}`,
        ),
      ),
    );
    expect([aws.clock.sleeps, aws.writes()]).toEqual([[], []]);
  });

  test('waits for members on their way, and asks only for those that are missing', async () => {
    const coming = workloadIds(70);
    const aws = designatedAws(120, coming);
    aws.takes.member = 20;
    const context = contextOf(aws);
    expect(isProven(await prove(aws, context))).toBe(true);
    // Everybody once, in three requests; then only who is missing.
    expect(aws.inputs('GetMembers').slice(3, 5)).toEqual([coming.slice(0, 50), coming.slice(50)]);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'members', left: 70 });
    expect(aws.clock.slept).toBeLessThan(60);
  });

  test('waits no longer than the user allows, then says what is left', async () => {
    const aws = designatedAws(2, [second]);
    aws.takes.member = 3600;
    const proof = await prove(aws, contextOf(aws, { waitSeconds: 15 }));
    expect(proof).toMatchObject({ known: true, value: { enabled: 2, actions: [{ kind: 'associate-members', accounts: [second] }] } });
    expect(aws.clock.slept).toBeCloseTo(15, 3);
  });

  test('does not wait for accounts that AWS refused', async () => {
    const aws = designatedAws(2, [second]);
    aws.unprocessed.set(second, ['The moon is full.']);
    expect(kindsLeft(await prove(aws))).toEqual(['associate-members']);
    expect(aws.clock.sleeps).toEqual([]);
  });

  test.each([
    ['timed-out', true],
    ['several-detectors', false],
  ] as const)('waits for an account whose request ended with "%s" only where AWS may have taken it: %s', async (then, waits) => {
    const aws = designatedAws(2, [first, second]);
    const odd = aws.accounts.map((account) => (account.id === second ? { ...account, email: 'a%b@example.com' } : account));
    Object.assign(aws, { accounts: odd });
    aws.trouble({ on: 'CreateMembers', when: ({ input }) => JSON.stringify(input).includes(second), then });
    expect(kindsLeft(await prove(aws))).toEqual(['associate-members']);
    expect(aws.clock.slept > 0).toBe(waits);
  });

  test('counts an account whose record is gone meanwhile as no member', async () => {
    const aws = designatedAws(2, [second]);
    aws.takes.member = 3600;
    const proof = await prove(aws, contextOf(aws, { waitSeconds: 15 }), () => {
      after(aws, 5, () => aws.region(home).members.delete(second));
    });
    expect(proof).toMatchObject({ value: { enabled: 2, actions: [{ kind: 'associate-members', before: [] }] } });
  });

  test('waits until the setting just made reads back', async () => {
    const aws = designatedAws(1);
    aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: 'NONE' };
    aws.takes.configuration = 30;
    expect(isProven(await prove(aws))).toBe(true);
    expect(aws.clock.slept).toBeGreaterThanOrEqual(30);
    expect(aws.log(({ operation }) => operation === 'ListOrganizationAdminAccounts')).toHaveLength(1);
  });

  test('waits until the designation just made is reported', async () => {
    const aws = designatedAws(1);
    aws.region(home).administrators = [];
    const context = contextOf(aws);
    aws.takes.designation = 20;
    const proof = await prove(aws, context);
    expect(isProven(proof)).toBe(true);
    expect(aws.clock.slept).toBeGreaterThanOrEqual(15);
    expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'administrator' });
  });

  test('reads a Region without a detector as at the beginning', async () => {
    const aws = designatedAws(1);
    aws.region(home).detectors.delete(administratorId);
    aws.trouble({ on: 'CreateDetector', then: 'access-denied' });
    expect(kindsLeft(await prove(aws))).toContain('create-detector');
    expect(aws.log(({ operation, account }) => operation === 'GetDetector' && account === administratorId)).toEqual([]);
  });

  describe('of features', () => {
    test.each(['detector', 'members'] as const)('waits until those of the %s read back', async (where) => {
      const aws = designatedAws(1);
      const show = (enabled: boolean): void => {
        const own = aws.region(home).detectors.get(administratorId);
        if (own !== undefined) own.features = s3(enabled || where !== 'detector');
        for (const id of [managementId, first]) aws.region(home).memberFeatures.set(id, s3(enabled || where !== 'members'));
      };
      show(false);
      const context = contextOf(aws, { features: every('ALL'), applyToMembers: true });
      const proof = await prove(aws, context, () => {
        show(false);
        after(aws, 20, () => {
          show(true);
        });
      });
      expect(isProven(proof)).toBe(true);
      expect(aws.clock.slept).toBeGreaterThanOrEqual(20);
      expect(aws.clock.slept).toBeLessThan(60);
    });

    test('waits for those that members get with their enrolment', async () => {
      const aws = designatedAws(1, [first]);
      aws.region(home).memberFeatures.set(managementId, s3(true));
      aws.region(home).memberFeatures.set(first, s3(false));
      const context = contextOf(aws, { features: every('ALL'), applyToMembers: true });
      const proof = await prove(aws, context, () => {
        aws.region(home).memberFeatures.set(first, s3(false));
        after(aws, 20, () => aws.region(home).memberFeatures.set(first, s3(true)));
      });
      expect(isProven(proof)).toBe(true);
      expect(aws.clock.slept).toBeGreaterThanOrEqual(20);
      expect(aws.clock.slept).toBeLessThan(60);
    });

    test('asks members that were enabled while it waited', async () => {
      const aws = designatedAws(120, [first, second]);
      aws.takes.member = 20;
      for (const id of [managementId, ...workloadIds(120)]) aws.region(home).memberFeatures.set(id, s3(true));
      const proof = await prove(aws, contextOf(aws, { features: every('ALL') }));
      expect(proof).toMatchObject({ known: true, value: { enabled: 121 } });
      // Everybody who was enabled at first, and then only who came to it.
      const sizes = aws.inputs('GetMemberDetectors').map((ids) => (ids as readonly AccountId[]).length);
      expect(sizes.slice(0, 3)).toEqual([50, 50, 19]);
      expect(sizes.at(-1)).toBe(2);
    });

    test.each([
      ['at first', (asked: number) => asked <= 1],
      ['later', (asked: number) => asked > 1],
    ])('are unknown where they cannot be read %s', async (_name, when) => {
      const aws = designatedAws(2, [second]);
      aws.takes.member = 20;
      for (const id of [managementId, first, second]) aws.region(home).memberFeatures.set(id, s3(true));
      const proof = await prove(aws, contextOf(aws, { features: every('ALL') }), () => {
        aws.trouble({ on: 'GetMemberDetectors', when: () => when(aws.inputs('GetMemberDetectors').length), then: 'access-denied' });
      });
      expect(isProven(proof)).toBe(false);
      expect(proof.known && proof.value.verdicts).toContainEqual(
        expect.objectContaining({ question: 'member-feature', answer: 'unknown' }),
      );
    });
  });

  describe('of an export', () => {
    test('waits until AWS has verified it, and says that it waits', async () => {
      const aws = designatedAws(1);
      const context = contextOf(aws, { export: { ...exportTo, replaces: undefined } });
      const shows = (status: string): void => {
        aws.region(home).exports = aws.region(home).exports.map((one) => ({ ...one, status }));
      };
      const proof = await prove(aws, context, () => {
        shows('PENDING_VERIFICATION');
        after(aws, 20, () => {
          shows('PUBLISHING');
        });
      });
      expect(isProven(proof)).toBe(true);
      expect(aws.clock.slept).toBeGreaterThanOrEqual(20);
      expect(context.events).toContainEqual({ type: 'waiting', region: home, waitingFor: 'export' });
    });
  });

  test('reports what somebody else changed meanwhile, without waiting for it', async () => {
    const aws = designatedAws(1, [first]);
    const proof = await prove(aws, contextOf(aws), () => {
      aws.region(home).configuration = { ...aws.region(home).configuration, autoEnable: 'NONE' };
    });
    expect(kindsLeft(proof)).toEqual(['configure-organization']);
    expect(aws.clock.sleeps).toEqual([]);
  });

  test.each(['GetDetector', 'GetMembers', 'DescribeOrganizationConfiguration', 'ListOrganizationAdminAccounts'])(
    'is no proof where %s fails',
    async (on) => {
      const aws = designatedAws(1, [first]);
      const proof = await prove(aws, contextOf(aws, { waitSeconds: 0 }), () => {
        aws.trouble({ on, then: 'access-denied' });
      });
      expect(isProven(proof)).toBe(false);
    },
  );

  test('is no proof where reading fails while it waits', async () => {
    const aws = designatedAws(2, [second]);
    aws.takes.member = 60;
    const proof = await prove(aws, contextOf(aws), () => {
      aws.trouble({ on: 'GetMembers', when: () => aws.clock.sleeps.length > 0, then: 'credentials-expired' });
    });
    expect(proof).toMatchObject({ known: false, problem: { code: 'credentials-expired' } });
  });

  test('stops waiting when it is interrupted', async () => {
    const aws = designatedAws(2, [second]);
    aws.takes.member = 60;
    const context = contextOf(aws);
    const proof = await prove(aws, context, () => {
      after(aws, 0, () => {
        context.stop.now = true;
      });
    });
    expect(kindsLeft(proof)).toEqual(['associate-members']);
    expect(aws.clock.sleeps).toHaveLength(1);
  });
});
