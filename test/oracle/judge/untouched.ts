import {
  administratorId,
  askedPlans,
  bucketArn,
  keyArn,
  levelOf,
  managementId,
  migrates,
  olderBucketArn,
  wantedFrequency,
} from '../support/options';
import type { Run } from '../support/live-world';
import {
  guardDutyPrincipal,
  isLower,
  legacyRuntime,
  malware,
  malwarePrincipal,
  organizationFeatures,
  runtime,
} from '../support/vocabulary';
import type { DetectorView, RegionView } from '../support/world-view';
import type { DestinationView } from '../support/exports';
import { complain, type Complaint } from './complaint';
import { isExcluded, regionsInScope } from './scope';

/** What AWS does in this world by itself, without being asked by a request. */
export interface OwnDoing {
  /** Auto-enable ALL reaches everybody during the run. */
  readonly sweeps: boolean;
  /** Designation makes a detector in the management account. */
  readonly makesManagementDetector: boolean;
  /** A full administrator loses its auto-enable. */
  readonly limitTurnsOff: boolean;
  /** An organization policy makes every account a member. */
  readonly policyEnrols: boolean;
}

/**
 * Whatever differs after a run has to have been asked for: nothing lowered, restarted, switched on, removed, handed over or reached
 * otherwise (sections 3 and 4 of the product page). The world is compared with itself, feature by feature.
 */
export function judgeUntouched(run: Run, own: OwnDoing): readonly Complaint[] {
  const scope = new Set(regionsInScope(run.options, run.before));
  return [
    ...judgeOrganization(run),
    ...[...run.before.regions].flatMap(([name, before]) => {
      const after = run.after.regions.get(name);
      if (after === undefined) return [];
      const place = new RegionComparison(run, { name, before, after, inScope: scope.has(name), own });
      return [...place.designation(), ...place.configuration(), ...place.detectors(), ...place.members(), ...place.exports()];
    }),
  ];
}

function judgeOrganization(run: Run): readonly Complaint[] {
  const { before, after, options } = run;
  const malwareLevel = levelOf(askedPlans(options), malware) ?? 'NONE';
  const complaints: Complaint[] = [];
  for (const principal of before.trustedAccess) {
    if (!after.trustedAccess.has(principal)) complaints.push({ rule: 'removed/trusted access', detail: principal });
  }
  for (const principal of after.trustedAccess) {
    const allowed = principal === guardDutyPrincipal || (principal === malwarePrincipal && malwareLevel !== 'NONE' && offersMalware(run));
    if (!before.trustedAccess.has(principal) && !allowed) complaints.push({ rule: 'unasked/trusted access', detail: principal });
  }
  for (const principal of new Set([...before.delegations.keys(), ...after.delegations.keys()])) {
    const [was, is] = [before.delegations.get(principal), after.delegations.get(principal)];
    const made = was === undefined && is === administratorId && principal === guardDutyPrincipal;
    if (was !== is && !made) complaints.push({ rule: 'unasked/registration', detail: `${principal}: ${was ?? 'none'} → ${is ?? 'none'}` });
  }
  return complaints;
}

/** Whether a Region of the run offers the plan, or does not show yet because nobody is designated there. */
function offersMalware(run: Run): boolean {
  return regionsInScope(run.options, run.after).some((name) => {
    const undesignated = run.before.regions.get(name)?.administrator === undefined;
    return undesignated || run.after.regions.get(name)?.offered.has(malware) === true;
  });
}

interface Compared {
  readonly name: string;
  readonly before: RegionView;
  readonly after: RegionView;
  readonly inScope: boolean;
  readonly own: OwnDoing;
}

class RegionComparison {
  private readonly plans;

  constructor(
    private readonly run: Run,
    private readonly place: Compared,
  ) {
    this.plans = askedPlans(run.options);
  }

  designation(): readonly Complaint[] {
    const { before, after, inScope, name } = this.place;
    const [was, is] = [before.administrator?.account, after.administrator?.account];
    if (was === is && before.administrator?.leaving === after.administrator?.leaving) return [];
    if (before.administrator?.leaving === true && (is === undefined || (inScope && is === administratorId))) return [];
    if (was === undefined && is === administratorId && inScope) return [];
    return [{ rule: 'unasked/designation', detail: `${name}: ${was ?? 'nobody'} → ${is ?? 'nobody'}` }];
  }

