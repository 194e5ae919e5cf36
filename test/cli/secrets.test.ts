import '../aws/support/node-errors';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';
import { keysFor } from '../../src/simulator/world/keys';
import { setEnvironment, writeConfig, profile } from '../aws/support/environment';
import { listening, startProxy } from '../aws/support/proxy-server';
import { simulate } from '../aws/support/simulated';
import { windows } from '../support/machine';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization } from '../support/simulated-aws';
import { workload } from '../support/builders';

type Fault = NonNullable<ScenarioInput['faults']>[number];

/** Text that AWS, or whatever stands in its place, sends with a secret in it. */
const canonical = (token: string): string =>
  `The request signature we calculated does not match. Check your key.\n\nThe Canonical String for this request should have been\n'POST\n/detector\n\nx-amz-security-token:${token}\nhost:x'`;

/** A secret, and where it comes from. */
interface Planted {
  readonly place: string;
  readonly secrets: readonly string[];
  /** Arranges for it and gives further options. */
  readonly arrange: () => Promise<readonly string[]>;
  /** What must be read all the same, so that the secret was really met. */
  readonly met: RegExp;
  /** Whether the run ends before there is anything to report. */
  readonly refused?: boolean;
}

beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const both = ['--profile', 'management', '--admin-profile', 'security'] as const;

async function aws(fault: Fault): Promise<readonly string[]> {
  const simulator = await simulate(organization(5, { regions: ['us-east-1'], faults: [fault] }));
  setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
  writeConfig(...profile('management', keysFor(managementId)), ...profile('security', keysFor(administratorId)));
  return both;
}

const error = (message: string, name = 'BadRequestException'): Fault['then'] => ({ kind: 'error', status: 400, name, message });

/** A profile of which one setting is to blame, and a simulated AWS that is never asked. */
async function settings(...lines: readonly string[]): Promise<readonly string[]> {
  const simulator = await simulate(organization());
  setEnvironment({ AWS_ENDPOINT_URL: simulator.url });
  writeConfig('[profile management]', ...lines, ...profile('security', keysFor(administratorId)));
  return both;
}

const awsKey = 'AKIAPLANTED4EXAMPLE7';
const sessionToken = `IQoJb3JpZ2luX2VjEPLANTED${'aB3'.repeat(40)}==`;
const closed = '127.0.0.1:1';

