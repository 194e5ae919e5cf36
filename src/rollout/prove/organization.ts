import type { OrganizationAction } from '../../plan/actions';
import type { ActionOutcome, Attempt } from '../../plan/outcome';
import { readFact } from '../read/fact';
import type { RunContext } from '../context';
import { pollUntil } from '../waiting';

type OrganizationAttempt = Attempt<OrganizationAction>;

/** How long trusted access that AWS has accepted may stay out of its list, in seconds. */
const patience = 30;

/**
 * Reads the trusted services again: as in a Region, what AWS now reports decides, whatever it answered on the way. A request whose answer
 * was lost is done where its effect shows, and one that was accepted is not where it stays without effect.
 */
export async function proveOrganization(
  context: RunContext,
  attempts: readonly OrganizationAttempt[],
): Promise<readonly OrganizationAttempt[]> {
  const { management, settings } = context;
  const begun = attempts.some(({ outcome }) => outcome.status !== 'not-attempted');
  if (management === undefined || !begun || context.interrupted()) return attempts;
  const { organization, caller } = management;
  const accepted = attempts.flatMap(({ action, outcome }) => (outcome.status === 'done' ? [action.servicePrincipal] : []));
  let trusted: readonly string[] = [];
  const shown = await readFact(() =>
    pollUntil(context, Math.min(patience, settings.waitSeconds), async () => {
      trusted = await organization.listTrustedServices();
      return accepted.every((principal) => trusted.includes(principal)) ? true : undefined;
    }),
  );
  const unconfirmed: ActionOutcome = {
    status: 'failed',
    problem: shown.known
      ? { code: 'not-reported', action: 'organizations:ListAWSServiceAccessForOrganization', accountId: caller.accountId }
      : shown.problem,
  };
  return attempts.map((attempt) => {
    const { action, outcome } = attempt;
    const proven: ActionOutcome = trusted.includes(action.servicePrincipal) ? { status: 'done' } : unconfirmed;
    const concerned = outcome.status === 'done' || proven.status === 'done';
    if (!concerned || outcome.status === proven.status || context.interrupted()) return attempt;
    context.emit({ type: 'action-finished', region: undefined, kind: action.kind, outcome: proven });
    return { action, outcome: proven };
  });
}
