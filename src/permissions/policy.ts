import { locationOf } from '../domain/export';
import { guardDutyPrincipal } from '../domain/principals';
import { permissionsFor, trustedPrincipals, type PermissionsQuestion, type Scope } from './permissions';

/** A statement of a policy, in IAM's own spelling. */
interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An identity policy, ready to be pasted. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

type Narrowing = Pick<PolicyStatement, 'Sid' | 'Resource' | 'Condition'>;

/**
 * How far each scope can be narrowed. The resource of GuardDuty's actions stays open: several of them know no resource, and an identity
 * policy reaches only the account that it is in. https://docs.aws.amazon.com/service-authorization/latest/reference/list_guardduty.html
 */
const narrowings: Readonly<Record<Scope, (question: PermissionsQuestion) => Narrowing>> = {
  everything: () => ({ Sid: 'ReadOrganizationAndRegions', Resource: '*' }),
  'principal-of-guardduty': (question) => ({
    Sid: 'TrustAndDelegateGuardDuty',
    Resource: '*',
    Condition: { StringEquals: { 'organizations:ServicePrincipal': trustedPrincipals(question) } },
  }),
  'guardduty-in-regions': ({ settings: { regions } }) => ({
    Sid: 'GuardDuty',
    Resource: '*',
    ...(regions === 'all' ? {} : { Condition: { StringEquals: { 'aws:RequestedRegion': regions } } }),
  }),
  // https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions.html
  'service-linked-role': ({ partition }) => ({
    Sid: 'ServiceLinkedRoleOfGuardDuty',
    Resource: `arn:${partition}:iam::*:role/aws-service-role/${guardDutyPrincipal}/AWSServiceRoleForAmazonGuardDuty`,
    Condition: { StringEquals: { 'iam:AWSServiceName': guardDutyPrincipal } },
  }),
  'own-service-linked-role': ({ partition }) => ({
    Sid: 'ReadRoleOfGuardDuty',
    Resource: `arn:${partition}:iam::*:role/aws-service-role/${guardDutyPrincipal}/AWSServiceRoleForAmazonGuardDuty`,
  }),
  'export-bucket': (question) => ({ Sid: 'BucketOfExport', Resource: exportBucketOf(question).bucket }),
  'export-objects': (question) => ({ Sid: 'FolderOfExport', Resource: exportBucketOf(question).objects }),
  // Needed only where there is a role.
  'administrator-role': ({ administratorRole }) => ({ Sid: 'BecomeAdministrator', Resource: String(administratorRole) }),
};

/** ARNs of the bucket of an export and of what lies below its prefix. Asked for only where there is an export. */
function exportBucketOf({ settings }: PermissionsQuestion): { readonly bucket: string; readonly objects: string } {
  const { partition, bucket, prefix } = locationOf(settings.export?.destinationArn ?? '') ?? { partition: '', bucket: '', prefix: '' };
  const arn = `arn:${partition}:s3:::${bucket}`;
  return { bucket: arn, objects: `${arn}/${prefix === '' ? '' : `${prefix}/`}*` };
}

const order = Object.keys(narrowings) as readonly Scope[];

/** The least-privilege policy for one identity and one kind of run: what the run uses, and nothing else. */
export function policyFor(question: PermissionsQuestion): PolicyDocument {
  const needed = permissionsFor(question);
  const statements = order.flatMap((scope): readonly PolicyStatement[] => {
    const actions = needed.filter((permission) => permission.scope === scope).map(({ action }) => action);
    if (actions.length === 0) return [];
    const { Sid, Resource, Condition } = narrowings[scope](question);
    return [{ Sid, Effect: 'Allow', Action: actions, Resource, ...(Condition === undefined ? {} : { Condition }) }];
  });
  return { Version: '2012-10-17', Statement: statements };
}
