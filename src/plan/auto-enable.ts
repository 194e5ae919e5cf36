import type { AutoEnable } from '../domain/settings';

/** From weakest to strongest. A value AWS may add counts as the weakest. */
const strengths: readonly string[] = ['NONE', 'NEW', 'ALL'];

/** Whether what is in force reaches more accounts than what is wanted, so that setting the latter would lower it. */
export function isStronger(inForce: string, wanted: AutoEnable): inForce is AutoEnable {
  return strengths.indexOf(inForce) > strengths.indexOf(wanted);
}
