import type { Fact, TrialsLeft } from '../domain/snapshot';
import { eksRuntimeMonitoring } from '../domain/feature';
import { shortName } from '../domain/wanted-feature';
import type {
  ConfigureDetector,
  ConfigureMembers,
  ConfigureNewMembers,
  ConfigureOrganization,
  DetectorChange,
  FeatureChange,
} from '../plan/actions';
import { harmless } from './harmless';
import { count } from './phrases';
import { describeProblem } from './problems';

/** A feature by people's name, with the additional configuration under it. */
export function nameOfFeature({ feature, additional }: { readonly feature: string; readonly additional?: string }): string {
  return harmless(additional === undefined ? shortName(feature) : `${shortName(feature)}/${shortName(additional)}`);
}

const lowered = (lowers: boolean): string => (lowers ? ' (lowers it, as asked)' : '');

function featureChange(change: FeatureChange): string {
  return `${nameOfFeature(change)}: ${change.before ?? 'not set'} → ${change.after}${lowered(change.lowers)}`;
}

/** Auto-enable and features of an organization's configuration, each as before → after. */
export function configurationPhrase({ autoEnable, features, wanted }: ConfigureOrganization): string {
  const { before, after, lowers } = autoEnable;
  const own = before === after ? [] : [`auto-enable: ${before ?? 'not set'} → ${after}${lowered(lowers)}`];
  // Which features a Region offers is known only once it has a configuration.
  const every = wanted?.every === undefined ? [] : [`every other plan that the Region offers → ${wanted.every}`];
  return [...own, ...features.map(featureChange), ...every].join('; ');
}

/** Whether anything in a configuration is lowered. */
export function configurationLowers({ autoEnable, features }: ConfigureOrganization): boolean {
  return autoEnable.lowers || features.some(({ lowers }) => lowers);
}

/** Features that are switched on and, in a migration, off. */
function changesPhrase(changes: readonly DetectorChange[]): string {
  const names = (enable: boolean): string =>
    changes
      .filter((change) => change.enable === enable)
      .map(nameOfFeature)
      .join(', ');
  const [off, on] = [names(false), names(true)];
  return [...(off === '' ? [] : [`${off} off`]), ...(on === '' ? [] : [`${on} on`])].join(', ');
}

/** Whether a change of detectors switches anything off. */
export function switchesOff({ features }: ConfigureDetector | ConfigureMembers): boolean {
  return (features ?? []).some(({ enable }) => !enable);
}

/** What changes in the administrator's own detector. */
export function detectorPhrase({ accountId, features, frequency }: ConfigureDetector): string {
  const plans = features === null ? ['the plans that are to reach everybody on'] : features.length === 0 ? [] : [changesPhrase(features)];
  const often = frequency === undefined ? [] : [`finding frequency ${harmless(frequency.before ?? 'not set')} → ${frequency.after}`];
  return `own detector of the administrator ${accountId}: ${[...plans, ...often].join('; ')}`;
}

/** What changes in members' detectors. */
export function membersPhrase({ accounts, features }: ConfigureMembers): string {
  return `switch ${changesPhrase(features)} in ${count(accounts.length, 'member')}`;
}

/** What changes in the detectors of accounts once they are enrolled. */
export function newMembersPhrase({ accounts, migrates }: ConfigureNewMembers): string {
  const off = migrates ? `${nameOfFeature({ feature: eksRuntimeMonitoring })} off and ` : '';
  return `switch ${off}what is then missing of the plans on in ${count(accounts.length, 'account')} that this run enrols`;
}

/** What is left of the free trials of accounts that are enrolled already. */
export function trialsPhrase(trials: Fact<readonly TrialsLeft[]>): string {
  if (!trials.known) return `the days left of free trials could not be read. ${describeProblem(trials.problem).what}`;
  if (trials.value.length === 0) return 'no account that is enrolled has a free trial left';
  const parts = trials.value.map(({ feature, accounts, least, most }) => {
    const days = least === most ? `${most.toString()} days` : `${least.toString()} to ${most.toString()} days`;
    return `${nameOfFeature({ feature })} ${days} (${accounts.toLocaleString('en-US')})`;
  });
  return `free trials left of accounts that are enrolled: ${parts.join(', ')}`;
}
