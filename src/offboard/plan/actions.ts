import type { AutoEnable } from '../../domain/auto-enable';
import type { AccountId } from '../../domain/ids';

/** One setting of an organization configuration that is above `NONE`. */
export interface LoweredSetting {
  /** GuardDuty's name of the feature; undefined for auto-enable of GuardDuty itself. */
  readonly feature: string | undefined;
  /** GuardDuty's name of an additional configuration of the feature. */
  readonly additional: string | undefined;
  readonly before: AutoEnable;
}

/** A step in one Region, in the order in which the steps are made. */
export type OffboardAction =
  | { readonly kind: 'lower-configuration'; readonly settings: readonly LoweredSetting[] }
  | { readonly kind: 'disassociate-members'; readonly accounts: readonly AccountId[] }
  | { readonly kind: 'delete-members'; readonly accounts: readonly AccountId[] }
  /** `beingRemoved`: AWS is at it already, so the run only waits. */
  | { readonly kind: 'disable-administrator'; readonly accountId: AccountId; readonly beingRemoved: boolean };

/** The step for the whole organization, one for each service principal; it comes last. */
export interface DeregisterAdministrator {
  readonly kind: 'deregister-administrator';
  readonly accountId: AccountId;
  readonly servicePrincipal: string;
}

export type OffboardActionKind = (OffboardAction | DeregisterAdministrator)['kind'];

/** The step of one kind, where the plan has it. */
export function actionOf<Kind extends OffboardAction['kind']>(
  actions: readonly OffboardAction[],
  kind: Kind,
): Extract<OffboardAction, { readonly kind: Kind }> | undefined {
  return actions.find((action): action is Extract<OffboardAction, { readonly kind: Kind }> => action.kind === kind);
}
