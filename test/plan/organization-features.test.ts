import type { OrganizationFeature } from '../../src/domain/feature';
import type { WantedFeatures } from '../../src/domain/wanted-feature';
import {
  compareFeatures,
  settingName,
  unreadLevel,
  verdictsOnOthers,
  withFeatureChanges,
  type FeatureComparison,
} from '../../src/plan/organization-features';
import { asAsked, gap, toDo, unread, type Subject, type Verdict } from '../../src/plan/verdicts';
import { every, inOrganization, named, notShown, want } from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const legacy = 'EKS_RUNTIME_MONITORING';
const [ec2, eks, ecs] = ['EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT'];

type Change = FeatureComparison['changes'][number];
type Level = Change['after'];

const place = (feature: string, additional?: string) => ({ feature, ...(additional === undefined ? {} : { additional }) });
const on = (feature: string, additional?: string): Subject => ({ question: 'organization-feature', ...place(feature, additional) });
const raised = (where: ReturnType<typeof place>, before: Level | null, after: Level): Change => ({
  ...where,
  before,
  after,
  lowers: false,
});
const lowered = (where: ReturnType<typeof place>, before: Level, after: Level): Change => ({ ...where, before, after, lowers: true });
const due = (feature: string, additional?: string) => toDo(on(feature, additional), 'configure-organization');
const unseen = (feature: string, additional?: string) =>
  unread(on(feature, additional), notShown(`the level of ${settingName(place(feature, additional))} is not in the answer`));

interface Row {
  readonly wanted: WantedFeatures;
  readonly offered: readonly OrganizationFeature[] | undefined;
  readonly migrate?: boolean;
  readonly changes?: readonly Change[];
  readonly verdicts: readonly Verdict[];
}

