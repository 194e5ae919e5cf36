import type { AccountId } from '../../domain/ids';
import { harmless } from '../../messages/harmless';
import { hang } from '../text/layout';
import { beforeLeaving, describeOffboardWarning, describeStep, howToStopCharges } from '../../messages/offboard';
import { offboardReasons, offboardRemedy, unreadSubjects } from '../../messages/offboard-reasons';
import { commonWords, describeProblem } from '../../messages/problems';
import { count, groupBy, named } from '../../messages/phrases';
import type { OffboardOrganization } from '../../offboard/plan/facts';
import { hasChanges, type OffboardPlan } from '../../offboard/plan/plan';
import type { OffboardRegionPlan } from '../../offboard/plan/region';
import { explainedElsewhere, type OffboardVerdict } from '../../offboard/plan/verdicts';
import type { Palette } from '../text/palette';

/** What the plan's text needs besides the plan. */
export interface OffboardPlanFrame {
  readonly organization: OffboardOrganization;
  /** Where the settings are saved. */
  readonly carryOverFile: string;
}

/** How lines are written, and about whom. */
interface Look {
  readonly palette: Palette;
  readonly width: number;
  readonly administratorId: AccountId;
}

function heading({ organization }: OffboardPlanFrame, { regions }: OffboardPlan): string {
  const changing = regions.filter(({ actions }) => actions.length > 0);
  const chosen = regions.filter(({ chosen: one }) => one);
  const idle = chosen.filter(({ standing, actions }) => standing === 'free' && actions.length === 0);
  const free = idle.filter(({ verdicts }) => verdicts.every(({ answer }) => answer === 'as-asked')).length;
  const unknown = idle.length - free;
  const blocked = chosen.length - changing.length - idle.length;
  const records = changing
    .flatMap(({ actions }) => actions)
    .reduce((sum, one) => sum + (one.kind === 'delete-members' ? one.accounts.length : 0), 0);
  const staying = chosen.flatMap(({ verdicts }) =>
    verdicts.flatMap((verdict) => (verdict.answer === 'gap' ? (verdict.members ?? []) : [])),
  );
  const parts = [
    `${count(changing.length, 'Region')} to release`,
    `${count(free, 'Region')} free`,
    ...(unknown === 0 ? [] : [`${count(unknown, 'Region')} not known`]),
    ...(blocked === 0 ? [] : [`${count(blocked, 'Region')} blocked`]),
    `${count(records, 'member record')} to leave`,
    `${staying.length.toLocaleString('en-US')} to stay`,
  ];
  return `Off-board administrator ${organization.administratorId} of organization ${harmless(organization.id)}: ${parts.join(', ')}.`;
}

/** Why something stays, or is not known, in a plan. */
function openLines(verdict: OffboardVerdict, administratorId: AccountId, width: number): readonly string[] {
  if (verdict.answer !== 'gap' && verdict.answer !== 'unknown') return [];
  const remedy = offboardRemedy(verdict, administratorId);
  if (!('reason' in verdict)) {
    const { what, words } = describeProblem(verdict.problem);
    return [
      ...hang('    ✖ ', `${unreadSubjects[verdict.question]}: ${what}`, width),
      ...[words, remedy].filter((text) => text !== '').flatMap((text) => hang('      ', text, width)),
    ];
  }
  const { label } = offboardReasons[verdict.reason];
  const left = verdict.answer === 'gap' ? verdict.members : undefined;
  const ids = left === undefined ? '' : `: ${named(left.map(({ accountId }) => accountId))}`;
  const sign = verdict.answer === 'unknown' ? '✖' : '!';
  return [...hang(`    ${sign} `, `${label}${ids}`, width), ...hang('      ', remedy, width)];
}

