import { number, text } from './markup';
import type { Group, PointGroup } from './page-model';

/** One part of a page with its place in the navigation. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Markup. */
  readonly body: string;
}

/** The parts of a page, behind links to each. */
export function sections(shown: readonly Section[]): string {
  const links = shown.map(({ id, title }) => `<a href="#${id}">${text(title)}</a>`).join('');
  const bodies = shown.map(
    ({ id, title, body }) => `<section aria-labelledby="${id}"><h2 id="${id}">${text(title)}</h2>\n${body}</section>\n`,
  );
  return `<nav aria-label="Sections">${links}</nav>\n<main>\n${bodies.join('')}</main>\n`;
}

/** More Regions than this share the width of the paper. */
const roomy = 12;

/** The class of a table with Regions as columns. */
export const mapClass = (regions: readonly unknown[]): string => (regions.length > roomy ? 'map dense' : 'map');

/** How a run ended, in one sentence with a sign and a colour. */
export interface Tone {
  readonly group: Group;
  readonly sign: string;
}

const tones = {
  good: { group: 'proven', sign: '✔' },
  warn: { group: 'waiting', sign: '…' },
  bad: { group: 'gap', sign: '!' },
} as const;

/** Sign and colour of an ending. */
export function toneOf(mood: keyof typeof tones | undefined): Tone {
  return mood === undefined ? { group: 'left-out', sign: '' } : tones[mood];
}

/** The first lines of a page: whether it was a simulation, and how the run ended. */
export function headline(simulated: string | undefined, { group, sign }: Tone, sentence: string): string {
  const simulation =
    simulated === undefined
      ? ''
      : `<p class="simulation waiting"><strong>SIMULATION (${text(simulated)}): no AWS account was touched.</strong></p>\n`;
  const mark = sign === '' ? '' : `<span class="sign ${group}" aria-hidden="true">${sign}</span> `;
  return `${simulation}<p class="eyebrow">Amazon GuardDuty in an AWS Organization</p>\n<h1 class="${group}">${mark}${text(sentence)}</h1>\n`;
}

/** How much is left, by urgency, with links. */
export function whatToLookAt(points: readonly PointGroup[]): string {
  if (points.length === 0) return '';
  const groups = points.map(
    ({ id, title, group, points: own }) =>
      `<li><span class="sign ${group}" aria-hidden="true">▸</span> <a href="#${id}">${text(title)}: ${number(own.length)}</a></li>`,
  );
  return `<section class="changes" aria-labelledby="open"><h2 id="open">What to look at</h2><ul>${groups.join('')}</ul></section>\n`;
}
