import type { IncomingHttpHeaders } from 'node:http';
import type { Input } from '../requests/call';
import { routeOf } from '../guardduty/wire/routes';
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
  const { path, query } = addressOf(request.url);
  switch (service) {
    case 'organizations': {
      // https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
      const [target = ''] = [request.headers['x-amz-target']].flat();
      return { operation: target.replace(/^.*\./, ''), readInput: () => readJsonBody(request.body) };
    }
    case 'sts': {
      const parameters = fieldsOf(request.body === '' ? query : request.body);
      const { Action: operation = '' } = parameters;
      return { operation, readInput: () => parameters };
    }
    case 'account': {
      const operation = path.charAt(1).toUpperCase() + path.slice(2);
      return { operation, readInput: () => readJsonBody(request.body) };
    }
    case 'guardduty': {
      const { operation, labels } = routeOf(request.method, path);
      return { operation, readInput: () => ({ ...readJsonBody(request.body), ...fieldsOf(query), ...labels }) };
    }
  }
}

function addressOf(url: string): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function fieldsOf(text: string): Partial<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}
