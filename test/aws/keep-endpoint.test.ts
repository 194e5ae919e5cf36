import { GuardDuty, type GuardDutyClientConfig } from '@aws-sdk/client-guardduty';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { keepEndpoint } from '../../src/aws/keep-endpoint';
import { keysFor } from '../../src/simulator/world/keys';
import { administratorId } from '../support/builders';

/** Where two requests of a client went, and how they were signed. */
async function sentBy(settings: GuardDutyClientConfig, adjust: (client: GuardDuty) => void) {
  const sent: unknown[] = [];
  const requestHandler = {
    handle: ({ protocol, hostname, port, path, query, headers }: HttpRequest) => {
      const scope = /Credential=[^,]*/.exec(headers['authorization'] ?? '')?.[0].replace(/\/\d{8}\//, '/day/');
      sent.push({ protocol, hostname, port, path, query, host: headers['host'], scope });
      const body = new TextEncoder().encode('{"detectorIds":[]}');
      return Promise.resolve({ response: new HttpResponse({ statusCode: 200, headers: { 'content-type': 'application/json' }, body }) });
    },
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const client = new GuardDuty({ region: 'eu-west-1', credentials: keysFor(administratorId), requestHandler, ...settings });
  adjust(client);
  await client.listDetectors({ MaxResults: 50 });
  await client.listDetectors({ MaxResults: 50, NextToken: 'next' });
  return sent;
}

describe('keepEndpoint', () => {
  test.each<[string, GuardDutyClientConfig]>([
    ['a Region', {}],
    ['a Region of China', { region: 'cn-north-1' }],
    ['FIPS', { region: 'us-gov-west-1', useFipsEndpoint: true }],
    ['dual stack', { useDualstackEndpoint: true }],
    ['an endpoint that is configured', { endpoint: 'http://127.0.0.1:4577/proxy' }],
  ])('sends requests where the SDK does: %s', async (_name, settings) => {
    expect(await sentBy(settings, keepEndpoint)).toEqual(await sentBy(settings, () => undefined));
  });
});
