import type { AccountId } from '../../src/domain/ids';
import type { RolloutSettings } from '../../src/domain/settings';
import { policyFor } from '../../src/permissions/policy';
import { permissions, permissionsBehind, permissionsFor, type PermissionsQuestion } from '../../src/permissions/permissions';
import { region, settings } from '../support/builders';

const role = 'arn:aws:iam::222222222222:role/Admin';
const readOrganization = [
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'organizations:ListRoots',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListAWSServiceAccessForOrganization',
];
const readUnits = ['organizations:ListAccountsForParent', 'organizations:ListOrganizationalUnitsForParent'];
const readDetector = ['account:ListRegions', 'guardduty:ListDetectors', 'guardduty:GetDetector'];
const readMembers = ['guardduty:DescribeOrganizationConfiguration', 'guardduty:ListMembers'];

function question(changes: Partial<RolloutSettings> = {}, more: Partial<PermissionsQuestion> = {}): PermissionsQuestion {
  return {
    holder: 'administrator',
    partition: 'aws',
    settings: settings(changes),
    withManagement: true,
    administratorRole: undefined,
    ...more,
  };
}

/** Actions in alphabetical order, so that a table says what is needed and nothing else. */
const actions = (asked: PermissionsQuestion): readonly string[] =>
  permissionsFor(asked)
    .map(({ action }) => action)
    .sort();
const added = (asked: PermissionsQuestion): readonly string[] => {
  const usual = actions({ ...question(), holder: asked.holder });
  return actions(asked).filter((action) => !usual.includes(action));
};

const s3 = (autoEnable: 'ALL' | 'NEW') => ({ every: undefined, named: [{ feature: 'S3_DATA_EVENTS', autoEnable, additional: [] }] });

const exported = (path: string) => ({
  destinationArn: `arn:aws:s3:::${path}`,
  keyArn: 'arn:aws:kms:eu-west-1:333333333333:key/one',
  ownerId: '333333333333' as AccountId,
  replaces: undefined,
});

