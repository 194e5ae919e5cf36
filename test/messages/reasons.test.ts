import { weights, type Reason } from '../../src/domain/reasons';
import type { RolloutSettings } from '../../src/domain/settings';
import { remedyOf } from '../../src/messages/reasons';
import { named, settings, want } from '../support/builders';

const wanted = Object.keys(weights) as readonly Reason[];
const options: Readonly<Record<string, Partial<RolloutSettings>>> = {
  '--restart-suspended': { restartSuspended: true },
  '--accept-organization-policy': { acceptOrganizationPolicy: true },
  '--apply-to-members': { applyToMembers: true },
  '--migrate-eks-runtime-monitoring': { migrateEksRuntimeMonitoring: true },
};
/** Reasons that a run with the option never gives. */
const neverWith: Readonly<Record<string, readonly Reason[]>> = { '--apply-to-members': ['feature-reaches-members'] };

const names = (reason: Reason, option: string, given: Partial<RolloutSettings>): boolean =>
  new RegExp(`\\b(?:add|with|use|give) ${option}`, 'i').test(remedyOf(reason, settings(given)));

describe('remedyOf', () => {
  test.each(Object.keys(options))('names %s only where it was not given', (option) => {
    expect(wanted.filter((reason) => names(reason, option, {}))).not.toEqual([]);
    expect(wanted.filter((reason) => names(reason, option, options[option] ?? {}))).toEqual(neverWith[option] ?? []);
  });

  it('does not advise to add the migration where the older plan is named as none', () => {
    const given = { features: named(want('EKS_RUNTIME_MONITORING', 'NONE'), want('RUNTIME_MONITORING', 'ALL')) };
    expect(remedyOf('feature-legacy-runtime', settings(given))).toContain('Switch the older one off in the GuardDuty console');
  });

  it('says what helps against the failure where a whole request failed', () => {
    expect(remedyOf('request-failed', settings(), 'throttled')).not.toBe(remedyOf('request-failed', settings()));
    expect(remedyOf('member-limit', settings(), 'throttled')).toBe(remedyOf('member-limit', settings()));
  });
});
