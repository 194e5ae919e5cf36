import type { Detector } from '../../src/domain/snapshot';
import type { ProtectionPlans } from '../../src/domain/protection-plan';
import { chooseCandidates } from '../../src/plan/candidates';
import { permissionsFor } from '../../src/plan/permissions';
import { actionsOf } from '../../src/plan/plan';
import { planDetector, planMemberFeatures } from '../../src/plan/plan-protection';
import { planRegion } from '../../src/plan/plan-region';
import { planRollout } from '../../src/plan/plan-rollout';
import { countPlanTrials } from '../../src/plan/plan-trials';
import {
  administratorId,
  detectorId,
  finishedRegion,
  freshRegion,
  organization,
  problem,
  settings,
  unread,
  workload,
} from '../support/builders';

const s3: ProtectionPlans = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] }] };
const off: ProtectionPlans = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'NONE', additional: [] }] };
const detector = (changes: Partial<Detector> = {}): Detector => ({ id: detectorId, status: 'ENABLED', features: [], ...changes });

describe('planDetector', () => {
  test.each([
    ['nothing was asked for', settings(), detector(), undefined],
    ['plans are not for everybody', settings({ protectionPlans: off }), detector(), undefined],
    ['it is suspended', settings({ protectionPlans: s3 }), detector({ status: 'DISABLED' }), undefined],
    ['nothing is missing', settings({ protectionPlans: s3 }), detector(), undefined],
    ['its features are not told', settings({ protectionPlans: s3 }), { id: detectorId, status: 'ENABLED' }, undefined],
    ['there is none yet', settings({ protectionPlans: s3 }), undefined, { switchOn: null }],
    ['the frequency is right', settings({ findingFrequency: 'ONE_HOUR' }), detector({ findingFrequency: 'ONE_HOUR' }), undefined],
    [
      'the frequency differs',
      settings({ findingFrequency: 'ONE_HOUR' }),
      detector({ findingFrequency: 'SIX_HOURS' }),
      { frequency: { before: 'SIX_HOURS', after: 'ONE_HOUR' } },
    ],
    [
      'the frequency is not told',
      settings({ findingFrequency: 'ONE_HOUR' }),
      detector(),
      { frequency: { before: null, after: 'ONE_HOUR' } },
    ],
  ] as const)('when %s', (_what, wanted, present, action) => {
    const planned = planDetector(wanted, administratorId, present);
    if (action === undefined) expect(planned).toBeUndefined();
    else expect(planned).toMatchObject({ kind: 'configure-detector', accountId: administratorId, ...action });
  });
});

describe('planMemberFeatures', () => {
  const lacking = [{ name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] }];
  const features = new Map([[workload(1), lacking]]);

  test('leaves members to AWS, or switches on in them, and is silent of accounts that are no members', () => {
    expect(planMemberFeatures(s3, [workload(1), workload(2)], features, false)).toEqual({
      findings: [{ feature: 'S3_DATA_EVENTS', reason: 'plan-reaches-members', accounts: 1 }],
    });
    expect(planMemberFeatures(s3, [workload(1), workload(2)], features, true)).toMatchObject({
      action: { accounts: [workload(1)], features: ['S3_DATA_EVENTS'] },
      findings: [],
    });
  });

  test('says nothing where nothing is lacking', () => {
    expect(planMemberFeatures(off, [workload(1)], features, true)).toEqual({ findings: [] });
  });
});

describe('planRegion with protection plans', () => {
  const of = organization();

  test('members whose plans cannot be read are unknown, and never changed', () => {
    const wanted = settings({ protectionPlans: s3, applyToMembers: true });
    const planned = planRegion(wanted, of, chooseCandidates(of), { ...finishedRegion(), memberFeatures: unread() });
    expect(planned.plans).toContainEqual(
      expect.objectContaining({ reason: 'plan-members-unreadable', awsMessage: expect.stringContaining(problem.action) as string }),
    );
    expect(actionsOf(planned).map(({ kind }) => kind)).not.toContain('apply-plans-to-members');
  });

  test('counts trials of plans for everybody, and none for plans that end', () => {
    const trials = (plans: ProtectionPlans) => countPlanTrials(planRollout(settings({ protectionPlans: plans }), of, [freshRegion()]));
    expect(trials(s3)).toEqual([['S3_DATA_EVENTS', 3]]);
    expect(trials({ ...s3, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'NEW', additional: [] }] })).toEqual([['S3_DATA_EVENTS', 3]]);
    expect(trials(off)).toEqual([]);
  });

  test('asks for the permissions of members’ plans only where they are used', () => {
    const actions = (changes: Parameters<typeof settings>[0]) =>
      permissionsFor({
        holder: 'administrator',
        partition: 'aws',
        settings: settings(changes),
        withManagement: true,
        administratorRole: undefined,
      }).map(({ action }) => action);
    expect(actions({})).not.toContain('guardduty:GetMemberDetectors');
    expect(actions({ protectionPlans: off })).not.toContain('guardduty:GetMemberDetectors');
    expect(actions({ protectionPlans: s3 })).toContain('guardduty:GetMemberDetectors');
    expect(actions({ protectionPlans: s3, applyToMembers: true })).toContain('guardduty:UpdateMemberDetectors');
    expect(actions({ findingFrequency: 'ONE_HOUR' })).toContain('guardduty:UpdateDetector');
    expect(actions({ readTrials: true })).toContain('guardduty:GetRemainingFreeTrialDays');
  });

  test('without the management account an unreadable detector leaves the designation unknown', () => {
    const alone = organization({ managementCredentials: false });
    const snapshot = { ...finishedRegion(), administrator: undefined, detector: unread<Detector | undefined>() };
    expect(planRegion(settings(), alone, chooseCandidates(alone), snapshot)).toMatchObject({
      status: 'blocked',
      blocker: { kind: 'unreadable' },
    });
  });
});
