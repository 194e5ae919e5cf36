import { count } from '../../messages/phrases';
import { bar, list, number, pairs, signed, text } from './markup';
import type { Group, PageModel } from './page-model';

/** A share that never rounds up to everything or down to nothing. */
function share(part: number, all: number): string {
  const percent = (part / all) * 100;
  if (percent === 0 || percent === 100) return `${percent.toString()} %`;
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}

/** Accounts that take no part are no part of the whole either; how many there are is told beside it. */
function sum({ tally }: PageModel): string {
  const numberOf = (wanted: Group): number => tally.find(({ group }) => group === wanted)?.count ?? 0;
  const left = numberOf('left-out');
  const all = tally.reduce((total, one) => total + one.count, 0) - left;
  if (all === 0) return '';
  const proven = numberOf('proven');
  const rest = left === 0 ? '' : `; ${number(left)} are left out`;
  return `<p class="sum"><b>${share(proven, all)}</b> ${number(proven)} of ${number(all)} accounts × Regions are enabled and proven${rest}</p>${bar(tally)}`;
}

function tiles({ tally, map }: PageModel): string {
  const items = tally.map(({ group, count: size, detail }) => {
    const { sign, label } = map.groups[group];
    const more = detail === '' ? '' : `<small>${text(detail)}</small>`;
    return `<li><a class="tile ${size === 0 ? 'none' : group}" href="#state=${group}"><span class="name">${signed(group, sign, label)}</span><b>${number(size)}</b>${more}</a></li>`;
  });
  return `<ul class="tiles">${items.join('')}</ul>`;
}

/** How much is left, by urgency. */
function left({ points }: PageModel): string {
  if (points.length === 0) return '';
  const groups = points.map(
    ({ id, title, group, points: own }) =>
      `<li><span class="sign ${group}" aria-hidden="true">▸</span> <a href="#${id}">${text(title)}: ${number(own.length)}</a></li>`,
  );
  return `<section class="changes" aria-labelledby="open"><h2 id="open">What to look at</h2><ul>${groups.join('')}</ul></section>\n`;
}

/** What answers at a glance: how it ended, for whom, how much of it is proven, what changed. */
export function head(page: PageModel): string {
  const { verdict, simulated, facts, changes, accounts, regions } = page;
  const simulation =
    simulated === undefined
      ? ''
      : `<p class="simulation waiting"><strong>SIMULATION (${text(simulated)}): no AWS account was touched.</strong></p>`;
  const sign = verdict.sign === '' ? '' : `<span class="sign ${verdict.group}" aria-hidden="true">${verdict.sign}</span> `;
  const size = `${count(accounts, 'account')} × ${count(regions.length, 'Region')}`;
  return `<header>
${simulation}<p class="eyebrow">Amazon GuardDuty in an AWS Organization</p>
<h1 class="${verdict.group}">${sign}${text(verdict.sentence)}</h1>
${pairs([...facts, ['Size', size]])}
${sum(page)}${tiles(page)}
${left(page)}<section class="changes" aria-labelledby="changes"><h2 id="changes">${text(changes.title)}</h2>${changes.items.length === 0 ? '<p>Nothing.</p>' : list(changes.items)}</section>
</header>
`;
}
