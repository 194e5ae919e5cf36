import type { OrganizationSnapshot } from '../../domain/snapshot';
import { weights } from '../../domain/reasons';
import { reasons } from '../../messages/reasons';
import { shortName } from '../../domain/wanted-feature';
import { countFeatureTrials } from '../../plan/trials';
import { actionsOf, countTrials, type Plan, type RegionPlan } from '../../plan/plan';
import { harmless } from '../../messages/harmless';
import { fold, groupBy, hang } from '../../messages/layout';
import { createPalette, type Palette } from './palette';
import { commonWords } from '../../messages/problem-text';
import { describeFeatureGap, trialsPhrase } from '../../messages/features';
import { count, describeAction, describeBlocker, describeWarning, excludedMembersPhrase, leftOutNames } from '../../messages/wording';

const mostNames = 10;

function heading(organization: OrganizationSnapshot, plan: Plan): string {
  const changes = plan.regions.filter(({ status }) => status === 'changes').length;
  const blocked = plan.regions.filter(({ status }) => status === 'blocked').length;
  const parts = [
    `${count(changes, 'Region')} with changes`,
    `${count(plan.regions.length - changes - blocked, 'Region')} in sync`,
    ...(blocked === 0 ? [] : [`${count(blocked, 'Region')} blocked`]),
    `${count(plan.candidates.length, 'account')} to be members`,
    ...(plan.leftOut.length === 0 ? [] : [`${plan.leftOut.length.toLocaleString('en-US')} left out`]),
  ];
  return `Organization ${harmless(organization.id)}, administrator ${organization.administratorId}: ${parts.join(', ')}.`;
}

function regionLines(plan: RegionPlan, ofSeveral: boolean, palette: Palette, width: number): readonly string[] {
  const lines = actionsOf(plan).flatMap((action) => {
    const { sign, phrase } = describeAction(action);
    const paint = sign === '!' ? palette.warn : palette.good;
    return hang(`    ${sign} `, phrase, width).map((line, index) => (index === 0 ? line.replace(sign, paint(sign)) : line));
  });
  if (plan.status === 'blocked') {
    const { what, words, remedy } = describeBlocker(plan.blocker, ofSeveral);
    const [first = '', ...rest] = hang('    ✖ ', what, width);
    lines.push(palette.bad(first), ...rest);
    const quoted = ofSeveral && words !== '' ? `In ${plan.region}, ${words}` : words;
    for (const text of [quoted, remedy]) if (text !== '') lines.push(...hang('      ', text, width));
  }
  for (const reason of plan.gaps) lines.push(...hang('    ! ', `${reasons[reason].label}. ${reasons[reason].remedy}`, width));
  for (const finding of plan.featureGaps ?? []) {
    const { what, remedy } = describeFeatureGap(finding);
    lines.push(...hang(weights[finding.reason] === 'act' ? '    ! ' : '    – ', `${what}. ${remedy}`, width));
  }
  if (plan.trials !== undefined) lines.push(...hang('    – ', trialsPhrase(plan.trials), width));
  for (const [reason, findings] of groupBy(plan.notEnabled, ({ reason: key }) => key)) {
    const { label } = reasons[reason as keyof typeof reasons];
    const ids = fold(
      findings.map(({ accountId }) => accountId),
      mostNames,
    );
    lines.push(...hang('    – ', `left as it is, ${label}: ${ids}`, width));
    for (const words of new Set(findings.flatMap(({ awsMessage }) => awsMessage ?? [])))
      lines.push(...hang('      ', harmless(words), width));
  }
  if (plan.excludedMembers.length > 0)
    lines.push(...hang('    – ', `${excludedMembersPhrase}: ${fold(plan.excludedMembers, mostNames)}`, width));
  if (plan.outsiders > 0)
    lines.push(...hang('    – ', `${count(plan.outsiders, 'member')} from outside the active accounts, not touched`, width));
  return lines;
}

/** The same for Regions that are told of together: what differs is the Region's name and AWS's ids. */
function sameLines(plan: RegionPlan): string {
  const unwrapped = 100_000;
  return commonWords(regionLines(plan, true, createPalette(false), unwrapped).join('\n'), plan.region);
}

function leftOutLines(plan: Plan, organization: OrganizationSnapshot, width: number): readonly string[] {
  return groupBy(plan.leftOut, ({ reason }) => reason).flatMap(([reason, accounts]) => {
    const { label } = reasons[reason as keyof typeof reasons];
    return hang('    – ', `${label}: ${fold(leftOutNames(accounts, organization), mostNames)}`, width);
  });
}

/** What the change will cost and start, said before it happens. */
function costLines(plan: Plan, width: number): readonly string[] {
  const trials = countTrials(plan);
  const ofPlans = countFeatureTrials(plan).map(([feature, most]) => `${harmless(shortName(feature))} ${most.toLocaleString('en-US')}`);
  if (trials === 0 && ofPlans.length === 0) return [];
  const foundation = trials === 0 ? '' : `${count(trials, 'account-Region trial')} of 30 days will start; `;
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

function reachesEverybody(plan: Plan): boolean {
  return plan.regions.flatMap(actionsOf).some((action) => action.kind === 'configure-organization' && action.after.autoEnable === 'ALL');
}

/** The plan as a person reads it: counts, changes with equal Regions folded, accounts left out, cost, warnings. */
export function planText(organization: OrganizationSnapshot, plan: Plan, palette: Palette, width: number): readonly string[] {
  const lines: string[] = hang('', heading(organization, plan), width).map(palette.strong);
  for (const warning of plan.warnings) lines.push(...hang('  ! ', describeWarning(warning), width).map(palette.warn));
  if (plan.organizationActions.length > 0) {
    lines.push('', `  ${palette.strong('whole organization')}`);
    for (const action of plan.organizationActions) {
      const { sign, phrase } = describeAction(action);
      lines.push(...hang(`    ${sign} `, phrase, width));
    }
  }
  for (const [, regions] of groupBy(plan.regions, sameLines)) {
    const names = regions.map(({ region }) => region).join(', ');
    const shown = regions.slice(0, 1).flatMap((region) => regionLines(region, regions.length > 1, palette, width));
    lines.push('', ...hang('  ', names, width).map(palette.strong), ...(shown.length === 0 ? ['    ✔ in sync'] : shown));
  }
  if (plan.leftOut.length > 0) lines.push('', `  ${palette.strong('left out')}`, ...leftOutLines(plan, organization, width));
  const cost = costLines(plan, width);
  if (cost.length > 0) lines.push('', ...cost);
  if (reachesEverybody(plan)) lines.push(...hang('  ', byItself, width));
  return lines;
}
