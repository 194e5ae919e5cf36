import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isForeign } from './foreign-request';
import { answerCall, type Delivery } from './requests/answer-call';
import { answerControl } from './control';
import { keysFor, temporaryKeysFor, type SimulatedKeys } from './world/keys';
import type { RecordedCall } from './requests/recorded-call';
import type { Scenario } from './scenario/scenario';
import { beginSimulation, type Simulation } from './simulation';
import type { HttpRequest } from './wire/request';
import { fraction } from './world/clock';
import type { World } from './world/world';

/** A running simulated AWS. */
export interface Simulator {
  /** The address on the loopback interface, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly world: World;
  /** Every request, in order of arrival. */
  readonly calls: readonly RecordedCall[];
  /** Credentials of the management account. */
  readonly managementKeys: SimulatedKeys;
  /** Credentials of the scenario's `administratorAccount`. */
  readonly administratorKeys: SimulatedKeys;
  /** Restarts the scenario and clears the list of calls. */
  reset(): void;
  /** Stops at once and closes all connections, also those that wait for an answer. */
  close(): Promise<void>;
}

/** Options of {@link startSimulator}. */
export interface SimulatorOptions {
  /** @default any free port */
  readonly port?: number;
  readonly onCall?: (call: RecordedCall) => void;
  /** The clock of the simulated AWS, in milliseconds. @default Date.now */
  readonly clock?: () => number;
}

/** Starts a simulated AWS. It listens on 127.0.0.1 only. Rejects with Node's error if the port is in use. */
export async function startSimulator(scenario: Scenario, options: SimulatorOptions = {}): Promise<Simulator> {
  let simulation = beginSimulation(scenario, options.clock);
  const reset = (): void => {
    simulation = beginSimulation(scenario, options.clock);
  };
  const server = createServer((request, response) => {
    serve(simulation, { request, response, reset, onCall: options.onCall });
  });
  // Node closes idle connections after five seconds. A client that waits longer between calls would get a reset.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { managementLifetimeSeconds, administratorLifetimeSeconds } = scenario.credentials;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    get world() {
      return simulation.world;
    },
    get calls() {
      return simulation.calls;
    },
    managementKeys: startingKeys(scenario.organization.managementAccount, managementLifetimeSeconds),
    administratorKeys: startingKeys(scenario.administratorAccount, administratorLifetimeSeconds),
    reset,
    close: () => close(server),
  };
}

interface Serving {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly onCall: ((call: RecordedCall) => void) | undefined;
  readonly reset: () => void;
}

function serve(simulation: Simulation, { request, response, onCall, reset }: Serving): void {
  if (isForeign(request.headers)) {
    request.resume();
    response.writeHead(403, { 'Content-Type': 'application/json' }).end('{"message":"Only programs on this machine may ask."}');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('error', () => response.destroy());
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    const received: HttpRequest = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    const control = answerControl(simulation, received, reset);
    if (control) {
      send(response, { answer: control, requestId: 'control', delayMs: 0 });
      return;
    }
    const before = simulation.calls.length;
    const delivery = answerCall(simulation, received);
    const recorded = simulation.calls[before];
    if (recorded) onCall?.(recorded);
    const wait = delivery.delayMs + latency(simulation);
    if (wait > 0) setTimeout(send, wait, response, delivery);
    else send(response, delivery);
  });
}

/** Writes the answer, or breaks the connection if a fault asks for it. */
function send(response: ServerResponse, { answer, requestId, broken }: Delivery): void {
  if (broken === 'silent' || response.destroyed) return;
  if (broken === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Content-Length': body.length,
    'x-amzn-RequestId': requestId,
    ...answer.headers,
  });
  if (broken === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

function latency({ scenario, calls }: Simulation): number {
  const { ms, jitterMs } = scenario.latency;
  return jitterMs === 0 ? ms : ms + jitterMs * fraction(scenario.seed, `latency/${String(calls.length)}`);
}

function startingKeys(account: string, lifetimeSeconds: number | undefined): SimulatedKeys {
  return lifetimeSeconds === undefined ? keysFor(account) : temporaryKeysFor(account, 0);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
