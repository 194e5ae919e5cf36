import { nameOf, sdkName, withSdkNames } from '../../src/aws/profile-names';

describe('names of profiles', () => {
  test.each([
    ['plain', 'plain'],
    ['with.dots@and+signs/1', 'with.dots@and+signs/1'],
    ['my own', 'my%20own'],
    ["it's (new)!", 'it%27s%20%28new%29%21'],
    ['Zürich', 'Z%C3%BCrich'],
  ])('%s is %s for the SDK, and back', (name, own) => {
    expect([sdkName(name), nameOf(own)]).toEqual([own, name]);
  });

  test.each(['100%', '%zz', 'a%2Fb'])('%s, which only looks encoded, stays as it is', (name) => {
    expect([sdkName(name), nameOf(name)]).toEqual([name, name]);
  });

  test.each([
    ['config', '[profile "my own"]', '[profile my%20own]'],
    ['config', "  [profile   'my own']  # mine", '[profile my%20own]'],
    ['config', '[sso-session "my own"]', '[sso-session my%20own]'],
    ['config', '[services "my own"]', '[services my%20own]'],
    ['config', '[profile my own]', '[profile my own]'],
    ['config', '[default]', '[default]'],
    ['config', 'source_profile = my own # of the team', 'source_profile = my%20own'],
    ['config', 'sso_session=corp', 'sso_session=corp'],
    ['config', 'region = eu-west-1', 'region = eu-west-1'],
    ['credentials', '[my own]', '[my%20own]'],
    ['credentials', '[plain]', '[plain]'],
  ] as const)('in the %s file, %s reads %s', (kind, line, expected) => {
    expect(withSdkNames(`${line}\r\nx = y`, kind)).toBe(`${expected}\nx = y`);
  });
});
