import type { ActionKind } from '../../plan/actions';
import { describeOutcome, statusWords, stepNames } from '../../messages/actions';
import { count, grouped } from '../../messages/phrases';
import { describeProblem } from '../../messages/problems';
import type { ProgressOptions } from './moving-line';
import { RunLine } from './run-line';
import { WorkPace } from './work-pace';
import type { RolloutEvent, WaitingFor } from '../../ports/events';

const waits: Readonly<Record<WaitingFor, string>> = {
  administrator: 'waiting for AWS to report the designation',
  detector: 'waiting for AWS to make the detector',
  settling: 'waiting for AWS to settle',
  members: 'waiting for members to become enabled',
  policies: 'waiting for the policies of the export to have effect',
  export: 'waiting for the export of findings',
};

/** Shows what happens while it happens. It only listens: nothing it does changes the run. */
export class Progress extends RunLine {
  private readonly pace: WorkPace;

  constructor(options: ProgressOptions) {
    super(options);
    this.pace = new WorkPace(this.clock);
  }

  handle(event: RolloutEvent): void {
    if (this.options.level === 'quiet') return;
    const { palette } = this.options;
    switch (event.type) {
      case 'identities-established':
        this.longLine(
          event.management === undefined
            ? `Administrator: ${event.administrator.accountId} (no management account)`
            : `Management account: ${event.management.accountId}, administrator: ${event.administrator.accountId}`,
        );
        break;
      case 'accounts-listed':
        this.accounts = event.count;
        break;
      case 'regions-unreadable': {
        const doubtful = event.doubtful.length === 0 ? '' : ` Not known to this version: ${event.doubtful.join(', ')}.`;
        this.longLine(palette.warn(`Warning: Region names cannot be checked. ${describeProblem(event.problem).what}${doubtful}`));
        break;
      }
      case 'region-read':
        this.regionRead(event.done, event.total);
        break;
      case 'organization-read':
        this.line(`Read ${count(event.organization.accounts.length, 'account')} and ${count(event.regions.length, 'Region')}.`);
        break;
      case 'action-started':
        this.step(event.region, event.kind, '');
        break;
      case 'accounts-sent':
        this.pace.account(event.region, event.done);
        this.step(event.region, 'associate-members', ` ${grouped(event.done)}/${grouped(event.total)}`);
        break;
      case 'waiting':
        this.now.set(event.region, waits[event.waitingFor] + (event.left === undefined ? '' : ` (${grouped(event.left)} left)`));
        break;
      case 'action-finished':
        if (this.options.level === 'verbose' || event.outcome.status === 'failed') {
          this.longLine(`${event.region ?? 'organization'}: ${stepNames[event.kind]}: ${describeOutcome(event.outcome)}`, '  ');
        }
        break;
      case 'region-finished': {
        const { report, done, total } = event;
        this.pace.end(report.region);
        const members =
          report.enabled !== undefined
            ? `, ${count(report.enabled, 'member')} enabled`
            : report.membersRead
              ? ', not every account is known'
              : report.status === 'blocked'
                ? ''
                : ', not proven';
        this.regionFinished(report.region, statusWords[report.status], [done, total], members);
        break;
      }
      case 'plan-computed':
        this.pace.plan(event.plan);
        break;
      case 'rollout-finished':
        break;
    }
    this.refresh();
  }

  private step(region: string | undefined, kind: ActionKind, detail: string): void {
    this.now.set(region ?? 'organization', `${stepNames[kind]}${detail}`);
  }

  protected override work(): string {
    return this.pace.toString();
  }
}
