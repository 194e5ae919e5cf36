import { describeOffboardOutcome, offboardStatusWords, offboardStepNames } from '../../messages/offboard';
import { describeProblem } from '../../messages/problems';
import { count } from '../../messages/phrases';
import type { OffboardEvent, OffboardWait } from '../../ports/offboard-events';
import { MovingLine } from '../text/moving-line';

const waits: Readonly<Record<OffboardWait, string>> = {
  settings: 'waiting for AWS to show the lowered settings',
  members: 'waiting until members are gone',
  removal: 'waiting until AWS has removed the administrator',
};

/** Shows an off-boarding while it happens. It only listens: nothing it does changes the run. */
export class OffboardProgress extends MovingLine {
  private accounts = 0;
  private reading = '';
  private finished = '';
  private readonly now = new Map<string, string>();

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
        this.reading = `Regions ${event.done.toString()}/${event.total.toString()}`;
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
        const { sign, word, mood } = offboardStatusWords[report.status];
        this.now.delete(report.region);
        this.finished = `${done.toString()}/${total.toString()} Regions`;
        this.line(`${palette[mood](`${sign} ${word}`)} ${report.region} (${done.toString()}/${total.toString()})`);
        break;
      }
    }
    this.refresh();
  }

  protected state(): readonly string[] {
    const [busy] = [...this.now].slice(-1);
    const step = busy === undefined ? '' : `${busy[0]}: ${busy[1]}`;
    const parts = [this.finished, step].filter((part) => part !== '');
    return parts.length === 0 ? [`Reading: ${count(this.accounts, 'account')}${this.reading === '' ? '' : `, ${this.reading}`}`] : parts;
  }
}
