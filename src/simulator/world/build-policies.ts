import type { Scenario } from '../scenario/scenario';

/** An organization policy and its targets. */
export interface OrganizationPolicy {
  readonly id: string;
  readonly name: string;
  /** Ids of the root, of organizational units and of accounts. */
  readonly targets: readonly string[];
}

/** The GuardDuty policies of the scenario. */
export function buildPolicies(
  { guarddutyPolicies, policyManagedFeatures }: Scenario['organization'],
  rootId: string,
): OrganizationPolicy[] {
  const implied = policyManagedFeatures.length > 0 ? [{ id: 'p-simulated1', name: 'guardduty', targets: ['root'] }] : [];
  return (guarddutyPolicies ?? implied).map(({ targets, ...policy }) => ({
    ...policy,
    targets: targets.map((target) => (target === 'root' ? rootId : target)),
  }));
}
