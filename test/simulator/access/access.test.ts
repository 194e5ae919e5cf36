import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import {
  administrator,
  designatedInput,
  details,
  first,
  management,
  principal,
  refusal,
  scenarioInput,
  simulate,
} from '../support/simulated';

type Statement = NonNullable<ScenarioInput['policies']>[number]['document']['Statement'];

function policy(account: string, Statement: Statement, role?: string): NonNullable<ScenarioInput['policies']>[number] {
  return { account, ...(role === undefined ? {} : { role }), document: { Version: '2012-10-17', Statement } };
}

test.each([
  [
    'access-denied',
    {
      name: 'AccessDeniedException',
      status: 403,
      message: expect.stringContaining('not authorized to perform: guardduty:ListDetectors') as string,
    },
  ],
  [
    'bad-request',
    {
      name: 'BadRequestException',
      status: 400,
      message: 'The request failed because you do not have the required guardduty:ListDetectors permission.',
    },
  ],
] as const)('GuardDuty reports a missing permission as %s', async (missingPermission, wanted) => {
  const { guardduty, organizations } = await simulate(
    scenarioInput({ switches: { missingPermission }, denials: [{ actions: ['guardduty:List*', 'organizations:*'] }] }),
  );
  expect(await refusal(guardduty().listDetectors({}))).toEqual(wanted);
  expect(await refusal(organizations().listRoots({}))).toMatchObject({ name: 'AccessDeniedException' });
});

