import * as v from 'valibot';
import type { OrganizationDescription } from '../../ports/organization';
import { accountId, object, words } from './pieces';
import type { AnswerSchema } from './read-answer';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export const describeOrganization: AnswerSchema<OrganizationDescription> = v.pipe(
  object({ Organization: object({ Id: words, MasterAccountId: accountId, FeatureSet: words }) }),
  v.transform(({ Organization: { Id: id, MasterAccountId: managementAccountId, FeatureSet: featureSet } }) => ({
    id,
    managementAccountId,
    featureSet,
  })),
);
