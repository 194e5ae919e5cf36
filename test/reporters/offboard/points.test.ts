import { known, unknown } from '../../../src/domain/snapshot';
import type { Problem } from '../../../src/domain/problem';
import type { Region } from '../../../src/domain/ids';
import { showRegion } from '../../../src/offboard/plan/conclude';
import { planOffboarding } from '../../../src/offboard/plan/plan';
import { offboardPoints } from '../../../src/reporters/offboard/points';
import type { OffboardSummary } from '../../../src/reporters/offboard/summary';
import { administratorId, managementId } from '../../support/builders';
import { freeRegion, organizationFacts, settings } from '../../offboard/support/facts';

const region = 'me-west-1' as Region;

/** What a run that could not begin anything is reported with. */
function summaryOf(problem: Problem): OffboardSummary {
  const organization = organizationFacts();
  const facts = [freeRegion({ region, administrators: unknown(problem), inside: undefined })];
  const plan = planOffboarding(settings(), organization, facts);
  const caller = { accountId: managementId, arn: 'arn:aws:iam::111111111111:user/one' };
  return {
    version: '0',
    settings: settings(),
    simulated: undefined,
    startedAt: 0,
    finishedAt: 0,
    calls: {},
    exitCode: 1,
    declined: false,
    management: caller,
    administrator: { ...caller, accountId: administratorId },
    organization,
    facts,
    plan,
    report: { interrupted: false, regions: plan.regions.map(showRegion), verdicts: plan.verdicts, attempts: [] },
    carryOver: { file: 'file', saved: false },
  };
}

const listing = { action: 'guardduty:ListOrganizationAdminAccounts', accountId: managementId, region };

describe('a Region in which nobody could read who is designated', () => {
  it('keeps the registration where its endpoint has no name here, and the report has the command for what is known from elsewhere', () => {
    const [ofRegion, ofRegistration] = offboardPoints(summaryOf({ ...listing, code: 'service-not-in-region' }));
    expect(ofRegion).toMatchObject({ heading: 'me-west-1: nobody knows who is designated', mood: 'bad' });
    expect(ofRegion?.remedy).toContain(
      `aws organizations deregister-delegated-administrator --account-id ${administratorId} --service-principal guardduty.amazonaws.com`,
    );
    expect(ofRegistration).toMatchObject({ lines: ['Not free: me-west-1'], mood: 'bad' });
  });

  it('offers no such command where it can be reached', () => {
    const [ofRegion] = offboardPoints(summaryOf({ ...listing, code: 'access-denied' }));
    expect(ofRegion?.remedy).not.toContain('deregister');
  });
});

test('the registration that is held by no Region names none', () => {
  const summary = summaryOf({ ...listing, code: 'access-denied' });
  const organization = organizationFacts({ registered: new Map([['guardduty.amazonaws.com', known([administratorId])]]) });
  const points = offboardPoints({ ...summary, organization, report: { ...summary.report, regions: [] } });
  expect(points.flatMap(({ lines }) => lines)).toEqual([]);
});
