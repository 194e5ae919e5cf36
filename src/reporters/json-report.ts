import { reasons } from '../domain/reasons';
import { actionsOf } from '../plan/plan';
import type { AccountFinding, RegionPlan } from '../plan/plan';
import type { ActionOutcome, Attempt, RegionReport } from '../plan/outcome';
import type { OrganizationAction, RegionAction } from '../plan/action';
import type { RunSummary } from './run-summary';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
const schemaVersion = 1;

function actionRow({ action, outcome }: { readonly action: RegionAction | OrganizationAction; readonly outcome: ActionOutcome | null }) {
  return { ...action, outcome };
}

function accountRows(findings: readonly AccountFinding[], names: ReadonlyMap<string, string>) {
  return findings.map(({ accountId, reason, relationshipStatus, awsMessage, requestId }) => ({
    accountId,
    name: names.get(accountId) ?? null,
    relationshipStatus: relationshipStatus ?? null,
    reason,
    weight: reasons[reason].weight,
    remedy: reasons[reason].remedy,
    awsMessage: awsMessage ?? null,
    requestId: requestId ?? null,
  }));
}

function regionRow(report: RegionReport, plan: RegionPlan | undefined, names: ReadonlyMap<string, string>) {
  const attempts: readonly Attempt<RegionAction>[] = report.attempts;
  const actions =
    attempts.length > 0
      ? attempts.map(actionRow)
      : (plan === undefined ? [] : actionsOf(plan)).map((action) => actionRow({ action, outcome: null }));
  return {
    region: report.region,
    status: report.status,
    detectorId: report.detectorId ?? null,
    blocker: report.blocker ?? null,
    actions,
    findings: report.findings,
    plans: (report.plans ?? []).map((finding) => ({
      ...finding,
      weight: reasons[finding.reason].weight,
      remedy: reasons[finding.reason].remedy,
    })),
    enabledAccounts: report.proven ? report.enabled : null,
    membersFromOutside: report.outsiders,
    excludedMembers: report.excludedMembers,
    notEnabled: accountRows(report.accounts, names),
    unproven: report.unproven ?? null,
  };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** The one JSON document: everything the run knew, stable in form. Described in README.md. */
export function jsonReport(summary: RunSummary): unknown {
  const { organization, plan, report, settings, calls } = summary;
  const names = new Map<string, string>(organization.accounts.map(({ id, name }) => [id, name]));
  const states = new Map<string, string>(organization.accounts.map(({ id, state }) => [id, state]));
  const plans = new Map(plan.regions.map((region) => [region.region, region]));
  const organizationActions =
    report.organizationAttempts.length > 0
      ? report.organizationAttempts.map(actionRow)
      : report.organizationPlanned.map((action) => actionRow({ action, outcome: null }));
  return {
    schemaVersion,
    tool: { name: 'provision-guardduty', version: summary.version },
    simulated: summary.simulated !== undefined,
    scenario: summary.simulated ?? null,
    mode: settings.mode,
    startedAt: new Date(summary.startedAt).toISOString(),
    finishedAt: new Date(summary.finishedAt).toISOString(),
    durationMs: summary.finishedAt - summary.startedAt,
    exitCode: summary.exitCode,
    interrupted: report.interrupted,
    declined: summary.declined,
    settings: {
      regions: settings.regions,
      homeRegion: settings.homeRegion ?? null,
      autoEnable: settings.autoEnable,
      protectionPlans: settings.protectionPlans ?? null,
      applyToMembers: settings.applyToMembers ?? false,
      findingFrequency: settings.findingFrequency ?? null,
      excludeAccounts: settings.excludeAccounts,
      excludeOus: settings.excludeUnits,
      restartSuspended: settings.restartSuspended,
      acceptOrganizationPolicy: settings.acceptOrganizationPolicy,
      concurrency: settings.concurrency,
      waitSeconds: settings.waitSeconds,
    },
    identities: { management: summary.management ?? null, administrator: summary.administrator },
    organization: {
      id: organization.id,
      managementAccountId: organization.managementAccountId,
      accounts: organization.accounts.length,
      accountsByState: countBy(organization.accounts, ({ state }) => state),
      leftOut: plan.leftOut.map(({ accountId, reason }) => ({
        accountId,
        name: names.get(accountId) ?? null,
        state: states.get(accountId) ?? null,
        reason,
        weight: reasons[reason].weight,
      })),
      actions: organizationActions,
      warnings: plan.warnings,
    },
    administrator: { accountId: organization.administratorId, name: names.get(organization.administratorId) ?? null },
    regions: report.regions.map((region) => regionRow(region, plans.get(region.region), names)),
    totals: {
      accountsToEnrol: plan.candidates.length,
      regions: countBy(report.regions, ({ status }) => status),
      enabledAccountRegions: report.regions.reduce((sum, { enabled }) => sum + enabled, 0),
      notEnabledAccountRegions: report.regions.reduce((sum, { accounts }) => sum + accounts.length, 0),
      calls: Object.values(calls).reduce((sum, count) => sum + count, 0),
    },
    calls,
  };
}
