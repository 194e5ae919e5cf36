import { describeOffboardOutcome, offboardStatusWords, offboardStepNames } from '../../messages/offboard';
import { describeProblem } from '../../messages/problems';
import { count } from '../../messages/phrases';
import type { OffboardEvent, OffboardWait } from '../../ports/offboard-events';
import { RunLine } from '../text/run-line';

const waits: Readonly<Record<OffboardWait, string>> = {
  settings: 'waiting for AWS to show the lowered settings',
  members: 'waiting until members are gone',
  removal: 'waiting until AWS has removed the administrator',
};

/** Shows an off-boarding while it happens. It only listens: nothing it does changes the run. */
export class OffboardProgress extends RunLine {
  handle(event: OffboardEvent): void {
    if (this.options.level === 'quiet') return;
    const { palette } = this.options;
    switch (event.type) {
      case 'identities-established':
        this.longLine(`Management account: ${event.management.accountId}, administrator: ${event.administrator.accountId}`);
        break;
      case 'accounts-listed':
        this.accounts = event.count;
        break;
      case 'regions-unreadable':
        this.longLine(
          palette.warn(`Warning: the Regions of account ${event.accountId} cannot be read. ${describeProblem(event.problem).what}`),
        );
        break;
      case 'region-read':
        this.regionRead(event.done, event.total);
        if (event.done === event.total) this.line(`Read ${count(this.accounts, 'account')} and ${count(event.total, 'Region')}.`);
        break;
      case 'settings-saved':
        this.longLine(`Saved the settings in ${event.file}.`);
        break;
      case 'action-started':
        this.now.set(event.region ?? 'organization', offboardStepNames[event.kind]);
        break;
      case 'accounts-sent': {
        const done = `${event.done.toLocaleString('en-US')}/${event.total.toLocaleString('en-US')}`;
        this.now.set(event.region, `${offboardStepNames[event.kind]} ${done}`);
        break;
      }
      case 'waiting':
        this.now.set(event.region, waits[event.waitingFor]);
        break;
      case 'action-finished':
        if (this.options.level === 'verbose' || event.outcome.status === 'failed') {
          this.longLine(
            `${event.region ?? 'organization'}: ${offboardStepNames[event.action.kind]}: ${describeOffboardOutcome(event.outcome)}`,
            '  ',
          );
        }
        break;
      case 'region-finished': {
        const { report, done, total } = event;
        this.regionFinished(report.region, offboardStatusWords[report.status], [done, total]);
        break;
      }
    }
    this.refresh();
  }
}
