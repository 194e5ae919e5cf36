import { isStronger, type AutoEnable } from '../../domain/auto-enable';
import {
  eksRuntimeMonitoring,
  isWhollyRead,
  runtimeMonitoring,
  sendableFeatures,
  type OrganizationFeature,
  type OrganizationFeatureSetting,
} from '../../domain/feature';
import { AwsFailure, mayBeApplied, problemOf, type Problem } from '../../domain/problem';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import type { ConfigureOrganization, FeatureChange } from '../../plan/actions';
import { wordsOf } from '../../plan/gap';
import { compareFeatures, unreadLevel, withFeatureChanges } from '../../plan/organization-features';
import type { ActionOutcome, Sent } from '../../plan/outcome';
import { gap, type Verdict } from '../../plan/verdicts';
import { refusalOf } from './refusal';
import { requireDetector, whilePassing, type RegionState } from './region-state';

/** A configuration of which every level was read. */
type ReadConfiguration = OrganizationConfiguration & { readonly autoEnable: AutoEnable };

/** The features that one request names. Both runtime features may not stand in one, so the older one is left out of all but its own. */
function requestOf(
  features: readonly OrganizationFeature[],
  changes: readonly FeatureChange[],
  older: boolean,
): readonly OrganizationFeatureSetting[] {
  const whole = withFeatureChanges(features, changes).filter(isWhollyRead);
  if (older) return whole.filter(({ name }) => name !== runtimeMonitoring);
  const migrated = changes.some(({ feature }) => feature === eksRuntimeMonitoring);
  return migrated ? whole.filter(({ name }) => name !== eksRuntimeMonitoring) : sendableFeatures(whole);
}

const isOlder = ({ feature }: FeatureChange): boolean => feature === eksRuntimeMonitoring;

