import { harmless } from '../messages/harmless';
import type { OffboardOrganization } from '../offboard/plan/facts';
import type { OffboardPlan } from '../offboard/plan/plan';
import { offboardPlanText } from '../reporters/offboard/plan';
import type { MovingLine } from '../reporters/text/moving-line';
import type { Palette } from '../reporters/text/palette';
import type { Interruption } from './interruption';
import { ask, widthOf, type Terminal } from './terminal';

/** What asking needs. */
interface OffboardConsent {
  readonly terminal: Terminal;
  readonly palette: Palette;
  readonly progress: MovingLine;
  readonly interruption: Interruption;
  /** The organization that `--confirm` names; the run has compared it already. */
  readonly confirmed: string | undefined;
}

/**
 * Shows the plan and asks for the organization's id; nothing else counts as a yes. Where `--confirm` named it, the plan is shown and nothing
 * asked.
 */
export async function obtainOffboardConsent(
  { terminal, palette, progress, interruption, confirmed }: OffboardConsent,
  organization: OffboardOrganization,
  plan: OffboardPlan,
  carryOverFile: string,
): Promise<boolean> {
  const lines = offboardPlanText({ organization, carryOverFile }, plan, palette, widthOf(terminal.stderr));
  if (confirmed !== undefined) progress.say(`${lines.join('\n')}\n`);
  else {
    progress.pause();
    terminal.stderr.write(`${lines.join('\n')}\n\n`);
    const question = `Type the organization's id to go on (${harmless(organization.id)}): `;
    const answer = await interruption.orStop(ask(terminal, question)).catch((error: unknown) => {
      // What follows an interrupted question begins a line of its own.
      terminal.stderr.write('\n');
      throw error;
    });
    if (answer !== organization.id) return false;
    progress.resume();
  }
  interruption.beginWrites();
  return true;
}
