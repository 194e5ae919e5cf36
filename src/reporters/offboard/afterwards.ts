import { harmless } from '../../messages/harmless';
import { howToStopCharges, staysOnPhrase } from '../../messages/offboard';
import type { OffboardSummary } from './summary';

/** What a person should know after a run that has changed something: who still has GuardDuty, and where the settings are. */
export function afterwards({ plan, carryOver, settings, declined }: OffboardSummary): readonly string[] {
  if (settings.mode === 'dry-run' || declined || !carryOver.saved) return [];
  return [
    `GuardDuty stays on: this run switched it off nowhere. Before the run it was on in ${staysOnPhrase(plan.staysOn)}. Now only the accounts themselves can show it, because the administrator can't look into those that it has released. ${howToStopCharges}`,
    `The settings from before are in ${harmless(carryOver.file)}, with the options that give them to another administrator. Keep the file: nothing else holds them, and later runs read from it which Regions were released.`,
  ];
}
