import type { AccountId, Region } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { CallerIdentity, OrganizationSnapshot } from '../domain/snapshot';
import type { ActionKind } from '../plan/actions';
import type { ActionOutcome } from '../plan/outcome';
import type { RegionReport, RolloutReport } from '../plan/report';
import type { Plan } from '../plan/plan';

/** What a Region waits for. */
export type WaitingFor = 'administrator' | 'detector' | 'settling' | 'members' | 'policies' | 'export';

/** What happens during a run, as facts. The events alone describe a run. */
export type RolloutEvent =
  | { readonly type: 'identities-established'; readonly management: CallerIdentity | undefined; readonly administrator: CallerIdentity }
  | { readonly type: 'accounts-listed'; readonly count: number }
  | { readonly type: 'organization-read'; readonly organization: OrganizationSnapshot; readonly regions: readonly Region[] }
  /** Region names could not be checked with AWS; `doubtful` ones are not known to this version either. */
  | { readonly type: 'regions-unreadable'; readonly accountId: AccountId; readonly problem: Problem; readonly doubtful: readonly Region[] }
  | { readonly type: 'region-read'; readonly region: Region; readonly done: number; readonly total: number }
  | { readonly type: 'plan-computed'; readonly plan: Plan }
  | { readonly type: 'action-started'; readonly region: Region | undefined; readonly kind: ActionKind; readonly accounts: number }
  | { readonly type: 'accounts-sent'; readonly region: Region; readonly done: number; readonly total: number }
  | { readonly type: 'waiting'; readonly region: Region; readonly waitingFor: WaitingFor; readonly left?: number }
  | {
      readonly type: 'action-finished';
      readonly region: Region | undefined;
      readonly kind: ActionKind;
      readonly outcome: ActionOutcome;
    }
  | { readonly type: 'region-finished'; readonly report: RegionReport; readonly done: number; readonly total: number }
  | { readonly type: 'rollout-finished'; readonly report: RolloutReport };

/** Takes an event. It returns at once and never throws into the rollout. */
export type Emit = (event: RolloutEvent) => void;
