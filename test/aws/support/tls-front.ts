import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Simulator } from '../../../src/simulator/server';
import { keysFor } from '../../../src/simulator/world/keys';
import type { Authority } from './certificates';
import { listening } from './proxy-server';

/** What a token of an identity provider is worth: the simulated AWS knows none. */
function webIdentity(account: string): string {
  const { accessKeyId, secretAccessKey } = keysFor(account);
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const keys = `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>t</SessionToken>`;
  const role = `<AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/r/s</Arn><AssumedRoleId>a:s</AssumedRoleId></AssumedRoleUser>`;
  const credentials = `<Credentials>${keys}<Expiration>${expiration}</Expiration></Credentials>`;
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>${credentials}${role}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
}

/** The simulated AWS behind TLS, under all of AWS's names; sign-in sessions get keys of the account that they ask for. */
export async function startTlsFront(simulator: Simulator, { key, cert }: Authority): Promise<number> {
  const to = new URL(simulator.url);
  const server = createServer({ key, cert }, (request, response) => {
    const { host = '' } = request.headers;
    if (host.startsWith('portal.sso.')) {
      const account = new URL(request.url ?? '', 'https://portal').searchParams.get('account_id') ?? '';
      const { accessKeyId, secretAccessKey } = keysFor(account);
      const roleCredentials = { accessKeyId, secretAccessKey, sessionToken: 'session', expiration: Date.now() + 3_600_000 };
      request.resume();
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ roleCredentials }));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const role = /Action=AssumeRoleWithWebIdentity.*RoleArn=arn%3Aaws%3Aiam%3A%3A(\d+)/.exec(body.toString())?.[1];
      if (role !== undefined) {
        response.writeHead(200, { 'Content-Type': 'text/xml' }).end(webIdentity(role));
        return;
      }
      forward(request, body, response);
    });
  });
  const forward = (request: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    const options = { port: to.port, host: to.hostname, method: request.method, path: request.url };
    const forwarded = httpRequest({ ...options, headers: { ...request.headers, host: to.host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  };
  return listening(server);
}
