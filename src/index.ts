/**
 * The library behind the command line: the pure planner, the rollout over ports, and the ports over AWS's SDK.
 *
 * @packageDocumentation
 */
export { connect } from './aws/connect';
export type { Connection } from './aws/connection';
export type { AdministratorSource, BaseSource, ConnectionSettings } from './aws/identity-source';
export type { AutoEnable } from './domain/auto-enable';
export { CredentialsError, PreconditionError, ProvisionError, UsageError } from './domain/errors';
export { isAccountId, isRegionShaped } from './domain/ids';
export type { AccountId, DetectorId, Region, UnitId } from './domain/ids';
export type { Problem } from './domain/problem';
export type { WantedFeatures, WantedFeature } from './domain/wanted-feature';
export type { FindingFrequency, RolloutSettings, RunMode } from './domain/settings';
export type { Fact, OrganizationSnapshot, RegionSnapshot } from './domain/snapshot';
export type { OrganizationAction, RegionAction } from './plan/actions';
export type { ExitCode } from './plan/exit-code';
export type { ActionOutcome, Attempt } from './plan/outcome';
export type { RegionReport, RolloutReport } from './plan/report';
export type { Verdict } from './plan/verdicts';
export type { Plan, RegionPlan } from './plan/plan';
export { planRollout } from './plan/organization';
export type { Clock } from './ports/clock';
export type { RolloutEvent } from './ports/events';
export { rollOut } from './rollout/roll-out';
export type { RolloutInput, RolloutResult } from './rollout/roll-out';
