import { count } from '../../messages/phrases';
import { MovingLine } from './moving-line';
import type { Palette } from './palette';

/** How a Region ended, in a word with a sign. */
interface Ended {
  readonly sign: string;
  readonly word: string;
  readonly mood: keyof Pick<Palette, 'good' | 'bad' | 'warn'>;
}

/** The line of a run that reads Regions and then works in them: how far it has come, and one of the steps under way. */
export abstract class RunLine extends MovingLine {
  protected accounts = 0;
  private reading = '';
  private finished = '';
  /** The step that each Region, or the organization, is at. */
  protected readonly now = new Map<string, string>();

  /** How far the work on accounts has come; empty where there is none. */
  protected work(): string {
    return '';
  }

  protected regionRead(done: number, total: number): void {
    this.reading = `Regions ${done.toString()}/${total.toString()}`;
  }

  protected regionFinished(region: string, { sign, word, mood }: Ended, [done, total]: readonly [number, number], more = ''): void {
    this.now.delete(region);
    this.finished = `${done.toString()}/${total.toString()} Regions`;
    this.line(`${this.options.palette[mood](`${sign} ${word}`)} ${region} (${done.toString()}/${total.toString()})${more}`);
  }

  protected state(): readonly string[] {
    const [busy] = [...this.now].slice(-1);
    const step = busy === undefined ? '' : `${busy[0]}: ${busy[1]}`;
    const parts = [this.finished, this.work(), step].filter((part) => part !== '');
    return parts.length === 0 ? [`Reading: ${count(this.accounts, 'account')}${this.reading === '' ? '' : `, ${this.reading}`}`] : parts;
  }
}
