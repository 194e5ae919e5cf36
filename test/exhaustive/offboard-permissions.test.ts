import { stopBenches } from '../offboard/support/offboarding';
import { actionsIn, kinds, listing, never, optional, printed, tryOut, without } from '../permissions/support/offboard-kinds';
import { withoutPauses } from '../traps/support/troubles';

beforeEach(withoutPauses);
afterEach(async () => {
  await stopBenches();
  jest.restoreAllMocks();
});

describe.each(kinds.map((one) => [one.kind, one] as const))('%s', (_name, kind) => {
  it('succeeds with exactly the policies that are printed for it, and asks for nothing else', async () => {
    const policies = await printed(kind);
    for (const world of kind.worlds) {
      const free = await tryOut(kind, world, {});
      const bound = await tryOut(kind, world, policies);
      expect({ ...bound, said: '', used: '' }).toEqual({ exitCode: free.exitCode, said: '', used: '', denied: [], forbidden: [] });
      expect(free.exitCode).toBe(world === never ? 2 : 0);
      const allowed = (['management', 'administrator'] as const).flatMap((holder) =>
        actionsIn(policies[holder]).map((one) => `${holder} ${one}`),
      );
      expect([...bound.used].filter((one) => !allowed.includes(one) && !one.endsWith('sts:GetCallerIdentity'))).toEqual([]);
    }
  }, 60_000);

  it('names each action that is missing from them', async () => {
    const policies = await printed(kind);
    const unnoticed: string[] = [];
    for (const holder of ['management', 'administrator'] as const) {
      for (const action of actionsIn(policies[holder])) {
        let noticed = false;
        for (const world of kind.worlds) {
          const { said, exitCode, used } = await tryOut(kind, world, { ...policies, [holder]: without(policies[holder], action) });
          if (!used.has(`${holder} ${action}`)) continue;
          noticed ||= optional.has(`${holder} ${action}`) || (said.includes(action) && (exitCode !== 0 || action === listing));
        }
        if (!noticed) unnoticed.push(`${holder} ${action}`);
      }
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);
});
