import type { DetectorFeatureSetting } from '../../domain/detector-feature';
import { AwsFailure, mayBeApplied, problemOf, type Problem } from '../../domain/problem';
import type { Detector } from '../../domain/snapshot';
import { endsLegacyRuntime } from '../../domain/wanted-feature';
import type { ConfigureDetector, DetectorChange } from '../../plan/actions';
import { compareDetector, featuresToSend, requestsOf } from '../../plan/detector-features';
import { wordsOf } from '../../plan/gap';
import type { ActionOutcome, Sent } from '../../plan/outcome';
import { gap, type Verdict } from '../../plan/verdicts';
import { refusalOf } from './refusal';
import { requireDetector, whilePassing, type RegionState } from './region-state';

/** One writer of the administrator's own detector. Each attempt begins with a new reading, and names nothing that it did not show. */
class DetectorWriter {
  readonly sent = new Set<Sent>();
  private readonly accepted: DetectorChange[] = [];
  private mayHaveWritten = false;

  constructor(
    private readonly state: RegionState,
    private readonly action: ConfigureDetector,
  ) {}

  private async read(): Promise<Detector> {
    const detector = await this.state.admin.getDetector(requireDetector(this.state));
    if (!this.mayHaveWritten) this.state.readings.detector = detector;
    return detector;
  }

  /** The planned changes that the detector still needs; where it could not be read before, what it lacks of the wanted features. */
  needed({ features = [] }: Detector): readonly DetectorChange[] {
    const { settings } = this.state.context;
    const { features: wanted } = settings;
    if (wanted === undefined) return [];
    const migrate = endsLegacyRuntime(settings);
    const lacking = compareDetector({ wanted, levels: ['ALL'], migrate }, features).changes;
    const same = (a: DetectorChange) => (b: DetectorChange) => a.feature === b.feature && a.additional === b.additional;
    const planned = this.action.features;
    return lacking.filter((change) => (planned === null || planned.some(same(change))) && !this.accepted.some(same(change)));
  }

  /** Reads, and sends the frequency and those of the needed changes that are chosen. */
  async send(choose: (changes: readonly DetectorChange[]) => readonly DetectorChange[]): Promise<void> {
    await whilePassing(this.state, async () => {
      const detector = await this.read();
      const after = this.action.frequency?.after;
      const frequency = after === undefined || detector.findingFrequency === after || this.sent.has('frequency') ? undefined : after;
      const changes = choose(this.needed(detector));
      if (changes.length === 0 && frequency === undefined) return;
      const features = featuresToSend(detector.features ?? [], changes);
      if (features === undefined) throw new AwsFailure(this.unread());
      await this.update(features, frequency);
      if (features.length > 0) this.sent.add('features');
      if (frequency !== undefined) this.sent.add('frequency');
      this.accepted.push(...changes);
    });
  }

  /** The frequency, then one feature after the other. @returns those that AWS refused */
  async sendOneByOne(): Promise<readonly Verdict[]> {
    await this.send(() => []);
    const refused: Verdict[] = [];
    for (const feature of new Set(this.needed(await whilePassing(this.state, () => this.read())).map((change) => change.feature))) {
      try {
        await this.send((changes) => changes.filter((change) => change.feature === feature));
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        refused.push(gap({ question: 'administrator-feature', feature }, 'feature-refused', wordsOf(refusal)));
      }
    }
    return refused;
  }

  private async update(
    features: readonly DetectorFeatureSetting[],
    frequency: NonNullable<ConfigureDetector['frequency']>['after'] | undefined,
  ) {
    try {
      await this.state.admin.configureDetector(requireDetector(this.state), features, frequency);
      this.mayHaveWritten = true;
    } catch (error) {
      if (mayBeApplied(problemOf(error))) this.mayHaveWritten = true;
      throw error;
    }
  }

  private unread(): Problem {
    const { region, context } = this.state;
    return {
      code: 'unexpected-answer',
      action: 'guardduty:GetDetector',
      accountId: context.administrator.caller.accountId,
      region,
      detail: 'the answer does not show everything that the request would have to name',
    };
  }
}

/** Switches features on in the administrator's own detector; one that AWS refuses is found by trying them one by one. */
export async function configureDetector(state: RegionState, action: ConfigureDetector): Promise<ActionOutcome> {
  const writer = new DetectorWriter(state, action);
  const done = (): ActionOutcome =>
    writer.sent.size === 0 ? { status: 'done', sent: [], note: 'already-so' } : { status: 'done', sent: [...writer.sent] };
  try {
    // AWS refuses the two runtime features in one request, so the older one goes off first.
    await writer.send((changes) => requestsOf(changes)[0] ?? []);
    await writer.send((changes) => changes);
    return done();
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
  }
  const gaps = await writer.sendOneByOne();
  return gaps.length === 0 ? done() : { status: 'partly-done', sent: [...writer.sent], accounts: [], gaps };
}
