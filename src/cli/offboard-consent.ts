import { harmless } from '../messages/harmless';
import type { OffboardOrganization } from '../offboard/plan/facts';
import type { OffboardPlan } from '../offboard/plan/plan';
import { offboardPlanText } from '../reporters/offboard/plan';
import { askConsent, type Asking } from './ask-consent';
import { widthOf } from './terminal';

/** What asking needs before an off-boarding. */
interface OffboardConsent extends Asking {
  /** The organization that `--confirm` names; the run has compared it already. */
  readonly confirmed: string | undefined;
}

/** Shows the plan and asks for the organization's id; nothing else counts as a yes. With `--confirm` the plan is shown and nothing asked. */
export function obtainOffboardConsent(
  input: OffboardConsent,
  organization: OffboardOrganization,
  plan: OffboardPlan,
  carryOverFile: string,
): Promise<boolean> {
  const { terminal, palette, confirmed } = input;
  const question = {
    text: `Type the organization's id to go on (${harmless(organization.id)}): `,
    isConsent: (answer: string) => answer === organization.id,
  };
  const lines = (): readonly string[] => offboardPlanText({ organization, carryOverFile }, plan, palette, widthOf(terminal.stderr));
  return askConsent(input, lines, confirmed === undefined ? question : undefined);
}
