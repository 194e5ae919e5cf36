import type { Case } from '../generate/case';
import type { Played } from './play-case';

/** Counts what the cases came to, to be seen at the end: a generator that makes one kind of world only would show here. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private readonly startedAt = performance.now();

  constructor(private readonly seeds: readonly number[]) {}

  count({ faults, options }: Case, { endings, complaints, obstacles }: Played): void {
    this.add(`first run: ${endings[0] ?? 'none'}`);
    this.add(faults.length === 0 ? 'without faults' : 'with faults');
    if (options.exports !== undefined) this.add('with an export of findings');
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
    const each = (performance.now() - this.startedAt) / 1000 / Math.max(1, this.seeds.length);
    const seeds = [...new Set([this.seeds[0], this.seeds.at(-1)])].join(' to ');
    return `\nOracle: ${String(this.seeds.length)} cases, seeds ${seeds}, ${each.toFixed(2)} s each\n${lines.join('\n')}\n`;
  }
}
