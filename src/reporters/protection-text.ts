import { shortName } from '../domain/protection-plan';
import { reasons } from '../domain/reasons';
import type { ConfigureDetector, ConfigureOrganization } from '../plan/action';
import type { DetectorPlan } from '../plan/compare-detector';
import type { PlanChange } from '../plan/compare-plans';
import type { PlanFinding } from '../plan/plan';
import { harmless } from './harmless';

function nameOf({ feature, additional }: { readonly feature: string; readonly additional?: string }): string {
  return harmless(additional === undefined ? shortName(feature) : `${shortName(feature)}/${shortName(additional)}`);
}

const lowered = (lowers: boolean): string => (lowers ? ' (lowers it, as asked)' : '');

function planChange(change: PlanChange): string {
  return `${nameOf(change)}: ${harmless(change.before ?? 'not set')} → ${change.after}${lowered(change.lowers)}`;
}

/** Auto-enable and protection plans of an organization's configuration, each as before → after. */
export function configurationPhrase({ before, after, lowers, plans }: ConfigureOrganization): string {
  const autoEnable =
    before?.autoEnable === after.autoEnable
      ? []
      : [`auto-enable: ${harmless(before?.autoEnable ?? 'not set')} → ${after.autoEnable}${lowered(lowers)}`];
  // Which plans a Region offers is known only once it has a configuration.
  const every =
    before === null && plans?.wanted.every !== undefined ? [`every other plan that the Region offers → ${plans.wanted.every}`] : [];
  return [...autoEnable, ...(plans?.changes ?? []).map(planChange), ...every].join('; ');
}

/** Whether anything in a configuration is lowered. */
export function configurationLowers({ lowers, plans }: ConfigureOrganization): boolean {
  return lowers || (plans?.changes ?? []).some((change) => change.lowers);
}

const names = (plans: readonly DetectorPlan[]): string => plans.map(nameOf).join(', ');

/** What changes in the administrator's own detector. */
export function detectorPhrase({ accountId, switchOn, frequency }: ConfigureDetector): string {
  const plans = switchOn === null ? ['the plans that are to reach everybody on'] : switchOn.length === 0 ? [] : [`${names(switchOn)} on`];
  const often = frequency === undefined ? [] : [`finding frequency ${harmless(frequency.before ?? 'not set')} → ${frequency.after}`];
  return `own detector of the administrator ${accountId}: ${[...plans, ...often].join('; ')}`;
}

/** A protection plan that is not as asked for, in one line and the next step. */
export function describePlanFinding({ feature, reason, accounts, awsMessage }: PlanFinding): {
  readonly what: string;
  readonly remedy: string;
} {
  const { label, remedy } = reasons[reason];
  const many = accounts === undefined ? '' : ` (${accounts.toLocaleString('en-US')})`;
  const words = awsMessage === undefined ? '' : `. AWS says: ${harmless(awsMessage)}`;
  return { what: `${nameOf({ feature })}: ${label}${many}${words}`, remedy };
}