const rows: Readonly<Record<string, Row>> = {
  'raises a level': {
    wanted: named(want(s3, 'ALL')),
    offered: [inOrganization(s3, 'NONE')],
    changes: [raised(place(s3), 'NONE', 'ALL')],
    verdicts: [due(s3)],
  },
  'lowers what was named, and says so': {
    wanted: named(want(s3, 'NEW')),
    offered: [inOrganization(s3, 'ALL')],
    changes: [lowered(place(s3), 'ALL', 'NEW')],
    verdicts: [due(s3)],
  },
  'leaves alone what is right': {
    wanted: named(want(s3, 'NEW')),
    offered: [inOrganization(s3, 'NEW')],
    verdicts: [asAsked(on(s3))],
  },
  'leaves alone what was not named': { wanted: named(), offered: [inOrganization(s3, 'NEW')], verdicts: [] },
  'never changes a level that it could not read': {
    wanted: named(want(s3, 'ALL')),
    offered: [inOrganization(s3, undefined)],
    verdicts: [unseen(s3)],
  },
  'compares the agents that were named, listed or not': {
    wanted: named(want(runtime, 'ALL', { [ec2]: 'ALL', [eks]: 'NEW', [ecs]: 'ALL' })),
    offered: [inOrganization(runtime, 'ALL', { [eks]: 'ALL', [ecs]: 'ALL' })],
    changes: [raised(place(runtime, ec2), 'NONE', 'ALL'), lowered(place(runtime, eks), 'ALL', 'NEW')],
    verdicts: [asAsked(on(runtime)), due(runtime, ec2), due(runtime, eks), asAsked(on(runtime, ecs))],
  },
  'knows nothing of agents whose list was not read': {
    wanted: named(want(runtime, 'ALL', { [ec2]: 'ALL', [eks]: 'NONE' })),
    offered: [inOrganization(runtime, 'ALL', null)],
    verdicts: [asAsked(on(runtime)), unseen(runtime, ec2), unseen(runtime, eks)],
  },
  'knows nothing of an agent whose level was not read': {
    wanted: named(want(runtime, 'ALL', { [ec2]: 'NONE' })),
    offered: [inOrganization(runtime, 'ALL', { [ec2]: undefined })],
    verdicts: [asAsked(on(runtime)), unseen(runtime, ec2)],
  },
  'cannot confirm that an agent which the list leaves out is off': {
    wanted: named(want(runtime, 'ALL', { [ec2]: 'NONE' })),
    offered: [inOrganization(runtime, 'ALL')],
    verdicts: [
      asAsked(on(runtime)),
      unread(on(runtime, ec2), { ...notShown(`${runtime}/${ec2} is not in the answer`), code: 'not-reported' }),
    ],
  },
  'has no agent on where the feature is off': {
    wanted: named(want(runtime, 'NONE', { [ec2]: 'NONE' })),
    offered: [inOrganization(runtime, 'NONE')],
    verdicts: [asAsked(on(runtime)), asAsked(on(runtime, ec2))],
  },
  'finds what the Region does not offer': {
    wanted: named(want('AI_PROTECTION', 'ALL'), want(runtime, 'NEW', { [ec2]: 'NEW' })),
    offered: [],
    verdicts: [
      gap(on('AI_PROTECTION'), 'feature-not-offered'),
      gap(on(runtime), 'feature-not-offered'),
      gap(on(runtime, ec2), 'feature-not-offered'),
    ],
  },
  'takes every feature for those that are offered, but never for the older runtime feature': {
    wanted: every('NEW'),
    offered: [inOrganization(s3, 'NONE'), inOrganization(legacy, 'NONE')],
    changes: [raised(place(s3), 'NONE', 'NEW')],
    verdicts: [due(s3)],
  },
  'does not set the newer runtime feature beside the older one': {
    wanted: named(want(runtime, 'ALL')),
    offered: [inOrganization(legacy, 'ALL'), inOrganization(runtime, 'NONE')],
    verdicts: [gap(on(runtime), 'feature-legacy-runtime')],
  },
  'does not set it beside an older one whose level was not read': {
    wanted: named(want(runtime, 'ALL')),
    offered: [inOrganization(legacy, undefined), inOrganization(runtime, 'NONE')],
    verdicts: [unread(on(runtime), notShown(`the level of ${legacy} is not in the answer`))],
  },
  'switches the older one and its agents off in a migration': {
    wanted: named(want(runtime, 'ALL')),
    offered: [inOrganization(legacy, 'ALL', { [eks]: 'NEW', OTHER: 'NONE', UNREAD: undefined }), inOrganization(runtime, 'NONE')],
    migrate: true,
    changes: [lowered(place(legacy), 'ALL', 'NONE'), lowered(place(legacy, eks), 'NEW', 'NONE'), raised(place(runtime), 'NONE', 'ALL')],
    verdicts: [due(legacy), due(legacy, eks), due(runtime)],
  },
  'switches the older one off where nobody could read what is under it': {
    wanted: named(want(runtime, 'NEW')),
    offered: [inOrganization(legacy, 'NEW', null), inOrganization(runtime, 'NEW')],
    migrate: true,
    changes: [lowered(place(legacy), 'NEW', 'NONE')],
    verdicts: [due(legacy), asAsked(on(runtime))],
  },
  'ends the older one where it was named with none': {
    wanted: named(want(runtime, 'ALL'), want(legacy, 'NONE')),
    offered: [inOrganization(runtime, 'NONE'), inOrganization(legacy, 'ALL')],
    changes: [raised(place(runtime), 'NONE', 'ALL'), lowered(place(legacy), 'ALL', 'NONE')],
    verdicts: [due(runtime), due(legacy)],
  },
  'ends it once where it was named with none and is migrated too': {
    wanted: named(want(runtime, 'ALL'), want(legacy, 'NONE')),
    offered: [inOrganization(runtime, 'NONE'), inOrganization(legacy, 'ALL')],
    migrate: true,
    changes: [raised(place(runtime), 'NONE', 'ALL'), lowered(place(legacy), 'ALL', 'NONE')],
    verdicts: [due(runtime), due(legacy)],
  },
  'keeps the older one where it was named': {
    wanted: named(want(runtime, 'ALL'), want(legacy, 'NEW')),
    offered: [inOrganization(runtime, 'NONE'), inOrganization(legacy, 'NEW')],
    migrate: true,
    verdicts: [gap(on(runtime), 'feature-legacy-runtime'), asAsked(on(legacy))],
  },
  'simply sets the newer one where the older one is off': {
    wanted: named(want(runtime, 'ALL')),
    offered: [inOrganization(legacy, 'NONE'), inOrganization(runtime, 'NONE')],
    migrate: true,
    changes: [raised(place(runtime), 'NONE', 'ALL')],
    verdicts: [due(runtime)],
  },
  'switches the newer one off beside the older one': {
    wanted: named(want(runtime, 'NONE')),
    offered: [inOrganization(legacy, 'ALL'), inOrganization(runtime, 'NEW')],
    changes: [lowered(place(runtime), 'NEW', 'NONE')],
    verdicts: [due(runtime)],
  },
  'sets everything that was named before anything is known of the Region': {
    wanted: named(want(runtime, 'ALL', { [ec2]: 'NEW' })),
    offered: undefined,
    changes: [raised(place(runtime), null, 'ALL'), raised(place(runtime, ec2), null, 'NEW')],
    verdicts: [due(runtime), due(runtime, ec2)],
  },
};

describe('compareFeatures', () => {
  test.each(Object.entries(rows))('%s', (_what, { wanted, offered, migrate = false, changes = [], verdicts }) => {
    expect(compareFeatures(wanted, offered, migrate, notShown)).toEqual({ changes, verdicts });
  });
});

