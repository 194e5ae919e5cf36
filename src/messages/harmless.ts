/** Control characters, marks that reverse or hide text, separators of lines, and characters that are none. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/**
 * What GitHub Actions takes for a command: `##[…]` anywhere in a line, and `::name …::` at its beginning, where a line may begin at every
 * place at which a text is wrapped. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const oldCommand = /##(?=\[)/g;
const command = /::(?=[A-Za-z][\w-]*(?:\s[^\n]*?)?::)/g;

/**
 * Makes text from AWS fit for a terminal line: control characters (escape sequences among them), line breaks, and the marks that reverse
 * or hide text become a visible replacement, and so do commands to GitHub Actions. Account names and error texts can hold any of them.
 */
export function harmless(text: string): string {
  return text.replace(unsafe, '\uFFFD').replace(command, ':\uFFFD').replace(oldCommand, '#\uFFFD');
}

/**
 * JSON that can be shown on a terminal: what {@link harmless} would replace is escaped, so that nothing is lost. JSON itself escapes
 * only the oldest control characters. https://www.rfc-editor.org/rfc/rfc8259#section-7
 * A text of JSON begins no line, so only the older form of GitHub's commands is escaped.
 */
export function harmlessJson(value: unknown, indent?: number): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, indent)
    .replace(unsafe, (character) => (character === '\n' ? character : character.split('').map(escaped).join('')))
    .replace(oldCommand, (signs) => signs.split('').map(escaped).join(''));
}
