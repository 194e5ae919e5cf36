import type { Run } from '../support/live-world';
import { administratorId, askedPlans, levelOf, managementId } from '../support/options';
import { complain, type Complaint } from './complaint';
import { statusOf } from './scope';

/**
 * A detector that the program has made has no optional feature on that nobody asked for, or the run is no success: cost never starts
 * unasked (section 3 of the product page).
 */
export function judgeCreated({ exitCode, calls, after, before, options }: Run): readonly Complaint[] {
  if (exitCode !== 0) return [];
  const plans = askedPlans(options);
  return calls.flatMap(({ operation, account, region: name, status }) => {
    const region = after.regions.get(name);
    const detector = region?.detectors.get(account);
    if (operation !== 'CreateDetector' || status !== 200 || region === undefined || detector === undefined) return [];
    if (before.regions.get(name)?.detectors.has(account) === true) return [];
    const unasked = [...detector.features].filter(([feature, on]) => {
      const levels = [region.levels.get(feature), before.regions.get(name)?.levels.get(feature), levelOf(plans, feature)];
      const reached = account === administratorId ? levels.includes('ALL') : levels.includes('ALL') || levels.includes('NEW');
      const member = account === managementId && statusOf(region, account) === 'Enabled';
      return on && !after.managedFeatures.has(feature) && !(reached && (member || account === administratorId));
    });
    return complain('created detector has more on than was asked for', unasked, ([feature]) => `${name}/${account} ${feature}`);
  });
}
