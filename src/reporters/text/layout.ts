import wrapAnsi from 'wrap-ansi';

/** Lines of a text that fit the width, the first behind `first`, the others behind as many blanks. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(first.length);
  const room = Math.max(20, width - first.length);
  return wrapAnsi(text, room, { hard: true, trim: true })
    .split('\n')
    .map((line, index) => `${index === 0 ? first : indent}${line}`);
}
