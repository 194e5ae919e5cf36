import { harmless } from '../messages/harmless';

/** Signs that begin a formula, the full-width ones too. */
const formula = /(^|[;,|\t])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r])/g;

/**
 * One cell. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it text; also behind signs that some
 * spreadsheets take for the separator of cells. https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const tamed = harmless(text).replace(formula, "$1'");
  return /[",\n\r;]/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed;
}

/** One line of a CSV file. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
