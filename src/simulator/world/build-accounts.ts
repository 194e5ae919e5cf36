import type { GeneratedAccounts, ScenarioAccount } from '../scenario/organization';
import type { Scenario } from '../scenario/scenario';
import type { Account } from './account';

/** When accounts joined that don't join later. The day is fixed, so that runs look alike. */
const joinedLongAgo = Date.UTC(2024, 0, 15, 9, 30);

/** The accounts of a scenario by id, in its order. A generated account is skipped if the scenario also describes it on its own. */
export function buildAccounts(scenario: Scenario, rootId: string, startedAt: number): Map<string, Account> {
  const explicit = new Set(scenario.accounts.flatMap((entry) => ('count' in entry ? [] : [entry.id])));
  const accounts = new Map<string, Account>();
  const add = (id: string, name: string, email: string, entry: ScenarioAccount | GeneratedAccounts): void => {
    accounts.set(id, {
      id,
      name,
      email,
      joinedMethod: entry.joinedMethod,
      joinedAt: entry.joinsAfterSeconds === undefined ? joinedLongAgo : startedAt + entry.joinsAfterSeconds * 1000,
      parent: entry.organizationalUnit ?? rootId,
      state: entry.state,
      becomes: entry.changes && { at: startedAt + entry.changes.afterSeconds * 1000, state: entry.changes.state },
      regions: entry.regions,
      hasServiceLinkedRole: false,
    });
  };
  for (const entry of scenario.accounts) {
    if (!('count' in entry)) {
      add(entry.id, entry.name, entry.email ?? `aws+${entry.id}@example.com`, entry);
      continue;
    }
    const first = BigInt(entry.firstId);
    for (let index = 0; index < entry.count; index += 1) {
      const id = String(first + BigInt(index)).padStart(12, '0');
      const number = String(index + 1);
      if (!explicit.has(id)) add(id, entry.name.replaceAll('{n}', number), entry.email.replaceAll('{n}', number), entry);
    }
  }
  return accounts;
}
