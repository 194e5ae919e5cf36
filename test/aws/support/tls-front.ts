import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { Simulator } from '../../../src/simulator/server';
import { keysFor } from '../../../src/simulator/world/keys';
import type { Authority } from './certificates';
import { listening } from './proxy-server';

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
    const options = { port: to.port, host: to.hostname, method: request.method, path: request.url };
    const forwarded = httpRequest({ ...options, headers: { ...request.headers, host: to.host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  return listening(server);
}
