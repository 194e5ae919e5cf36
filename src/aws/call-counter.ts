import type { CallCounter } from '../ports/aws';

/** Counts attempts by IAM action. */
export class CountingCalls implements CallCounter {
  private readonly byAction = new Map<string, number>();

  add(action: string): void {
    this.byAction.set(action, (this.byAction.get(action) ?? 0) + 1);
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byAction].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
