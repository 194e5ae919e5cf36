import { harmless } from '../messages/harmless';
import type { OffboardOrganization } from '../offboard/plan/facts';
import type { OffboardPlan } from '../offboard/plan/plan';
import { offboardPlanText } from '../reporters/offboard/plan';
import { askConsent, type Asking } from './ask-consent';
import { canAsk, widthOf } from './terminal';

/**
 * Shows the plan. On a terminal it asks for the organization's id; nothing else counts as a yes. Where nobody can be asked, `--confirm` has
 * named the organization, and the run has compared it already.
 */
export function obtainOffboardConsent(
  asking: Asking,
  organization: OffboardOrganization,
  plan: OffboardPlan,
  carryOverFile: string,
): Promise<boolean> {
  const { terminal, palette } = asking;
  const question = {
    text: `Type the organization's id to go on (${harmless(organization.id)}): `,
    isConsent: (answer: string) => answer === organization.id,
  };
  const lines = (): readonly string[] => offboardPlanText({ organization, carryOverFile }, plan, palette, widthOf(terminal.stderr));
  return askConsent(asking, lines, canAsk(terminal) ? question : undefined);
}
