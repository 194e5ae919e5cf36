import type { HttpResponse } from '@smithy/types';
import { largestAnswer } from './answer-body';

/** Something between this machine and AWS answered in its place, or an address that was configured is not AWS's. */
export class NotAwsError extends Error {
  override readonly name = 'NotAwsError';
  readonly $metadata: { readonly httpStatusCode: number };

  /**
   * @param endpoint the host that was asked
   * @param what what came in place of an answer
   */
  constructor(
    readonly endpoint: string,
    readonly status: number,
    what: string,
  ) {
    super(`HTTP ${status.toString()} with ${what} from ${endpoint}`);
    this.$metadata = { httpStatusCode: status };
  }
}

const page = /^\s*<(?:!doctype\s+html|html)\b/i;

/** The beginning of JSON, of an XML document or of STS's XML; imitations of AWS give them other content types than AWS does. */
const data = /^\s*(?:[[{]|<\?xml\b|<\w+Response\b|$)/;

/** The host of an address, without the query, which may hold secrets. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'an address of its own';
}

/**
 * Says what is wrong with an answer that cannot be AWS's: none of the services that are used here redirects, and none answers with a page
 * for people, or without end. Only behind a 5xx may a page be that of AWS's own load balancers, which give it a request id.
 */
export function foreignAnswer({ statusCode, headers }: HttpResponse, body: Buffer | undefined): string | undefined {
  if (statusCode >= 300 && statusCode < 400) {
    const { location } = headers;
    return location === undefined ? 'a redirect' : `a redirect to ${hostOf(location)}`;
  }
  if (body === undefined) return `more than ${(largestAnswer / 1024 / 1024).toString()} MB`;
  const start = body.toString('latin1', 0, 200);
  const isPage = page.test(start) || (/^text\/html\b/i.test(headers['content-type'] ?? '') && !data.test(start));
  if (!isPage || (statusCode >= 500 && headers['x-amzn-requestid'] !== undefined)) return undefined;
  return 'a page for people';
}
