import { AwsFailure, mayBeApplied, problemOf } from '../../domain/problem';
import type { WantedExport } from '../../domain/export';
import { compareExport } from '../../plan/export';
import type { ActionOutcome } from '../../plan/outcome';
import { growingPauses } from '../waiting';
import { requireDetector, whilePassing, type RegionState } from './region-state';

/** How long a policy that was just attached may take to let GuardDuty in, in seconds. */
const patience = 60;

/** How often a destination that appears between two requests is looked at anew. */
const mostRaces = 3;

/** Sets one Region's export up, however many attempts that takes. Each begins with a reading, so that a lost answer makes no second one. */
class ExportWriter {
  private mayHaveWritten = false;

  constructor(
    private readonly state: RegionState,
    private readonly wanted: WantedExport,
  ) {}

  async attempt(): Promise<ActionOutcome> {
    const { admin } = this.state;
    const id = requireDetector(this.state);
    for (let races = 0; ; races += 1) {
      const answer = compareExport(this.wanted, await admin.listExports(id));
      if (answer.step === 'nothing') return this.unchanged(answer.verdict.answer === 'gap' && answer.verdict.reason === 'export-elsewhere');
      try {
        if (answer.step === 'create') await admin.createExport(id, this.wanted);
        else await admin.updateExport(id, answer.destination.id, this.wanted);
        return { status: 'done', sent: ['export'] };
      } catch (error) {
        const problem = problemOf(error);
        this.mayHaveWritten ||= mayBeApplied(problem);
        if (problem.code !== 'export-exists' || races === mostRaces) throw error;
      }
    }
  }

  /** What is there now needs no request, or is somebody else's since the plan was shown. */
  private unchanged(elsewhere: boolean): ActionOutcome {
    if (elsewhere) return { status: 'not-attempted', because: 'changed-meanwhile' };
    return this.mayHaveWritten ? { status: 'done', sent: ['export'] } : { status: 'done', sent: [], note: 'already-so' };
  }
}

/**
 * Creates or corrects the publishing destination of the administrator's detector. AWS looks at the policies of bucket and key at once, and a
 * policy that is new may not have effect yet, so that refusal alone is waited out.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export async function exportFindings(state: RegionState): Promise<ActionOutcome> {
  const { waiting } = state;
  const { emit, interrupted, settings } = state.context;
  if (settings.export === undefined) throw new AwsFailure({ code: 'bug', action: 'guardduty:CreatePublishingDestination' });
  const writer = new ExportWriter(state, settings.export);
  const deadline = waiting.now() + Math.min(patience, waiting.secondsLeft) * 1000;
  const nextPause = growingPauses();
  for (;;) {
    try {
      return await whilePassing(state, () => writer.attempt());
    } catch (error) {
      const left = deadline - waiting.now();
      if (problemOf(error).code !== 'export-forbidden' || left <= 0 || interrupted()) throw error;
      emit({ type: 'waiting', region: state.region, waitingFor: 'policies' });
      await waiting.sleep(Math.min(nextPause(), left));
    }
  }
}
