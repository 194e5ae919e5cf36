/** Who gets GuardDuty by itself: every account, only those that join later, nobody. The API's `AutoEnableOrganizationMembers`. */
export type AutoEnable = 'ALL' | 'NEW' | 'NONE';

/** From weakest to strongest. A value AWS may add counts as the weakest. */
const strengths: readonly string[] = ['NONE', 'NEW', 'ALL'];

/** Whether this is a level that this version knows. */
export function isAutoEnable(word: string): word is AutoEnable {
  return strengths.includes(word);
}

/** Whether what is in force reaches more accounts than what is wanted, so that setting the latter would lower it. */
export function isStronger(inForce: string, wanted: AutoEnable): inForce is AutoEnable {
  return strengths.indexOf(inForce) > strengths.indexOf(wanted);
}
