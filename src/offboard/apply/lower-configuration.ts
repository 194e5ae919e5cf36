import { ProvisionError } from '../../domain/errors';
import type { OrganizationFeatureSetting } from '../../domain/feature';
import type { DetectorId, Region } from '../../domain/ids';
import { problemOf, type Problem } from '../../domain/problem';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import { isFinal, isSplittable } from '../../domain/trouble';
import type { AdministratorGuardDuty } from '../../ports/guardduty';
import { readFact } from '../../rollout/read/fact';
import { pollUntil } from '../../rollout/waiting';
import type { ApplyContext } from '../context';
import { featuresToLower, settingsAboveNone, unreadSetting } from '../plan/lowering';
import type { OffboardOutcome } from '../plan/report';
import { isPassing } from './trouble';

/** Lowers the configuration of one Region, from a reading before each attempt, until AWS shows that everything is `NONE`. */
class Lowering {
  /** The last request that AWS accepted. Until AWS shows its effect, it is not sent again. */
  private accepted: string | undefined;
  /** Features that AWS refused by themselves. */
  private readonly refused = new Set<string>();
  private refusal: Problem | undefined;
  private oneByOne = false;
  private problem: Problem | undefined;

  constructor(
    private readonly context: ApplyContext,
    private readonly admin: AdministratorGuardDuty,
    private readonly region: Region,
    private readonly detectorId: DetectorId,
  ) {}

  /** Reads and sends until there is nothing to send now. @returns how it ended, or undefined while it has not */
  async proceed(): Promise<OffboardOutcome | undefined> {
    for (;;) {
      const read = await readFact(() => this.admin.describeConfiguration(this.detectorId));
      if (!read.known) return this.note(read.problem);
      const odd = unreadSetting(read.value);
      if (odd !== undefined)
        return this.note({ ...this.place('DescribeOrganizationConfiguration'), code: 'unexpected-answer', detail: odd });
      if (settingsAboveNone(read.value).length === 0) return { status: 'done' };
      if (this.context.interrupted()) return { status: 'not-attempted', because: 'interrupted' };
      const features = this.choose(read.value);
      const request = JSON.stringify([read.value.autoEnable, features]);
      if (request === this.accepted) return undefined;
      if (features.length === 0 && read.value.autoEnable === 'NONE') return { status: 'failed', problem: this.refusal ?? this.unconfirmed };
      const unsaved = this.save(read.value);
      if (unsaved !== undefined) return { status: 'failed', problem: unsaved };
      try {
        await this.admin.updateConfiguration(this.detectorId, 'NONE', features);
        this.accepted = request;
        this.problem = undefined;
      } catch (error) {
        const ended = this.refuse(problemOf(error), features);
        if (ended !== 'go on') return ended;
      }
    }
  }

  /** What AWS accepted and does not show. */
  get unconfirmed(): Problem {
    return this.problem ?? { ...this.place('UpdateOrganizationConfiguration'), code: 'not-reported' };
  }

  private place(operation: string): Pick<Problem, 'action' | 'accountId' | 'region'> {
    return { action: `guardduty:${operation}`, accountId: this.context.administrator.caller.accountId, region: this.region };
  }

  /** Somebody may have raised a setting since the file was written: what is not in it is not lowered. */
  private save(configuration: OrganizationConfiguration): Problem | undefined {
    try {
      this.context.saveRaised(this.region, configuration);
      return undefined;
    } catch (error) {
      if (!(error instanceof ProvisionError)) throw error;
      return { ...this.place('UpdateOrganizationConfiguration'), code: 'local-failure', detail: error.message };
    }
  }

  private choose(configuration: OrganizationConfiguration): readonly OrganizationFeatureSetting[] {
    const features = featuresToLower(configuration).filter(({ name }) => !this.refused.has(name));
    return this.oneByOne ? features.slice(0, 1) : features;
  }

  private note(problem: Problem): OffboardOutcome | undefined {
    this.problem = problem;
    return isPassing(problem.code) ? undefined : { status: 'failed', problem };
  }

  /** A request refused as a whole is repeated feature by feature, so that the one that is refused can be named. */
  private refuse(problem: Problem, features: readonly OrganizationFeatureSetting[]): OffboardOutcome | undefined | 'go on' {
    if (!isSplittable(problem.code) || isFinal(problem.code) || features.length === 0) return this.note(problem);
    this.refusal ??= problem;
    const [first] = features;
    if (this.oneByOne && first !== undefined) this.refused.add(first.name);
    this.oneByOne = true;
    return 'go on';
  }
}

/** Sets auto-enable, every protection plan and every additional configuration to `NONE`. This turns nothing off in an account. */
export async function lowerConfiguration(
  context: ApplyContext,
  admin: AdministratorGuardDuty,
  region: Region,
  detectorId: DetectorId,
): Promise<OffboardOutcome> {
  const lowering = new Lowering(context, admin, region, detectorId);
  const outcome = await pollUntil(context, context.settings.waitSeconds, async () => {
    const ended = await lowering.proceed();
    if (ended === undefined) context.emit({ type: 'waiting', region, waitingFor: 'settings' });
    return ended;
  });
  if (outcome !== undefined) return outcome;
  return context.interrupted() ? { status: 'not-attempted', because: 'interrupted' } : { status: 'failed', problem: lowering.unconfirmed };
}
