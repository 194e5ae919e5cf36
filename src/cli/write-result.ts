import { harmlessJson } from '../messages/harmless';
import { jsonReport } from '../reporters/json-report';
import type { RunSummary } from '../reporters/run-summary';
import { createPalette } from '../reporters/text/palette';
import { resultText } from '../reporters/text/result-text';
import type { RolloutCommand } from './run-rollout';
import { wantsColour, widthOf } from './terminal';

/** Writes what a rollout came to on stdout, in the form that the user chose. */
export function writeResult({ options, terminal }: RolloutCommand, summary: RunSummary): void {
  const { stdout, env } = terminal;
  if (options.output === 'json') stdout.write(`${harmlessJson(jsonReport(summary), 2)}\n`);
  else {
    const palette = createPalette(wantsColour(stdout, env, options.color !== false));
    const gap = stdout.isTTY === true ? '\n' : '';
    stdout.write(`${gap}${resultText(summary, palette, widthOf(stdout), options.verbose === true).join('\n')}\n`);
  }
}