  configuration(): readonly Complaint[] {
    const { before, after, inScope, name, own } = this.place;
    // A new designation begins with a new configuration.
    if (before.administrator === undefined || before.administrator.account !== after.administrator?.account || before.administrator.leaving)
      return [];
    const { options } = this.run;
    const complaints: Complaint[] = [];
    const asked = options.autoEnable ?? 'ALL';
    const limited = own.limitTurnsOff && after.autoEnable === 'NONE';
    if (before.autoEnable !== after.autoEnable && !(inScope && after.autoEnable === asked) && !limited) {
      const rule = isLower(before.autoEnable, after.autoEnable) ? 'lowered/auto-enable' : 'unasked/auto-enable';
      complaints.push({ rule, detail: `${name}: ${before.autoEnable} → ${after.autoEnable}` });
    }
    for (const feature of new Set([...before.levels.keys(), ...after.levels.keys()])) {
      const [was, is] = [before.levels.get(feature) ?? 'NONE', after.levels.get(feature) ?? 'NONE'];
      if (was === is || (inScope && this.askedLevels(feature, was).includes(is))) continue;
      complaints.push({
        rule: `${isLower(was, is) ? 'lowered' : 'unasked'}/feature of organization`,
        detail: `${name} ${feature}: ${was} → ${is}`,
      });
    }
    return complaints;
  }

  /** Levels that a setting of the organization may be changed to. */
  private askedLevels(feature: string, was: string): readonly string[] {
    const level = levelOf(this.plans, feature);
    const legacy = feature.split('/')[0] === legacyRuntime;
    const ended = legacy && was !== 'NONE' && (migrates(this.run.options) || levelOf(this.plans, legacyRuntime) === 'NONE');
    return [...(level === undefined ? [] : [level]), ...(ended ? ['NONE'] : [])];
  }

  detectors(): readonly Complaint[] {
    const { before, after, name } = this.place;
    const complaints: Complaint[] = [];
    for (const [account, was] of before.detectors) {
      const is = after.detectors.get(account);
      if (is?.id !== was.id) complaints.push({ rule: 'removed/detector', detail: `${name}/${account}` });
      else complaints.push(...this.detector(account, was, is));
    }
    for (const account of after.detectors.keys()) {
      const ofDesignation = account === managementId && this.place.own.makesManagementDetector && before.administrator === undefined;
      if (!before.detectors.has(account) && !ofDesignation && !this.mayReach(account))
        complaints.push({ rule: 'reached/new detector', detail: `${name}/${account}` });
    }
    return complaints;
  }

  private detector(account: string, was: DetectorView, is: DetectorView): readonly Complaint[] {
    const at = `${this.place.name}/${account}`;
    const complaints: Complaint[] = [];
    if (was.enabled && !is.enabled) complaints.push({ rule: 'suspended/detector', detail: at });
    if (!was.enabled && is.enabled && !this.mayRestart(account)) complaints.push({ rule: 'restarted/detector', detail: at });
    const frequency = wantedFrequency(this.run.options);
    const mayTime = account === administratorId && this.place.inScope && is.frequency === frequency;
    if (was.frequency !== is.frequency && !mayTime)
      complaints.push({ rule: 'unasked/frequency', detail: `${at}: ${was.frequency} → ${is.frequency}` });
    for (const feature of new Set([...was.features.keys(), ...is.features.keys()])) {
      const [on, now] = [was.features.get(feature) === true, is.features.get(feature) === true];
      if (on && !now && !this.maySwitchOff(account, feature, is))
        complaints.push({ rule: 'lowered/feature of detector', detail: `${at} ${feature}: on → off` });
      if (!on && now && !this.maySwitchOn(account, feature))
        complaints.push({ rule: 'unasked/feature of detector', detail: `${at} ${feature}: off → on` });
    }
    return complaints;
  }

  /** Whether the account was no member yet and may become one in this run. */
  private isEnrolled(account: string): boolean {
    const { before } = this.place;
    const status = before.members.get(administratorId)?.get(account);
    return this.mayReach(account) && account !== administratorId && status !== 'Enabled' && status !== 'Disabled';
  }

  private mayReach(account: string): boolean {
    const { before } = this.run;
    const { inScope, own } = this.place;
    const known = before.accounts.has(account);
    if ((this.isSwept() || own.policyEnrols) && known) return true;
    return inScope && known && !isExcluded(this.run.options, before, account) && (own.sweeps || !this.belongsToAnother(account));
  }

  private belongsToAnother(account: string): boolean {
    return [...this.place.before.members].some(
      ([administrator, statuses]) => administrator !== administratorId && ['Enabled', 'Disabled'].includes(statuses.get(account) ?? ''),
    );
  }

  /** Whether AWS itself reaches everybody because of a level that is ALL. */
  private isSwept(): boolean {
    const { before, after, own } = this.place;
    const levels = [before.autoEnable, after.autoEnable, ...before.levels.values(), ...after.levels.values()];
    return own.sweeps && levels.includes('ALL');
  }

