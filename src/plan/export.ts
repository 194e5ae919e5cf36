import { isSameDestination, type ExportDestination, type WantedExport } from '../domain/export';
import type { Fact } from '../domain/snapshot';
import type { ExportFindings } from './actions';
import { asAsked, gap, toDo, unread, type GapDetails, type Verdict } from './verdicts';

/** What has to be done about the export of a Region's findings. `nothing`: it is right, or not for this program to change. */
export type ExportStep =
  | { readonly step: 'create' }
  | { readonly step: 'update'; readonly destination: ExportDestination }
  | { readonly step: 'nothing'; readonly verdict: Verdict };

const subject = { question: 'export' } as const;

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
const failingStatuses: readonly string[] = ['UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY', 'STOPPED'];

/** Bucket, key and owner are right; the status decides. */
function statusVerdict({ status, failingSince }: ExportDestination): Verdict {
  if (status === 'PUBLISHING') return asAsked(subject);
  if (status !== 'PENDING_VERIFICATION' && !failingStatuses.includes(status)) {
    const action = 'guardduty:DescribePublishingDestination';
    return unread(subject, { code: 'unexpected-answer', action, detail: `the status is ${status}` });
  }
  const since = failingSince === undefined ? '' : ` since ${new Date(failingSince).toISOString()}`;
  const reason = status === 'PENDING_VERIFICATION' ? 'export-pending' : 'export-failing';
  return gap(subject, reason, { before: `${status}${since}`, after: 'PUBLISHING' });
}

/**
 * Compares where findings go with where they are to go. A bucket that nobody named is left alone: a detector has one destination, and what
 * points elsewhere belongs to somebody. A destination that fails is not written again: AWS does not say that this helps.
 */
export function compareExport(wanted: WantedExport, found: readonly ExportDestination[]): ExportStep {
  const at = (arn: string): ExportDestination | undefined => found.find(({ destinationArn }) => isSameDestination(destinationArn, arn));
  const ours = at(wanted.destinationArn);
  if (ours !== undefined) {
    const right = ours.keyArn === wanted.keyArn && ours.ownerId === wanted.ownerId;
    return right ? { step: 'nothing', verdict: statusVerdict(ours) } : { step: 'update', destination: ours };
  }
  const [first] = found;
  if (first === undefined) return { step: 'create' };
  const replaced = wanted.replaces === undefined ? undefined : at(wanted.replaces);
  if (replaced !== undefined) return { step: 'update', destination: replaced };
  return { step: 'nothing', verdict: gap(subject, 'export-elsewhere', { before: first.destinationArn, after: wanted.destinationArn }) };
}

/** The export of one Region's findings. `found` is undefined where there is no detector yet. */
export function planExport(
  wanted: WantedExport | undefined,
  found: Fact<readonly ExportDestination[]> | undefined,
): { readonly action: ExportFindings | undefined; readonly verdicts: readonly Verdict[] } {
  if (wanted === undefined) return { action: undefined, verdicts: [] };
  if (found?.known === false) return { action: undefined, verdicts: [unread(subject, found.problem)] };
  const answer = compareExport(wanted, found?.value ?? []);
  if (answer.step === 'nothing') return { action: undefined, verdicts: [answer.verdict] };
  const { destinationArn, keyArn, ownerId } = wanted;
  const before = answer.step === 'update' ? answer.destination : null;
  const replaces = before !== null && !isSameDestination(before.destinationArn, destinationArn);
  return {
    action: { kind: 'export-findings', before, after: { destinationArn, keyArn, ownerId }, replaces },
    verdicts: [toDo(subject, 'export-findings')],
  };
}

/** What an export shows in place of what was asked for: bucket, key or owner; empty where there is none. */
export function exportDifferences({ before, after }: ExportFindings): GapDetails {
  if (before === null) return {};
  const parts = [
    ...(isSameDestination(before.destinationArn, after.destinationArn) ? [] : [[before.destinationArn, after.destinationArn]]),
    ...(before.keyArn === after.keyArn ? [] : [[before.keyArn, after.keyArn]]),
    ...(before.ownerId === after.ownerId ? [] : [[before.ownerId ?? 'no owner', after.ownerId]]),
  ];
  return { before: parts.map(([shown]) => shown).join(', '), after: parts.map(([, asked]) => asked).join(', ') };
}
