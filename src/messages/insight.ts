import type { RuntimeCoverage } from '../domain/coverage';
import type { Fact } from '../domain/snapshot';
import { totalOf, type CustomRule, type FeatureUsage } from '../domain/usage';
import { harmless } from './harmless';
import { fold, timeOf } from './phrases';
import { describeProblem } from './problems';

/** Names of the sections of read-only facts, the same in every form of report. */
export const insightTitles = {
  coverage: 'Runtime coverage',
  customRules: 'Custom detection rules',
  trials: 'Free trials',
  usage: 'Usage',
} as const;

/** Issues and accounts that one line of text names; every form but text has them all. */
const mostIssues = 3;
const mostAccounts = 5;

const number = (value: number): string => value.toLocaleString('en-US');

/** That something could not be read, with the request that failed. */
function notRead(fact: Fact<unknown> & { readonly known: false }): string {
  return `could not be read: ${describeProblem(fact.problem, true).what}`;
}

/** Healthy workloads of all, by type. No workload is not full coverage. */
function healthyPhrase({ types }: RuntimeCoverage): string {
  if (types.length === 0) return 'no workload reported';
  return types.map(({ type, healthy, all }) => `${harmless(type)} ${number(healthy)}/${number(all)} healthy`).join(', ');
}

/** What is wrong with unhealthy workloads, in AWS's words. */
export function issuePhrases({ issues }: RuntimeCoverage): readonly string[] {
  return issues.map(({ issue, workloads }) => `${harmless(issue)} (${number(workloads)})`);
}

/** Where unhealthy workloads are. */
export function unhealthyAccounts({ accounts }: RuntimeCoverage): readonly string[] {
  return accounts.map(({ accountId, workloads }) => `${accountId} (${number(workloads)})`);
}

/** The runtime coverage of a Region in one line. */
export function coveragePhrase(coverage: Fact<RuntimeCoverage>): string {
  if (!coverage.known) return notRead(coverage);
  const issues = issuePhrases(coverage.value);
  const wrong = issues.length === 0 ? [] : [fold(issues, mostIssues)];
  const where = issues.length === 0 ? [] : [`in ${fold(unhealthyAccounts(coverage.value), mostAccounts)}`];
  return [healthyPhrase(coverage.value), ...wrong, ...where].join('; ');
}

function rulePhrase({ ruleId, mode, status, statusReason, expiresAt }: CustomRule): string {
  const words = mode === 'LIVE' ? 'live' : mode === 'DRY_RUN' ? 'dry run' : harmless(mode);
  const until = expiresAt === undefined ? '' : ` until ${timeOf(expiresAt)}`;
  const state = status === 'ACTIVE' ? '' : `, ${harmless(status)}`;
  const why = statusReason === undefined || statusReason === '' ? '' : ` (${harmless(statusReason)})`;
  return `${harmless(ruleId)} ${words}${until}${state}${why}`;
}

/** Custom detection rules of the organization in one line. */
export function customRulesPhrase(rules: Fact<readonly CustomRule[]>): string {
  if (!rules.known) return notRead(rules);
  return rules.value.length === 0 ? 'none for the organization' : rules.value.map(rulePhrase).join('; ');
}

/** AWS's estimate of the last 30 days in one line, dearest first. */
export function usagePhrase(usage: Fact<readonly FeatureUsage[]>): string {
  if (!usage.known) return notRead(usage);
  if (usage.value.length === 0) return 'none reported';
  const amounts = (part: readonly FeatureUsage[]): string =>
    totalOf(part)
      .map(({ amount, unit }) => `${amount} ${harmless(unit)}`)
      .join(' and ');
  const dearest = usage.value.toSorted((a, b) => Number(b.amount) - Number(a.amount));
  return `${amounts(usage.value)} in 30 days, by AWS's estimate: ${dearest.map((one) => `${harmless(one.feature)} ${amounts([one])}`).join(', ')}`;
}
