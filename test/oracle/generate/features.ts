import fc from 'fast-check';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { agents, legacyRuntime, organizationFeatures, runtime, type Level } from '../support/vocabulary';
import { mainly, onceIn, seldom } from './odds';

type Region = Exclude<ScenarioInput['regions'][number], string>;
type DetectorFeatures = NonNullable<NonNullable<Region['detectors']>[number]['features']>;
type Levels = NonNullable<NonNullable<Region['organizationConfiguration']>['features']>;

/** The two runtime plans exclude each other, so no world has both in force. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html */
const runtimeKind = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: fc.constant('neither' as const) },
  { weight: 2, arbitrary: fc.constant('runtime' as const) },
  { weight: 1, arbitrary: fc.constant('legacy' as const) },
);

const plain = organizationFeatures.filter((name) => name !== runtime && name !== legacyRuntime);
const level: fc.Arbitrary<Level> = fc.constantFrom('NONE', 'NEW', 'ALL');

/** Levels of an organization configuration, agents among them. */
export const levels: fc.Arbitrary<Levels> = fc
  .record({
    named: fc.array(fc.tuple(fc.constantFrom(...plain), level), { maxLength: 4 }),
    kind: runtimeKind,
    own: fc.constantFrom<Level>('NEW', 'ALL'),
    agents: fc.array(fc.tuple(fc.constantFrom(...agents), level), { maxLength: 2 }),
    dataRisk: seldom<undefined, Level>(12, undefined, fc.constantFrom<Level>('NEW', 'ALL')),
  })
  .map(({ named, kind, own, agents: inner, dataRisk }) => {
    const all: Levels = Object.fromEntries(named);
    if (kind === 'runtime') all[runtime] = { autoEnable: own, additional: Object.fromEntries(inner) };
    if (kind === 'legacy') {
      const addon = inner.filter(([name]) => name === 'EKS_ADDON_MANAGEMENT');
      all[legacyRuntime] = { autoEnable: own, additional: Object.fromEntries(addon) };
    }
    if (dataRisk !== undefined) all['RDS_LOGIN_EVENTS'] = { autoEnable: 'ALL', additional: { RDS_DATA_RISK: dataRisk } };
    return all;
  });

/** Features of a detector; in a world of `allOff` those not named are off. */
export const detectorFeatures: fc.Arbitrary<DetectorFeatures> = fc
  .record({
    base: mainly<'off' | 'as created' | 'on'>('off', 'as created', 'on'),
    named: fc.array(fc.tuple(fc.constantFrom(...plain), fc.constantFrom<'ENABLED' | 'DISABLED'>('DISABLED', 'ENABLED')), { maxLength: 4 }),
    kind: runtimeKind,
    agents: fc.subarray([...agents]),
    analyst: onceIn(10),
  })
  .map(({ base, named, kind, agents: inner, analyst }) => {
    const usual = base === 'as created' ? [] : plain.map((name) => [name, base === 'on' ? 'ENABLED' : 'DISABLED'] as const);
    const all: DetectorFeatures = Object.fromEntries([...usual, ...named]);
    const additional = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'ENABLED' as const]));
    if (kind === 'runtime') all[runtime] = { status: 'ENABLED', additional: additional(inner) };
    if (kind === 'legacy')
      all[legacyRuntime] = { status: 'ENABLED', additional: additional(inner.filter((name) => name === 'EKS_ADDON_MANAGEMENT')) };
    if (analyst) all['AI_ANALYST'] = 'ENABLED';
    return all;
  });
