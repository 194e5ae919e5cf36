import type { ProvisionError } from '../../domain/errors';
import { harmless } from '../../messages/harmless';
import { hang } from './layout';
import type { Palette } from './palette';

/** A refusal: what happened, why, what to do; one paragraph each. */
export function errorText(error: ProvisionError, palette: Palette, width: number): readonly string[] {
  return [
    ...hang('', `Error: ${harmless(error.message)}`, width).map(palette.bad),
    ...(error.reason === undefined ? [] : hang('  ', harmless(error.reason), width)),
    ...(error.remedy === undefined ? [] : hang('  → ', harmless(error.remedy), width)),
  ];
}
