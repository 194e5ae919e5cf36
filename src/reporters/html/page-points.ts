import { openPoints } from '../open-points';
import type { RunSummary } from '../run-summary';
import type { Point, PointGroup } from './page-model';

const urgencies = [
  { id: 'to-do', title: 'To do', group: 'gap', mood: 'bad' },
  { id: 'to-watch', title: 'Not finished or not checked', group: 'waiting', mood: 'warn' },
  { id: 'to-know', title: 'For your information', group: 'left-out', mood: 'faint' },
] as const;

/** The longest anchor. */
const most = 60;

/** An anchor that stays the same when only numbers change. */
function anchorOf(heading: string, taken: Set<string>): string {
  const words =
    heading
      .toLowerCase()
      .replace(/\d+/g, ' ')
      .match(/[a-z]+/g) ?? [];
  const base = ['point', ...words].join('-').slice(0, most);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number.toString()}`;
  taken.add(id);
  return id;
}

/** What is left, by urgency. */
export function pointsOf(summary: RunSummary): readonly PointGroup[] {
  const taken = new Set<string>();
  const points = openPoints(summary).map(({ mood, ...point }) => ({
    mood,
    point: { ...point, id: anchorOf(point.heading, taken) } satisfies Point,
  }));
  return urgencies.flatMap(({ mood, ...group }) => {
    const own = points.filter((one) => one.mood === mood).map(({ point }) => point);
    return own.length === 0 ? [] : [{ ...group, points: own }];
  });
}
