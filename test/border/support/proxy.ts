import { once } from 'node:events';
import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../../src/simulator/server';
import type { Between } from '../../oracle/support/live-world';

/** Which answer it is: the n-th to an operation by an account in a Region. */
export interface Exchange {
  readonly operation: string;
  readonly region: string;
  readonly account: string;
  readonly occurrence: number;
}

/** An answer on its way to the program. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** The first half of the body comes, the rest never. */
  readonly stalls?: boolean;
}

/** Sees every answer, and may put another one in its place. */
export type Meddler = (exchange: Exchange, answer: Answer) => Answer;

/** Starts a server between the program and the simulated AWS that hands every answer to the meddler. */
export async function startProxy(simulator: Simulator, meddle: Meddler): Promise<Between> {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const target = new URL(simulator.url);
  const seen = new Map<string, number>();
  const server = createServer((request, response) => {
    const onward = send(
      { host: target.hostname, port: target.port, agent, method: request.method, path: request.url, headers: request.headers },
      (answered) => {
        // An answer that breaks off breaks off for the program too.
        pass(answered, response).catch(() => response.destroy());
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const pass = async (answered: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of answered) chunks.push(chunk as Buffer);
    const requestId = String(answered.headers['x-amzn-requestid']);
    const call = simulator.calls.find((one) => one.requestId === requestId);
    const key = `${call?.operation ?? ''} ${call?.region ?? ''} ${call?.account ?? ''}`;
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const original = {
      status: answered.statusCode ?? 0,
      type: answered.headers['content-type'] ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
    };
    const exchange = { operation: call?.operation ?? '', region: call?.region ?? '', account: call?.account ?? '', occurrence };
    const { status, type, body, stalls } = meddle(exchange, original);
    const headers = Object.fromEntries(
      Object.entries(answered.headers).filter(([name]) => !/^(?:content-length|transfer-encoding)$/.test(name)),
    );
    const empty = status === 204 || status === 304;
    response.writeHead(status, {
      ...headers,
      'content-type': type,
      ...(status === 302 ? { location: 'https://sign-in.example.com/' } : {}),
    });
    if (stalls === true) response.write(body.slice(0, Math.ceil(body.length / 2)));
    else response.end(empty ? undefined : body);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
