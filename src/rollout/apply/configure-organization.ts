import { eksRuntimeMonitoring, isWhollyRead, runtimeMonitoring, sendableFeatures, type OrganizationFeature } from '../../domain/feature';
import { AwsFailure } from '../../domain/problem';
import type { AutoEnable } from '../../domain/auto-enable';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import type { ConfigureOrganization } from '../../plan/actions';
import { compareFeatures, withFeatureChanges, type FeatureChange } from '../../plan/organization-features';
import type { ActionOutcome } from '../../plan/outcome';
import type { FeatureGap } from '../../plan/gap';
import { refusalOf } from './refusal';
import { describeConfiguration, requireDetector, whileSettling, type RegionState } from './region-state';

/**
 * The requests that make these changes: mostly one with everything, so that it does not matter whether AWS keeps or resets what a request
 * does not name. The older runtime plan has to be switched off before the newer one may be named.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
function requestsFor(
  current: readonly OrganizationFeature[],
  changes: readonly FeatureChange[],
): readonly (readonly OrganizationFeature[])[] {
  const older = changes.filter(({ feature }) => feature === eksRuntimeMonitoring);
  const whole = withFeatureChanges(current, changes);
  if (older.length === 0) return [sendableFeatures(whole)];
  const first = withFeatureChanges(current, older).filter(({ name }) => name !== runtimeMonitoring);
  if (older.length === changes.length) return [first];
  return [first, whole.filter(({ name }) => name !== eksRuntimeMonitoring)];
}

/** One writer of one Region's configuration. */
class Writer {
  /** False once AWS has refused to take its own list back: then a request names only what it changes. */
  private takesAll = true;

  constructor(
    private readonly state: RegionState,
    private readonly autoEnable: AutoEnable,
    private readonly current: OrganizationConfiguration,
  ) {}

  async send(changes: readonly FeatureChange[]): Promise<void> {
    const changed = new Set(changes.map(({ feature }) => feature));
    const features = this.current.features.filter(({ name }) => this.takesAll || changed.has(name));
    for (const request of requestsFor(features, changes)) await this.update(request);
  }

  /** Auto-enable with the plans as they are; where AWS refuses even that, auto-enable alone. */
  private async sendAutoEnable(): Promise<void> {
    try {
      await this.send([]);
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      this.takesAll = false;
      await this.update([]);
    }
  }

  /** Auto-enable first, then one plan after the other. @returns those that AWS refused */
  async sendOneByOne(changes: readonly FeatureChange[]): Promise<readonly FeatureGap[]> {
    if (changes.length === 0) {
      await this.update([]);
      return [];
    }
    await this.sendAutoEnable();
    const accepted: FeatureChange[] = [];
    const refused: FeatureGap[] = [];
    for (const feature of new Set(changes.map((change) => change.feature))) {
      const own = changes.filter((change) => change.feature === feature);
      try {
        await this.send([...accepted, ...own]);
        accepted.push(...own);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        refused.push({
          feature,
          reason: 'feature-refused',
          ...(refusal.awsMessage === undefined ? {} : { awsMessage: refusal.awsMessage }),
        });
      }
    }
    return refused;
  }

  private update(features: readonly OrganizationFeature[]): Promise<void> {
    const { admin, region } = this.state;
    const unread = features.find((feature) => !isWhollyRead(feature));
    if (unread !== undefined) {
      // A level that was not read is not sent: it would be lowered or raised without anybody having asked for it.
      const action = 'guardduty:DescribeOrganizationConfiguration';
      return Promise.reject(new AwsFailure({ code: 'unexpected-answer', action, region, detail: `${unread.name} could not be read` }));
    }
    return admin.updateConfiguration(requireDetector(this.state), this.autoEnable, features.filter(isWhollyRead));
  }
}

/**
 * Sets auto-enable and protection plans. What a Region refuses is found by trying the plans one by one, so that the others are set.
 */
export async function configureOrganization(state: RegionState, { after, plans }: ConfigureOrganization): Promise<ActionOutcome> {
  const current = await describeConfiguration(state);
  const changes = plans === undefined ? [] : compareFeatures(plans.wanted, current.features, plans.migrate).changes;
  if (current.autoEnable === after.autoEnable && changes.length === 0) return { status: 'done', note: 'already-so' };
  const writer = new Writer(state, after.autoEnable, current);
  let refused: readonly FeatureGap[] = [];
  await whileSettling(state, async () => {
    try {
      await writer.send(changes);
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      refused = await writer.sendOneByOne(changes);
    }
  });
  return refused.length === 0 ? { status: 'done' } : { status: 'partly-done', accounts: [], plans: refused };
}
