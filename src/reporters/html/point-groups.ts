import type { Point, PointGroup } from './page-model';

const urgencies = [
  { id: 'to-do', title: 'To do', group: 'gap', mood: 'bad' },
  { id: 'to-watch', title: 'Not finished or not checked', group: 'waiting', mood: 'warn' },
  { id: 'to-know', title: 'For your information', group: 'left-out', mood: 'faint' },
] as const;

/** A point as every text has it: nothing of a page yet. */
type PlainPoint = Omit<Point, 'id'> & { readonly mood: (typeof urgencies)[number]['mood'] };

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

/** What is left, by urgency, each point with an anchor. */
export function groupPoints(points: readonly PlainPoint[]): readonly PointGroup[] {
  const taken = new Set<string>();
  const anchored = points.map(({ mood, ...point }) => ({ mood, point: { ...point, id: anchorOf(point.heading, taken) } }));
  return urgencies.flatMap(({ mood, ...group }) => {
    const own = anchored.filter((one) => one.mood === mood).map(({ point }) => point);
    return own.length === 0 ? [] : [{ ...group, points: own }];
  });
}
