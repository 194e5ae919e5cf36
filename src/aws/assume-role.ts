import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { assumeRole } from './answers/assume-role';
import { readAnswer } from './answers/read-answer';
import { optionsOf, type ClientContext } from './clients';
import type { CredentialProvider } from './credentials';
import type { Network } from './network';
import { translating } from './translate-error';

/**
 * Assumes roles through STS of the partition's default Region, wherever the work is: tokens of that STS are valid in every Region.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export class RoleAssumer {
  constructor(
    private readonly context: ClientContext,
    private readonly network: Network,
  ) {}

  /** With somebody's credentials. */
  async assume(source: CredentialProvider, request: AssumeRoleCommandInput): Promise<AwsCredentialIdentity> {
    const here = { action: 'sts:AssumeRole' };
    const sts = this.client(source);
    return translating(here, async () => readAnswer(here, assumeRole, await sts.send(new AssumeRoleCommand(request))));
  }

  /** With the token of an identity provider, as in a CI job or a pod. */
  async assumeWithToken(request: AssumeRoleWithWebIdentityCommandInput): Promise<AwsCredentialIdentity> {
    const here = { action: 'sts:AssumeRoleWithWebIdentity' };
    const sts = this.client(undefined);
    return translating(here, async () => readAnswer(here, assumeRole, await sts.send(new AssumeRoleWithWebIdentityCommand(request))));
  }

  private client(credentials: CredentialProvider | undefined): STSClient {
    const { defaultRegion, requests } = this.context;
    const client = new STSClient({
      ...optionsOf(this.network, 'STS', defaultRegion),
      ...(credentials === undefined ? {} : { credentials }),
    });
    requests.observe(client.middlewareStack, { service: 'STS', region: defaultRegion, accountId: () => undefined });
    return client;
  }
}
