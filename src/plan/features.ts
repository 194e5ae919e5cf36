import type { DetectorFeature } from '../domain/detector-feature';
import type { AccountId } from '../domain/ids';
import { wantsAll, type WantedFeatures } from '../domain/wanted-feature';
import type { RolloutSettings } from '../domain/settings';
import type { Detector, MemberFeatures } from '../domain/snapshot';
import type { ConfigureMembers, ConfigureDetector } from './actions';
import { missingFeatures, type FeaturePlace } from './detector-features';
import type { FeatureGap } from './gap';

/**
 * What the administrator's own detector needs: plans that are to reach everybody, which the organization's configuration gives to members
 * only, and the frequency of findings, which members take from it.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html
 *
 * @param detector undefined: there is none yet, or it could not be read
 */
export function planDetector(
  settings: RolloutSettings,
  accountId: AccountId,
  detector: Detector | undefined,
): ConfigureDetector | undefined {
  const { features, findingFrequency } = settings;
  const wanted = features !== undefined && wantsAll(features) ? features : undefined;
  const suspended = detector?.status === 'DISABLED';
  if (suspended && !settings.restartSuspended) return undefined;
  // A suspended detector shows every plan as off; what it shows when it runs again is read then.
  const readable = suspended ? undefined : detector;
  const present = readable?.features;
  const switchOn = wanted === undefined ? [] : present === undefined ? null : missingFeatures(wanted, present);
  const before = detector?.findingFrequency ?? null;
  const frequency = findingFrequency === undefined || before === findingFrequency ? undefined : { before, after: findingFrequency };
  if (switchOn?.length === 0 && frequency === undefined) return undefined;
  return { kind: 'configure-detector', accountId, wanted, switchOn, ...(frequency === undefined ? {} : { frequency }) };
}

/** The members of today, and what decides on their protection plans. */
export interface MemberFeaturesQuestion {
  readonly wanted: WantedFeatures;
  readonly candidates: readonly AccountId[];
  readonly features: MemberFeatures;
  /** Whether the account is a member that has a detector: then its plans are to be known. */
  readonly isMember: (accountId: AccountId) => boolean;
  readonly applyToMembers: boolean;
  /** Whether AWS itself switches the plan on in members of today. */
  readonly comesFromAws: (plan: FeaturePlace) => boolean;
}

/** What members of today lack of plans that are to reach everybody: to be switched on at once, or left to AWS where AWS does it. */
export function planMemberFeatures({ wanted, candidates, features, isMember, applyToMembers, comesFromAws }: MemberFeaturesQuestion): {
  readonly action?: ConfigureMembers;
  readonly gaps: readonly FeatureGap[];
} {
  const missing = new Map<readonly DetectorFeature[], readonly FeaturePlace[]>();
  const accounts: AccountId[] = [];
  let unread = 0;
  const lacking = new Map<string, { readonly plan: FeaturePlace; readonly accounts: number }>();
  for (const id of candidates) {
    const own = features.get(id);
    if (own === undefined) {
      if (isMember(id)) unread += 1;
      continue;
    }
    const plans = missing.get(own) ?? missingFeatures(wanted, own);
    missing.set(own, plans);
    if (plans.length === 0) continue;
    accounts.push(id);
    for (const [name, plan] of new Map(plans.map((one) => [one.additional ?? one.feature, one]))) {
      lacking.set(name, { plan, accounts: (lacking.get(name)?.accounts ?? 0) + 1 });
    }
  }
  const unknown: readonly FeatureGap[] =
    unread === 0 ? [] : [{ feature: 'members', reason: 'feature-members-unreadable', accounts: unread }];
  if (accounts.length === 0) return { gaps: unknown };
  if (applyToMembers) {
    return { action: { kind: 'configure-members', accounts, wanted, features: [...lacking.keys()] }, gaps: unknown };
  }
  const coming = [...lacking].filter(([, { plan }]) => comesFromAws(plan));
  const reached = coming.map(([feature, { accounts: count }]): FeatureGap => ({
    feature,
    reason: 'feature-reaches-members',
    accounts: count,
  }));
  return { gaps: [...reached, ...unknown] };
}
