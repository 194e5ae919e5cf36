import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { assumeRole } from './answers/assume-role';
import { requestsOver } from './ask';
import { optionsOf, type ClientContext } from './clients';
import type { CredentialProvider } from './credentials';
import type { Network } from './network';

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
    return this.requests(source).ask('AssumeRole', assumeRole, (sts) => sts.send(new AssumeRoleCommand(request)));
  }

  /** With the token of an identity provider, as in a CI job or a pod. */
  async assumeWithToken(request: AssumeRoleWithWebIdentityCommandInput): Promise<AwsCredentialIdentity> {
    return this.requests(undefined).ask('AssumeRoleWithWebIdentity', assumeRole, (sts) =>
      sts.send(new AssumeRoleWithWebIdentityCommand(request)),
    );
  }

  private requests(credentials: CredentialProvider | undefined) {
    const { defaultRegion, requests } = this.context;
    const client = new STSClient({
      ...optionsOf(this.network, 'STS', defaultRegion),
      ...(credentials === undefined ? {} : { credentials }),
    });
    requests.observe(client.middlewareStack, {
      service: 'STS',
      region: defaultRegion,
      accountId: () => undefined,
      credentials: 'to assume a role with',
    });
    return requestsOver(
      (operation) => ({ action: `sts:${operation}` }),
      () => Promise.resolve(client),
    );
  }
}
