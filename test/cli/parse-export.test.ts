import { parseExport } from '../../src/cli/parse-export';
import type { RawExportOptions } from '../../src/cli/parse-export-place';
import { UsageError } from '../../src/domain/errors';
import type { Region } from '../../src/domain/ids';

const exportBucket = 'arn:aws:s3:::findings';
const exportKey = 'arn:aws:kms:eu-west-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const exportBucketOwner = '333333333333';
const whole = { exportBucket, exportKey, exportBucketOwner };
const regions = ['eu-west-1', 'eu-south-1'] as Region[];

function refusalOf(options: RawExportOptions, asked: readonly Region[] | 'all' = regions): string {
  try {
    parseExport(options, asked);
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.reason, error.remedy].join(' ');
    throw error;
  }
  throw new Error('it was not refused');
}

describe('parseExport', () => {
  test('takes nothing for no export', () => {
    expect(parseExport({}, regions)).toBeUndefined();
  });

  test.each([
    [exportBucket, exportBucket],
    [`${exportBucket}/`, exportBucket],
    [`${exportBucket}/security/find-ings_1.0/`, `${exportBucket}/security/find-ings_1.0`],
  ])('takes %s', (given, destinationArn) => {
    expect(parseExport({ ...whole, exportBucket: given }, regions)).toEqual({
      destinationArn,
      keyArn: exportKey,
      ownerId: exportBucketOwner,
      replaces: undefined,
    });
  });

  test('takes the destination that may be replaced as AWS shows it', () => {
    const replaceExport = 'arn:aws:s3:::of-old/strange prefix'.replace(' ', '$');
    expect(parseExport({ ...whole, replaceExport }, regions)).toMatchObject({ replaces: replaceExport });
  });

  test.each<[string, RawExportOptions, RegExp]>([
    ['the bucket alone', { exportBucket }, /also needs --export-key and --export-bucket-owner/],
    ['no owner', { exportBucket, exportKey }, /also needs --export-bucket-owner/],
    ['a replacement alone', { replaceExport: exportBucket }, /also needs --export-bucket and --export-key and --export-bucket-owner/],
    ['the name of a bucket', { ...whole, exportBucket: 'findings' }, /"findings" is not the ARN of a bucket.*arn:aws:s3:::bucket/],
    ['an access point', { ...whole, exportBucket: 'arn:aws:s3:eu-west-1:333333333333:accesspoint/x' }, /is not the ARN of a bucket/],
    ['a bucket in capitals', { ...whole, exportBucket: 'arn:aws:s3:::Findings' }, /is not the ARN of a bucket/],
    ['two dots in a bucket', { ...whole, exportBucket: 'arn:aws:s3:::find..ings' }, /is not the ARN of a bucket/],
    ['a wildcard in the prefix', { ...whole, exportBucket: `${exportBucket}/*` }, /"\*" cannot be the prefix/],
    ['a blank in the prefix', { ...whole, exportBucket: `${exportBucket}/a b` }, /"a b" cannot be the prefix/],
    ['two slashes in the prefix', { ...whole, exportBucket: `${exportBucket}/a//b` }, /cannot be the prefix/],
    ['a step up in the prefix', { ...whole, exportBucket: `${exportBucket}/a/../b` }, /cannot be the prefix/],
    ['a variable in the prefix', { ...whole, exportBucket: `${exportBucket}/\${aws:x}` }, /cannot be the prefix/],
    ['an alias', { ...whole, exportKey: 'arn:aws:kms:eu-west-1:333333333333:alias/findings' }, /takes a key, and no alias/],
    ['the id of a key', { ...whole, exportKey: '1234abcd-12ab-34cd-56ef-1234567890ab' }, /is not the ARN of a KMS key/],
    ['an owner that is no account', { ...whole, exportBucketOwner: '33333' }, /"33333" is not an account id/],
    ['a bucket of another partition', { ...whole, exportBucket: 'arn:aws-cn:s3:::findings' }, /--export-bucket is in the partition aws-cn/],
    [
      'a key of another partition',
      { ...whole, exportKey: exportKey.replace('aws', 'aws-us-gov') },
      /--export-key is in the partition aws-us-gov, --regions in aws/,
    ],
    [
      'a replacement of another partition',
      { ...whole, replaceExport: 'arn:aws-cn:s3:::old' },
      /--replace-export is in the partition aws-cn/,
    ],
    ['a replacement that is none', { ...whole, replaceExport: 'old' }, /"old" is not the ARN of a destination/],
    ['a replacement by itself', { ...whole, replaceExport: `${exportBucket}/` }, /names the bucket of --export-bucket/],
    [
      'a key in a Region of its own',
      { ...whole, exportKey: exportKey.replace('eu-west-1', 'eu-south-1') },
      /findings of eu-west-1 cannot go to it/,
    ],
    [
      'a key in a Region that does not exist',
      { ...whole, exportKey: exportKey.replace('eu-west-1', 'eu-wst-1') },
      /Did you mean "eu-west-1"/,
    ],
  ])('refuses %s', (_what, options, message) => {
    expect(refusalOf(options)).toMatch(message);
  });

  test('holds bucket and key against each other where every Region is asked for', () => {
    expect(refusalOf({ ...whole, exportBucket: 'arn:aws-cn:s3:::findings' }, 'all')).toMatch(
      /--export-key is in the partition aws, --export-bucket in aws-cn/,
    );
    expect(refusalOf({ ...whole, exportKey: exportKey.replace('eu-west-1', 'eu-south-1') }, 'all')).toMatch(/cannot go to it/);
  });

  test('takes a key in a Region that has to be opted in to for that Region alone', () => {
    const key = exportKey.replace('eu-west-1', 'eu-south-1');
    expect(parseExport({ ...whole, exportKey: key }, ['eu-south-1'] as Region[])).toMatchObject({ keyArn: key });
  });
});
