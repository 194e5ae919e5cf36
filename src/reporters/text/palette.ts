import { Instance } from 'chalk';

/** Styles by meaning. Colour never carries a meaning alone: a word or sign always says the same. */
export interface Palette {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

/** Colours that are readable on light and on dark ground, or none. */
export function createPalette(colour: boolean): Palette {
  const chalk = new Instance({ level: colour ? 1 : 0 });
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
  };
}
