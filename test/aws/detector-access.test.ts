import { optionalDetectorFeatures } from '../../src/domain/feature';
import type { Region } from '../../src/domain/ids';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { administratorId, managementId, workload } from '../support/builders';
import { organizationOf, problemOf, region, simulated } from './support/simulated';
import { answered } from './support/answered';

const elsewhere = 'eu-west-1' as Region;

/** An organization in which nobody administers GuardDuty. */
function fresh(changes: Partial<ScenarioInput> = {}): ScenarioInput {
  return organizationOf(2, {
    organization: { managementAccount: managementId, trustedAccess: ['guardduty.amazonaws.com'] },
    regions: ['us-east-1', 'eu-west-1'],
    ...changes,
  });
}

describe('a detector', () => {
  test('is undefined where AWS lists none', async () => {
    const { administrator } = await simulated();
    expect(await administrator.asAdministrator(elsewhere).findDetector()).toBeUndefined();
  });

  test('is found past an empty page', async () => {
    const faults: ScenarioInput['faults'] = [{ on: { operation: 'ListDetectors' }, calls: [1], then: { kind: 'empty-page' } }];
    const { administrator, detectorId } = await simulated(organizationOf(0, { faults }));
    expect(await administrator.asAdministrator(region).findDetector()).toBe(detectorId);
  });

  test('is a failure where AWS lists several: none of them is picked', async () => {
    const { identity } = await answered({ detectorIds: ['one'], nextToken: 'more' }, { detectorIds: ['two'] });
    expect(await problemOf(identity.asManagement(region).findDetector())).toMatchObject({
      code: 'several-detectors',
      action: 'guardduty:ListDetectors',
      region,
      detail: 'one, two',
    });
  });

  test('is created with the features named switched off, and no others', async () => {
    const { administrator, simulator, inputs } = await simulated();
    const guardDuty = administrator.asAdministrator(elsewhere);
    const id = await guardDuty.createDetector(optionalDetectorFeatures);
    expect(await guardDuty.getDetector(id)).toMatchObject({ id, status: 'ENABLED' });
    expect(inputs('CreateDetector')).toMatchObject([
      { enable: true, features: optionalDetectorFeatures.map((name) => ({ name, status: 'DISABLED' })) },
    ]);
    expect(simulator.world.regions.get(elsewhere)?.detectors.get(administratorId)?.id).toBe(id);
  });

  test('exists already: said in a word of its own', async () => {
    const { administrator } = await simulated();
    expect(await problemOf(administrator.asAdministrator(region).createDetector([]))).toMatchObject({ code: 'detector-exists' });
  });

  test('runs again after it was suspended', async () => {
    const { administrator, detectorId } = await simulated(
      organizationOf(0, { regions: [{ name: 'us-east-1', detectors: [{ accounts: [administratorId], status: 'DISABLED' }] }] }),
    );
    const guardDuty = administrator.asAdministrator(region);
    expect(await guardDuty.getDetector(detectorId)).toMatchObject({ status: 'DISABLED' });
    await guardDuty.enableDetector(detectorId);
    expect(await guardDuty.getDetector(detectorId)).toMatchObject({ status: 'ENABLED' });
  });

  test('of another Region is refused', async () => {
    const { administrator, detectorId } = await simulated();
    expect(await problemOf(administrator.asAdministrator(elsewhere).getDetector(detectorId))).toMatchObject({
      code: 'refused',
      region: elsewhere,
      awsMessage: expect.stringContaining('not owned by the current account') as string,
    });
  });
});

describe('a designation', () => {
  test('is made by the management account and listed in its Region alone', async () => {
    const { management } = await simulated(fresh());
    await management.asManagement(region).designateAdministrator(administratorId);
    expect(await management.asManagement(region).listAdministrators()).toEqual([{ accountId: administratorId, status: 'ENABLED' }]);
    expect(await management.asManagement(elsewhere).listAdministrators()).toEqual([]);
  });

  test('shows an administrator that is being removed', async () => {
    const administrator = { account: administratorId, status: 'DISABLE_IN_PROGRESS' } as const;
    const { management } = await simulated(fresh({ regions: [{ name: 'us-east-1', administrator }], timing: { removalSeconds: null } }));
    expect(await management.asManagement(region).listAdministrators()).toEqual([
      { accountId: administratorId, status: 'DISABLE_IN_PROGRESS' },
    ]);
  });

  test('is refused where another account administers', async () => {
    const { management } = await simulated();
    expect(await problemOf(management.asManagement(region).designateAdministrator(workload(1)))).toMatchObject({
      code: 'another-administrator',
      action: 'guardduty:EnableOrganizationAdminAccount',
      accountId: managementId,
      region,
    });
  });

  test('is refused for an account outside the organization', async () => {
    const { management } = await simulated(fresh());
    expect(await problemOf(management.asManagement(region).designateAdministrator(workload(99)))).toMatchObject({
      code: 'not-in-organization',
    });
  });
});
