import styles, { type CSPair } from 'ansi-styles';

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
  const painted =
    ({ open, close }: CSPair) =>
    (text: string) =>
      colour && text !== '' ? `${open}${text}${close}` : text;
  return {
    strong: painted(styles.bold),
    faint: painted(styles.dim),
    good: painted(styles.green),
    bad: painted(styles.red),
    warn: painted(styles.yellow),
  };
}