describe('permissionsFor', () => {
  test.each<[string, PermissionsQuestion, readonly string[]]>([
    [
      'the administrator of a rollout',
      question(),
      [
        ...readDetector,
        ...readMembers,
        'guardduty:CreateDetector',
        'guardduty:CreateMembers',
        'guardduty:GetAdministratorAccount',
        'guardduty:GetMembers',
        'guardduty:UpdateOrganizationConfiguration',
        'iam:CreateServiceLinkedRole',
      ],
    ],
    ['the administrator of a check', question({ mode: 'check' }), [...readDetector, ...readMembers]],
    [
      'the administrator alone',
      question({ excludeUnits: ['ou-ab12-cdef3456' as never] }, { withManagement: false }),
      [
        ...readOrganization,
        ...readUnits,
        ...readDetector,
        ...readMembers,
        'guardduty:CreateMembers',
        'guardduty:GetMembers',
        'guardduty:UpdateOrganizationConfiguration',
      ],
    ],
    [
      'the management account of a rollout',
      question({}, { holder: 'management' }),
      [
        ...readOrganization,
        ...readDetector,
        'organizations:DescribeAccount',
        'organizations:DescribeOrganizationalUnit',
        'organizations:EnableAWSServiceAccess',
        'organizations:RegisterDelegatedAdministrator',
        'guardduty:ListOrganizationAdminAccounts',
        'guardduty:EnableOrganizationAdminAccount',
        'guardduty:CreateDetector',
        'iam:CreateServiceLinkedRole',
      ],
    ],
    [
      'the management account of a dry run',
      question({ mode: 'dry-run' }, { holder: 'management' }),
      [...readOrganization, ...readDetector, 'guardduty:ListOrganizationAdminAccounts'],
    ],
  ])('lists what %s uses', (_who, asked, needed) => {
    expect(actions(asked)).toEqual([...needed].sort());
  });

  test.each<[string, PermissionsQuestion, readonly string[]]>([
    ['units are excluded', question({ excludeUnits: ['ou-ab12-cdef3456' as never] }, { holder: 'management' }), readUnits],
    ['units are shown', question({ readUnits: true }, { holder: 'management' }), readUnits],
    ['the administrator is reached through a role', question({}, { holder: 'management', administratorRole: role }), ['sts:AssumeRole']],
    ['a suspended detector may be restarted', question({ restartSuspended: true }, { holder: 'management' }), ['guardduty:UpdateDetector']],
    [
      'what is suspended may be restarted',
      question({ restartSuspended: true }),
      ['guardduty:StartMonitoringMembers', 'guardduty:UpdateDetector'],
    ],
    ['the frequency of findings is set', question({ findingFrequency: 'ONE_HOUR' }), ['guardduty:UpdateDetector']],
    ['plans are for new accounts', question({ features: s3('NEW') }), []],
    [
      'members are to follow plans for new accounts',
      question({ features: s3('NEW'), applyToMembers: true }),
      ['guardduty:GetMemberDetectors', 'guardduty:UpdateMemberDetectors'],
    ],
    ['plans are for everybody', question({ features: s3('ALL') }), ['guardduty:GetMemberDetectors', 'guardduty:UpdateDetector']],
    [
      'plans are switched on in members',
      question({ features: s3('ALL'), applyToMembers: true }),
      ['guardduty:GetMemberDetectors', 'guardduty:UpdateDetector', 'guardduty:UpdateMemberDetectors'],
    ],
    [
      'it is only shown what would be switched on',
      question({ mode: 'check', features: s3('ALL'), applyToMembers: true }),
      ['guardduty:GetMemberDetectors'],
    ],
    ['it is only shown what would be restarted', question({ mode: 'check', restartSuspended: true }), []],
    ['the management account has plans set', question({ features: s3('ALL'), findingFrequency: 'ONE_HOUR' }, { holder: 'management' }), []],
    [
      'what is for the report alone is read',
      question({ readExtras: true, readCoverage: true }),
      [
        'guardduty:GetCoverageStatistics',
        'guardduty:GetRemainingFreeTrialDays',
        'guardduty:GetUsageStatistics',
        'guardduty:ListCoverage',
        'guardduty:ListCustomDetectionRuleOrgConfigurations',
      ],
    ],
    [
      'findings are exported',
      question({ export: exported('findings') }),
      [
        'guardduty:CreatePublishingDestination',
        'guardduty:DescribePublishingDestination',
        'guardduty:ListPublishingDestinations',
        'guardduty:UpdatePublishingDestination',
        'iam:GetRole',
        's3:GetBucketLocation',
        's3:PutObject',
      ],
    ],
    [
      'it is only shown what would be exported',
      question({ mode: 'check', export: exported('findings/prefix') }),
      ['guardduty:DescribePublishingDestination', 'guardduty:ListPublishingDestinations'],
    ],
    ['the management account exports findings', question({ export: exported('findings') }, { holder: 'management' }), []],
  ])('adds, where %s', (_when, asked, more) => {
    expect(added(asked)).toEqual(more);
  });

  test('marks what a run can do without, and nothing else', () => {
    const optional = permissions.filter((one) => one.optional === true).map(({ holder, action }) => `${holder} ${action}`);
    const ofReader = [
      'ListRoots',
      'ListDelegatedAdministrators',
      'ListAWSServiceAccessForOrganization',
      // For a report alone; where units are excluded, other rows have them, which are not optional.
      'ListAccountsForParent',
      'ListOrganizationalUnitsForParent',
    ];
    expect(optional).toEqual([
      ...ofReader.map((operation) => `management organizations:${operation}`),
      'management account:ListRegions',
      ...ofReader.map((operation) => `administrator organizations:${operation}`),
      'administrator account:ListRegions',
      ...[
        'GetAdministratorAccount',
        'GetRemainingFreeTrialDays',
        'ListCustomDetectionRuleOrgConfigurations',
        'GetUsageStatistics',
        'GetCoverageStatistics',
        'ListCoverage',
      ].map((operation) => `administrator guardduty:${operation}`),
    ]);
  });
});

