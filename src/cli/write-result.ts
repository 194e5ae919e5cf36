import { harmlessJson } from '../messages/harmless';
import { createPalette, type Palette } from '../reporters/text/palette';
import type { RunCommand } from './play-run';
import type { RunOptions } from './run-options';
import { wantsColour, widthOf } from './terminal';

/**
 * Writes what a run came to on stdout, in the form that the user chose.
 *
 * @param json makes the JSON document
 * @param text makes the lines for a person; `width` is in columns
 */
export function writeResult(
  { options, terminal }: Pick<RunCommand<RunOptions, unknown>, 'options' | 'terminal'>,
  json: () => unknown,
  text: (palette: Palette, width: number) => readonly string[],
): void {
  const { stdout, env } = terminal;
  if (options.output === 'json') stdout.write(`${harmlessJson(json(), 2)}\n`);
  else {
    const palette = createPalette(wantsColour(stdout, env, options.color !== false));
    const gap = stdout.isTTY === true ? '\n' : '';
    stdout.write(`${gap}${text(palette, widthOf(stdout)).join('\n')}\n`);
  }
}
