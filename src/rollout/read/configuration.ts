import type { DetectorId, Region } from '../../domain/ids';
import { AwsFailure } from '../../domain/problem';
import type { OrganizationConfiguration } from '../../domain/snapshot';
import type { AdministratorGuardDuty } from '../../ports/guardduty';

/**
 * The organization configuration with every level in it. The whole of it travels when a part is changed, so nothing is planned from one
 * that was read in part.
 *
 * @throws AwsFailure when a part of it could not be read
 */
export async function readConfiguration(admin: AdministratorGuardDuty, id: DetectorId, region: Region): Promise<OrganizationConfiguration> {
  const configuration = await admin.describeConfiguration(id);
  const { unread } = configuration;
  if (unread.length === 0) return configuration;
  const action = 'guardduty:DescribeOrganizationConfiguration';
  throw new AwsFailure({ code: 'unexpected-answer', action, region, detail: unread.join('; ') });
}