function regionLines({ actions, verdicts, others }: OffboardRegionPlan, { palette, width, administratorId }: Look): readonly string[] {
  const steps = actions.flatMap((action) => {
    const { sign, phrase } = describeStep(action);
    return hang(`    ${sign} `, phrase, width).map((line, index) => (index === 0 ? line.replace(sign, palette.warn(sign)) : line));
  });
  // One failed request may leave two questions open: it is shown once.
  const open = new Set(
    verdicts
      .filter((verdict) => !explainedElsewhere(verdict, verdicts))
      .map((verdict) => openLines(verdict, administratorId, width).join('\n')),
  );
  const other = others.length === 0 ? [] : hang('    – ', `${others.join(', ')} is the administrator here; not touched`, width);
  return [...steps, ...[...open].filter((text) => text !== '').flatMap((text) => text.split('\n')), ...other];
}

/** What is the same in Regions that are shown together. */
function keyOf(plan: OffboardRegionPlan): string {
  const steps = plan.actions.map((action) => describeStep(action).phrase);
  const open = plan.verdicts.map((verdict) => {
    if (verdict.answer !== 'unknown' || !('problem' in verdict)) return JSON.stringify(verdict);
    const { action, code, awsMessage } = verdict.problem;
    return [verdict.question, action, code, commonWords(awsMessage ?? '', plan.region)].join(' ');
  });
  return JSON.stringify([plan.chosen, plan.standing, steps, open, plan.others]);
}

function groupLines(regions: readonly OffboardRegionPlan[], look: Look): readonly string[] {
  const { palette, width } = look;
  const isFree = ({ standing, actions, verdicts, others }: OffboardRegionPlan): boolean =>
    standing === 'free' && actions.length + others.length === 0 && verdicts.every(({ answer }) => answer === 'as-asked');
  const shown = regions.filter((one) => (one.chosen || one.standing !== 'free') && !isFree(one));
  const free = regions.filter((one) => one.chosen && isFree(one)).map(({ region }) => region);
  const quiet = free.length === 0 ? [] : ['', ...hang('  ', `${named(free)}: free already`, width).map(palette.faint)];
  const busy = groupBy(shown, keyOf).flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ region }) => region).join(', ');
    const lines = regionLines(first, look);
    const usual = first.standing === 'stays' ? 'still designated; not part of this run' : 'could not be read; not part of this run';
    return ['', ...hang('  ', names, width).map(palette.strong), ...(first.chosen ? lines : [`    – ${usual}`])];
  });
  return [...busy, ...quiet];
}

function organizationLines({ actions, verdicts }: OffboardPlan, { palette, width, administratorId }: Look): readonly string[] {
  const steps = actions.flatMap((action) => hang('    - ', describeStep(action).phrase, width));
  const open = verdicts.flatMap((verdict) => openLines(verdict, administratorId, width));
  const when = steps.length === 0 ? [] : hang('      ', 'last, and only when every Region is known to be free', width).map(palette.faint);
  return steps.length + open.length === 0 ? [] : ['', `  ${palette.strong('AWS Organizations')}`, ...steps, ...when, ...open];
}

/** The plan as a person reads it: what to know first, then Region by Region, then the end of the registration. */
export function offboardPlanText(frame: OffboardPlanFrame, plan: OffboardPlan, palette: Palette, width: number): readonly string[] {
  const changes = hasChanges(plan);
  const look = { palette, width, administratorId: frame.organization.administratorId };
  return [
    ...hang('', heading(frame, plan), width).map(palette.strong),
    ...(changes
      ? beforeLeaving(plan.staysOn).flatMap(({ heading: title, text }) => {
          const [first = '', ...rest] = hang('  ', `${title} ${text}`, width);
          return ['', first.replace(title, palette.strong(title)), ...rest];
        })
      : []),
    ...(changes ? hang('  ', `Carry-over file: ${harmless(frame.carryOverFile)}.`, width) : []),
    ...(changes ? ['', ...hang('  ', howToStopCharges, width)] : []),
    ...(plan.warnings.length === 0 ? [] : ['']),
    ...plan.warnings.flatMap((warning) => hang('  ! ', describeOffboardWarning(warning), width).map(palette.warn)),
    ...groupLines(plan.regions, look),
    ...organizationLines(plan, look),
  ];
}
