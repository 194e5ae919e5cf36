import type { IncomingHttpHeaders } from 'node:http';
import type { Input } from '../call';
import { routeOf } from '../guardduty/routes';
import { readJsonBody } from './json';
import type { ServiceName } from './service-name';

/** An HTTP request with its body read. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The operation that a request asks for; its input is read on demand, since it may be malformed. */
export interface OperationRequest {
  readonly operation: string;
  readInput(): Input;
}

/** Finds the operation in the way each service's protocol names it. */
export function operationOf(service: ServiceName, request: HttpRequest): OperationRequest {
  switch (service) {
    case 'organizations': {
      // https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
      const target = request.headers['x-amz-target'];
      const operation = String(target).split('.').at(-1) ?? '';
      return { operation, readInput: () => readJsonBody(request.body) };
    }
    case 'sts': {
      const parameters = Object.fromEntries(new URLSearchParams(request.body === '' ? queryOf(request) : request.body));
      return { operation: parameters['Action'] ?? '', readInput: () => parameters };
    }
    case 'account': {
      const name = request.url.split('?')[0]?.slice(1) ?? '';
      const operation = name.charAt(0).toUpperCase() + name.slice(1);
      return { operation, readInput: () => readJsonBody(request.body) };
    }
    case 'guardduty': {
      const { operation, labels } = routeOf(request.method, request.url.split('?')[0] ?? '');
      return {
        operation,
        readInput: () => ({ ...readJsonBody(request.body), ...Object.fromEntries(new URLSearchParams(queryOf(request))), ...labels }),
      };
    }
  }
}

function queryOf(request: HttpRequest): string {
  const mark = request.url.indexOf('?');
  return mark < 0 ? '' : request.url.slice(mark + 1);
}
