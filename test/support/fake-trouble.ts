import type { AccountId, Region } from '../../src/domain/ids';
import { AwsFailure, type ProblemCode } from '../../src/domain/problem';

/** One request that reached the fake AWS. */
export interface FakeCall {
  readonly account: AccountId;
  readonly region: Region | undefined;
  readonly operation: string;
  readonly input: unknown;
}

/** Something that goes wrong: which calls, how often (always, if left out), and what happens. */
export interface Trouble {
  readonly on: string;
  readonly region?: Region;
  readonly account?: AccountId;
  readonly times?: number;
  readonly when?: (call: FakeCall) => boolean;
  /** The effect happens first, and only the answer is lost. */
  readonly after?: boolean;
  readonly then: ProblemCode | (() => void | Promise<void>);
}

/** Whether a trouble is about a call. */
export function fits({ on, region, account, when }: Trouble, call: FakeCall): boolean {
  return (
    on === call.operation &&
    (region === undefined || region === call.region) &&
    (account === undefined || account === call.account) &&
    (when === undefined || when(call))
  );
}

/** Lets a trouble happen. */
export async function strike(trouble: Trouble | undefined, call: FakeCall): Promise<void> {
  if (trouble === undefined) return;
  if (typeof trouble.then === 'string') throw failure(trouble.then, call);
  await trouble.then();
}

function serviceOf(operation: string, region: string | undefined): string {
  if (region !== undefined) return 'guardduty';
  return operation === 'ListRegions' ? 'account' : 'organizations';
}

/** A failed request as an adapter would throw it. */
export function failure(code: ProblemCode, { account, region, operation }: Omit<FakeCall, 'input'>): AwsFailure {
  return new AwsFailure({
    code,
    action: `${serviceOf(operation, region)}:${operation}`,
    accountId: account,
    ...(region === undefined ? {} : { region }),
    awsName: 'FakeException',
    awsMessage: `AWS answers ${code}.`,
    requestId: `request-of-${operation}`,
  });
}
