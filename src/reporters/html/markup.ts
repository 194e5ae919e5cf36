import { harmless } from '../../messages/harmless';
import type { Group } from './page-model';

/** Text from outside as text of a page. */
export function text(value: string): string {
  return harmless(value).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0).toString()};`);
}

/** JSON that may stand in a script element: nothing in it can end the element. */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;

export const number = (value: number): string => value.toLocaleString('en-US');

/** A sign in its colour, with the words beside it. */
export function signed(group: Group, sign: string, words: string): string {
  return `<span class="sign ${group}" aria-hidden="true">${text(sign)}</span> ${text(words)}`;
}

/** Pairs of a name and a value. */
export function pairs(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('')}</dl>`;
}

const width = 1000;
/** A part that is there must be seen, however small it is. */
const least = 8;

/** Parts of a whole as a bar. It repeats numbers that stand beside it, so it is hidden from screen readers. */
export function bar(parts: readonly { readonly group: Group; readonly count: number }[]): string {
  const shown = parts.filter(({ count }) => count > 0);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  const wide = shown.map(({ group, count }) => ({ group, size: Math.max(least, (count / all) * width) }));
  const sum = wide.reduce((total, { size }) => total + size, 0);
  let x = 0;
  const rects = wide.map(({ group, size }) => {
    const scaled = (size / sum) * width;
    const rect = `<rect class="${group}" x="${x.toFixed(1)}" width="${scaled.toFixed(1)}" height="10"/>`;
    x += scaled;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 ${width.toString()} 10" preserveAspectRatio="none" aria-hidden="true">${rects.join('')}</svg>`;
}

/** A table that scrolls by itself where it is wider than the page; the cells are markup. */
export function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col">${text(column)}</th>`).join('');
  return `<div class="wide" role="group" aria-label="${text(caption)}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
