import type { Scenario } from '../scenario/scenario';
import type { ResourcePolicy } from '../scenario/storage';

/** A KMS key, for GuardDuty's checks. KMS is not simulated as a service. */
export interface Key {
  readonly arn: string;
  readonly region: string;
  readonly policy: ResourcePolicy | undefined;
  /** From then on the policy is in force. */
  readonly policyFrom: number;
}

/** The keys of a scenario, by ARN. */
export function buildKeys({ keys }: Scenario, startedAt: number): ReadonlyMap<string, Key> {
  return new Map(
    keys.map(({ arn, policy, policyAfterSeconds }) => [
      arn,
      { arn, region: keyRegionOf(arn) ?? '', policy, policyFrom: startedAt + policyAfterSeconds * 1000 },
    ]),
  );
}

/** The Region in a key's ARN; `undefined` when it is not the ARN of a key. */
export function keyRegionOf(arn: string): string | undefined {
  return /^arn:[\w-]+:kms:([a-z0-9-]+):\d{12}:key\/.+$/.exec(arn)?.[1];
}
