import type { AccountId } from '../../domain/ids';
import { memberCondition } from '../../domain/member';
import type { OffboardRegion } from '../../offboard/plan/facts';
import { isGone } from '../../offboard/plan/members';
import type { OffboardRegionReport } from '../../offboard/plan/report';
import type { LeftMember } from '../../offboard/plan/verdicts';
import { leftIn, releasedIn, type OffboardSummary } from './summary';

/** What became of one member record. */
type MemberResult = 'released' | 'left' | 'planned' | 'not-attempted' | 'unknown' | 'administrator';

/** One account in one Region: what it was to the administrator, and what became of that. */
export interface MemberRow {
  readonly region: string;
  readonly accountId: AccountId;
  readonly inOrganization: boolean;
  /** As AWS spelled it before the run; empty for the administrator. */
  readonly statusBefore: string;
  readonly result: MemberResult;
  readonly left: LeftMember | undefined;
  /** Whether GuardDuty runs in the account, as far as the administrator could see before the run. */
  readonly guardDuty: 'on' | 'suspended' | 'unknown';
}

function guardDutyOf(relationshipStatus: string): MemberRow['guardDuty'] {
  const condition = memberCondition(relationshipStatus);
  return condition === 'enabled' ? 'on' : condition === 'suspended' ? 'suspended' : 'unknown';
}

function resultOf(left: LeftMember | undefined): MemberResult | undefined {
  if (left === undefined) return undefined;
  return left.reason === 'not-attempted' ? 'not-attempted' : 'left';
}

/** What became of the members that are not left. */
function usualResult(report: OffboardRegionReport): MemberResult {
  const attempt = report.attempts.find(({ action }) => action.kind === 'delete-members');
  if (attempt === undefined) return 'unknown';
  if (attempt.outcome === null) return 'planned';
  if (attempt.outcome.status === 'not-attempted') return 'not-attempted';
  return releasedIn(report) === undefined ? 'unknown' : 'released';
}

/** Every member record that the run has found, Region by Region, and the administrator's own detectors. */
export function* memberRows({ report, facts, organization }: OffboardSummary): Generator<MemberRow> {
  const { administratorId, accounts } = organization;
  const before = new Map<string, OffboardRegion>(facts.map((one) => [one.region, one]));
  for (const region of report.regions) {
    const inside = before.get(region.region)?.inside;
    const detector = inside?.detector?.known === true ? inside.detector.value : undefined;
    if (detector !== undefined) {
      const guardDuty = detector.status === 'ENABLED' ? 'on' : detector.status === 'DISABLED' ? 'suspended' : 'unknown';
      const own = { accountId: administratorId, inOrganization: true, statusBefore: '', left: undefined, guardDuty } as const;
      yield { region: region.region, ...own, result: 'administrator' };
    }
    if (inside?.members?.known !== true) continue;
    const left = leftIn(region);
    const usual = usualResult(region);
    for (const [accountId, statusBefore] of inside.members.value) {
      if (isGone(statusBefore)) continue;
      yield {
        region: region.region,
        accountId,
        inOrganization: accounts.has(accountId),
        statusBefore,
        result: resultOf(left.get(accountId)) ?? usual,
        left: left.get(accountId),
        guardDuty: guardDutyOf(statusBefore),
      };
    }
  }
}
