import type { Case } from '../generate/case';
import type { Played } from './play-case';

/** Counts what the cases came to, to be seen at the end: a generator that makes one kind of world only would show here. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private cases = 0;

  count({ faults, options }: Case, { endings, complaints, obstacles }: Played): void {
    this.cases += 1;
    this.add(`first run: ${endings[0] ?? 'none'}`);
    this.add(faults.length === 0 ? 'without faults' : 'with faults');
    this.add(`identities: ${options.identities}`);
    this.add(obstacles.length === 0 ? 'nothing in the way' : 'something in the way');
    if (complaints.length > 0) this.add('FAILED');
    for (const rule of new Set(complaints.map((complaint) => complaint.rule))) this.add(`FAILED: ${rule}`);
  }

  private add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  text(): string {
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, number]) => `  ${String(number).padStart(6)}  ${key}`);
    return `\nOracle: ${String(this.cases)} cases\n${lines.join('\n')}\n`;
  }
}
