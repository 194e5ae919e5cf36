import { reasons } from '../../../src/messages/reasons';
import { problemTexts } from '../../../src/messages/problems';
import type { AccountId, Region } from '../../../src/domain/ids';
import type { Problem } from '../../../src/domain/problem';
import type { Blocker, PlanWarning } from '../../../src/plan/plan';
import { describeBlocker } from '../../../src/messages/blockers';
import { describeWarning } from '../../../src/messages/warnings';

/** What the page must say of one key of the code's tables, word for word. */
export interface Row {
  readonly key: string;
  readonly see: string;
  readonly remedy: string;
}

const accountId = '999999999999' as AccountId;
const problem: Problem = { code: 'access-denied', action: 'organizations:List…', accountId };

/** One of each kind; the compiler asks for an example of a kind that is new. */
const blockers: { readonly [Kind in Blocker['kind']]: Extract<Blocker, { kind: Kind }> } = {
  'region-not-enabled': { kind: 'region-not-enabled', accountId, optStatus: 'DISABLED' },
  'another-administrator': { kind: 'another-administrator', accountId, status: 'ENABLED' },
  'another-administrator-registered': { kind: 'another-administrator-registered', accountId },
  'administrator-being-removed': { kind: 'administrator-being-removed', accountId },
  'designation-needed': { kind: 'designation-needed' },
  'not-designated': { kind: 'not-designated', problem },
  'administrator-is-member': { kind: 'administrator-is-member', accountId, administratorId: accountId, status: 'Enabled' },
  'exclusions-under-all': { kind: 'exclusions-under-all' },
  unreadable: { kind: 'unreadable', problem },
};

const warnings: { readonly [Kind in PlanWarning['kind']]: Extract<PlanWarning, { kind: Kind }> } = {
  'newcomers-not-excluded': { kind: 'newcomers-not-excluded' },
  'suspended-under-all': { kind: 'suspended-under-all', accounts: 2 },
  'no-management-credentials': { kind: 'no-management-credentials' },
  'regions-not-enabled': { kind: 'regions-not-enabled', accountId, optStatus: 'DISABLED', regions: ['…' as Region] },
  'features-unknown': { kind: 'features-unknown', features: ['…'] },
};

/** Everything that the code's own tables can say, by the heading of the page under which it stands. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  'What is not as asked': Object.entries(reasons).map(([key, { label, remedy }]) => ({
    key,
    see: label,
    remedy,
  })),
  'Regions in which nothing was changed': Object.values(blockers).map((blocker) => {
    const { what, remedy } = describeBlocker(blocker);
    return { key: blocker.kind, see: what, remedy };
  }),
  'Requests that failed': Object.entries(problemTexts).map(([key, { what, remedy }]) => ({ key, see: what, remedy })),
  'Limits of a run': Object.values(warnings).map((warning) => ({
    key: warning.kind,
    see: describeWarning(warning),
    remedy: '',
  })),
};
