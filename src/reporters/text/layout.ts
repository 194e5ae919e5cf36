import wrapAnsi from 'wrap-ansi';

/** A text of one line in which every character is one column wide. */
const simple = /^[!-~](?:[ -~]*[!-~])?$/;

/** Lines of a text that fit the width, the first behind `first`, the others behind as many blanks. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(first.length);
  const room = Math.max(20, width - first.length);
  // Most texts fit, and looking for places to break them costs more than everything else that is done with them.
  if (text.length <= room && simple.test(text)) return [`${first}${text}`];
  return wrapAnsi(text, room, { hard: true, trim: true })
    .split('\n')
    .map((line, index) => `${index === 0 ? first : indent}${line}`);
}
