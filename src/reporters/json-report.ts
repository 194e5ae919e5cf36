import type { OrganizationAccount } from '../domain/account';
import type { RegionInsight } from '../domain/insight';
import { weights } from '../domain/reasons';
import type { RolloutSettings } from '../domain/settings';
import { remedyOf } from '../messages/reasons';
import type { OrganizationAction, RegionAction } from '../plan/actions';
import type { AccountGap } from '../plan/gap';
import type { Attempt } from '../plan/outcome';
import { attemptsOf, plannedOf, type RegionReport } from '../plan/report';
import type { Verdict } from '../plan/verdicts';
import { exportRow, insightRow } from './json-insight';
import { countBy, countRequests, runRow } from './run-facts';
import { accountsToEnrol, sumKnown, type RunSummary } from './run-summary';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
const schemaVersion = 1;

/** What rows are made with: names of accounts, and the settings on which a remedy depends. */
interface Context {
  readonly nameOf: (accountId: string) => string | null;
  readonly settings: RolloutSettings;
}

function verdictRow(verdict: Verdict, { settings }: Context) {
  const details = verdict.answer === 'gap' ? verdict : undefined;
  const reason = verdict.answer === 'gap' ? verdict.reason : verdict.answer === 'as-asked' ? verdict.note : undefined;
  return {
    question: verdict.question,
    feature: verdict.feature ?? null,
    additional: verdict.additional ?? null,
    servicePrincipal: verdict.servicePrincipal ?? null,
    answer: verdict.answer,
    action: verdict.answer === 'to-do' ? verdict.action : null,
    reason: reason ?? null,
    remedy: reason === undefined ? null : remedyOf(reason, settings, details?.code),
    accounts: verdict.accounts ?? null,
    before: details?.before ?? null,
    after: details?.after ?? null,
    awsName: details?.awsName ?? null,
    awsMessage: details?.awsMessage ?? null,
    requestId: details?.requestId ?? null,
    problem: verdict.answer === 'unknown' ? verdict.problem : null,
  };
}

function accountRow(gap: AccountGap, { nameOf, settings }: Context) {
  const { accountId, reason, relationshipStatus, awsName, awsMessage, action, requestId } = gap;
  return {
    accountId,
    name: nameOf(accountId),
    answer: weights[reason] === 'unknown' ? 'unknown' : 'gap',
    relationshipStatus: relationshipStatus ?? null,
    reason,
    weight: weights[reason],
    remedy: remedyOf(reason, settings, gap.code),
    awsName: awsName ?? null,
    awsMessage: awsMessage ?? null,
    action: action ?? null,
    requestId: requestId ?? null,
  };
}

/** Actions with their outcomes, or without one where they were only shown. */
function actionRows<Action extends RegionAction | OrganizationAction>(attempts: readonly Attempt<Action>[], planned: readonly Action[]) {
  return [...attempts, ...planned.map((action) => ({ action, outcome: null }))].map(({ action, outcome }) => ({ ...action, outcome }));
}

function regionRow(report: RegionReport, insight: RegionInsight | undefined, context: Context) {
  return {
    region: report.region,
    status: report.status,
    detectorId: report.detectorId ?? null,
    blocker: report.blocker ?? null,
    actions: actionRows(attemptsOf(report), plannedOf(report)),
    verdicts: report.verdicts.map((verdict) => verdictRow(verdict, context)),
    enabledAccounts: report.enabled ?? null,
    membersFromOutside: report.outsiders ?? null,
    excludedMembers: report.excludedMembers,
    notEnabled: report.notEnabled.map((gap) => accountRow(gap, context)),
    export: exportRow(report.exports),
    ...insightRow(insight, report.trialsLeft),
  };
}

function settingsRow(settings: RolloutSettings) {
  return {
    regions: settings.regions,
    homeRegion: settings.homeRegion ?? null,
    autoEnable: settings.autoEnable,
    features: settings.features ?? null,
    applyToMembers: settings.applyToMembers,
    migrateEksRuntimeMonitoring: settings.migrateEksRuntimeMonitoring,
    findingFrequency: settings.findingFrequency ?? null,
    export: settings.export === undefined ? null : { ...settings.export, replaces: settings.export.replaces ?? null },
    coverage: settings.readCoverage,
    excludeAccounts: settings.excludeAccounts,
    excludeOus: settings.excludeUnits,
    restartSuspended: settings.restartSuspended,
    acceptOrganizationPolicy: settings.acceptOrganizationPolicy,
    concurrency: settings.concurrency,
    waitSeconds: settings.waitSeconds,
  };
}

/** The one JSON document: everything the run knew, stable in form. Described in docs/json.md. */
export function jsonReport(summary: RunSummary): unknown {
  const { organization, plan, report, settings, calls } = summary;
  const accounts = new Map<string, OrganizationAccount>(organization.accounts.map((account) => [account.id, account]));
  const wholeList = organization.unreadableAccounts === undefined;
  const context: Context = { nameOf: (accountId) => accounts.get(accountId)?.name ?? null, settings };
  const toEnrol = accountsToEnrol(summary);
  return {
    schemaVersion,
    ...runRow(summary, settings.mode, report.interrupted),
    settings: settingsRow(settings),
    identities: { management: summary.management ?? null, administrator: summary.administrator },
    organization: {
      id: organization.id,
      managementAccountId: organization.managementAccountId,
      accounts: wholeList ? organization.accounts.length : null,
      accountsByState: wholeList ? countBy(organization.accounts, ({ state }) => state) : null,
      leftOut: plan.leftOut.map(({ accountId, reason }) => ({
        accountId,
        name: context.nameOf(accountId),
        state: accounts.get(accountId)?.state ?? null,
        reason,
        weight: weights[reason],
      })),
      actions: actionRows(report.organizationAttempts, report.organizationPlanned),
      verdicts: report.verdicts.map((verdict) => verdictRow(verdict, context)),
      warnings: plan.warnings,
    },
    administrator: { accountId: organization.administratorId, name: context.nameOf(organization.administratorId) },
    regions: report.regions.map((region) => regionRow(region, report.insights.get(region.region), context)),
    totals: {
      accountsToEnrol: toEnrol.complete ? toEnrol.count : null,
      regions: countBy(report.regions, ({ status }) => status),
      enabledAccountRegions: sumKnown(report.regions.map(({ enabled }) => enabled)) ?? null,
      notEnabledAccountRegions: report.regions.reduce((sum, { notEnabled }) => sum + notEnabled.length, 0),
      calls: countRequests(summary),
    },
    calls,
  };
}
