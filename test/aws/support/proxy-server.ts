import { once } from 'node:events';
import { createServer as createHttpServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect as openSocket, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterwards } from './simulated';
import type { Authority } from './certificates';

/** A proxy, and what it was asked for. */
export interface ProxyServer {
  /** `127.0.0.1:` and the port. */
  readonly host: string;
  readonly port: number;
  /** `CONNECT host:port` for tunnels, `GET http://…` and the like for what is sent through. */
  readonly asked: readonly string[];
  /** Values of Proxy-Authorization, in order; empty for none. */
  readonly authorizations: readonly string[];
}

export interface ProxyOptions {
  /** Where every tunnel leads, whatever it was asked for: the names of AWS are not looked up. */
  readonly to?: number;
  /** Refuses everything with this status. */
  readonly refuses?: number;
  /** Takes connections and never says anything. */
  readonly silent?: boolean;
  /** Is spoken to with TLS. */
  readonly authority?: Authority;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Listens on a free port, and ends with the test. */
export async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket | Duplex>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return portOf(server);
}

/** A real proxy on the loopback interface: CONNECT for https, whole addresses for http. */
export async function startProxy(options: ProxyOptions = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const authorizations: string[] = [];
  const note = (request: IncomingMessage): void => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    authorizations.push(request.headers['proxy-authorization'] ?? '');
  };
  const { authority, refuses } = options;
  const server = authority === undefined ? createHttpServer() : createHttpsServer({ key: authority.key, cert: authority.cert });
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    note(request);
    client.on('error', () => client.destroy());
    if (options.silent === true) return;
    if (refuses !== undefined) {
      client.end(`HTTP/1.1 ${String(refuses)} No\r\nContent-Type: text/html\r\n\r\n<html>password=hunter2</html>`);
      return;
    }
    const upstream = openSocket(options.to ?? Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.on('request', (request, response) => {
    note(request);
    if (refuses !== undefined) {
      response.writeHead(refuses, { 'Content-Type': 'text/html' }).end('<html>No</html>');
      return;
    }
    const ofTheHop = ['proxy-authorization', 'proxy-connection'];
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ofTheHop.includes(name)));
    const forwarded = httpRequest(request.url ?? '', { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  const port = await listening(server);
  return { host: `127.0.0.1:${String(port)}`, port, asked, authorizations };
}
