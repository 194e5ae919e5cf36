import type { AccountId, Region } from '../domain/ids';
import type { Problem } from '../domain/problem';
import type { CallerIdentity } from '../domain/snapshot';
import type { DeregisterAdministrator, OffboardAction, OffboardActionKind } from '../offboard/plan/actions';
import type { OffboardOutcome, OffboardRegionReport } from '../offboard/plan/report';

/** What an off-boarding waits for in a Region. */
export type OffboardWait = 'settings' | 'members' | 'removal';

/** What happens during an off-boarding, as facts. */
export type OffboardEvent =
  | { readonly type: 'identities-established'; readonly management: CallerIdentity; readonly administrator: CallerIdentity }
  | { readonly type: 'accounts-listed'; readonly count: number }
  | { readonly type: 'regions-unreadable'; readonly accountId: AccountId; readonly problem: Problem }
  | { readonly type: 'region-read'; readonly done: number; readonly total: number }
  | { readonly type: 'settings-saved'; readonly file: string }
  | { readonly type: 'action-started'; readonly region: Region | undefined; readonly kind: OffboardActionKind }
  | {
      readonly type: 'accounts-sent';
      readonly region: Region;
      readonly kind: OffboardAction['kind'];
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'waiting'; readonly region: Region; readonly waitingFor: OffboardWait }
  | {
      readonly type: 'action-finished';
      readonly region: Region | undefined;
      readonly action: OffboardAction | DeregisterAdministrator;
      readonly outcome: OffboardOutcome;
    }
  | { readonly type: 'region-finished'; readonly report: OffboardRegionReport; readonly done: number; readonly total: number };

/** Takes an event. It returns at once and never throws into the run. */
export type EmitOffboard = (event: OffboardEvent) => void;
