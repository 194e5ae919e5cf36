import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { assumeRole } from './answers/assume-role';
import { readAnswer } from './answers/read-answer';
import type { ClientContext } from './clients';
import type { CredentialProvider } from './credentials';
import { configuredEndpoint } from './shared-config';
import { translating } from './translate-error';

/** Assumes a role with somebody's credentials. */
export type RoleAssumer = (source: CredentialProvider, request: AssumeRoleCommandInput) => Promise<AwsCredentialIdentity>;

/**
 * Assumes roles through STS of the partition's default Region, wherever the work is: tokens of that STS are valid in every Region.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export function roleAssumer(context: ClientContext, profile: string | undefined): RoleAssumer {
  return async (source, request) => {
    const here = { action: 'sts:AssumeRole' };
    const endpoint = context.endpoint ?? (await configuredEndpoint('STS', profile));
    const client = new STSClient({
      region: context.defaultRegion,
      ...(endpoint === undefined ? {} : { endpoint }),
      credentials: source,
      requestHandler: context.http,
    });
    context.requests.observe(client.middlewareStack, { service: 'STS', region: context.defaultRegion, accountId: () => undefined });
    return translating(here, async () => readAnswer(here, assumeRole, await client.send(new AssumeRoleCommand(request))));
  };
}
