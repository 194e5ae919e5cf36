import type { Output } from '../requests/call';
import { ApiError } from '../requests/errors';
import type { Scenario } from '../scenario/scenario';
import type { Answer } from './answer';

/** Details of REST-JSON that differ by service. */
export interface RestJsonForm {
  /** The members of an error's body that repeat the error's name. */
  readonly errorBody: Scenario['switches']['errorBody'];
  /** The body of an answer without content. */
  readonly emptyAnswer: Scenario['switches']['emptyAnswer'];
}

const emptyBodies: Readonly<Record<RestJsonForm['emptyAnswer'], string>> = { nothing: '', null: 'null', object: '{}' };

/** AWS JSON 1.1, Organizations' protocol. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function awsJsonAnswer(output: Output): Answer {
  // An operation without output has an empty body.
  const body = Object.keys(output).length === 0 ? '' : JSON.stringify(output);
  return { status: 200, contentType: 'application/x-amz-json-1.1', body, headers: {} };
}

/** An error in AWS JSON 1.1. The name is in the body, and Organizations writes `Message`. */
export function awsJsonError(error: ApiError): Answer {
  const body = {
    __type: error.code,
    Message: error.message,
    ...(error.reason === undefined ? {} : { Reason: error.reason }),
  };
  return { status: error.status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(body), headers: {} };
}

/** REST-JSON, the protocol of GuardDuty and Account Management. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJsonAnswer(output: Output, { emptyAnswer }: RestJsonForm): Answer {
  const isEmpty = Object.values(output).every((member) => member === undefined);
  const body = isEmpty ? emptyBodies[emptyAnswer] : JSON.stringify(output);
  return { status: 200, contentType: 'application/json', body, headers: {} };
}

/**
 * An error in REST-JSON. The name is in the header. The body of GuardDuty's BadRequestException has a different name
 * (https://github.com/nozaq/terraform-aws-secure-baseline/issues/199).
 */
export function restJsonError(error: ApiError, { errorBody }: RestJsonForm): Answer {
  const type = bodyType(error.code);
  const body = {
    message: error.message,
    ...(type !== undefined && (errorBody === '__type' || errorBody === 'both') ? { __type: type } : {}),
    ...(type !== undefined && (errorBody === 'type' || errorBody === 'both') ? { type } : {}),
  };
  return {
    status: error.status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    headers: { 'x-amzn-ErrorType': error.code },
  };
}

function bodyType(code: string): string | undefined {
  if (code === 'BadRequestException') return 'InvalidInputException';
  if (code === 'InternalServerErrorException') return 'InternalException';
  return undefined;
}

/** Parses a JSON request body. @throws ApiError if it is not a JSON object */
export function readJsonBody(body: string): Readonly<Record<string, unknown>> {
  if (body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ApiError(400, 'SerializationException', 'The request body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, 'SerializationException', 'The request body is not a JSON object.');
  }
  return { ...value };
}
