import { accountsOf, type RegionReport } from '../plan/outcome';
import { count, detectorStep, pastTense } from '../messages/wording';

/** Enabled accounts of all that are to be, `?` where it is not known. */
export function enabledOf({ proven, enabled }: RegionReport, candidates: readonly unknown[]): string {
  return `${proven ? enabled.toLocaleString('en-US') : '?'}/${candidates.length.toLocaleString('en-US')}`;
}

/** What a run has brought about in a Region, in a few words. */
export function whatWasDone({ attempts }: RegionReport): string {
  const done = attempts.filter(({ outcome }) => outcome.status === 'done' || outcome.status === 'partly-done');
  const steps = done.map(({ action, outcome }) => {
    const refused = outcome.status === 'partly-done' ? outcome.accounts.length : 0;
    return pastTense(action, accountsOf(action).length - refused);
  });
  const detectors = steps.filter((step) => step === detectorStep).length;
  return [...new Set(steps)].map((step) => (step === detectorStep ? count(detectors, step) : step)).join(', ');
}
