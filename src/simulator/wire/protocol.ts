import type { Output } from '../requests/call';
import type { ApiError } from '../requests/errors';
import type { Scenario } from '../scenario/scenario';
import type { Answer } from './answer';
import { awsJsonAnswer, awsJsonError, restJsonAnswer, restJsonError } from './json';
import type { ServiceName } from './service-name';
import { queryAnswer, queryError } from './xml';

/** What an answer belongs to. */
export interface AnswerContext {
  readonly service: ServiceName;
  readonly operation: string;
  readonly requestId: string;
  readonly switches: Scenario['switches'];
}

/** A good answer in the form of its service. */
export function encodeOutput(output: Output, { service, operation, requestId, switches }: AnswerContext): Answer {
  if (service === 'sts') return queryAnswer(operation, output, requestId);
  if (service === 'organizations') return awsJsonAnswer(output);
  return restJsonAnswer(output, service === 'guardduty' ? switches.emptyAnswer : 'object');
}

/** A refusal in the form of its service. */
export function encodeError(error: ApiError, { service, requestId, switches }: Omit<AnswerContext, 'operation'>): Answer {
  if (service === 'sts') return queryError(error, requestId);
  if (service === 'organizations') return awsJsonError(error);
  return restJsonError(error, service === 'guardduty' ? switches.errorBody : 'neither');
}