describe('permissionsBehind', () => {
  test.each([
    [
      'guardduty:EnableOrganizationAdminAccount',
      [
        'organizations:DescribeAccount',
        'organizations:DescribeOrganizationalUnit',
        'organizations:EnableAWSServiceAccess',
        'organizations:RegisterDelegatedAdministrator',
      ],
    ],
    ['guardduty:CreateDetector', ['iam:CreateServiceLinkedRole']],
    ['guardduty:CreateMembers', []],
  ])('%s, each once: %j', (request, behind) => {
    expect(permissionsBehind(request)).toEqual(behind);
  });
});

describe('policyFor', () => {
  test('narrows every statement as far as IAM can', () => {
    const check = { mode: 'check' } as const;
    expect(policyFor(question(check, { holder: 'management', administratorRole: role }))).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'ReadOrganizationAndRegions', Effect: 'Allow', Action: [...readOrganization, 'account:ListRegions'], Resource: '*' },
        {
          Sid: 'GuardDuty',
          Effect: 'Allow',
          Action: ['guardduty:ListOrganizationAdminAccounts', 'guardduty:ListDetectors', 'guardduty:GetDetector'],
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': [region] } },
        },
        { Sid: 'BecomeAdministrator', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: role },
      ],
    });
  });

  const statement = (asked: PermissionsQuestion, sid: string) => policyFor(asked).Statement.find(({ Sid }) => Sid === sid);

  test('narrows an export to its bucket and its prefix', () => {
    const of = (sid: string): object | undefined => statement(question({ export: exported('findings/prefix') }), sid);
    expect(of('BucketOfExport')).toMatchObject({ Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: 'arn:aws:s3:::findings' });
    expect(of('FolderOfExport')).toMatchObject({ Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::findings/prefix/*' });
    expect(of('ReadRoleOfGuardDuty')).toMatchObject({
      Action: ['iam:GetRole'],
      Resource: 'arn:aws:iam::*:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
    });
  });

  test('leaves GuardDuty open in every Region where every Region is asked for', () => {
    expect(statement(question({ mode: 'check', regions: 'all' }), 'GuardDuty')).toEqual({
      Sid: 'GuardDuty',
      Effect: 'Allow',
      Action: ['guardduty:ListDetectors', 'guardduty:GetDetector', 'guardduty:DescribeOrganizationConfiguration', 'guardduty:ListMembers'],
      Resource: '*',
    });
  });

  test('allows the service-linked role of GuardDuty in the partition, and no other role', () => {
    expect(statement(question({}, { partition: 'aws-cn' }), 'ServiceLinkedRoleOfGuardDuty')).toEqual({
      Sid: 'ServiceLinkedRoleOfGuardDuty',
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: 'arn:aws-cn:iam::*:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
      Condition: { StringEquals: { 'iam:AWSServiceName': 'guardduty.amazonaws.com' } },
    });
  });

  test.each([
    ['GuardDuty alone', undefined, ['guardduty.amazonaws.com']],
    ['GuardDuty alone, where other plans are asked for', s3('ALL'), ['guardduty.amazonaws.com']],
    [
      'Malware Protection too, where it is asked for',
      { every: 'ALL' as const, named: [] },
      ['guardduty.amazonaws.com', 'malware-protection.guardduty.amazonaws.com'],
    ],
  ])('lets the organization trust %s', (_whom, features, principals) => {
    expect(statement(question({ features }, { holder: 'management' }), 'TrustAndDelegateGuardDuty')).toEqual({
      Sid: 'TrustAndDelegateGuardDuty',
      Effect: 'Allow',
      Action: ['organizations:EnableAWSServiceAccess', 'organizations:RegisterDelegatedAdministrator'],
      Resource: '*',
      Condition: { StringEquals: { 'organizations:ServicePrincipal': principals } },
    });
  });
});
