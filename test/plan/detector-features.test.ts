import type { DetectorFeature, DetectorFeatureSetting } from '../../src/domain/detector-feature';
import {
  compareDetector,
  detectorSettingsNotKept,
  featuresToSend,
  requestsOf,
  type DetectorComparison,
  type DetectorQuestion,
} from '../../src/plan/detector-features';
import { every, inDetector, named, want } from '../support/builders';

const s3 = 'S3_DATA_EVENTS';
const runtime = 'RUNTIME_MONITORING';
const legacy = 'EKS_RUNTIME_MONITORING';
const [agent, eks] = ['EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

const enable = (feature: string, additional?: string) => ({ feature, ...(additional === undefined ? {} : { additional }), enable: true });
const disable = (feature: string, additional?: string) => ({ ...enable(feature, additional), enable: false });

interface Row extends Partial<DetectorQuestion> {
  readonly features: readonly DetectorFeature[];
  /** The answers, as `FEATURE/ADDITIONAL is`. */
  readonly answers: readonly string[];
  readonly changes?: DetectorComparison['changes'];
}

const rows: Readonly<Record<string, Row>> = {
  'lacks what is for everybody': {
    wanted: named(want(s3, 'ALL')),
    features: [inDetector(s3, false)],
    answers: [`${s3} change`],
    changes: [enable(s3)],
  },
  'has what is for everybody': { wanted: named(want(s3, 'ALL')), features: [inDetector(s3, true)], answers: [`${s3} on`] },
  'is not asked to have what is for new accounts': { wanted: named(want(s3, 'NEW')), features: [inDetector(s3, false)], answers: [] },
  'is asked to have it where that is applied to members': {
    wanted: named(want(s3, 'NEW')),
    levels: ['ALL', 'NEW'],
    features: [inDetector(s3, false)],
    answers: [`${s3} change`],
    changes: [enable(s3)],
  },
  'keeps what is on although none was asked for': {
    wanted: named(want(s3, 'NONE')),
    features: [inDetector(s3, true)],
    answers: [`${s3} kept`],
  },
  'has nothing to keep where it is off': { wanted: named(want(s3, 'NONE')), features: [inDetector(s3, false)], answers: [] },
  'may keep something that the answer does not show': {
    wanted: named(want(s3, 'NONE')),
    features: [inDetector(s3, undefined)],
    answers: [`${s3} unread`],
  },
  'does not show whether a feature is on': {
    wanted: named(want(s3, 'ALL')),
    features: [inDetector(s3, undefined)],
    answers: [`${s3} unread`],
  },
  'does not show whether the feature of an agent is on': {
    wanted: named(want(runtime, 'NEW', { [agent]: 'ALL' })),
    features: [inDetector(runtime, undefined)],
    answers: [`${runtime}/${agent} unread`],
  },
  'does not show a feature at all': { wanted: named(want(s3, 'ALL')), features: [inDetector(runtime, true)], answers: [`${s3} unread`] },
  'shows a feature that is on, and keeps silent about its agents': {
    wanted: named(want(runtime, 'ALL', { [agent]: 'ALL' })),
    features: [{ ...inDetector(runtime, true), additional: undefined }],
    answers: [`${runtime} on`, `${runtime}/${agent} unread`],
  },
  'is not migrated where it keeps silent about agents of the older feature': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(runtime, false), { ...inDetector(legacy, true), additional: undefined }],
    answers: [`${runtime} unread`],
  },
  'need not show a feature that is for new accounts': { wanted: named(want(s3, 'NEW')), features: [], answers: [] },
  'is left alone where a policy manages a feature': {
    wanted: named(want(s3, 'ALL')),
    features: [inDetector(s3, false, {}, true)],
    answers: [`${s3} managed`],
  },
  'is as asked where a policy has a feature on': {
    wanted: named(want(s3, 'ALL')),
    features: [inDetector(s3, true, {}, true)],
    answers: [`${s3} on`],
  },
  'does not get the newer runtime feature beside the older one': {
    wanted: named(want(runtime, 'ALL')),
    features: [inDetector(legacy, true), inDetector(runtime, false)],
    answers: [`${runtime} legacy`],
  },
  'does not get it where nobody can read whether the older one is on': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, undefined), inDetector(runtime, false)],
    answers: [`${runtime} unread`],
  },
  'does not get it where a policy manages the older one': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true, {}, true), inDetector(runtime, false)],
    answers: [`${runtime} legacy`],
  },
  'gets it where the older one is off': {
    wanted: named(want(runtime, 'ALL')),
    features: [inDetector(legacy, false), inDetector(runtime, false)],
    answers: [`${runtime} change`],
    changes: [enable(runtime)],
  },
  'keeps the older one where a policy manages the newer one': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true), inDetector(runtime, false, {}, true)],
    answers: [`${runtime} managed`],
  },
  'keeps the older one where nobody can read whether the newer one is on': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true), inDetector(runtime, undefined)],
    answers: [`${runtime} unread`],
  },
  'keeps the older one where nobody can read what the request for the newer one would have to name': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true), inDetector(runtime, false, { [agent]: undefined })],
    answers: [`${runtime} unread`],
  },
  'has the older one switched off beside the newer one': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true), inDetector(runtime, true, {}, true)],
    answers: [`${legacy} change`, `${runtime} on`],
    changes: [disable(legacy)],
  },
  'is migrated with the agents of the older one that are on, or may be': {
    wanted: named(want(runtime, 'ALL')),
    migrate: true,
    features: [inDetector(legacy, true, { [eks]: true, OFF: false, UNREAD: undefined }), inDetector(runtime, false)],
    answers: [`${legacy} change`, `${runtime} change`],
    changes: [disable(legacy), disable(legacy, eks), disable(legacy, 'UNREAD'), enable(runtime)],
  },
  'keeps nothing of the older one where that was named with none and is migrated': {
    wanted: named(want(runtime, 'ALL'), want(legacy, 'NONE')),
    migrate: true,
    features: [inDetector(legacy, true), inDetector(runtime, false)],
    answers: [`${legacy} change`, `${runtime} change`],
    changes: [disable(legacy), enable(runtime)],
  },
  'keeps the older one where nobody may switch it off': {
    wanted: named(want(runtime, 'ALL'), want(legacy, 'NONE')),
    features: [inDetector(legacy, true), inDetector(runtime, false)],
    answers: [`${runtime} legacy`, `${legacy} kept`],
  },
  'gets another feature beside the older runtime feature': {
    wanted: every('ALL'),
    features: [inDetector(legacy, true), inDetector(s3, false)],
    answers: [`${s3} change`],
    changes: [enable(s3)],
  },
  'does not get what only detectors know because of all': {
    wanted: every('ALL'),
    features: [inDetector('AI_ANALYST', false)],
    answers: [],
  },
  'gets it by its name': {
    wanted: named(want('AI_ANALYST', 'ALL')),
    features: [inDetector('AI_ANALYST', false)],
    answers: ['AI_ANALYST change'],
    changes: [enable('AI_ANALYST')],
  },
  'lacks nothing that was not asked for': { wanted: named(), features: [inDetector('LAMBDA_NETWORK_LOGS', false)], answers: [] },
  'lacks an agent under a feature that is for new accounts': {
    wanted: named(want(runtime, 'NEW', { [agent]: 'ALL' })),
    features: [inDetector(runtime, true)],
    answers: [`${runtime}/${agent} change`],
    changes: [enable(runtime, agent)],
  },
  'gets no agent without its feature': {
    wanted: named(want(runtime, 'NEW', { [agent]: 'ALL' })),
    features: [inDetector(runtime, false)],
    answers: [],
  },
  'lacks its feature and, under it, what is for everybody': {
    wanted: named(want(runtime, 'ALL', { [agent]: 'ALL', [eks]: 'NEW' })),
    features: [inDetector(runtime, false)],
    answers: [`${runtime} change`, `${runtime}/${agent} change`],
    changes: [enable(runtime), enable(runtime, agent)],
  },
  'has one agent and lacks another': {
    wanted: named(want(runtime, 'ALL', { [eks]: 'ALL', [agent]: 'ALL' })),
    features: [inDetector(runtime, true, { [agent]: false, [eks]: true })],
    answers: [`${runtime} on`, `${runtime}/${eks} on`, `${runtime}/${agent} change`],
    changes: [enable(runtime, agent)],
  },
  'does not show whether an agent is on': {
    wanted: named(want(runtime, 'ALL', { [agent]: 'ALL' })),
    features: [inDetector(runtime, true, { [agent]: undefined })],
    answers: [`${runtime} on`, `${runtime}/${agent} unread`],
  },
};

