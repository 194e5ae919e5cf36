import { remedyOf } from '../messages/reasons';
import { coverageOf } from './coverage';
import { csvLine } from './csv-line';
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

/** One line for each account and Region, in pieces, so that a large organization needs no large text. https://www.rfc-editor.org/rfc/rfc4180 */
export function* csvReport(summary: RunSummary): Generator<string> {
  yield csvLine(columns);
  for (const { region, of } of coverageOf(summary)) {
    let piece = '';
    for (const { id, name, state } of summary.organization.accounts) {
      const { coverage, gap } = of(id);
      piece += csvLine([
        region,
        id,
        name,
        state,
        coverage,
        gap?.relationshipStatus ?? '',
        gap?.reason ?? '',
        gap === undefined ? '' : remedyOf(gap.reason, summary.settings, gap.code),
        gap?.awsMessage ?? '',
        gap?.requestId ?? '',
        String(summary.simulated !== undefined),
      ]);
    }
    yield piece;
  }
}
