import { locationOf } from '../domain/export';
import { guardDutyPrincipal, malwarePrincipal } from '../domain/principals';
import { concernsMembers, wantsAll, wantsMalwareProtection } from '../domain/wanted-feature';
import type { Partition } from '../domain/partition';
import type { RolloutSettings } from '../domain/settings';

/** Whose permission it is. */
export type Holder = 'management' | 'administrator';

/** The run that permissions are asked for. */
export interface PermissionsQuestion {
  readonly holder: Holder;
  readonly partition: Partition;
  readonly settings: RolloutSettings;
  /** False for a run with the administrator's credentials alone. */
  readonly withManagement: boolean;
  /** ARN of the role that the management account assumes to be the administrator, if it does. */
  readonly administratorRole: string | undefined;
}

/** A circumstance of a run without which a permission is not used. */
interface Circumstance {
  /** As the documentation says it. */
  readonly said: string;
  readonly holds: (question: PermissionsQuestion) => boolean;
}

const applying: Circumstance = { said: 'not with `--dry-run` or `--check`', holds: ({ settings }) => settings.mode === 'apply' };
const restarting: Circumstance = { said: 'with `--restart-suspended`', holds: ({ settings }) => settings.restartSuspended };
const alone: Circumstance = { said: 'with `--without-management`', holds: ({ withManagement }) => !withManagement };
const excludingUnits: Circumstance = { said: 'with `--exclude-ous`', holds: ({ settings }) => settings.excludeUnits.length > 0 };
/** Where units are excluded, the requests are needed for that already. */
const showingUnits: Circumstance = {
  said: 'with an HTML `--report`',
  holds: ({ settings }) => settings.readUnits && settings.excludeUnits.length === 0,
};
const together: Circumstance = { said: 'not with `--without-management`', holds: ({ withManagement }) => withManagement };
const throughRole: Circumstance = {
  said: 'with `--admin-role`',
  holds: ({ administratorRole }) => administratorRole !== undefined,
};

/** On what a permission is needed: everything, or as little as IAM can express. */
export type Scope =
  | 'everything'
  | 'guardduty-in-regions'
  | 'principal-of-guardduty'
  | 'service-linked-role'
  | 'own-service-linked-role'
  | 'export-bucket'
  | 'export-objects'
  | 'administrator-role';

/** One permission: who needs it, when, and what the program does with it. */
export interface Permission {
  readonly holder: Holder;
  /** IAM's name of the action. */
  readonly action: string;
  readonly scope: Scope;
  /** All of them must hold; none: it is always used. */
  readonly when: readonly Circumstance[];
  readonly purpose: string;
  /** Whether a run can succeed without it, with a warning. */
  readonly optional?: true;
  /**
   * The request in which AWS uses it in the caller's name. Without it that request fails, and AWS may not say why.
   * https://github.com/aws/aws-sdk-js/issues/3265
   */
  readonly usedBy?: string;
}

const plansForAll: Circumstance = {
  said: 'with protection plans for all',
  holds: ({ settings }) => settings.features !== undefined && wantsAll(settings.features),
};
const plansOfMembers: Circumstance = {
  said: 'with protection plans for all or `--apply-to-members`',
  holds: ({ settings }) => concernsMembers(settings),
};
const plansToMembers: Circumstance = { said: 'with `--apply-to-members`', holds: ({ settings }) => settings.applyToMembers };
const exporting: Circumstance = { said: 'with `--export-bucket`', holds: ({ settings }) => settings.export !== undefined };
const exportingBelow: Circumstance = {
  said: 'with a prefix in `--export-bucket`',
  holds: ({ settings }) => settings.export !== undefined && locationOf(settings.export.destinationArn)?.prefix !== '',
};
const covering: Circumstance = { said: 'with `--coverage`', holds: ({ settings }) => settings.readCoverage };
const verbose: Circumstance = { said: 'with `--verbose`', holds: ({ settings }) => settings.readExtras };
const changingDetector: Circumstance = {
  said: 'with `--restart-suspended`, `--finding-frequency` or protection plans for all',
  holds: (question) => restarting.holds(question) || plansForAll.holds(question) || question.settings.findingFrequency !== undefined,
};

