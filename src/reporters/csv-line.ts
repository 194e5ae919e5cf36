import { harmless } from '../messages/harmless';

/**
 * One cell. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const safe = harmless(text);
  const tamed = /^[=+\-@\t\r]/.test(safe) ? `'${safe}` : safe;
  return /[",\n\r;]/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed;
}

/** One line of a CSV file. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
