import type { AutoEnable } from '../../src/domain/auto-enable';
import type { AccountId } from '../../src/domain/ids';
import type { OrganizationFeature } from '../../src/domain/feature';
import type { RolloutSettings } from '../../src/domain/settings';
import { known, type Detector, type OrganizationSnapshot } from '../../src/domain/snapshot';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import type { ConfigureDetector } from '../../src/plan/actions';
import { chooseCandidates } from '../../src/plan/candidates';
import { actionsOf } from '../../src/plan/plan';
import { planDetector, planMemberFeatures } from '../../src/plan/features';
import { planRegion } from '../../src/plan/region';
import {
  administratorId,
  configuration,
  detectorId,
  featuresOfMembers,
  finishedRegion,
  managementId,
  members,
  organization,
  settings,
  unread,
  workload,
} from '../support/builders';

const s3: WantedFeatures = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'ALL', additional: [] }] };
const off: WantedFeatures = { every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable: 'NONE', additional: [] }] };
const detector = (changes: Partial<Detector> = {}): Detector => ({ id: detectorId, status: 'ENABLED', features: [], ...changes });

const configure = { kind: 'configure-detector', accountId: administratorId } as const;
const lacksS3 = { features: [{ name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] }] };

describe('planDetector', () => {
  test.each<[string, RolloutSettings, Detector | undefined, ConfigureDetector | undefined]>([
    ['nothing was asked for', settings(), detector(), undefined],
    ['plans are not for everybody', settings({ features: off }), detector(), undefined],
    ['it is suspended', settings({ features: s3 }), detector({ status: 'DISABLED' }), undefined],
    ['nothing is missing', settings({ features: s3 }), detector(), undefined],
    [
      'its features are not told',
      settings({ features: s3 }),
      { id: detectorId, status: 'ENABLED' },
      { ...configure, wanted: s3, switchOn: null },
    ],
    ['there is none yet', settings({ features: s3 }), undefined, { ...configure, wanted: s3, switchOn: null }],
    [
      'a plan is missing',
      settings({ features: s3 }),
      detector(lacksS3),
      { ...configure, wanted: s3, switchOn: [{ feature: 'S3_DATA_EVENTS' }] },
    ],
    [
      'it is restarted, since what it lacks is known only when it runs',
      settings({ features: s3, restartSuspended: true }),
      detector({ ...lacksS3, status: 'DISABLED' }),
      { ...configure, wanted: s3, switchOn: null },
    ],
    [
      'it is restarted, and only the frequency was asked for',
      settings({ findingFrequency: 'ONE_HOUR', restartSuspended: true }),
      detector({ status: 'DISABLED', findingFrequency: 'ONE_HOUR' }),
      undefined,
    ],
    [
      'there is none yet, and plans are not for everybody',
      settings({ features: off, findingFrequency: 'ONE_HOUR' }),
      undefined,
      { ...configure, wanted: undefined, switchOn: [], frequency: { before: null, after: 'ONE_HOUR' } },
    ],
    ['the frequency is right', settings({ findingFrequency: 'ONE_HOUR' }), detector({ findingFrequency: 'ONE_HOUR' }), undefined],
    [
      'the frequency differs',
      settings({ findingFrequency: 'ONE_HOUR' }),
      detector({ findingFrequency: 'SIX_HOURS' }),
      { ...configure, wanted: undefined, switchOn: [], frequency: { before: 'SIX_HOURS', after: 'ONE_HOUR' } },
    ],
    [
      'the frequency is not told',
      settings({ findingFrequency: 'ONE_HOUR' }),
      detector(),
      { ...configure, wanted: undefined, switchOn: [], frequency: { before: null, after: 'ONE_HOUR' } },
    ],
    [
      'plans and frequency differ',
      settings({ features: s3, findingFrequency: 'ONE_HOUR' }),
      detector({ ...lacksS3, findingFrequency: 'SIX_HOURS' }),
      {
        ...configure,
        wanted: s3,
        switchOn: [{ feature: 'S3_DATA_EVENTS' }],
        frequency: { before: 'SIX_HOURS', after: 'ONE_HOUR' },
      },
    ],
  ])('when %s', (_what, wanted, present, action) => {
    expect(planDetector(wanted, administratorId, present)).toEqual(action);
  });
});

