import type { Complaint } from '../../oracle/judge/complaint';
import type { Run } from '../../oracle/support/live-world';
import type { Meddling } from './matrix';
import type { Representative } from './representative-runs';

/** Counts what came of each changed answer. */
export class Report {
  private readonly counts = new Map<string, number>();
  private readonly failures = new Map<string, string[]>();

  add({ name }: Representative, meddling: Meddling, run: Run, complaints: readonly Complaint[]): void {
    this.count('runs');
    this.count(`ended with ${String(run.exitCode)}`);
    this.count(`run: ${name}`);
    this.count(`operation: ${meddling.operation}`);
    if (complaints.length === 0) return;
    this.count('FAILED');
    for (const rule of new Set(complaints.map((complaint) => complaint.rule))) this.count(`FAILED: ${rule}`);
    const told = complaints.map(({ rule, detail }) => `  ✘ ${rule}: ${detail.slice(0, 600)}`);
    const failures = this.failures.get(name) ?? [];
    failures.push([`${name}, ${meddling.name} → ${String(run.exitCode)}`, ...new Set(told)].join('\n'));
    this.failures.set(name, failures);
  }

  /** How many changes there are. */
  matrix(size: number): void {
    this.counts.set('places × ways', (this.counts.get('places × ways') ?? 0) + size);
  }

  failuresOf(name: string): readonly string[] {
    return this.failures.get(name) ?? [];
  }

  text(): string {
    if (this.counts.size === 0) return '';
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, number]) => `  ${String(number).padStart(6)}  ${key}`);
    return `\nBorder\n${lines.join('\n')}\n`;
  }

  private count(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}
