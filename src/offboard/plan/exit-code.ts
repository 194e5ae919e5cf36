import type { ExitCode } from '../../plan/exit-code';
import type { OffboardReport } from './report';
import type { OffboardSettings } from './settings';

/**
 * 0: every verdict of the last reading is as asked, or the dry run was made; 1: something is left, or is not known. A dry run is a success
 * where everything could be read, whatever it found.
 */
export function offboardExitCode({ mode }: OffboardSettings, { interrupted, regions, verdicts }: OffboardReport): ExitCode {
  if (interrupted) return 130;
  const all = [...verdicts, ...regions.flatMap((region) => region.verdicts)];
  if (mode === 'dry-run')
    return all.some((one) => one.answer === 'unknown' || (one.answer === 'gap' && one.reason === 'region-unread')) ? 1 : 0;
  return all.every(({ answer }) => answer === 'as-asked') ? 0 : 1;
}
