import { configuredRegion, listProfiles, readProfile } from '../../src/aws/shared-config';
import { setEnvironment, writeConfig, writeCredentials } from './support/environment';

describe('listProfiles', () => {
  test('names the profiles of both files, sorted, once each', async () => {
    writeConfig('[default]', 'region = us-east-1', '[profile security]', 'region = us-east-1', '[profile both]', 'region = us-east-1');
    writeCredentials('[both]', 'aws_access_key_id = x', '[keys]', 'aws_access_key_id = x');
    expect(await listProfiles(process.env)).toEqual(['both', 'default', 'keys', 'security']);
  });

  test('leaves out sections that are no profiles', async () => {
    writeConfig(
      '[profile security]',
      'sso_session = corp',
      '[sso-session corp]',
      'sso_region = us-east-1',
      '[services local]',
      'sts =',
      '  endpoint_url = http://x',
    );
    expect(await listProfiles(process.env)).toEqual(['security']);
  });

  test('names none where there are no files', async () => {
    expect(await listProfiles(process.env)).toEqual([]);
  });
});

describe('the configured endpoint', () => {
  const config = [
    '[default]',
    'endpoint_url = http://default',
    '[profile plain]',
    'endpoint_url = http://plain',
    '[profile special]',
    'endpoint_url = http://special',
    'services = local',
    '[profile bare]',
    'region = us-east-1',
    '[profile off]',
    'endpoint_url = http://off',
    'ignore_configured_endpoint_urls = true',
    '[services local]',
    'guardduty =',
    '  endpoint_url = http://guardduty-of-services',
  ];

  test.each([
    ['GuardDuty', 'plain', 'http://plain'],
    ['STS', 'plain', 'http://plain'],
    ['GuardDuty', 'special', 'http://guardduty-of-services'],
    ['Organizations', 'special', 'http://special'],
    ['GuardDuty', 'bare', undefined],
    ['GuardDuty', 'off', undefined],
    ['GuardDuty', undefined, 'http://default'],
  ] as const)('for %s of profile %s is %s', async (service, profile, endpoint) => {
    writeConfig(...config);
    expect((await readProfile(profile, process.env)).endpointOf(service)).toBe(endpoint);
  });

  test('follows AWS_PROFILE where no profile is named', async () => {
    writeConfig(...config);
    setEnvironment({ AWS_PROFILE: 'plain' });
    expect((await readProfile(undefined, process.env)).endpointOf('STS')).toBe('http://plain');
  });

  test.each([
    ['STS', 'http://sts-of-environment'],
    ['GuardDuty', 'http://environment'],
  ] as const)('of %s in the environment wins over the files', async (service, endpoint) => {
    writeConfig(...config);
    setEnvironment({ AWS_ENDPOINT_URL: 'http://environment', AWS_ENDPOINT_URL_STS: 'http://sts-of-environment' });
    expect((await readProfile('special', process.env)).endpointOf(service)).toBe(endpoint);
  });

  test('takes an empty variable for none', async () => {
    writeConfig(...config);
    setEnvironment({ AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_STS: '' });
    expect((await readProfile('plain', process.env)).endpointOf('STS')).toBe('http://plain');
  });

  test('is ignored where the environment says so', async () => {
    writeConfig(...config);
    setEnvironment({ AWS_ENDPOINT_URL: 'http://environment', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'True' });
    expect((await readProfile('plain', process.env)).endpointOf('STS')).toBeUndefined();
  });
});

describe('configuredRegion', () => {
  test.each<[Record<string, string>, string | undefined]>([
    [{}, 'us-gov-west-1'],
    [{ AWS_DEFAULT_REGION: 'cn-north-1' }, 'cn-north-1'],
    [{ AWS_DEFAULT_REGION: 'cn-north-1', AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
    [{ AWS_REGION: '' }, 'us-gov-west-1'],
  ])('with %j is %s', async (variables, region) => {
    writeConfig('[profile gov]', 'region = us-gov-west-1');
    setEnvironment(variables);
    expect(await configuredRegion('gov', process.env)).toBe(region);
  });

  test('is undefined where nothing names one', async () => {
    expect(await configuredRegion(undefined, process.env)).toBeUndefined();
  });
});
