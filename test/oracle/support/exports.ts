import { administratorId, bucketArn, keyArn } from './options';

/** A destination of findings as it is. */
export interface DestinationView {
  readonly arn: string;
  readonly key: string;
  readonly owner: string | undefined;
  readonly status: string;
}

/** Whether bucket, key and owner are those that were asked for. */
export function isAsked({ arn, key, owner }: DestinationView): boolean {
  return arn === bucketArn && key === keyArn && owner === administratorId;
}
