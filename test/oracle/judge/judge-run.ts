import type { Case } from '../generate/case';
import type { Run } from '../support/live-world';
import { contradicts } from '../support/options';
import { describeQuestion, questionsOf } from './asked';
import { judgeCells, readCsv } from './cells';
import { complain, type Complaint } from './complaint';
import { judgeForm } from './form';
import { judgeCreated } from './created';
import { judgeRequests } from './requests';
import { judgeStatements } from './statements';
import { judgeVerdicts } from './verdicts';
import { judgeWords } from './words';
import { judgeUntouched, type OwnDoing } from './untouched';

/** Everything that has to hold for one run, whatever went wrong in it. */
export function judgeRun({ world }: Pick<Case, 'world'>, run: Run): readonly Complaint[] {
  const own: OwnDoing = {
    sweeps: (world.timing?.autoEnableAllSeconds ?? null) !== null,
    makesManagementDetector: world.switches?.managementDetectorOnDesignation === true,
    limitTurnsOff: world.switches?.limitTurnsAutoEnableOff === true,
    // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html
    policyEnrols: world.switches?.policyReturnsMembers === true && run.before.policyType && run.before.managedFeatures.size > 0,
  };
  return [
    ...judgeForm(run),
    ...judgeRequests(run),
    ...judgeUntouched(run, own),
    ...judgeCells(run),
    ...judgeCreated(run),
    ...judgeWords(run),
    ...judgeStatements(run, readCsv(run.files['csv'] ?? '')),
    ...judgeVerdicts(run),
    ...judgePromise(
      run,
      Object.values(world.timing ?? {}).some((seconds) => (seconds ?? 0) > 0),
    ),
    ...judgeRefusal(run),
  ];
}

/** 0 of a run or a check says that everything is as asked for; 3 of a check that something is not. */
function judgePromise({ options, mode, exitCode, after }: Run, isLate: boolean): readonly Complaint[] {
  if (mode === 'dry-run' || (exitCode !== 0 && exitCode !== 3)) return [];
  const wrong = questionsOf(options, after).filter(({ right }) => !right);
  if (exitCode === 0) return complain('exit 0 is not true', wrong, describeQuestion);
  // Where AWS takes its time, it may still have shown the check what is over.
  return wrong.length > 0 || isLate ? [] : [{ rule: 'exit 3 although everything is as asked for', detail: '' }];
}

/** Options that contradict each other are refused before AWS is asked anything. */
function judgeRefusal({ options, exitCode, calls }: Run): readonly Complaint[] {
  if (!contradicts(options) || (exitCode === 2 && calls.length === 0)) return [];
  return [{ rule: 'contradiction not refused', detail: `exit ${String(exitCode)}, ${String(calls.length)} requests` }];
}