describe('compareDetector', () => {
  test.each(Object.entries(rows))(
    'a detector %s',
    (_what, { wanted = named(), levels = ['ALL'], migrate = false, features, changes = [], answers }) => {
      const compared = compareDetector({ wanted, levels, migrate }, features);
      const words = compared.answers.map(
        ({ feature, additional, is }) => `${feature}${additional === undefined ? '' : `/${additional}`} ${is}`,
      );
      expect({ answers: words, changes: compared.changes }).toEqual({ answers, changes });
    },
  );
});

describe('featuresToSend', () => {
  const setting = (name: string, enabled: boolean, additional: Readonly<Record<string, boolean>> = {}): DetectorFeatureSetting => ({
    name,
    enabled,
    additional: Object.entries(additional).map(([key, on]) => ({ name: key, enabled: on })),
  });

  test.each<[string, readonly DetectorFeature[], Parameters<typeof featuresToSend>[1], readonly DetectorFeatureSetting[] | undefined]>([
    ['names nothing where nothing changes', [inDetector(s3, true)], [], []],
    [
      'keeps what is under a feature, and replaces an agent that was off',
      [inDetector(s3, false), inDetector(runtime, false, { [agent]: false, [eks]: false })],
      [enable(runtime), enable(runtime, agent)],
      [setting(runtime, true, { [eks]: false, [agent]: true })],
    ],
    [
      'keeps a feature whose agent changes',
      [inDetector(runtime, true, { [eks]: true }), inDetector(s3, false)],
      [enable(runtime, agent)],
      [setting(runtime, true, { [eks]: true, [agent]: true })],
    ],
    [
      'sends nothing where a state under the feature was not read',
      [inDetector(runtime, false, { [eks]: undefined })],
      [enable(runtime)],
      undefined,
    ],
    ['sends a feature that was not read, since its new state is known', [inDetector(s3, undefined)], [disable(s3)], [setting(s3, false)]],
    ['sends no agent of a feature that was not read', [inDetector(runtime, undefined)], [enable(runtime, agent)], undefined],
  ])('%s', (_what, features, changes, sent) => {
    expect(featuresToSend(features, changes)).toEqual(sent);
  });
});

