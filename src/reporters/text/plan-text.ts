import type { RolloutSettings } from '../../domain/settings';
import type { OrganizationSnapshot } from '../../domain/snapshot';
import { shortName } from '../../domain/wanted-feature';
import { describeAction } from '../../messages/actions';
import { trialsPhrase } from '../../messages/features';
import { harmless } from '../../messages/harmless';
import { count, countKnown, groupBy, grouped } from '../../messages/phrases';
import { commonWords } from '../../messages/problems';
import type { OrganizationAction, RegionAction } from '../../plan/actions';
import { areAccountsKnown } from '../../plan/candidates';
import { isInSync, type Plan, type RegionPlan } from '../../plan/plan';
import { openPointsOfPlan } from '../open-points';
import { hang } from './layout';
import type { Palette } from './palette';
import { pointLines } from './point-lines';

function heading(organization: OrganizationSnapshot, plan: Plan): string {
  const counted: readonly (readonly [number, string])[] = [
    [plan.regions.filter(({ actions }) => actions.length > 0).length, 'with changes'],
    [plan.regions.filter(isInSync).length, 'in sync'],
    [plan.regions.filter((region) => region.blocker === undefined && region.actions.length === 0 && !isInSync(region)).length, 'with gaps'],
    [plan.regions.filter(({ blocker }) => blocker !== undefined).length, 'blocked'],
  ];
  const parts = [
    ...counted.filter(([number]) => number > 0).map(([number, what]) => `${count(number, 'Region')} ${what}`),
    `${countKnown(plan.candidates.length, 'account', areAccountsKnown(organization, plan.leftOut))} to be members`,
    ...(plan.leftOut.length === 0 ? [] : [`${grouped(plan.leftOut.length)} left out`]),
  ];
  return `Organization ${harmless(organization.id)}, administrator ${organization.administratorId}: ${parts.join(', ')}.`;
}

function actionLines(action: RegionAction | OrganizationAction, palette: Palette, width: number): readonly string[] {
  const { sign, phrase } = describeAction(action);
  const paint = sign === '!' ? palette.warn : palette.good;
  return hang(`    ${sign} `, phrase, width).map((line, index) => (index === 0 ? line.replace(sign, paint(sign)) : line));
}

/** What a Region without actions shows in their place. */
function stateLine(region: RegionPlan): string {
  if (region.blocker !== undefined) return '    ✖ blocked (see below)';
  return isInSync(region) ? '    ✔ in sync' : '    ! no change planned, but not everything is as asked (see below)';
}

function regionLines(region: RegionPlan, palette: Palette, width: number): readonly string[] {
  const { actions, trialsLeft, outsiders } = region;
  return [
    ...(actions.length === 0 ? [stateLine(region)] : actions.flatMap((action) => actionLines(action, palette, width))),
    ...(trialsLeft === undefined ? [] : hang('    – ', trialsPhrase(trialsLeft), width)),
    ...(outsiders === undefined || outsiders === 0
      ? []
      : hang('    – ', `${count(outsiders, 'member')} from outside the active accounts, not touched`, width)),
  ];
}

/** Cost and trials, shown before the change. */
function costLines({ trials }: Plan, width: number): readonly string[] {
  const ofPlans = trials.features.map(([feature, most]) => `${harmless(shortName(feature))} ${grouped(most)}`);
  if (trials.foundation === 0 && ofPlans.length === 0) return [];
  const foundation = trials.foundation === 0 ? '' : `at most ${count(trials.foundation, 'account-Region trial')} of 30 days will start; `;
  const plans = ofPlans.length === 0 ? '' : `trials of protection plans, at most: ${ofPlans.join(', ')} account-Regions; `;
  return hang(
    '  ',
    `Cost: ${foundation}${plans}afterwards AWS charges by use. Accounts and Regions that had their trial are charged at once. https://aws.amazon.com/guardduty/pricing/`,
    width,
  );
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html */
const byItself =
  'AWS itself: auto-enable ALL also reaches accounts that join later, and within 24 hours those that could not be enrolled now.';

function reachesEverybody({ regions }: Plan): boolean {
  return regions.some(({ actions }) =>
    actions.some((action) => action.kind === 'configure-organization' && action.autoEnable.after === 'ALL'),
  );
}

/** Regions with the same plan are shown together: what differs is the Region's name and AWS's ids. */
function sameLines(region: RegionPlan, palette: Palette): string {
  const unwrapped = 100_000;
  // Phrases of actions are ours, and may name a Region that is not this one: that of a key.
  const changes = region.actions.map(describeAction).map(({ sign, phrase }) => `${sign} ${phrase}`);
  const others = regionLines({ ...region, actions: [] }, palette, unwrapped);
  return [...changes, commonWords(others.join('\n'), region.region)].join('\n');
}

/** The plan as a person reads it: counts, changes with equal Regions together, what it leaves as it is, and the cost. */
export function planText(
  settings: RolloutSettings,
  organization: OrganizationSnapshot,
  plan: Plan,
  palette: Palette,
  width: number,
): readonly string[] {
  const lines: string[] = hang('', heading(organization, plan), width).map(palette.strong);
  if (plan.organizationActions.length > 0) {
    lines.push('', `  ${palette.strong('whole organization')}`);
    for (const action of plan.organizationActions) lines.push(...actionLines(action, palette, width));
  }
  for (const [, regions] of groupBy(plan.regions, (region) => sameLines(region, palette))) {
    const names = regions.map(({ region }) => region).join(', ');
    lines.push('', ...hang('  ', names, width).map(palette.strong));
    lines.push(...regions.slice(0, 1).flatMap((region) => regionLines(region, palette, width)));
  }
  const points = pointLines(openPointsOfPlan(settings, organization, plan), palette, width);
  const cost = costLines(plan, width);
  const later = reachesEverybody(plan) ? hang('  ', byItself, width) : [];
  return [...lines, ...points, ...(cost.length === 0 ? [] : ['', ...cost]), ...later];
}
