import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterwards } from './simulated';

/** An answer word for word, for what the simulated AWS does not say. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A server that gives its answers in order, the last one for ever, and keeps the addresses that were asked for. */
export interface ScriptedServer {
  readonly url: string;
  readonly asked: readonly string[];
}

/** Starts a server that ends with the test. A text is sent as it is, anything else as JSON. */
export async function scripted(...answers: readonly ScriptedAnswer[]): Promise<ScriptedServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(request.url ?? '');
    request.resume();
    const text = typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body ?? {});
    response.writeHead(answer?.status ?? 200, { 'Content-Type': 'application/json', ...answer?.headers });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? String(address.port) : ''}`, asked };
}
