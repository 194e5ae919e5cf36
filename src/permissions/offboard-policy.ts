import { guardDutyPrincipal, malwarePrincipal } from '../domain/principals';
import type { Region } from '../domain/ids';
import type { Holder } from './permissions';
import type { PolicyDocument } from './policy';

/** On what a permission is needed. */
type Scope = 'everything' | 'guardduty-in-regions' | 'principal-of-guardduty' | 'administrator-role';

/** One permission of an off-boarding: who needs it, and what the program does with it. */
export interface OffboardPermission {
  readonly holder: Holder;
  /** IAM's name of the action. */
  readonly action: string;
  readonly scope: Scope;
  /** `writes`: not with `--dry-run`; `role`: with `--admin-role`. */
  readonly when: 'always' | 'writes' | 'role';
  readonly purpose: string;
  /** Whether a run can succeed without it. */
  readonly optional?: true;
}

type Row = readonly [action: string, when: OffboardPermission['when'], purpose: string];

function rows(holder: Holder, scope: Scope, entries: readonly Row[]): readonly OffboardPermission[] {
  return entries.map(([action, when, purpose]) => ({ holder, action, scope, when, purpose }));
}

/**
 * Every permission that an off-boarding can need. The rollout's permissions are another table: none of them takes anything away.
 *
 * The Regions: who is designated is asked everywhere, because the registration ends only when every Region is free.
 */
export const offboardPermissions: readonly OffboardPermission[] = [
  ...rows('management', 'everything', [
    ['organizations:DescribeOrganization', 'always', 'finds the organization and its management account'],
    ['organizations:ListAccounts', 'always', 'distinguishes members of the organization from outsiders'],
    ['organizations:ListRoots', 'always', 'finds whether organization policies for GuardDuty are possible'],
    ['organizations:ListPolicies', 'always', 'finds these policies, where they are possible'],
    ['organizations:ListTargetsForPolicy', 'always', 'finds what they are attached to'],
    ['organizations:ListDelegatedAdministrators', 'always', 'finds who is registered as administrator'],
  ]),
  {
    holder: 'management',
    action: 'organizations:ListAWSServiceAccessForOrganization',
    scope: 'everything',
    when: 'always',
    purpose: 'where nobody is administrator: shows whether GuardDuty was ever delegated',
    optional: true,
  },
  ...rows('management', 'everything', [
    ['account:ListRegions', 'always', 'finds every Region'],
    ['guardduty:ListOrganizationAdminAccounts', 'always', 'reads who is designated, in every Region'],
  ]),
  ...rows('management', 'guardduty-in-regions', [['guardduty:DisableOrganizationAdminAccount', 'writes', 'removes the administrator']]),
  ...rows('management', 'principal-of-guardduty', [
    ['organizations:DeregisterDelegatedAdministrator', 'writes', 'ends the registration of the administrator'],
  ]),
  ...rows('management', 'administrator-role', [['sts:AssumeRole', 'role', 'becomes the administrator']]),
  {
    holder: 'administrator',
    action: 'account:ListRegions',
    scope: 'everything',
    when: 'always',
    purpose: 'finds the Regions that the account has opted in to',
    optional: true,
  },
  ...rows('administrator', 'guardduty-in-regions', [
    ['guardduty:ListDetectors', 'always', "finds the administrator's detector"],
    ['guardduty:GetDetector', 'always', 'reads its protection plans and finding frequency, for the carry-over file'],
    ['guardduty:ListPublishingDestinations', 'always', 'finds the export of findings, for the carry-over file'],
    ['guardduty:DescribePublishingDestination', 'always', 'reads where findings are exported to, for the carry-over file'],
    ['guardduty:DescribeOrganizationConfiguration', 'always', 'reads auto-enable and protection plans'],
    ['guardduty:ListMembers', 'always', 'reads all members'],
    ['guardduty:GetMemberDetectors', 'always', 'reads the protection plans of members, for the carry-over file'],
    ['guardduty:UpdateOrganizationConfiguration', 'writes', 'sets auto-enable and protection plans to NONE'],
    ['guardduty:DisassociateMembers', 'writes', 'disassociates members'],
    ['guardduty:DeleteMembers', 'writes', 'deletes the records of members'],
  ]),
];

/** The off-boarding that a policy is asked for. */
export interface OffboardPolicyQuestion {
  readonly holder: Holder;
  readonly regions: readonly Region[] | 'all';
  readonly dryRun: boolean;
  /** ARN of the role that the management account assumes to be the administrator, if it does. */
  readonly administratorRole: string | undefined;
}

type Statement = PolicyDocument['Statement'][number];

/**
 * How far each scope can be narrowed. GuardDuty's actions know no resource that fits.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_guardduty.html
 */
const narrowings: Readonly<Record<Scope, (question: OffboardPolicyQuestion) => Pick<Statement, 'Sid' | 'Resource' | 'Condition'>>> = {
  everything: () => ({ Sid: 'ReadOrganizationAndRegions', Resource: '*' }),
  'principal-of-guardduty': () => ({
    Sid: 'EndRegistrationOfGuardDuty',
    Resource: '*',
    Condition: { StringEquals: { 'organizations:ServicePrincipal': [guardDutyPrincipal, malwarePrincipal] } },
  }),
  'guardduty-in-regions': ({ regions }) => ({
    Sid: 'GuardDuty',
    Resource: '*',
    ...(regions === 'all' ? {} : { Condition: { StringEquals: { 'aws:RequestedRegion': regions } } }),
  }),
  'administrator-role': ({ administratorRole }) => ({ Sid: 'BecomeAdministrator', Resource: String(administratorRole) }),
};

function isNeeded({ holder, when }: OffboardPermission, question: OffboardPolicyQuestion): boolean {
  if (holder !== question.holder) return false;
  return when === 'always' || (when === 'writes' ? !question.dryRun : question.administratorRole !== undefined);
}

/** The least-privilege policy for one identity and one off-boarding: what the run uses, and nothing else. */
export function offboardPolicyFor(question: OffboardPolicyQuestion): PolicyDocument {
  const needed = offboardPermissions.filter((permission) => isNeeded(permission, question));
  const statements = (Object.keys(narrowings) as readonly Scope[]).flatMap((scope): readonly Statement[] => {
    const actions = needed.filter((permission) => permission.scope === scope).map(({ action }) => action);
    if (actions.length === 0) return [];
    const { Sid, Resource, Condition } = narrowings[scope](question);
    return [{ Sid, Effect: 'Allow', Action: actions, Resource, ...(Condition === undefined ? {} : { Condition }) }];
  });
  return { Version: '2012-10-17', Statement: statements };
}
