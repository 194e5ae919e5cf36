import * as v from 'valibot';
import { listOf, nextToken, object, words } from './pieces';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html */
export const listAwsServiceAccessForOrganization = v.pipe(
  object({ EnabledServicePrincipals: listOf(object({ ServicePrincipal: words })), NextToken: nextToken }),
  v.transform(({ EnabledServicePrincipals: services, NextToken }) => ({
    items: services.map(({ ServicePrincipal }) => ServicePrincipal),
    nextToken: NextToken,
  })),
);
