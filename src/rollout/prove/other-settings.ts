import type { DetectorFeature } from '../../domain/detector-feature';
import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import type { OrganizationConfiguration, RegionSnapshot } from '../../domain/snapshot';
import type { ConfigureDetector, ConfigureMembers, ConfigureOrganization, DetectorChange } from '../../plan/actions';
import { detectorSettingsNotKept } from '../../plan/detector-features';
import { settingName, verdictsOnOthers } from '../../plan/organization-features';
import { gap, unread, type Subject, type Verdict } from '../../plan/verdicts';
import type { RegionRun } from '../apply/region';

/** What the organization's configuration shows about settings that no action mentioned. */
function inConfiguration(
  action: ConfigureOrganization,
  before: OrganizationConfiguration,
  after: OrganizationConfiguration,
  problem: (detail: string) => Problem,
): readonly Verdict[] {
  // Where the Region had no configuration yet, "every feature" was compared with what it turned out to offer.
  const every = action.wanted?.every === undefined ? [] : before.features.map(({ name: feature }) => ({ feature }));
  return verdictsOnOthers(before.features, [...action.features, ...every], after.features, problem);
}

const wordOf = (enabled: boolean): string => (enabled ? 'ENABLED' : 'DISABLED');

/** Features of detectors that changed beside the planned ones, each with the accounts that have it. */
class DetectorDrift {
  private readonly found = new Map<string, Verdict & { readonly accounts: AccountId[] }>();

  /**
   * @param byAws features that the organization's settings give to everybody, so that AWS may switch them on meanwhile
   * @param problem the failed reading of a feature that is not in the answer
   */
  constructor(
    private readonly byAws: ReadonlySet<string>,
    private readonly problem: (detail: string) => Problem,
  ) {}

  compare(
    account: AccountId,
    before: readonly DetectorFeature[],
    changes: readonly DetectorChange[],
    after: readonly DetectorFeature[],
  ): void {
    for (const { feature, additional, before: was, after: is } of detectorSettingsNotKept(before, changes, after)) {
      if (is === true && this.byAws.has(feature)) continue;
      const place = { feature, ...(additional === undefined ? {} : { additional }) };
      const subject: Subject = { question: 'other-settings', ...place };
      const key = `${settingName(place)} ${String(is)}`;
      const accounts = this.found.get(key)?.accounts ?? [];
      accounts.push(account);
      const verdict =
        is === undefined
          ? unread(subject, this.problem(`${settingName(place)} is not in the answer`))
          : gap(subject, 'feature-not-kept', { before: wordOf(was), after: wordOf(is) });
      this.found.set(key, { ...verdict, accounts });
    }
  }

  verdicts(): readonly Verdict[] {
    return [...this.found.values()];
  }
}

/**
 * Whether settings that nobody mentioned are as they were right before this run wrote: in the organization's configuration, in the
 * administrator's detector and in members' detectors.
 */
export function otherSettings(run: RegionRun, snapshot: RegionSnapshot, administratorId: AccountId): readonly Verdict[] {
  const { configuration: before, detector, members } = run.state.readings;
  const { configuration, detector: present, memberFeatures, region } = snapshot;
  const { actions } = run.plan;
  const configure = actions.find((action): action is ConfigureOrganization => action.kind === 'configure-organization');
  const own = actions.find((action): action is ConfigureDetector => action.kind === 'configure-detector');
  const apply = actions.find((action): action is ConfigureMembers => action.kind === 'configure-members');
  const after = configuration?.known === true ? configuration.value : undefined;
  const byAws = new Set((after?.features ?? []).filter(({ autoEnable }) => autoEnable === 'ALL').map(({ name }) => name));
  const unreadIn =
    (operation: string) =>
    (detail: string): Problem => ({
      code: 'unexpected-answer',
      action: `guardduty:${operation}`,
      accountId: administratorId,
      region,
      detail,
    });
  const ofAdministrator = new DetectorDrift(byAws, unreadIn('GetDetector'));
  const ofMembers = new DetectorDrift(byAws, unreadIn('GetMemberDetectors'));
  const now = present?.known === true ? present.value?.features : undefined;
  if (own?.features != null && detector?.features !== undefined && now !== undefined)
    ofAdministrator.compare(administratorId, detector.features, own.features, now);
  const unseen =
    own !== undefined && detector !== undefined && now === undefined
      ? [unread({ question: 'other-settings' }, unreadIn('GetDetector')('the features are not in the answer'))]
      : [];
  if (apply !== undefined && memberFeatures?.known === true) {
    for (const [account, features] of members ?? []) {
      const shown = memberFeatures.value.get(account);
      if (shown !== undefined) ofMembers.compare(account, features, apply.features, shown);
    }
  }
  const problem = unreadIn('DescribeOrganizationConfiguration');
  const organization =
    configure !== undefined && before !== undefined && after !== undefined ? inConfiguration(configure, before, after, problem) : [];
  return [...organization, ...unseen, ...ofAdministrator.verdicts(), ...ofMembers.verdicts()];
}
