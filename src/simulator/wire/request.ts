import type { IncomingHttpHeaders } from 'node:http';
import type { Input } from '../requests/call';

/** An HTTP request with its body. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The operation that a request names. The input is parsed on demand, because it can be malformed. */
export interface OperationRequest {
  readonly operation: string;
  readInput(): Input;
}

/** The path and the query of a request's address. */
export function addressOf({ url }: HttpRequest): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** The fields of a query or a form. */
export function fieldsOf(text: string): Partial<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}