describe('withFeatureChanges', () => {
  test.each<[string, readonly OrganizationFeature[], Parameters<typeof withFeatureChanges>[1], readonly OrganizationFeature[]]>([
    [
      'makes its changes and nothing else',
      [inOrganization(runtime, 'NEW', { [ec2]: 'NONE', [ecs]: 'ALL' }), inOrganization(s3, 'ALL')],
      [
        { ...place(runtime), after: 'ALL' },
        { ...place(runtime, ec2), after: 'NEW' },
      ],
      [inOrganization(runtime, 'ALL', { [ecs]: 'ALL', [ec2]: 'NEW' }), inOrganization(s3, 'ALL')],
    ],
    [
      'keeps the level of a feature whose agent changes',
      [inOrganization(runtime, 'NEW')],
      [{ ...place(runtime, ec2), after: 'ALL' }],
      [inOrganization(runtime, 'NEW', { [ec2]: 'ALL' })],
    ],
    [
      'leaves an unread list unread',
      [inOrganization(runtime, 'NEW', null)],
      [{ ...place(runtime), after: 'ALL' }],
      [inOrganization(runtime, 'ALL', null)],
    ],
    [
      'begins a list that was not read with what it sets there',
      [inOrganization(runtime, 'NEW', null)],
      [{ ...place(runtime, ec2), after: 'ALL' }],
      [inOrganization(runtime, 'NEW', { [ec2]: 'ALL' })],
    ],
  ])('%s', (_what, before, changes, after) => {
    expect(withFeatureChanges(before, changes)).toEqual(after);
  });
});

describe('unreadLevel', () => {
  test.each<[string, OrganizationFeature, string | undefined]>([
    ['nothing where every level was read', inOrganization(runtime, 'NEW', { [ec2]: 'ALL' }), undefined],
    ['a feature', inOrganization(runtime, undefined), runtime],
    ['the list under a feature', inOrganization(runtime, 'ALL', null), `${runtime}/additionalConfiguration`],
    ['an agent', inOrganization(runtime, 'ALL', { [eks]: 'ALL', [ec2]: undefined }), `${runtime}/${ec2}`],
  ])('finds %s', (_what, feature, found) => {
    expect(unreadLevel([inOrganization(s3, 'ALL'), feature])).toBe(found);
  });
});

describe('verdictsOnOthers', () => {
  const before = [inOrganization(s3, 'ALL'), inOrganization(runtime, 'NEW', { [ec2]: 'ALL' }), inOrganization('RDS_LOGIN_EVENTS', 'NONE')];
  const other = (feature: string, additional?: string): Subject => ({ question: 'other-settings', ...place(feature, additional) });
  const notKept = (feature: string, additional: string | undefined, was: string, is: string) =>
    gap(other(feature, additional), 'feature-not-kept', { before: was, after: is });
  const kept = [asAsked({ question: 'other-settings' })];
  const missing = (feature: string) => unread(other(feature), notShown(`the level of ${feature} is not in the answer`));

  test.each<[string, Parameters<typeof verdictsOnOthers>[1], readonly OrganizationFeature[], readonly Verdict[]]>([
    ['all is well where all is as before, in any order', [], [...before].reverse(), kept],
    ['all is well where AWS leaves out what is NONE', [], before.slice(0, 2), kept],
    ['a feature was lowered', [], [inOrganization(s3, 'NONE'), ...before.slice(1)], [notKept(s3, undefined, 'ALL', 'NONE')]],
    [
      'a feature was raised',
      [],
      [...before.slice(0, 2), inOrganization('RDS_LOGIN_EVENTS', 'ALL')],
      [notKept('RDS_LOGIN_EVENTS', undefined, 'NONE', 'ALL')],
    ],
    ['a feature came', [], [...before, inOrganization('NEW_ONE', 'ALL')], [notKept('NEW_ONE', undefined, 'NONE', 'ALL')]],
    ['an agent is gone', [], [inOrganization(s3, 'ALL'), inOrganization(runtime, 'NEW')], [notKept(runtime, ec2, 'ALL', 'NONE')]],
    ['a feature was to change', [place(s3)], before.slice(1), kept],
    [
      'a feature changed beside its agent, which was to change',
      [place(runtime, ec2)],
      [inOrganization(s3, 'ALL')],
      [notKept(runtime, undefined, 'NEW', 'NONE')],
    ],
    ['a level is not shown any more', [], [inOrganization(s3, undefined), ...before.slice(1)], [missing(s3)]],
  ])('finds that %s', (_what, changes, after, verdicts) => {
    expect(verdictsOnOthers(before, changes, after, notShown)).toEqual(verdicts);
  });

  test.each<[string, readonly OrganizationFeature[]]>([
    ['a reading', [inOrganization(s3, 'ALL')]],
    ['another answer that does not show it', [inOrganization(s3, undefined)]],
  ])('does not compare a level that nobody could read before with %s', (_what, after) => {
    expect(verdictsOnOthers([inOrganization(s3, undefined)], [], after, notShown)).toEqual([missing(s3)]);
  });
});
