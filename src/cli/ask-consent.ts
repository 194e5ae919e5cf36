import type { MovingLine } from '../reporters/text/moving-line';
import type { Palette } from '../reporters/text/palette';
import type { Interruption } from './interruption';
import { ask, type Terminal } from './terminal';

/** What asking needs. */
export interface Asking {
  readonly terminal: Terminal;
  readonly palette: Palette;
  readonly progress: MovingLine;
  readonly interruption: Interruption;
}

/** What is asked, and which answer counts as consent. */
export interface Question {
  readonly text: string;
  readonly isConsent: (answer: string) => boolean;
}

/**
 * Shows the plan and asks once. From the consent on, something may be changed.
 *
 * @param plan only made where it is shown
 * @param question undefined where consent was given on the command line: the plan is shown, and nothing is asked
 * @throws Interrupted
 */
export async function askConsent(
  { terminal, progress, interruption }: Asking,
  plan: () => readonly string[],
  question: Question | undefined,
): Promise<boolean> {
  if (question === undefined) progress.say(() => `${plan().join('\n')}\n`);
  else {
    progress.pause();
    terminal.stderr.write(`${plan().join('\n')}\n\n`);
    const answer = await interruption.orStop(ask(terminal, question.text)).catch((error: unknown) => {
      // What follows an interrupted question begins a line of its own.
      terminal.stderr.write('\n');
      throw error;
    });
    if (!question.isConsent(answer)) return false;
    progress.resume();
  }
  interruption.beginWrites();
  return true;
}
