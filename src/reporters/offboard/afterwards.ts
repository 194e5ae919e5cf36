import { harmless } from '../../messages/harmless';
import { howToStopCharges, staysOnPhrase } from '../../messages/offboard';
import type { OffboardSummary } from './summary';

/** What a person should know after a run that has changed something: who still has GuardDuty, and where the settings are. */
export function afterwards({ plan, carryOver, settings, declined }: OffboardSummary): readonly string[] {
  if (settings.mode === 'dry-run' || declined || !carryOver.saved) return [];
  return [
    `GuardDuty is still on wherever it was on before: in ${staysOnPhrase(plan.staysOn)}, counted before this run. The administrator can no longer look into the accounts that it has released. ${howToStopCharges}`,
    `The settings from before are in ${harmless(carryOver.file)}, with the options that give them to another administrator. Keep the file: nothing else holds them.`,
  ];
}
