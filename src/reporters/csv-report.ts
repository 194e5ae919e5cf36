import { reasons } from '../messages/reasons';
import { coverageOf } from './coverage';
import { harmless } from '../messages/harmless';
import type { RunSummary } from './run-summary';

const columns = [
  'region',
  'account_id',
  'account_name',
  'account_state',
  'coverage',
  'relationship_status',
  'reason',
  'next_step',
  'aws_message',
  'request_id',
  'simulated',
];

/**
 * One cell. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const safe = harmless(text);
  const tamed = /^[=+\-@\t\r]/.test(safe) ? `'${safe}` : safe;
  return /[",\n\r;]/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed;
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** One line for each account and Region, in pieces, so that a large organization needs no large text. https://www.rfc-editor.org/rfc/rfc4180 */
export function* csvReport(summary: RunSummary): Generator<string> {
  yield line(columns);
  for (const { region, of } of coverageOf(summary)) {
    let piece = '';
    for (const { id, name, state } of summary.organization.accounts) {
      const { coverage, finding } = of(id);
      piece += line([
        region,
        id,
        name,
        state,
        coverage,
        finding?.relationshipStatus ?? '',
        finding?.reason ?? '',
        finding === undefined ? '' : reasons[finding.reason].remedy,
        finding?.awsMessage ?? '',
        finding?.requestId ?? '',
        String(summary.simulated !== undefined),
      ]);
    }
    yield piece;
  }
}
