import { Agent, request } from 'node:http';

const connections = 16;
const milliseconds = 2000;

/** Small calls as the clients make them: one for each protocol. */
const calls = [
  { path: '/detector', method: 'GET', service: 'guardduty', headers: {}, body: '' },
  {
    path: '/',
    method: 'POST',
    service: 'organizations',
    headers: { 'x-amz-target': 'AWSOrganizationsV20161128.DescribeOrganization', 'content-type': 'application/x-amz-json-1.1' },
    body: '{}',
  },
  {
    path: '/',
    method: 'POST',
    service: 'sts',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  },
] as const;

/** Requests per second that a simulator, with a process of its own, answers over connections that stay open. */
export async function requestsPerSecond(url: string, accessKeyId: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let answered = 0;
  const once = (call: (typeof calls)[number]): Promise<void> =>
    new Promise((resolve, reject) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${call.service}/aws4_request, SignedHeaders=host, Signature=0`;
      const sent = request(
        `${url}${call.path}`,
        { agent, method: call.method, headers: { ...call.headers, authorization } },
        (response) => {
          response.resume().once('end', () => {
            if (response.statusCode !== 200) reject(new Error(`${call.service} answered ${String(response.statusCode)}`));
            answered += 1;
            resolve();
          });
        },
      );
      sent.once('error', reject).end(call.body);
    });
  const start = performance.now();
  const end = start + milliseconds;
  const client = async (): Promise<void> => {
    while (performance.now() < end) for (const call of calls) await once(call);
  };
  await Promise.all(Array.from({ length: connections }, client));
  const elapsed = performance.now() - start;
  agent.destroy();
  return (answered / elapsed) * 1000;
}
