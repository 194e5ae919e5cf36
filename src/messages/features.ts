import { shortName } from '../domain/wanted-feature';

import { reasons } from './reasons';
import type { ConfigureDetector, ConfigureOrganization } from '../plan/actions';
import type { FeaturePlace } from '../plan/detector-features';
import type { FeatureChange } from '../plan/organization-features';
import type { FeatureGap } from '../plan/gap';
import type { Fact, TrialsLeft } from '../domain/snapshot';
import { harmless } from './harmless';
import { describeProblem } from './problem-text';

function nameOf({ feature, additional }: { readonly feature: string; readonly additional?: string }): string {
  return harmless(additional === undefined ? shortName(feature) : `${shortName(feature)}/${shortName(additional)}`);
}

/** An agent's setting is named with its plan. */
function nameOfSetting(name: string): string {
  const [feature = '', additional] = name.split('/');
  return nameOf({ feature, ...(additional === undefined ? {} : { additional }) });
}

const lowered = (lowers: boolean): string => (lowers ? ' (lowers it, as asked)' : '');

function planChange(change: FeatureChange): string {
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

const names = (plans: readonly FeaturePlace[]): string => plans.map(nameOf).join(', ');

/** What changes in the administrator's own detector. */
export function detectorPhrase({ accountId, switchOn, frequency }: ConfigureDetector): string {
  const plans = switchOn === null ? ['the plans that are to reach everybody on'] : switchOn.length === 0 ? [] : [`${names(switchOn)} on`];
  const often = frequency === undefined ? [] : [`finding frequency ${harmless(frequency.before ?? 'not set')} → ${frequency.after}`];
  return `own detector of the administrator ${accountId}: ${[...plans, ...often].join('; ')}`;
}

/** A protection plan that is not as asked for, in one line and the next step. */
export function describeFeatureGap({ feature, reason, accounts, awsMessage, before, after }: FeatureGap): {
  readonly what: string;
  readonly remedy: string;
} {
  const { label, remedy } = reasons[reason];
  const many = accounts === undefined ? '' : ` (${accounts.toLocaleString('en-US')})`;
  const words = awsMessage === undefined ? '' : `. AWS says: ${harmless(awsMessage)}`;
  const settings = before === undefined || after === undefined ? '' : ` (${harmless(before)} → ${harmless(after)})`;
  return { what: `${nameOfSetting(feature)}: ${label}${many}${settings}${words}`, remedy };
}

/** What is left of the free trials of accounts that are enrolled already. */
export function trialsPhrase(trials: Fact<readonly TrialsLeft[]>): string {
  if (!trials.known) return `it cannot be read what is left of free trials. ${describeProblem(trials.problem).what}`;
  if (trials.value.length === 0) return 'no account that is enrolled has a free trial left';
  const parts = trials.value.map(({ feature, accounts, least, most }) => {
    const days = least === most ? `${most.toString()} days` : `${least.toString()} to ${most.toString()} days`;
    return `${nameOf({ feature })} ${days} (${accounts.toLocaleString('en-US')})`;
  });
  return `free trials left of accounts that are enrolled: ${parts.join(', ')}`;
}
