import type { RolloutSettings } from '../domain/settings';
import type { OrganizationSnapshot } from '../domain/snapshot';
import type { Plan } from '../plan/plan';
import type { Palette } from '../reporters/text/palette';
import { planText } from '../reporters/text/plan-text';
import type { Progress } from '../reporters/text/progress';
import { count } from '../messages/phrases';
import type { Interruption } from './interruption';
import { ask, widthOf, type Terminal } from './terminal';

/** What asking needs. */
export interface ConsentInput {
  readonly terminal: Terminal;
  readonly palette: Palette;
  readonly progress: Progress;
  readonly interruption: Interruption;
  /** True with `--yes`. */
  readonly given: boolean;
  readonly settings: RolloutSettings;
}

/** Shows the plan and asks once; only a clear yes counts. With `--yes` the plan is shown and nothing asked. */
export async function obtainConsent(input: ConsentInput, organization: OrganizationSnapshot, plan: Plan): Promise<boolean> {
  const { terminal, palette, progress, interruption, given, settings } = input;
  const lines = planText(settings, organization, plan, palette, widthOf(terminal.stderr));
  if (given) progress.say(`${lines.join('\n')}\n`);
  else {
    progress.pause();
    terminal.stderr.write(`${lines.join('\n')}\n\n`);
    const regions = plan.regions.filter(({ actions }) => actions.length > 0).length;
    const question = `Apply these changes to ${regions === 0 ? 'the organization' : count(regions, 'Region')}? [y/N] `;
    const answer = await interruption.orStop(ask(terminal, question)).catch((error: unknown) => {
      // What follows an interrupted question begins a line of its own.
      terminal.stderr.write('\n');
      throw error;
    });
    if (!/^y(?:es)?$/i.test(answer)) return false;
    progress.resume();
  }
  interruption.beginWrites();
  return true;
}