const planted: readonly Planted[] = [
  {
    place: 'the canonical request in a refusal of AWS, of a change',
    secrets: [sessionToken],
    arrange: () => aws({ on: { operation: 'CreateMembers' }, then: error(canonical(sessionToken), 'SignatureDoesNotMatch') }),
    met: /canonical request left out/,
  },
  {
    place: 'the canonical request in a refusal of AWS, of the first request',
    secrets: [sessionToken],
    arrange: () => aws({ on: { operation: 'GetCallerIdentity' }, then: error(canonical(sessionToken), 'SignatureDoesNotMatch') }),
    met: /canonical request left out/,
    refused: true,
  },
  {
    place: 'a session token without a name, in a refusal of AWS',
    secrets: [sessionToken],
    arrange: () => aws({ on: { operation: 'UpdateOrganizationConfiguration' }, then: error(`Bad: ${sessionToken}!`) }),
    met: /Bad: \[redacted\]/,
  },
  {
    place: 'a signature and an access key, in a refusal of AWS of a reading',
    secrets: ['0123abcdefPLANTED', awsKey],
    arrange: () => aws({ on: { operation: 'ListMembers' }, then: error(`Credential=${awsKey}/x, Signature=0123abcdefPLANTED`) }),
    met: /Signature=\[redacted\]/,
  },
  {
    place: 'the words for one account',
    secrets: ['planted-token-of-one-account'],
    arrange: () =>
      aws({
        on: { operation: 'CreateMembers' },
        then: { kind: 'unprocessed', accounts: [workload(1)], result: 'No: x-amz-security-token: planted-token-of-one-account' },
      }),
    met: /x-amz-security-token: \[redacted\]/,
  },
  {
    place: 'the name of an error',
    secrets: [awsKey],
    arrange: () => aws({ on: { operation: 'CreateMembers' }, then: error('No.', awsKey) }),
    met: /\[redacted\]: No\./,
  },
  {
    place: 'the keys in use, as AWS quotes them',
    secrets: [keysFor(managementId).secretAccessKey],
    arrange: () => aws({ on: { operation: 'ListRoots' }, then: error(`Is it ${keysFor(managementId).secretAccessKey}?`) }),
    met: /Is it \[redacted\]\?/,
  },
  {
    place: 'the command line and the output of a command for credentials',
    secrets: ['planted-pin-1234', 'planted-output'],
    arrange: () => settings('credential_process = sh -c "echo planted-output >&2; exit 3" planted-pin-1234'),
    met: /Command failed \[command line and output left out\]/,
    refused: true,
  },
  {
    place: 'the output of a command for credentials that is no JSON',
    secrets: ['planted-output'],
    arrange: () => settings('credential_process = echo planted-output'),
    met: /returned invalid JSON/,
    refused: true,
  },
  {
    place: 'the address of a proxy that is not there',
    secrets: ['planted-password', 'planted-user'],
    arrange: async () => {
      setEnvironment({ HTTP_PROXY: `http://planted-user:planted-password@${closed}` });
      return settings(...profile('x', keysFor(managementId)).slice(1));
    },
    met: new RegExp(`the proxy ${closed} could not be reached`),
    refused: true,
  },
  {
    place: 'the page of a proxy that refuses',
    secrets: ['planted-password', 'No</html>'],
    arrange: async () => {
      const proxy = await startProxy({ refuses: 403 });
      setEnvironment({ HTTP_PROXY: `http://user:planted-password@${proxy.host}` });
      return settings(...profile('x', keysFor(managementId)).slice(1));
    },
    met: /answered by something that is not AWS/,
    refused: true,
  },
  {
    place: 'the address of an endpoint',
    secrets: ['planted-password', 'planted-user'],
    arrange: async () => {
      const given = await settings(...profile('x', keysFor(managementId)).slice(1));
      setEnvironment({ AWS_ENDPOINT_URL: `http://planted-user:planted-password@${closed}` });
      return given;
    },
    met: /did not answer/,
    refused: true,
  },
  {
    place: 'the address of an endpoint that is none',
    secrets: ['planted-password'],
    arrange: async () => {
      const given = await settings(...profile('x', keysFor(managementId)).slice(1));
      setEnvironment({ AWS_ENDPOINT_URL: 'ftp://user:planted-password@host' });
      return given;
    },
    met: /The configured endpoint "ftp:\/\/host" is not an address/,
    refused: true,
  },
  {
    place: 'where a redirect leads',
    secrets: ['planted-state'],
    arrange: async () => {
      const port = await listening(
        createServer((request, response) => {
          request.resume();
          response.writeHead(302, { Location: 'https://login.example.com/?state=planted-state' }).end();
        }),
      );
      const given = await settings(...profile('x', keysFor(managementId)).slice(1));
      setEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${String(port)}` });
      return given;
    },
    met: /a redirect to login\.example\.com/,
    refused: true,
  },
  {
    place: 'the id of a request',
    secrets: [sessionToken],
    arrange: async () => {
      const port = await listening(
        createServer((request, response) => {
          request.resume();
          response.writeHead(403, { 'x-amzn-RequestId': sessionToken, 'Content-Type': 'text/xml' });
          response.end('<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>');
        }),
      );
      const given = await settings(...profile('x', keysFor(managementId)).slice(1));
      setEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${String(port)}` });
      return given;
    },
    met: /request \[redacted\]/,
    refused: true,
  },
  {
    place: 'the file of a session that is damaged',
    secrets: ['planted-access-token'],
    arrange: async () => {
      const cache = join(process.env['HOME'] ?? '', '.aws', 'sso', 'cache');
      mkdirSync(cache, { recursive: true });
      writeFileSync(join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`), 'planted-access-token {');
      return settings(
        'sso_session = corp',
        `sso_account_id = ${managementId}`,
        'sso_role_name = A',
        '[sso-session corp]',
        'sso_region = us-east-1',
        'sso_start_url = https://x.awsapps.com/start',
      );
    },
    met: /aws sso login/,
    refused: true,
  },
  {
    place: 'the token of an identity provider, as STS quotes it',
    secrets: ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl'],
    arrange: async () => {
      const file = join(process.env['HOME'] ?? '', 'token');
      writeFileSync(file, 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl');
      const port = await listening(
        createServer((request, response) => {
          request.resume();
          response.writeHead(400, { 'Content-Type': 'text/xml' });
          response.end(
            '<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>No: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl</Message></Error></ErrorResponse>',
          );
        }),
      );
      const given = await settings(`role_arn = arn:aws:iam::${managementId}:role/CI`, `web_identity_token_file = ${file}`);
      setEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${String(port)}` });
      return given;
    },
    met: /InvalidIdentityTokenException: No: \[redacted\]/,
    refused: true,
  },
];

const reports = ['a.html', 'a.json', 'a.csv', 'a.md'] as const;

// The commands are for a shell of Unix.
const here = planted.filter(({ place }) => !windows || !place.includes('command'));

test.each(here.map((one) => [one.place, one] as const))(
  'no output shows the secret in %s',
  async (_place, { secrets, arrange, met, refused }) => {
    const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-secrets-'));
    const given = await arrange();
    const files = reports.map((name) => join(folder, name));
    const options = ['-r', 'us-east-1', '--wait', '1', '--yes', '--verbose', '--log-file', join(folder, 'log'), '--report', ...files];
    const outputs = new Map<string, string>();
    for (const form of ['text', 'json']) {
      const { stdout, stderr } = await runProgram([...given, ...options, '--output', form]);
      outputs.set(`stdout as ${form}`, stdout).set(`stderr beside ${form}`, stderr);
      for (const name of [...reports, 'log'])
        if (existsSync(join(folder, name))) outputs.set(`${name} beside ${form}`, readFileSync(join(folder, name), 'utf8'));
      expect(existsSync(join(folder, 'a.html'))).toBe(refused !== true);
    }
    const everything = [...outputs.values()].join('\n').replace(/\\n/g, ' ').replace(/\s+/g, ' ');
    expect(met.exec(everything)?.[0]).toBeDefined();
    const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
    expect([...outputs].filter(([, text]) => forms.some((form) => text.includes(form))).map(([name]) => name)).toEqual([]);
  },
);
