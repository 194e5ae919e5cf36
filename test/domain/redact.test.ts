import fc from 'fast-check';
import { redact, rememberSecret } from '../../src/domain/redact';

describe('redact', () => {
  test.each<[string, string, string]>([
    [
      'a canonical request',
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.\n\nThe Canonical String for this request should have been\n'GET\n/detector\n\nx-amz-security-token:FwoGZXIvYXdzEXAMPLE'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256'",
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.\n\n[canonical request left out]',
    ],
    [
      'a header with a signature',
      'Authorization=AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0123456789abcdef.',
      'Authorization=[redacted] Credential=[redacted]/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=[redacted]',
    ],
    [
      'a query',
      'https://x.example/?X-Amz-Security-Token=FwoG%2FabcEXAMPLE&X-Amz-Signature=abc&a=1',
      'https://x.example/?X-Amz-Security-Token=[redacted]&X-Amz-Signature=[redacted]&a=1',
    ],
    [
      'JSON with keys',
      '{"SecretAccessKey": "abc123", "SessionToken":"def456"}',
      '{"SecretAccessKey": "[redacted]", "SessionToken":"[redacted]"}',
    ],
    [
      'settings',
      'aws_secret_access_key = abc123\naws_session_token=def',
      'aws_secret_access_key = [redacted]\naws_session_token=[redacted]',
    ],
    ['a command line', 'Command failed: /opt/keys --pin 1234\nprompt: no', 'Command failed [command line and output left out]'],
    ['an option', 'run keys --password hunter2 --token=abc -v', 'run keys --password [redacted] --token=[redacted] -v'],
    [
      'an address',
      'connect to http://alice:p@ss:word@proxy.example.com:3128/x failed',
      'connect to http://proxy.example.com:3128/x failed',
    ],
    ['an access key', 'The key AKIAIOSFODNN7EXAMPLE is unknown, ASIAIOSFODNN7EXAMPLE too', 'The key [redacted] is unknown, [redacted] too'],
    ['a secret key by its shape', 'got wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 there'.replace('KEY1', 'KEY'), 'got [redacted] there'],
    ['a token by its length', `got ${'aB3/'.repeat(30)}== there`, 'got [redacted] there'],
    ['a JSON web token', 'token of eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0xx.abc-def', 'token of [redacted]'],
    ['a header for a proxy', 'Proxy-Authorization: Basic YWxpY2U6c2VjcmV0', 'Proxy-Authorization: Basic [redacted]'],
    ['a bearer', 'sent Bearer abc.def-ghi', 'sent Bearer [redacted]'],
    [
      'a text that could not be parsed',
      'Unexpected token \'h\', "hunter2 is"... is not valid JSON',
      "Unexpected token 'h', the text is not valid JSON",
    ],
    ['a private key', 'x -----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY----- y', 'x [redacted] y'],
  ])('takes out %s', (_what, text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  test.each([
    'User: arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com is not authorized to perform: guardduty:ListDetectors',
    'The security token included in the request is invalid.',
    'Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)',
    'Check your AWS Secret Access Key and signing method.',
    'The request is rejected because the input detectorId 8c7c91f6dfe7464da1a2aa1c408013d7 is not owned by the current account.',
    "ENOENT: no such file or directory, open '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'",
    'connect ECONNREFUSED 127.0.0.1:443',
    'Unexpected token: < in JSON',
    'request 5a1b3bad-b954-4247-86a0-c0d533db4bea',
    'To refresh this SSO session run aws sso login with the corresponding profile.',
  ])('leaves what helps: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('takes out what this process has used, whatever it looks like', () => {
    rememberSecret('correct horse battery', undefined, 'short', '');
    expect(redact('they said "correct horse battery", in short')).toBe('they said "[redacted]", in short');
  });

  test('changes nothing the second time', () => {
    const pieces = fc.constantFrom(
      'token=',
      'Bearer ',
      'abcdef',
      '"',
      ' ',
      '://',
      '@',
      'AKIAIOSFODNN7EXAMPLE',
      '--password ',
      'Command failed: ',
      '\n',
      'is not valid JSON',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        const once = redact(parts.join(''));
        expect(redact(once)).toBe(once);
      }),
    );
  });
});