/**
 * The one writer of a Region's configuration. Auto-enable and every feature travel in each request, so that it does not matter whether AWS
 * keeps or resets what a request does not name. Each attempt begins with a new reading: what somebody else changed meanwhile is sent as
 * it is now, and a level that was not read is never sent.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
class ConfigurationWriter {
  readonly sent = new Set<Sent>();
  /** Changes that AWS has accepted; a reading may show them late. */
  private readonly accepted: FeatureChange[] = [];
  private autoEnable: AutoEnable | undefined;
  private mayHaveWritten = false;
  /** False once AWS has refused to take its own list back: then a request names only what it changes. */
  private takesAll = true;

  constructor(
    private readonly state: RegionState,
    private readonly action: ConfigureOrganization,
  ) {}

  /** The planned changes that the Region still needs. What somebody raised meanwhile is not lowered unless the plan said so. */
  changesIn(current: OrganizationConfiguration): readonly FeatureChange[] {
    const { features, wanted } = this.action;
    const planned =
      wanted === undefined
        ? features
        : compareFeatures(wanted, current.features, this.state.context.settings.migrateEksRuntimeMonitoring, this.problem).changes;
    return planned.filter(({ feature, additional, after, lowers }) => {
      if (this.accepted.some((one) => one.feature === feature && one.additional === additional)) return false;
      const entry = current.features.find(({ name }) => name === feature);
      if (entry === undefined) return false;
      const before =
        additional === undefined
          ? entry.autoEnable
          : (entry.additionalConfiguration ?? []).find(({ name }) => name === additional)?.autoEnable;
      return before !== after && (lowers || !isStronger(before ?? 'NONE', after));
    });
  }

  /** @throws AwsFailure where a level is not in the answer: a configuration with an unknown level can't be sent back */
  async read(): Promise<ReadConfiguration> {
    const current = await this.state.admin.describeConfiguration(requireDetector(this.state));
    const { autoEnable } = current;
    const missing = autoEnable === undefined ? 'auto-enable' : unreadLevel(current.features);
    if (autoEnable === undefined || missing !== undefined) {
      throw new AwsFailure(
        this.problem(`the level of ${missing ?? ''} is not in the answer, so the configuration can't be sent back whole`),
      );
    }
    if (!this.mayHaveWritten) this.state.readings.configuration = current;
    return { ...current, autoEnable };
  }

  /**
   * Reads, and sends those of the needed changes that are chosen, with the auto-enable setting.
   *
   * @param choose undefined: auto-enable alone, without any feature
   * @returns the changes that were sent
   */
  send(choose: ((changes: readonly FeatureChange[]) => readonly FeatureChange[]) | undefined): Promise<readonly FeatureChange[]> {
    return whilePassing(this.state, async () => {
      const current = await this.read();
      const changes = choose === undefined ? [] : choose(this.changesIn(current));
      const autoEnable = this.autoEnableFor(current);
      const settled = autoEnable === current.autoEnable || this.autoEnable !== undefined;
      if (changes.length === 0 && settled) return [];
      const all = [...this.accepted, ...changes];
      const named = new Set(all.map(({ feature }) => feature));
      const features = current.features.filter(({ name }) => this.takesAll || named.has(name));
      const older = changes.length > 0 && changes.every(isOlder);
      await this.update(autoEnable, choose === undefined ? [] : requestOf(features, all, older));
      if (autoEnable !== current.autoEnable) this.sent.add('auto-enable');
      if (changes.length > 0) this.sent.add('features');
      this.autoEnable = autoEnable;
      this.accepted.push(...changes);
      return changes;
    });
  }

  /** Auto-enable first, then one feature after the other. @returns those that AWS refused */
  async sendOneByOne(): Promise<readonly Verdict[]> {
    await this.sendAutoEnable();
    const refused: Verdict[] = [];
    const needed = this.changesIn(await whilePassing(this.state, () => this.read()));
    for (const feature of new Set(needed.map((change) => change.feature))) {
      try {
        await this.send((changes) => changes.filter((change) => change.feature === feature));
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        refused.push(gap({ question: 'organization-feature', feature }, 'feature-refused', wordsOf(refusal)));
      }
    }
    return refused;
  }

  /** Auto-enable with the features as they are; where AWS refuses even that, auto-enable alone. */
  private async sendAutoEnable(): Promise<void> {
    try {
      await this.send(() => []);
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      this.takesAll = false;
      await this.send(undefined);
    }
  }

  private async update(autoEnable: AutoEnable, features: readonly OrganizationFeatureSetting[]): Promise<void> {
    try {
      await this.state.admin.updateConfiguration(requireDetector(this.state), autoEnable, features);
      this.mayHaveWritten = true;
    } catch (error) {
      if (mayBeApplied(problemOf(error))) this.mayHaveWritten = true;
      throw error;
    }
  }

  /** The planned level, or the one in force where the plan leaves it or somebody raised it meanwhile. */
  private autoEnableFor({ autoEnable: inForce }: ReadConfiguration): AutoEnable {
    const { before, after, lowers } = this.action.autoEnable;
    if (this.autoEnable !== undefined) return this.autoEnable;
    if (before === after || (isStronger(inForce, after) && !lowers)) return inForce;
    return after;
  }

  private readonly problem = (detail: string): Problem => ({
    code: 'unexpected-answer',
    action: 'guardduty:DescribeOrganizationConfiguration',
    accountId: this.state.context.administrator.caller.accountId,
    region: this.state.region,
    detail,
  });
}

/**
 * Sets auto-enable and features: the older runtime feature off first, then all at once. What a Region refuses is found by trying the
 * features one by one, so that the others are set.
 */
export async function configureOrganization(state: RegionState, action: ConfigureOrganization): Promise<ActionOutcome> {
  const writer = new ConfigurationWriter(state, action);
  const sent = writer.sent;
  try {
    const first = await writer.send((changes) => (changes.some(isOlder) ? changes.filter(isOlder) : changes));
    if (first.some(isOlder)) await writer.send((changes) => changes.filter((change) => !isOlder(change)));
    return sent.size === 0 ? { status: 'done', sent: [], note: 'already-so' } : { status: 'done', sent: [...sent] };
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
  }
  const gaps = await writer.sendOneByOne();
  return gaps.length === 0 ? { status: 'done', sent: [...sent] } : { status: 'partly-done', sent: [...sent], accounts: [], gaps };
}