describe('a policy', () => {
  const allowed = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  const principalArn = `arn:aws:iam::${administrator}:user/simulated`;
  const onPrincipal = (operator: string, value: string): Statement => ({
    ...allowed,
    Condition: { [operator]: { 'aws:PrincipalArn': value } },
  });

  test.each<[string, Statement, boolean]>([
    ['allows by name', { Effect: 'Allow', Action: 'guardduty:ListDetectors', Resource: '*' }, true],
    ['allows whatever the case of letters', { Effect: 'Allow', Action: ['GuardDuty:listdetectors'], Resource: '*' }, true],
    ['allows by wildcard', { Effect: 'Allow', Action: 'guardduty:List*', Resource: '*' }, true],
    ['does not mention it', { Effect: 'Allow', Action: 'guardduty:GetDetector', Resource: '*' }, false],
    ['allows everything but', { Effect: 'Allow', NotAction: 'guardduty:GetDetector', Resource: '*' }, true],
    ['denies over an allow', [allowed, { Effect: 'Deny', Action: 'guardduty:*', Resource: '*' }], false],
    ['allows in this Region', { ...allowed, Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } } }, true],
    ['allows in another Region', { ...allowed, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }, false],
    [
      'denies outside a Region',
      [allowed, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
      false,
    ],
    ['asks for a key that is not there', { ...allowed, Condition: { StringLike: { 'organizations:ServicePrincipal': '*' } } }, false],
    [
      'denies other values of a key that is not there',
      [allowed, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'organizations:ServicePrincipal': 'x' } } }],
      false,
    ],
    ['asks for a key if it is there', { ...allowed, Condition: { StringLikeIfExists: { 'organizations:ServicePrincipal': 'x' } } }, true],
    ['allows a principal', { ...allowed, Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/simulated' } } }, true],
    ['allows whatever the case of a value', onPrincipal('StringEqualsIgnoreCase', principalArn.toUpperCase()), true],
    ['allows another value, whatever its case', onPrincipal('StringNotEqualsIgnoreCase', principalArn.toUpperCase()), false],
    ['allows what a value is not like', onPrincipal('StringNotLike', 'arn:*:user/simulated'), false],
    ['allows another principal', onPrincipal('ArnNotLike', 'arn:*:user/other'), true],
    ['allows this principal by name', onPrincipal('ArnEquals', principalArn), true],
    ['allows every principal but this', onPrincipal('ArnNotEquals', principalArn), false],
    ['asks whether MFA was there, which nobody says', { ...allowed, Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }, false],
    ['takes a text for a true-or-false value', { ...allowed, Condition: { Bool: { 'aws:PrincipalAccount': administrator } } }, true],
    ['allows another resource', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:guardduty:*:*:detector/*' }, false],
  ])('%s', async (_name, statement, passes) => {
    const { guardduty } = await simulate(scenarioInput({ policies: [policy(administrator, statement)] }));
    const [result] = await Promise.allSettled([guardduty().listDetectors({})]);
    expect(result.status).toBe(passes ? 'fulfilled' : 'rejected');
  });

  test('applies to its principal only, and to each role separately', async () => {
    const simulated = await simulate(
      scenarioInput({ policies: [policy(first, { Effect: 'Deny', Action: '*', Resource: '*' }, 'OrganizationAccountAccessRole')] }),
    );
    const { Credentials } = await simulated
      .sts()
      .assumeRole({ RoleArn: `arn:aws:iam::${first}:role/OrganizationAccountAccessRole`, RoleSessionName: 'test' });
    const keys = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: 'x', sessionToken: Credentials?.SessionToken ?? '' };
    await expect(simulated.guardduty({ account: first }).listDetectors({})).resolves.toBeDefined();
    expect(await refusal(simulated.guardduty({ keys }).listDetectors({}))).toMatchObject({ name: 'AccessDeniedException' });
    expect(await simulated.sts({ keys }).getCallerIdentity({})).toMatchObject({ Account: first });
  });

  test('is evaluated with the detector’s ARN and the service principal', async () => {
    const resource = `arn:aws:guardduty:*:${administrator}:detector/*`;
    const { guardduty, detectorId, organizations } = await simulate(
      designatedInput({
        policies: [
          policy(administrator, [
            { Effect: 'Allow', Action: 'guardduty:CreateMembers', Resource: resource },
            { Effect: 'Allow', Action: 'guardduty:ListDetectors', Resource: '*' },
          ]),
          policy(management, {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
            Condition: { StringEquals: { 'organizations:ServicePrincipal': principal } },
          }),
        ],
      }),
    );
    await expect(guardduty().createMembers({ DetectorId: await detectorId(), AccountDetails: details(first) })).resolves.toBeDefined();
    await expect(organizations().enableAWSServiceAccess({ ServicePrincipal: principal })).resolves.toBeDefined();
    expect(await refusal(organizations().enableAWSServiceAccess({ ServicePrincipal: 'macie.amazonaws.com' }))).toMatchObject({
      name: 'AccessDeniedException',
      status: 400,
    });
  });

  test('that does not allow the action is in the error', async () => {
    const { guardduty, sts } = await simulate(
      scenarioInput({ policies: [policy(management, { Effect: 'Allow', Action: 'guardduty:ListDetectors', Resource: '*' })] }),
    );
    expect(await refusal(guardduty({ account: management }).createDetector({ Enable: true }))).toEqual({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::${management}:user/simulated is not authorized to perform: guardduty:CreateDetector on resource: * because no identity-based policy allows the guardduty:CreateDetector action`,
      status: 403,
    });
    const arn = `arn:aws:iam::${first}:role/OrganizationAccountAccessRole`;
    expect(await refusal(sts().assumeRole({ RoleArn: arn, RoleSessionName: 'test' }))).toMatchObject({ name: 'AccessDenied', status: 403 });
  });

  test('must allow the actions that designation takes in the caller’s name', async () => {
    const { guardduty } = await simulate(
      scenarioInput({ policies: [policy(management, { Effect: 'Allow', Action: 'guardduty:*', Resource: '*' })] }),
    );
    const designate = guardduty({ account: management }).enableOrganizationAdminAccount({ AdminAccountId: administrator });
    expect(await refusal(designate)).toMatchObject({ name: 'InternalServerErrorException', status: 500 });
  });

  test('must allow the service-linked role for the first detector', async () => {
    const statement = (Action: string[]): ScenarioInput =>
      scenarioInput({ policies: [policy(first, { Effect: 'Allow', Action, Resource: '*' })] });
    const without = await simulate(statement(['guardduty:*']));
    const refused = await refusal(without.guardduty({ account: first }).createDetector({ Enable: true }));
    expect(refused.message).toContain('is not authorized to perform: iam:CreateServiceLinkedRole');
    const withIt = await simulate(statement(['guardduty:*', 'iam:CreateServiceLinkedRole']));
    await expect(withIt.guardduty({ account: first }).createDetector({ Enable: true })).resolves.toBeDefined();
  });
});

describe('a denial', () => {
  const denial = { actions: ['guardduty:Create*'], regions: ['us-east-1'], by: 'service-control-policy' } as const;

  test('names the service control policy, and applies in its Region only', async () => {
    const { guardduty } = await simulate(
      scenarioInput({ denials: [{ ...denial, actions: [...denial.actions], regions: [...denial.regions] }] }),
    );
    const refused = await refusal(guardduty().createDetector({ Enable: true }));
    expect(refused).toMatchObject({ name: 'AccessDeniedException', status: 403 });
    expect(refused.message).toMatch(/with an explicit deny in a service control policy$/);
    await expect(guardduty({ region: 'eu-west-1' }).createDetector({ Enable: true })).resolves.toBeDefined();
  });

  test.each([
    ['service-control-policy', 'fulfilled'],
    ['resource-control-policy', 'fulfilled'],
    ['identity-policy', 'rejected'],
  ] as const)('by %s applies to the management account: %s', async (by, wanted) => {
    const { guardduty } = await simulate(scenarioInput({ denials: [{ actions: ['guardduty:*'], by }] }));
    const [result] = await Promise.allSettled([guardduty({ account: management }).listDetectors({})]);
    expect(result.status).toBe(wanted);
  });

  test('also applies to actions that AWS takes in the caller’s name', async () => {
    const { guardduty } = await simulate(
      scenarioInput({
        denials: [
          { actions: ['iam:CreateServiceLinkedRole'], accounts: [first], by: 'service-control-policy' },
          { actions: ['organizations:RegisterDelegatedAdministrator'] },
        ],
      }),
    );
    const refused = await refusal(guardduty({ account: first }).createDetector({ Enable: true }));
    expect(refused.message).toMatch(/iam:CreateServiceLinkedRole .* with an explicit deny in a service control policy$/);
    const designation = guardduty({ account: management }).enableOrganizationAdminAccount({ AdminAccountId: administrator });
    expect(await refusal(designation)).toMatchObject({ name: 'InternalServerErrorException' });
  });

  test('of the service-linked role applies to a management account that designates itself', async () => {
    const { guardduty } = await simulate(scenarioInput({ denials: [{ actions: ['iam:CreateServiceLinkedRole'] }] }));
    const designate = (AdminAccountId: string): Promise<unknown> =>
      guardduty({ account: management }).enableOrganizationAdminAccount({ AdminAccountId });
    expect(await refusal(designate(management))).toMatchObject({ name: 'AccessDeniedException' });
    await expect(designate(administrator)).resolves.toBeDefined();
  });

  test('applies to the accounts that it names', async () => {
    const { guardduty } = await simulate(scenarioInput({ denials: [{ actions: ['guardduty:*'], accounts: [first] }] }));
    expect(await refusal(guardduty({ account: first }).listDetectors({}))).toMatchObject({ name: 'AccessDeniedException' });
    await expect(guardduty().listDetectors({})).resolves.toBeDefined();
  });
});
