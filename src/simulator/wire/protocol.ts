import type { Output } from '../requests/call';
import type { ApiError } from '../requests/errors';
import type { Operations, RestOperation } from '../requests/operation';
import type { Scenario } from '../scenario/scenario';
import type { Answer } from './answer';
import { awsJsonAnswer, awsJsonError, readJsonBody, restJsonAnswer, restJsonError, type RestJsonForm } from './json';
import { addressOf, fieldsOf, type HttpRequest, type OperationRequest } from './request';
import { routeMatcher } from './routes';
import { queryAnswer, queryError } from './xml';

/** The request that an answer belongs to. */
export interface AnswerContext {
  readonly operation: string;
  readonly requestId: string;
  readonly switches: Scenario['switches'];
}

/** How a service reads requests and writes answers. */
export interface Protocol {
  read(request: HttpRequest): OperationRequest;
  encodeOutput(output: Output, context: AnswerContext): Answer;
  encodeError(error: ApiError, context: AnswerContext): Answer;
}

/** The protocol of Organizations. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const awsJson: Protocol = {
  read: ({ headers, body }) => {
    const [target = ''] = [headers['x-amz-target']].flat();
    return { operation: target.replace(/^.*\./, ''), readInput: () => readJsonBody(body) };
  },
  encodeOutput: awsJsonAnswer,
  encodeError: awsJsonError,
};

/** The protocol of STS. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const awsQuery: Protocol = {
  read: (request) => {
    const parameters = fieldsOf(request.body === '' ? addressOf(request).query : request.body);
    const { Action: operation = '' } = parameters;
    return { operation, readInput: () => parameters };
  },
  encodeOutput: (output, { operation, requestId }) => queryAnswer(operation, output, requestId),
  encodeError: (error, { requestId }) => queryError(error, requestId),
};

/** The protocol of GuardDuty and Account Management. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJson(operations: Operations<RestOperation>, formOf: (switches: Scenario['switches']) => RestJsonForm): Protocol {
  const match = routeMatcher(operations);
  return {
    read: (request) => {
      const { path, query } = addressOf(request);
      const { operation, labels } = match(request.method, path);
      return { operation, readInput: () => ({ ...readJsonBody(request.body), ...fieldsOf(query), ...labels }) };
    },
    encodeOutput: (output, { switches }) => restJsonAnswer(output, formOf(switches)),
    encodeError: (error, { switches }) => restJsonError(error, formOf(switches)),
  };
}
