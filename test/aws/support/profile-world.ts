import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import { keysFor } from '../../../src/simulator/world/keys';
import type { Authority } from './certificates';
import { ssoTokenFile } from './environment';
import { own, sts, theirs, third, type Row } from './profile-rows';
import { listening, startProxy } from './proxy-server';
import { organizationOf, simulate } from './simulated';
import { startTlsFront } from './tls-front';

/** What came of a row: whose credentials, which hosts, which roles. */
export interface Outcome {
  readonly account: string | undefined;
  readonly hosts: readonly string[];
  readonly assumed: readonly unknown[];
}

/** Lays out the row's files, and an AWS of its own behind a proxy; runs something in it and looks at what was asked. */
export async function within(
  authority: Authority,
  row: Row,
  run: (environment: Record<string, string>) => Promise<string | undefined>,
): Promise<Outcome> {
  const simulator = await simulate(
    organizationOf(3, {
      roles: [
        { account: theirs, name: 'Auditor', trusts: [own] },
        { account: third, name: 'Auditor', trusts: [theirs] },
      ],
    }),
  );
  const proxy = await startProxy({ to: await startTlsFront(simulator, authority) });
  const container = await listening(
    createServer((_request, response) => {
      const { accessKeyId, secretAccessKey } = keysFor(third);
      const expiration = new Date(Date.now() + 3_600_000).toISOString();
      const text = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: 't', Expiration: expiration };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(text));
    }),
  );
  const home = mkdtempSync(join(tmpdir(), 'provision-guardduty-row-'));
  const session = ssoTokenFile('corp', 'https://corp.awsapps.com/start', 'eu-west-1');
  mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  writeFileSync(join(home, '.aws', 'sso', 'cache', session.name), session.text);
  writeFileSync(join(home, '.aws', 'config'), `${(row.config ?? []).join('\n')}\n`);
  writeFileSync(join(home, '.aws', 'credentials'), `${(row.credentials ?? []).join('\n')}\n`);
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, ...given } = row.environment ?? {};
  const account = await run({
    HOME: home,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    AWS_CA_BUNDLE: authority.bundle,
    HTTPS_PROXY: `http://${proxy.host}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
    ...given,
    ...(uri === undefined ? {} : { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${String(container)}/keys` }),
  });
  const chosen = (call: RecordedCall, names: readonly string[]) =>
    Object.fromEntries(Object.entries(call.input as Record<string, unknown>).filter(([name]) => names.includes(name)));
  const assumed = simulator.calls.filter(({ operation, status }) => operation === 'AssumeRole' && status === 200);
  return {
    account,
    hosts: [...new Set(proxy.asked.map((line) => line.replace(/^CONNECT (.*):443$/, '$1')))].sort(),
    assumed: (row.assumed ?? []).map((input, index) => {
      const call = assumed[index];
      return call === undefined ? undefined : chosen(call, Object.keys(input));
    }),
  };
}

/** What has to come of a row. */
export const expected = ({ account, hosts = sts, assumed = [] }: Row): Outcome => ({ account, hosts: [...hosts].sort(), assumed });
