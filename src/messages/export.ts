import { locationOf, type ExportDestination, type WantedExport } from '../domain/export';
import type { AccountId, Region } from '../domain/ids';
import type { ExportFindings } from '../plan/actions';
import { exportDifferences } from '../plan/export';
import { harmless } from './harmless';

/** Where findings are to go, as one line of a plan. `!` marks that another bucket is given up. */
export function exportPhrase(action: ExportFindings): { readonly sign: '+' | '~' | '!'; readonly phrase: string } {
  const { after, replaces } = action;
  if (action.before === null) {
    return { sign: '+', phrase: `export of findings to ${after.destinationArn} (key ${after.keyArn}, owner ${after.ownerId})` };
  }
  const { before = '', after: asked = '' } = exportDifferences(action);
  return { sign: replaces ? '!' : '~', phrase: `export of findings: ${harmless(before)} → ${asked}` };
}

/** Where findings go today. */
export function destinationPhrase({ destinationArn, keyArn, ownerId, status }: ExportDestination): string {
  return harmless(`${destinationArn} (key ${keyArn}, ${ownerId === undefined ? 'no owner' : `owner ${ownerId}`}): ${status}`);
}

/** The commands that print what the policies of the bucket and the key must say for these Regions. */
export function policyCommands(
  { destinationArn, keyArn, ownerId }: WantedExport,
  regions: readonly Region[],
  administratorId: AccountId,
): readonly string[] {
  const owner = locationOf(destinationArn)?.prefix === '' ? '' : ` --export-bucket-owner ${ownerId}`;
  const options = `--regions ${regions.join(',')} --admin-account-id ${administratorId} --export-bucket ${destinationArn} --export-key ${keyArn}${owner}`;
  return ['export-bucket', 'export-key'].map((policy) => `npx provision-guardduty iam-policy ${policy} ${options}`);
}
