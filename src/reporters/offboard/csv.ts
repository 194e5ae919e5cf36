import { leftReasons } from '../../messages/offboard-reasons';
import { csvLine } from '../csv-line';
import { memberRows } from './member-rows';
import type { OffboardSummary } from './summary';

const columns = [
  'region',
  'account_id',
  'account_name',
  'in_organization',
  'relationship_before',
  'result',
  'reason',
  'aws_message',
  'request_id',
  'guardduty',
  'to_stop_charges',
  'simulated',
];

/** Short, because it stands in every line. */
const toStopCharges = 'as this account, in this Region: aws guardduty update-detector --detector-id … --no-enable';

/** Lines that are written at once. */
const linesInPiece = 1000;

/** One line for each member record and Region, and for the administrator itself, in pieces. https://www.rfc-editor.org/rfc/rfc4180 */
export function* offboardCsvReport(summary: OffboardSummary): Generator<string> {
  const { accounts } = summary.organization;
  let lines = [csvLine(columns)];
  for (const { region, accountId, inOrganization, statusBefore, result, left, guardDuty } of memberRows(summary)) {
    const cells = [
      region,
      accountId,
      accounts.get(accountId) ?? '',
      inOrganization ? 'yes' : 'no',
      statusBefore,
      result,
      left === undefined ? '' : leftReasons[left.reason],
      left?.awsMessage ?? '',
      left?.requestId ?? '',
      guardDuty,
      guardDuty === 'suspended' ? '' : toStopCharges,
      String(summary.simulated !== undefined),
    ];
    lines.push(csvLine(cells));
    if (lines.length < linesInPiece) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}