/** GuardDuty's services that AWS Organizations is asked to trust. */
export function trustedPrincipals({ settings }: PermissionsQuestion): readonly string[] {
  return wantsMalwareProtection(settings) ? [guardDutyPrincipal, malwarePrincipal] : [guardDutyPrincipal];
}

const designation = 'guardduty:EnableOrganizationAdminAccount';

/** What only the reader of the organization needs, be it the management account or the administrator alone. */
function organizationReader(holder: Holder, when: readonly Circumstance[]): readonly Permission[] {
  const row = (operation: string, purpose: string, optional: { readonly optional?: true } = {}): Permission => ({
    ...optional,
    holder,
    action: `organizations:${operation}`,
    scope: 'everything',
    when,
    purpose,
  });
  const unit = (operation: string, purpose: string): Permission => ({ ...row(operation, purpose), when: [...when, excludingUnits] });
  const shown = (operation: string, purpose: string): Permission => ({
    ...row(operation, purpose, { optional: true }),
    when: [...when, showingUnits],
  });
  return [
    row('DescribeOrganization', 'shows which account is the management account'),
    row('ListAccounts', 'lists the accounts'),
    row('ListRoots', 'finds an organization policy for GuardDuty', { optional: true }),
    row('ListDelegatedAdministrators', 'finds who is registered as administrator', { optional: true }),
    row('ListAWSServiceAccessForOrganization', 'finds whether GuardDuty is trusted', { optional: true }),
    unit('ListAccountsForParent', 'finds the accounts of a unit'),
    unit('ListOrganizationalUnitsForParent', 'finds the units in a unit, where the list of accounts does not show them'),
    shown('ListAccountsForParent', 'finds the accounts of a unit, where the list of accounts does not show them'),
    shown('ListOrganizationalUnitsForParent', 'reads the names of units'),
  ];
}

/** What both accounts need for a detector of their own. */
function ownDetector(holder: Holder, whose: string): readonly Permission[] {
  const row = (operation: string, when: readonly Circumstance[], purpose: string): Permission => ({
    holder,
    action: `guardduty:${operation}`,
    scope: 'guardduty-in-regions',
    when,
    purpose,
  });
  return [
    {
      holder,
      action: 'account:ListRegions',
      scope: 'everything',
      when: [],
      purpose: 'checks the Regions; `--regions all` is refused without it',
      optional: true,
    },
    row('ListDetectors', [], `finds ${whose} detector`),
    row('GetDetector', [], `reads whether ${whose} detector is suspended`),
    row('CreateDetector', [applying, together], `makes ${whose} detector where there is none`),
    holder === 'administrator'
      ? row('UpdateDetector', [applying, changingDetector], `restarts ${whose} detector, sets its plans and frequency`)
      : row('UpdateDetector', [applying, restarting], `restarts ${whose} detector`),
    {
      holder,
      action: 'iam:CreateServiceLinkedRole',
      scope: 'service-linked-role',
      when: [applying, together],
      purpose: 'AWS makes the role of GuardDuty with the first detector of an account',
      usedBy: 'guardduty:CreateDetector',
    },
  ];
}

/** Requests for a report or an explanation: a run goes on without them. */
const readForReport: ReadonlySet<string> = new Set([
  'GetAdministratorAccount',
  'GetRemainingFreeTrialDays',
  'ListCustomDetectionRuleOrgConfigurations',
  'GetUsageStatistics',
  'GetCoverageStatistics',
  'ListCoverage',
]);

/**
 * Permissions of the caller that GuardDuty checks when an export is set up. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html; the role:
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/8
 */
const exportDependencies: readonly Permission[] = (
  [
    ['s3:GetBucketLocation', 'export-bucket', [], 'AWS finds the bucket of the export'],
    ['s3:PutObject', 'export-objects', [], 'AWS makes a folder in the bucket'],
    ['s3:ListBucket', 'export-bucket', [exportingBelow], 'AWS looks for the folder of the prefix'],
    ['s3:GetObject', 'export-objects', [exportingBelow], 'AWS looks at the folder of the prefix'],
    ['iam:GetRole', 'own-service-linked-role', [], 'AWS looks for the role of GuardDuty'],
  ] as const
).map(([action, scope, when, purpose]) => ({
  holder: 'administrator',
  action,
  scope,
  when: [applying, exporting, ...when],
  purpose,
  usedBy: 'guardduty:CreatePublishingDestination',
}));

