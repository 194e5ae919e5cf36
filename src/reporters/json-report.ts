import type { OrganizationAccount } from '../domain/account';
import { weights } from '../domain/reasons';
import { reasons } from '../messages/reasons';
import type { AccountGap } from '../plan/gap';
import type { Attempt, RegionReport } from '../plan/outcome';
import type { OrganizationAction, RegionAction } from '../plan/actions';
import { countRequests, type RunSummary } from './run-summary';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
const schemaVersion = 1;

type NameOf = (accountId: string) => string | null;

function accountRows(findings: readonly AccountGap[], nameOf: NameOf) {
  return findings.map(({ accountId, reason, relationshipStatus, awsMessage, requestId }) => ({
    accountId,
    name: nameOf(accountId),
    relationshipStatus: relationshipStatus ?? null,
    reason,
    weight: weights[reason],
    remedy: reasons[reason].remedy,
    awsMessage: awsMessage ?? null,
    requestId: requestId ?? null,
  }));
}

/** Actions with their outcomes, or without one where they were only shown. */
function actionRows<Action extends RegionAction | OrganizationAction>(attempts: readonly Attempt<Action>[], planned: readonly Action[]) {
  return [...attempts, ...planned.map((action) => ({ action, outcome: null }))].map(({ action, outcome }) => ({ ...action, outcome }));
}

function regionRow(report: RegionReport, nameOf: NameOf) {
  return {
    region: report.region,
    status: report.status,
    detectorId: report.detectorId ?? null,
    blocker: report.blocker ?? null,
    actions: actionRows(report.attempts, report.planned),
    findings: report.gaps,
    plans: (report.featureGaps ?? []).map((finding) => ({
      ...finding,
      weight: weights[finding.reason],
      remedy: reasons[finding.reason].remedy,
    })),
    enabledAccounts: report.proven ? report.enabled : null,
    membersFromOutside: report.outsiders,
    excludedMembers: report.excludedMembers,
    notEnabled: accountRows(report.notEnabled, nameOf),
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
  const accounts = new Map<string, OrganizationAccount>(organization.accounts.map((account) => [account.id, account]));
  const nameOf: NameOf = (accountId) => accounts.get(accountId)?.name ?? null;
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
      protectionPlans: settings.features ?? null,
      applyToMembers: settings.applyToMembers ?? false,
      migrateEksRuntimeMonitoring: settings.migrateEksRuntimeMonitoring ?? false,
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
        name: nameOf(accountId),
        state: accounts.get(accountId)?.state ?? null,
        reason,
        weight: weights[reason],
      })),
      actions: actionRows(report.organizationAttempts, report.organizationPlanned),
      warnings: plan.warnings,
    },
    administrator: { accountId: organization.administratorId, name: nameOf(organization.administratorId) },
    regions: report.regions.map((region) => regionRow(region, nameOf)),
    totals: {
      accountsToEnrol: plan.candidates.length,
      regions: countBy(report.regions, ({ status }) => status),
      enabledAccountRegions: report.regions.reduce((sum, { enabled }) => sum + enabled, 0),
      notEnabledAccountRegions: report.regions.reduce((sum, { notEnabled }) => sum + notEnabled.length, 0),
      calls: countRequests(summary),
    },
    calls,
  };
}
