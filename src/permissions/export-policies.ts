import { exportPrincipalOf, locationOf, type WantedExport } from '../domain/export';
import type { AccountId, Region } from '../domain/ids';
import { partitionOf } from '../domain/partition';

/** A statement of a bucket policy or key policy, in IAM's own spelling. */
interface ResourceStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: { readonly Service: readonly string[] } | { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Statements for the policy of a bucket or a key, ready to be pasted. */
export interface ResourcePolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly ResourceStatement[];
}

/** The export that policies are asked for. */
export interface ExportPolicyQuestion extends Pick<WantedExport, 'destinationArn' | 'keyArn'> {
  /** Regions whose findings are exported; at least one. */
  readonly regions: readonly [Region, ...Region[]];
  /** The account whose detectors export. */
  readonly administratorId: AccountId;
  /** The account that owns the bucket, where it is known. */
  readonly ownerId: AccountId | undefined;
}

type Source = Pick<ResourceStatement, 'Principal'> & { readonly Condition: NonNullable<ResourceStatement['Condition']> };

/**
 * GuardDuty, when it exports the findings of the administrator's detectors in the Regions of the run. The detectors need not exist yet, so
 * their ids stay open. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function sourceOf({ regions, administratorId }: ExportPolicyQuestion): Source {
  const detectors = regions.map((region) => `arn:${partitionOf(region)}:guardduty:${region}:${administratorId}:detector/*`);
  return {
    Principal: { Service: [...new Set(regions.map(exportPrincipalOf))] },
    Condition: { StringEquals: { 'aws:SourceAccount': administratorId }, ArnLike: { 'aws:SourceArn': detectors } },
  };
}

/**
 * What the policy of the bucket must say. AWS's example denies a plain connection to everybody; here it is denied to GuardDuty, because what
 * others do with the bucket is its owner's business. Uploads without a key are uploads with another one.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function exportBucketPolicy(question: ExportPolicyQuestion): ResourcePolicyDocument {
  const { Principal, Condition } = sourceOf(question);
  const { partition, bucket, prefix } = locationOf(question.destinationArn) ?? { partition: 'aws', bucket: '', prefix: '' };
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const objects = `${bucketArn}/${prefix === '' ? '' : `${prefix}/`}*`;
  const statements: readonly ResourceStatement[] = [
    { Sid: 'GuardDutyFindsBucket', Effect: 'Allow', Principal, Action: 's3:GetBucketLocation', Resource: bucketArn, Condition },
    { Sid: 'GuardDutyWritesFindings', Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: objects, Condition },
    {
      Sid: 'GuardDutyUsesNoOtherKey',
      Effect: 'Deny',
      Principal,
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { ...Condition, StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': question.keyArn } },
    },
    {
      Sid: 'GuardDutyUsesNoPlainConnection',
      Effect: 'Deny',
      Principal,
      Action: ['s3:GetBucketLocation', 's3:PutObject'],
      Resource: [bucketArn, objects],
      Condition: { ...Condition, Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  const looksForFolder = prefix !== '' && question.ownerId !== question.administratorId;
  return {
    Version: '2012-10-17',
    Statement: looksForFolder ? [...statements, ...folderStatements(question, bucketArn, objects)] : statements,
  };
}

/**
 * With a prefix, GuardDuty looks for the folder with the rights of the caller, and the policy of a bucket in another account must grant these
 * too. AWS does not say which prefix it lists, so the statement does not narrow it.
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/255
 */
function folderStatements({ administratorId }: ExportPolicyQuestion, bucketArn: string, objects: string): readonly ResourceStatement[] {
  const Principal = { AWS: `arn:${bucketArn.split(':')[1] ?? ''}:iam::${administratorId}:root` };
  return [
    { Sid: 'AdministratorFindsFolder', Effect: 'Allow', Principal, Action: 's3:ListBucket', Resource: bucketArn },
    { Sid: 'AdministratorReadsFolder', Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: objects },
  ];
}

/** What the policy of the key must say, beside what it says already. Same page. */
export function exportKeyPolicy(question: ExportPolicyQuestion): ResourcePolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'GuardDutyEncryptsFindings',
        Effect: 'Allow',
        ...sourceOf(question),
        Action: 'kms:GenerateDataKey',
        Resource: question.keyArn,
      },
    ],
  };
}
