import type { RunMode } from '../../src/domain/settings';
import { exitCodeOf, isObstructed, verdictsOf } from '../../src/plan/exit-code';
import type { Blocker } from '../../src/plan/plan';
import { reportShown, type RegionReport, type RolloutReport } from '../../src/plan/report';
import { asAsked, gap, toDo, unread, type Verdict } from '../../src/plan/verdicts';
import { problem, regionPlan, settings, someoneElse } from '../support/builders';

const good = asAsked({ question: 'members' }, 'feature-reaches-members');
const due = toDo({ question: 'members' }, 'associate-members');
const open = gap({ question: 'members' }, 'members-not-enabled');
const unknown = unread({ question: 'members' }, problem);

function regionOf(verdicts: readonly Verdict[], blocker?: Blocker): RegionReport {
  return reportShown(regionPlan({ verdicts, blocker }));
}

function reportOf(overrides: Partial<RolloutReport>): RolloutReport {
  return {
    interrupted: false,
    verdicts: [good],
    organizationAttempts: [],
    organizationPlanned: [],
    regions: [],
    insights: new Map(),
    ...overrides,
  };
}

const another = regionOf([open], { kind: 'another-administrator', accountId: someoneElse, status: 'ENABLED' });
const registered = regionOf([open], { kind: 'another-administrator-registered', accountId: someoneElse });
const closed = regionOf([open], { kind: 'designation-needed' });

/** Codes of a run that applies, a check and a dry run. */
const rows: Readonly<Record<string, readonly [report: Partial<RolloutReport>, codes: Readonly<Record<RunMode, number>>]>> = {
  'everything is as asked': [{ regions: [regionOf([good])] }, { apply: 0, check: 0, 'dry-run': 0 }],
  'there is no Region': [{}, { apply: 0, check: 0, 'dry-run': 0 }],
  'a Region has something to do': [{ regions: [regionOf([good]), regionOf([due])] }, { apply: 1, check: 3, 'dry-run': 0 }],
  'a Region has a gap': [{ regions: [regionOf([open])] }, { apply: 1, check: 1, 'dry-run': 0 }],
  'a Region has something unknown': [{ regions: [regionOf([good, unknown])] }, { apply: 1, check: 1, 'dry-run': 1 }],
  'a Region has everything': [{ regions: [regionOf([open, due, unknown])] }, { apply: 1, check: 3, 'dry-run': 1 }],
  'the organization has something to do': [{ verdicts: [due] }, { apply: 1, check: 3, 'dry-run': 0 }],
  'the organization has a gap': [
    { verdicts: [open], regions: [regionOf([good])] },
    { apply: 1, check: 1, 'dry-run': 0 },
  ],
  'the organization has something unknown': [{ verdicts: [unknown] }, { apply: 1, check: 1, 'dry-run': 1 }],
  'one Region is blocked': [{ regions: [another, regionOf([good])] }, { apply: 1, check: 1, 'dry-run': 0 }],
  'every Region is blocked by another administrator': [{ regions: [another, registered] }, { apply: 2, check: 2, 'dry-run': 2 }],
  'every Region is blocked by itself': [{ regions: [closed, another] }, { apply: 1, check: 1, 'dry-run': 0 }],
  'the user interrupted': [
    { interrupted: true, regions: [another] },
    { apply: 130, check: 130, 'dry-run': 130 },
  ],
};

describe('exitCodeOf', () => {
  test.each(Object.entries(rows))('where %s', (_what, [report, codes]) => {
    const whole = reportOf(report);
    const found = (['apply', 'check', 'dry-run'] as const).map((mode) => [mode, exitCodeOf(settings({ mode }), whole)]);
    expect(Object.fromEntries(found)).toEqual(codes);
  });
});

describe('isObstructed', () => {
  test('is never a Region to which something was applied', () => {
    const applied: RegionReport = { ...another, kind: 'applied', attempts: [], proof: 'read' };
    expect(isObstructed([applied])).toBe(false);
  });
});

describe('verdictsOf', () => {
  test('is every answer about the organization and its Regions', () => {
    expect(verdictsOf(reportOf({ verdicts: [good], regions: [regionOf([due]), regionOf([open, unknown])] }))).toEqual([
      good,
      due,
      open,
      unknown,
    ]);
  });
});