  private mayRestart(account: string): boolean {
    const { options } = this.run;
    const { own, before, after } = this.place;
    if (own.sweeps && (before.autoEnable === 'ALL' || after.autoEnable === 'ALL')) return true;
    if (own.policyEnrols && this.isEnrolled(account)) return true;
    if (!this.mayReach(account)) return false;
    // A detector of an account without credentials can't be looked at before the account is enrolled.
    const unseen = account !== administratorId && (account !== managementId || options.identities === 'administrator');
    return options.restartSuspended || (unseen && this.isEnrolled(account));
  }

  private maySwitchOff(account: string, feature: string, is: DetectorView): boolean {
    const { options } = this.run;
    const ended = feature.split('/')[0] === legacyRuntime && this.place.inScope && migrates(options);
    // The two plans can't be changed in one request, so a run that failed between them may have ended one only, and says so.
    const replaced = is.features.get(runtime) === true || this.run.exitCode !== 0;
    if (!ended || !replaced) return false;
    return account === administratorId || (options.applyToMembers && this.mayReach(account));
  }

  private maySwitchOn(account: string, feature: string): boolean {
    const { options, after: view } = this.run;
    const { before, after } = this.place;
    if (!this.mayReach(account)) return false;
    const base = feature.split('/')[0] ?? feature;
    const levels = [before.levels.get(feature), after.levels.get(feature)];
    // Accounts that AWS itself takes in or restarts get what new members get.
    if (this.isSwept() && (levels.includes('ALL') || levels.includes('NEW'))) return true;
    const level = levelOf(this.plans, feature);
    if (account === administratorId) return level === 'ALL';
    if (view.managedFeatures.has(base)) return true;
    if (this.isEnrolled(account)) {
      // Enrolled while the level was not yet what was asked for, the account gets what nobody wants it to have.
      if (level === 'NONE') return false;
      return levels.includes('ALL') || levels.includes('NEW') || (options.applyToMembers && isOn(level));
    }
    return options.applyToMembers && isOn(level) && organizationFeatures.includes(base);
  }

  members(): readonly Complaint[] {
    const { before, after, name } = this.place;
    const complaints: Complaint[] = [];
    for (const administrator of new Set([...before.members.keys(), ...after.members.keys()])) {
      const [was, is] = [
        before.members.get(administrator) ?? new Map<string, string>(),
        after.members.get(administrator) ?? new Map<string, string>(),
      ];
      for (const account of new Set([...was.keys(), ...is.keys()])) {
        const [then, now] = [was.get(account), is.get(account)];
        // The account itself has changed meanwhile.
        const changed = this.run.before.accounts.get(account)?.state !== this.run.after.accounts.get(account)?.state;
        if (
          then === now ||
          changed ||
          ((this.isSwept() || this.place.own.policyEnrols) && now !== undefined) ||
          (administrator === administratorId && this.mayRelate(account, then, now))
        )
          continue;
        complaints.push({
          rule: 'unasked/relationship',
          detail: `${name}/${account} of ${administrator}: ${then ?? 'none'} → ${now ?? 'none'}`,
        });
      }
    }
    return complaints;
  }

  /** A destination stays as it is, or becomes what was asked for; one elsewhere only where it may be replaced. */
  exports(): readonly Complaint[] {
    const { before, after, inScope, name } = this.place;
    const asked = this.run.options.exports;
    const same = (one: DestinationView, other: DestinationView): boolean =>
      one.arn === other.arn && one.key === other.key && one.owner === other.owner;
    const mayBecomeAsked = (one: DestinationView): boolean =>
      one.arn === bucketArn || (asked?.replace === true && one.arn === olderBucketArn);
    const lost = before.exports.filter((one) => !after.exports.some((other) => same(one, other)));
    const made = after.exports.filter((one) => !before.exports.some((other) => same(one, other)));
    const mayChange = asked !== undefined && inScope;
    return [
      ...complain(
        'removed/export',
        lost.filter((one) => !(mayChange && mayBecomeAsked(one) && made.length > 0)),
        ({ arn }) => `${name}: ${arn}`,
      ),
      ...complain(
        'unasked/export',
        made.filter((one) => !(mayChange && one.arn === bucketArn && one.key === keyArn)),
        ({ arn, key }) => `${name}: ${arn} ${key}`,
      ),
    ];
  }

  private mayRelate(account: string, then: string | undefined, now: string | undefined): boolean {
    if (now === undefined) return false;
    if (then === 'Disabled') return now === 'Enabled' && this.mayRestart(account);
    return then !== 'Enabled' && this.mayReach(account);
  }
}

function isOn(level: string | undefined): boolean {
  return level === 'ALL' || level === 'NEW';
}
