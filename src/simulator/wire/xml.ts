import type { Output } from '../requests/call';
import type { ApiError } from '../requests/errors';
import type { Answer } from './answer';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The answer of an operation of the query protocol. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function queryAnswer(operation: string, result: Output, requestId: string): Answer {
  const body = elements({ [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } });
  return xml(200, `<${operation}Response xmlns="${namespace}">${body}</${operation}Response>`);
}

/** An error of the query protocol. */
export function queryError(error: ApiError, requestId: string): Answer {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = elements({ Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId });
  return xml(error.status, `<ErrorResponse xmlns="${namespace}">${body}</ErrorResponse>`);
}

/** Escapes text for XML. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

function elements(values: object): string {
  return Object.entries(values)
    .map(([name, value]: [string, unknown]) => {
      const inner = typeof value === 'object' && value !== null ? elements(value) : escapeXml(String(value));
      return `<${name}>${inner}</${name}>`;
    })
    .join('');
}

function xml(status: number, body: string): Answer {
  return { status, contentType: 'text/xml', body, headers: {} };
}
