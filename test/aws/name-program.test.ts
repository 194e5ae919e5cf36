import type { HttpRequest, MiddlewareStack, UserAgent } from '@smithy/types';
import { nameProgram } from '../../src/aws/name-program';

type Send = (args: { readonly request: Pick<HttpRequest, 'headers'> }) => Promise<unknown>;

/** The name in each of two requests, and how often the SDK was asked for its own. */
async function namesOf(sdk: UserAgent, custom: string | UserAgent, appId?: string) {
  const names: (string | undefined)[] = [];
  let asked = 0;
  let send: Send = () => Promise.reject(new Error('no middleware was added'));
  const add = (middleware: (next: Send) => Send): void => {
    send = middleware(({ request }) => Promise.resolve(names.push(request.headers['user-agent'])));
  };
  const defaultUserAgentProvider = () => Promise.resolve((asked += 1) > 0 ? sdk : []);
  nameProgram({ add } as unknown as MiddlewareStack<object, object>, {
    defaultUserAgentProvider,
    customUserAgent: custom,
    userAgentAppId: () => Promise.resolve(appId),
  });
  await send({ request: { headers: {} } });
  await send({ request: { headers: {} } });
  return { names, asked };
}

describe('nameProgram', () => {
  test('names the SDK and the program as the SDK itself does, composed once', async () => {
    const sdk: UserAgent = [['aws-sdk-js', '3.1.0'], ['os/linux', '6.1'], ['lang/js'], ['md/nodejs', '20.1.0']];
    const name = 'aws-sdk-js/3.1.0 os/linux#6.1 lang/js md/nodejs#20.1.0 provision-guardduty/0.1.0';
    expect(await namesOf(sdk, [['provision-guardduty', '0.1.0']])).toEqual({ names: [name, name], asked: 1 });
  });

  test('names the application that the user has configured, in characters that a header may hold', async () => {
    const { names } = await namesOf([['aws-sdk-js', '3.1.0 (x)']], 'own', 'büro\n1');
    expect(names[0]).toBe('aws-sdk-js/3.1.0--x- app/b-ro-1 own');
  });
});
