import { proxiesOf, type Destination } from '../../src/aws/proxy';
import { redact } from '../../src/domain/redact';
import { UsageError } from '../../src/domain/errors';

const guardDuty: Destination = { protocol: 'https:', hostname: 'guardduty.eu-west-1.amazonaws.com' };
const emulator: Destination = { protocol: 'http:', hostname: 'localhost', port: 4566 };
const proxy = 'http://proxy.example.com:3128';

describe('the proxy of a destination', () => {
  test.each<[Record<string, string>, Destination, string | undefined]>([
    [{}, guardDuty, undefined],
    [{ HTTPS_PROXY: proxy }, guardDuty, proxy],
    [{ https_proxy: proxy }, guardDuty, proxy],
    [{ https_proxy: proxy, HTTPS_PROXY: 'http://other' }, guardDuty, proxy],
    [{ https_proxy: '', HTTPS_PROXY: proxy }, guardDuty, undefined],
    [{ HTTPS_PROXY: '' }, guardDuty, undefined],
    [{ HTTP_PROXY: proxy }, guardDuty, undefined],
    [{ HTTPS_PROXY: proxy }, emulator, undefined],
    [{ HTTP_PROXY: proxy }, emulator, proxy],
    [{ ALL_PROXY: proxy, all_proxy: proxy }, guardDuty, undefined],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, guardDuty, proxy],
    [{ HTTPS_PROXY: '//proxy.example.com:3128' }, guardDuty, proxy],
    [{ HTTPS_PROXY: ` ${proxy} ` }, guardDuty, proxy],
    [{ HTTPS_PROXY: 'https://proxy.example.com' }, guardDuty, 'https://proxy.example.com'],
    [{ HTTPS_PROXY: 'http://[fd00::1]:3128' }, guardDuty, 'http://[fd00::1]:3128'],
  ])('with %j, for %j, is %s', (environment, destination, expected) => {
    expect(proxiesOf(environment)(destination)?.url.origin).toBe(expected);
  });

  test.each<[string, Destination, boolean]>([
    ['amazonaws.com', guardDuty, true],
    ['.amazonaws.com', guardDuty, true],
    ['*.amazonaws.com', guardDuty, true],
    ['AmazonAWS.com', guardDuty, true],
    ['guardduty.eu-west-1.amazonaws.com', guardDuty, true],
    ['guardduty.eu-west-1.amazonaws.com:443', guardDuty, true],
    ['guardduty.eu-west-1.amazonaws.com:8443', guardDuty, false],
    ['other.com, amazonaws.com', guardDuty, true],
    ['other.com amazonaws.com', guardDuty, true],
    ['*', guardDuty, true],
    ['', guardDuty, false],
    ['aws.com', guardDuty, false],
    ['amazonaws.com.cn', guardDuty, false],
    ['guardduty', guardDuty, false],
    ['10.0.0.0/8', guardDuty, false],
    ['localhost', { ...guardDuty, hostname: 'localhost' }, true],
    ['10.0.0.0/8', { ...guardDuty, hostname: '10.1.2.3' }, true],
    ['10.0.0.0/8', { ...guardDuty, hostname: '11.1.2.3' }, false],
    ['10.1.2.3/32', { ...guardDuty, hostname: '10.1.2.3' }, true],
    ['10.1.2.3', { ...guardDuty, hostname: '10.1.2.3' }, true],
    ['10.1.2.3:8443', { ...guardDuty, hostname: '10.1.2.3', port: 8443 }, true],
    ['0.0.0.0/0', { ...guardDuty, hostname: '10.1.2.3' }, true],
    ['10.0.0.0/33', { ...guardDuty, hostname: '10.1.2.3' }, false],
    ['fd00::/8', { ...guardDuty, hostname: '[fd00::1]' }, true],
    ['fd00::/8', { ...guardDuty, hostname: '[fe80::1]' }, false],
    ['fd00::/8', { ...guardDuty, hostname: '10.1.2.3' }, false],
    ['[fd00::1]', { ...guardDuty, hostname: '[fd00::1]' }, true],
  ])('with NO_PROXY=%s, for %j: reached directly is %s', (exempt, destination, directly) => {
    expect(proxiesOf({ HTTPS_PROXY: proxy, NO_PROXY: exempt })(destination) === undefined).toBe(directly);
    expect(proxiesOf({ HTTPS_PROXY: proxy, no_proxy: exempt, NO_PROXY: 'x' })(destination) === undefined).toBe(directly);
  });

  test('has its user name and password apart from its address, decoded', () => {
    const found = proxiesOf({ HTTPS_PROXY: 'http://al%40ice:p%3Ass-word@proxy.example.com:3128' })(guardDuty);
    expect(found?.url.href).toBe('http://proxy.example.com:3128/');
    expect(found?.authorization).toBe(`Basic ${Buffer.from('al@ice:p:ss-word').toString('base64')}`);
    // From now on the password is in no text.
    expect(redact(`p:ss-word p%3Ass-word ${found?.authorization ?? ''}`)).not.toMatch(/ss-word|YWxA/);
  });

  test('may have a user name alone, and a sign that is no encoding', () => {
    expect(proxiesOf({ HTTPS_PROXY: 'http://100%@proxy.example.com' })(guardDuty)?.authorization).toBe(
      `Basic ${Buffer.from('100%:').toString('base64')}`,
    );
  });

  test.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: 'socks5://alice:secret-word@proxy:1080' }, 'It begins with socks5:'],
    [{ https_proxy: 'http://alice:secret-word@pro xy' }, 'It cannot be read as an address.'],
    [{ HTTP_PROXY: 'http://' }, 'It cannot be read as an address.'],
  ])('is refused as %j, and its value is not shown', (environment, reason) => {
    let refusal: unknown;
    try {
      proxiesOf(environment);
    } catch (error) {
      refusal = error;
    }
    if (!(refusal instanceof UsageError)) throw refusal;
    const [name = ''] = Object.keys(environment);
    expect(refusal.message).toBe(`${name} is not the address of an HTTP proxy.`);
    expect(refusal.reason).toContain(reason);
    expect(`${refusal.message} ${refusal.reason ?? ''} ${refusal.remedy ?? ''}`).not.toMatch(/secret|alice/);
  });
});