describe('planMemberFeatures', () => {
  const lacking = [{ name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] }];
  const features = new Map([[workload(1), lacking]]);

  const question = {
    wanted: s3,
    candidates: [workload(1), workload(2)],
    features,
    isMember: (id: AccountId) => id === workload(1),
    applyToMembers: false,
    comesFromAws: ({ feature }: { readonly feature: string }) => feature === 'S3_DATA_EVENTS',
  };

  test('leaves members to AWS, or switches on in them, and is silent of accounts that are no members', () => {
    expect(planMemberFeatures(question)).toEqual({
      gaps: [{ feature: 'S3_DATA_EVENTS', reason: 'feature-reaches-members', accounts: 1 }],
    });
    expect(planMemberFeatures({ ...question, applyToMembers: true })).toEqual({
      action: { kind: 'configure-members', accounts: [workload(1)], wanted: s3, features: ['S3_DATA_EVENTS'] },
      gaps: [],
    });
  });

  test('takes a member whose plans AWS did not tell for unknown, not for right', () => {
    const unread = { feature: 'members', reason: 'feature-members-unreadable', accounts: 2 };
    const asked = { ...question, candidates: [workload(1), workload(2), workload(3)], isMember: () => true };
    expect(planMemberFeatures(asked).gaps).toEqual([{ feature: 'S3_DATA_EVENTS', reason: 'feature-reaches-members', accounts: 1 }, unread]);
    expect(planMemberFeatures({ ...asked, applyToMembers: true })).toEqual({
      action: { kind: 'configure-members', accounts: [workload(1)], wanted: s3, features: ['S3_DATA_EVENTS'] },
      gaps: [unread],
    });
    expect(planMemberFeatures({ ...asked, features: new Map() })).toEqual({ gaps: [{ ...unread, accounts: 3 }] });
  });

  test('promises nothing that AWS does not do', () => {
    expect(planMemberFeatures({ ...question, comesFromAws: () => false })).toEqual({ gaps: [] });
  });

  test('says nothing where nothing is lacking', () => {
    expect(planMemberFeatures({ ...question, wanted: off, applyToMembers: true })).toEqual({ gaps: [] });
  });
});

describe('planRegion with protection plans', () => {
  const of = organization();
  const feature = (name: string, autoEnable: AutoEnable): OrganizationFeature => ({ name, autoEnable, additionalConfiguration: [] });
  const lacking = (name: string) => [{ name, enabled: false, managed: false, additional: [] }];
  const inForce = (...features: readonly OrganizationFeature[]) => known(configuration({ features }));
  const reaches = { feature: 'S3_DATA_EVENTS', reason: 'feature-reaches-members', accounts: 1 };

  test.each<[string, Partial<OrganizationSnapshot>, OrganizationFeature[], WantedFeatures, object[]]>([
    ['is promised where AWS brings it', {}, [feature('S3_DATA_EVENTS', 'ALL')], s3, [reaches]],
    ['is promised where it is being set', {}, [feature('S3_DATA_EVENTS', 'NEW')], s3, [reaches]],
    ['is not promised under an organization policy', { guardDutyPolicy: known(true) }, [feature('S3_DATA_EVENTS', 'ALL')], s3, []],
    [
      'is not promised where the older one is in the way',
      {},
      [feature('RUNTIME_MONITORING', 'NONE'), feature('EKS_RUNTIME_MONITORING', 'NEW')],
      { every: undefined, named: [{ feature: 'RUNTIME_MONITORING', autoEnable: 'ALL', additional: [] }] },
      [{ feature: 'RUNTIME_MONITORING', reason: 'feature-legacy-runtime' }],
    ],
  ])('a plan that members lack %s', (_what, changes, features, protectionPlans, plans) => {
    const there = organization(changes);
    const snapshot = finishedRegion({
      configuration: inForce(...features),
      memberFeatures: featuresOfMembers({ [workload(1)]: lacking(protectionPlans.named[0]?.feature ?? '') }),
    });
    expect(planRegion(settings({ features: protectionPlans }), there, chooseCandidates(there), snapshot).featureGaps).toEqual(plans);
  });

  test('members that lack a plan get it last of all, when asked', () => {
    const wanted = settings({ features: s3, applyToMembers: true });
    const snapshot = finishedRegion({
      configuration: inForce(feature('S3_DATA_EVENTS', 'ALL')),
      members: known(members({ [managementId]: 'Enabled', [workload(1)]: 'Enabled' })),
      memberFeatures: featuresOfMembers({ [workload(1)]: lacking('S3_DATA_EVENTS') }),
    });
    const planned = planRegion(wanted, of, chooseCandidates(of), snapshot);
    expect(planned.featureGaps).toEqual([]);
    expect(actionsOf(planned)).toEqual([
      { kind: 'associate-members', accounts: [workload(2)], before: [] },
      { kind: 'configure-members', accounts: [workload(1)], wanted: s3, features: ['S3_DATA_EVENTS'] },
    ]);
  });

  test('a detector that is restarted gets its plans in the same run', () => {
    const wanted = settings({ features: s3, restartSuspended: true });
    const snapshot = finishedRegion({
      configuration: inForce(feature('S3_DATA_EVENTS', 'ALL')),
      detector: known(detector({ status: 'DISABLED' })),
    });
    expect(actionsOf(planRegion(wanted, of, chooseCandidates(of), snapshot))).toEqual([
      { kind: 'enable-detector', accountId: administratorId, detectorId },
      { ...configure, wanted: s3, switchOn: null },
    ]);
  });

  test('members whose plans cannot be read are unknown, and never changed', () => {
    const wanted = settings({ features: s3, applyToMembers: true });
    const planned = planRegion(wanted, of, chooseCandidates(of), { ...finishedRegion(), memberFeatures: unread() });
    expect(planned.featureGaps).toEqual([
      { feature: 'S3_DATA_EVENTS', reason: 'feature-not-offered' },
      { feature: 'members', reason: 'feature-members-unreadable', awsMessage: 'guardduty:Something: access-denied: no' },
    ]);
    expect(actionsOf(planned)).toEqual([]);
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
