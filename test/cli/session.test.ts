import chalk from 'chalk';
import { progressOptions } from '../../src/cli/session';
import { createPalette } from '../../src/reporters/text/palette';
import { Capture, noInput } from '../support/program';

/** A terminal that can move its cursor, as ora needs one. */
function movingTerminal() {
  const moves = { clearLine: () => true, cursorTo: () => true, moveCursor: () => true };
  const stderr = Object.assign(new Capture(), { isTTY: true, columns: 80 }, moves);
  const terminal = { env: {}, stdin: noInput(), stdout: new Capture(), stderr, onInterrupt: () => () => undefined };
  return { stderr, terminal };
}

// eslint-disable-next-line no-control-regex -- colours begin with it
const colour = /\u001B\[[\d;]*m/;

describe('the moving line', () => {
  test('is there on a terminal, without a colour of its own', async () => {
    // What ora would colour with, as on a terminal with colours.
    chalk.level = 1;
    const { stderr, terminal } = movingTerminal();
    const { spinner } = await progressOptions({}, terminal, createPalette(false));
    spinner?.start();
    spinner?.stop();
    expect(stderr.text).toContain('Starting');
    expect(stderr.text).not.toMatch(colour);
  });

  test.each([
    ['quiet', { quiet: true }, {}],
    ['in a log of CI', {}, { CI: 'true' }],
  ])('is not there %s', async (_when, options, env) => {
    const { terminal } = movingTerminal();
    expect((await progressOptions(options, { ...terminal, env }, createPalette(false))).spinner).toBeUndefined();
  });
});
