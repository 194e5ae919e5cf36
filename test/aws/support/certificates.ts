import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority made for a test, and a server's certificate that it signed. */
export interface Authority {
  /** The file with the authority's own certificate, as AWS_CA_BUNDLE names it. */
  readonly bundle: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Names for which the server's certificate is good: this machine, and AWS's own. */
const names = [
  'DNS:localhost',
  'IP:127.0.0.1',
  'DNS:*.amazonaws.com',
  'DNS:*.us-east-1.amazonaws.com',
  'DNS:*.eu-west-1.amazonaws.com',
  'DNS:*.sso.eu-west-1.amazonaws.com',
  'DNS:*.api.aws',
  'DNS:*.us-east-1.api.aws',
];

/** Whether certificates can be made here; a line says where they cannot. */
export const canMakeCertificates = spawnSync('openssl', ['version']).status === 0;
if (!canMakeCertificates) process.stdout.write('openssl: not found, tests with certificates were skipped\n');

/** Makes an authority and a certificate, good for a day. */
export function makeAuthority(name = 'Test Authority'): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-ca-'));
  const openssl = (...argv: readonly string[]): void => {
    execFileSync('openssl', argv, { cwd: folder, stdio: 'pipe' });
  };
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;
  writeFileSync(join(folder, 'names'), `subjectAltName = ${names.join(', ')}\n`);
  openssl('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '1', '-subj', `/CN=${name}`);
  openssl('req', ...curve, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.pem',
    '-days',
    '1',
    '-extfile',
    'names',
  );
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  return { bundle: join(folder, 'ca.pem'), key: read('server.key'), cert: read('server.pem') };
}
