import type { RolloutSettings } from '../domain/settings';
import type { OrganizationSnapshot } from '../domain/snapshot';
import { count } from '../messages/phrases';
import type { Plan } from '../plan/plan';
import { planText } from '../reporters/text/plan-text';
import { askConsent, type Asking } from './ask-consent';
import { widthOf } from './terminal';

/** What asking needs before a rollout. */
interface ConsentInput extends Asking {
  /** True with `--yes`. */
  readonly given: boolean;
  readonly settings: RolloutSettings;
}

/** Shows the plan and asks once; only a clear yes counts. With `--yes` the plan is shown and nothing asked. */
export function obtainConsent(input: ConsentInput, organization: OrganizationSnapshot, plan: Plan): Promise<boolean> {
  const { terminal, palette, given, settings } = input;
  const regions = plan.regions.filter(({ actions }) => actions.length > 0).length;
  const question = {
    text: `Apply these changes to ${regions === 0 ? 'the organization' : count(regions, 'Region')}? [y/N] `,
    isConsent: (answer: string) => /^y(?:es)?$/i.test(answer),
  };
  return askConsent(input, () => planText(settings, organization, plan, palette, widthOf(terminal.stderr)), given ? undefined : question);
}
