import type { AccountId } from '../../domain/ids';
import type { Problem } from '../../domain/problem';
import { leftReasons, offboardNotes, offboardReasons, offboardRemedy } from '../../messages/offboard-reasons';
import type { OffboardAttempt, OffboardOutcome, OffboardRegionReport } from '../../offboard/plan/report';
import type { LeftMember, OffboardVerdict } from '../../offboard/plan/verdicts';
import { countBy, countRequests, runRow } from '../run-facts';
import { leftIn, releasedIn, type OffboardSummary } from './summary';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
export const offboardReportVersion = 1;

type NameOf = (accountId: AccountId) => string | null;

function problemRow({ code, action, accountId, region, awsName, awsMessage, detail, requestId }: Problem) {
  return {
    code,
    action,
    accountId: accountId ?? null,
    region: region ?? null,
    awsName: awsName ?? null,
    awsMessage: awsMessage ?? null,
    detail: detail ?? null,
    requestId: requestId ?? null,
  };
}

function verdictRow(verdict: OffboardVerdict, administratorId: AccountId) {
  const { question, answer, servicePrincipal } = verdict;
  const note = answer === 'as-asked' ? verdict.note : undefined;
  const remedy = offboardRemedy(verdict, administratorId);
  const reason = 'reason' in verdict ? verdict.reason : undefined;
  const problem = 'problem' in verdict ? verdict.problem : undefined;
  return {
    question,
    servicePrincipal: servicePrincipal ?? null,
    answer,
    note: note ?? null,
    reason: reason ?? null,
    explanation: reason === undefined ? (note === undefined ? null : offboardNotes[note]) : offboardReasons[reason].label,
    remedy: remedy === '' ? null : remedy,
    problem: problem === undefined ? null : problemRow(problem),
  };
}

function leftRow(member: LeftMember, nameOf: NameOf) {
  const { accountId, relationshipStatus, reason, awsName, awsMessage, action, requestId } = member;
  return {
    accountId,
    name: nameOf(accountId),
    relationshipStatus: relationshipStatus ?? null,
    reason,
    explanation: leftReasons[reason],
    awsName: awsName ?? null,
    awsMessage: awsMessage ?? null,
    action: action ?? null,
    requestId: requestId ?? null,
  };
}

function outcomeRow(outcome: OffboardOutcome | null) {
  if (outcome === null) return null;
  return {
    status: outcome.status,
    because: outcome.status === 'not-attempted' ? outcome.because : null,
    problem: outcome.status === 'failed' ? problemRow(outcome.problem) : null,
  };
}

function attemptRows<Action extends { readonly kind: string }>(attempts: readonly OffboardAttempt<Action>[]) {
  return attempts.map(({ action, outcome }) => ({ ...action, outcome: outcomeRow(outcome) }));
}

function regionRow(report: OffboardRegionReport, nameOf: NameOf, administratorId: AccountId) {
  const left = [...leftIn(report).values()];
  return {
    region: report.region,
    chosen: report.chosen,
    status: report.status,
    standing: report.standing,
    detectorId: report.detectorId ?? null,
    otherAdministrators: report.others,
    verdicts: report.verdicts.map((verdict) => verdictRow(verdict, administratorId)),
    actions: attemptRows(report.attempts),
    releasedMembers: releasedIn(report) ?? null,
    leftMembers: left.map((member) => leftRow(member, nameOf)),
  };
}

/** The JSON document of an off-boarding, stable in form. Described in docs/offboard.md and schema/offboard-report.schema.json. */
export function offboardJsonReport(summary: OffboardSummary): unknown {
  const { organization, plan, report, settings, calls, carryOver } = summary;
  const nameOf: NameOf = (accountId) => organization.accounts.get(accountId) ?? null;
  const { administratorId } = organization;
  return {
    schemaVersion: offboardReportVersion,
    kind: 'offboard',
    ...runRow(summary, settings.mode, report.interrupted),
    settings: {
      regions: settings.regions,
      includeInvited: settings.includeInvited,
      concurrency: settings.concurrency,
      waitSeconds: settings.waitSeconds,
    },
    identities: { management: summary.management, administrator: summary.administrator },
    organization: {
      id: organization.id,
      managementAccountId: organization.managementAccountId,
      accounts: organization.accounts.size,
      verdicts: report.verdicts.map((verdict) => verdictRow(verdict, administratorId)),
      actions: attemptRows(report.attempts),
      warnings: plan.warnings.map((warning) => ({
        kind: warning.kind,
        problem: warning.kind === 'policy-type' ? null : problemRow(warning.problem),
      })),
    },
    administrator: { accountId: administratorId, name: nameOf(administratorId) },
    staysOn: plan.staysOn,
    carryOver,
    regions: report.regions.map((region) => regionRow(region, nameOf, administratorId)),
    totals: {
      regions: countBy(report.regions, ({ status }) => status),
      releasedMembers: report.regions.reduce((sum, region) => sum + (releasedIn(region) ?? 0), 0),
      leftMembers: report.regions.reduce((sum, region) => sum + leftIn(region).size, 0),
      calls: countRequests(summary),
    },
    calls,
  };
}
