import { count, countKnown } from '../../messages/phrases';
import { headline, whatToLookAt } from './layout';
import { bar, list, number, pairs, signed, text } from './markup';
import type { Group, PageModel } from './page-model';

/** A share that never rounds up to everything or down to nothing. */
function share(part: number, all: number): string {
  const percent = (part / all) * 100;
  if (percent === 0 || percent === 100) return `${percent.toString()} %`;
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}

/** Accounts that take no part are not part of the whole either. Their number stands beside it. */
function sum({ tally, accounts }: PageModel): string {
  const numberOf = (wanted: Group): number => tally.find(({ group }) => group === wanted)?.count ?? 0;
  const left = numberOf('left-out');
  const all = tally.reduce((total, one) => total + one.count, 0) - left;
  if (all === 0) return '';
  const proven = numberOf('proven');
  const rest = left === 0 ? '' : `; ${number(left)} are left out`;
  const enabled = accounts.complete
    ? `<b>${share(proven, all)}</b> ${number(proven)} of ${number(all)}`
    : `<b>?</b> ${number(proven)} of at least ${number(all)}`;
  return `<p class="sum">${enabled} accounts × Regions are enabled and proven${rest}</p>${bar(tally)}`;
}

function tiles({ tally, map }: PageModel): string {
  const items = tally.map(({ group, count: size, detail }) => {
    const { sign, label } = map.groups[group];
    const more = detail === '' ? '' : `<small>${text(detail)}</small>`;
    return `<li><a class="tile ${size === 0 ? 'none' : group}" href="#state=${group}"><span class="name">${signed(group, sign, label)}</span><b>${number(size)}</b>${more}</a></li>`;
  });
  return `<ul class="tiles">${items.join('')}</ul>`;
}

/** What answers at a glance: how it ended, for whom, how much of it is proven, what is left, what changed. */
export function head(page: PageModel): string {
  const { verdict, simulated, facts, changes, points, accounts, regions } = page;
  const size = `${countKnown(accounts.count, 'account', accounts.complete)} × ${count(regions.length, 'Region')}`;
  const changed = changes.items.length === 0 ? '<p>Nothing.</p>' : list(changes.items);
  return `<header>
${headline(simulated, verdict, verdict.sentence)}${pairs([...facts, ['Size', size]])}
${sum(page)}${tiles(page)}
${whatToLookAt(points)}<section class="changes" aria-labelledby="changes"><h2 id="changes">${text(changes.title)}</h2>${changed}</section>
</header>
`;
}