/**
 * Every permission that a run can need: the policies that the program prints, their documentation and the hints in its messages come
 * from here. A new request of the program gets its row here; a test refuses rows that no run uses and requests that have no row.
 *
 * Actions of a designation: https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html
 */
export const permissions: readonly Permission[] = [
  ...organizationReader('management', []),
  ...['DescribeAccount', 'DescribeOrganizationalUnit'].map((operation): Permission => ({
    holder: 'management',
    action: `organizations:${operation}`,
    scope: 'everything',
    when: [applying],
    purpose: 'AWS uses it for a designation',
    usedBy: designation,
  })),
  {
    holder: 'management',
    action: 'organizations:EnableAWSServiceAccess',
    scope: 'principal-of-guardduty',
    when: [applying],
    purpose: 'lets the organization trust GuardDuty',
    usedBy: designation,
  },
  {
    holder: 'management',
    action: 'organizations:RegisterDelegatedAdministrator',
    scope: 'principal-of-guardduty',
    when: [applying],
    purpose: 'AWS uses it for a designation',
    usedBy: designation,
  },
  {
    holder: 'management',
    action: 'guardduty:ListOrganizationAdminAccounts',
    scope: 'guardduty-in-regions',
    when: [],
    purpose: 'reads who is designated',
  },
  {
    holder: 'management',
    action: designation,
    scope: 'guardduty-in-regions',
    when: [applying],
    purpose: 'designates the administrator',
  },
  ...ownDetector('management', "the management account's"),
  {
    holder: 'management',
    action: 'sts:AssumeRole',
    scope: 'administrator-role',
    when: [throughRole],
    purpose: 'becomes the administrator',
  },
  ...organizationReader('administrator', [alone]),
  ...ownDetector('administrator', "the administrator's"),
  ...(
    [
      ['DescribeOrganizationConfiguration', [], 'reads auto-enable and protection plans'],
      ['UpdateOrganizationConfiguration', [applying], 'sets auto-enable and protection plans'],
      ['ListMembers', [], 'reads all members'],
      ['GetAdministratorAccount', [applying, together], 'finds whether the account to be designated is a member of another administrator'],
      ['GetMembers', [applying], 'reads the members that were just enrolled'],
      ['CreateMembers', [applying], 'enrols accounts'],
      ['GetMemberDetectors', [plansOfMembers], 'reads the protection plans of members'],
      ['GetRemainingFreeTrialDays', [verbose], 'reads what is left of free trials'],
      ['ListCustomDetectionRuleOrgConfigurations', [verbose], 'reads which custom detection rules are configured'],
      ['GetUsageStatistics', [verbose], "reads AWS's estimate of the cost"],
      ['GetCoverageStatistics', [covering], 'counts the workloads that Runtime Monitoring covers'],
      ['ListCoverage', [covering], 'reads what is wrong with the others'],
      ['ListPublishingDestinations', [exporting], 'finds where findings are exported to'],
      ['DescribePublishingDestination', [exporting], 'reads bucket, key, owner and status of the export'],
      ['CreatePublishingDestination', [applying, exporting], 'sets the export up'],
      ['UpdatePublishingDestination', [applying, exporting], 'corrects the export'],
      ['UpdateMemberDetectors', [applying, plansToMembers], 'switches protection plans on in members'],
      ['StartMonitoringMembers', [applying, restarting], 'restarts suspended members'],
    ] as const
  ).map(([operation, when, purpose]): Permission => ({
    holder: 'administrator',
    action: `guardduty:${operation}`,
    scope: 'guardduty-in-regions',
    when,
    purpose,
    ...(readForReport.has(operation) ? { optional: true } : {}),
  })),
  ...exportDependencies,
];

/** The permissions that one run uses. */
export function permissionsFor(question: PermissionsQuestion): readonly Permission[] {
  return permissions.filter(({ holder, when }) => holder === question.holder && when.every(({ holds }) => holds(question)));
}

/** What the caller of a request must be allowed beside the request itself, because AWS does it in the caller's name. */
export function permissionsBehind(request: string): readonly string[] {
  return [...new Set(permissions.flatMap(({ usedBy, action }) => (usedBy === request ? action : [])))];
}