describe('requestsOf', () => {
  test.each([
    ['nothing for no change', [], []],
    ['one request', [enable(s3), enable(runtime)], [[enable(s3), enable(runtime)]]],
    [
      'the older runtime feature before everything else',
      [enable(s3), disable(legacy), disable(legacy, eks), enable(runtime)],
      [
        [disable(legacy), disable(legacy, eks)],
        [enable(s3), enable(runtime)],
      ],
    ],
  ])('makes %s', (_what, changes, requests) => {
    expect(requestsOf(changes)).toEqual(requests);
  });
});

describe('detectorSettingsNotKept', () => {
  const before = [inDetector(s3, true), inDetector(runtime, false, { [agent]: true })];
  test.each<
    [string, readonly DetectorFeature[], Parameters<typeof detectorSettingsNotKept>[1], readonly DetectorFeature[], readonly object[]]
  >([
    ['nothing where all is as before', before, [], before, []],
    ['a feature that went off', before, [], [inDetector(s3, false), ...before.slice(1)], [{ feature: s3, before: true, after: false }]],
    [
      'a feature that went on',
      before,
      [],
      [inDetector(s3, true), inDetector(runtime, true, { [agent]: true })],
      [{ feature: runtime, before: false, after: true }],
    ],
    [
      'a feature that is not shown any more, with all that is under it',
      before,
      [],
      [inDetector(s3, true)],
      [
        { feature: runtime, before: false, after: undefined },
        { feature: runtime, additional: agent, before: true, after: undefined },
      ],
    ],
    [
      'an agent that is not listed any more',
      before,
      [],
      [inDetector(s3, true), inDetector(runtime, false)],
      [{ feature: runtime, additional: agent, before: true, after: false }],
    ],
    [
      'nothing of what was to change',
      before,
      [disable(s3), disable(runtime, agent)],
      [inDetector(s3, false), inDetector(runtime, false)],
      [],
    ],
    ['nothing where nobody knew the state before', [inDetector(s3, undefined)], [], [inDetector(s3, false)], []],
  ])('finds %s', (_what, then, changes, now, found) => {
    expect(detectorSettingsNotKept(then, changes, now)).toEqual(found);
  });
});
