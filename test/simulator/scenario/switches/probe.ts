import type { ScenarioInput } from '../../../../src/simulator/scenario/scenario';
import type { Switches } from '../../../../src/simulator/scenario/switches';
import { keysFor } from '../../../../src/simulator/world/keys';
import { administrator, details, first, signedFor, type Simulated } from '../../support/simulated';

/** A world in which a switch matters, and what is seen there for each of its values. */
export interface Probe<Value extends string | boolean> {
  readonly world: ScenarioInput;
  readonly look: (aws: Simulated) => Promise<unknown>;
  readonly sees: Readonly<Record<`${Value}`, unknown>>;
}

/** A probe for each of these switches. */
export type Probes<Name extends keyof Switches> = { readonly [Key in Name]: Probe<Switches[Key]> };

/** The words of a refusal, or what the answer shows. */
export async function outcome<Answer>(call: Promise<Answer>, show: (answer: Answer) => unknown = () => 'accepted'): Promise<unknown> {
  try {
    return show(await call);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Creates members as the administrator. @returns the accounts that were not processed, with AWS's words */
export async function create({ guardduty, detectorId }: Simulated, ...ids: readonly string[]): Promise<unknown> {
  const { UnprocessedAccounts } = await guardduty().createMembers({ DetectorId: await detectorId(), AccountDetails: details(...ids) });
  return UnprocessedAccounts?.map(({ AccountId, Result }) => [AccountId, Result]);
}

/** All member records of the administrator: account and status. */
export async function members({ guardduty, detectorId }: Simulated): Promise<unknown> {
  const { Members } = await guardduty().listMembers({ DetectorId: await detectorId(), OnlyAssociated: 'false' });
  return Members?.map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus]);
}

/** The level of one feature of the organization configuration. */
export async function organizationLevel({ guardduty, detectorId }: Simulated, feature: string): Promise<unknown> {
  const { Features } = await guardduty().describeOrganizationConfiguration({ DetectorId: await detectorId() });
  return Features?.find(({ Name }) => Name === feature)?.AutoEnable;
}

/** The status of one feature of an account's detector. */
export async function featureStatus({ guardduty, detectorId }: Simulated, account: string, feature: string): Promise<unknown> {
  const { Features } = await guardduty({ account }).getDetector({ DetectorId: await detectorId({ account }) });
  return Features?.find(({ Name }) => Name === feature)?.Status;
}

/** The body of an answer to the administrator, as it is on the wire. */
export async function body({ simulator }: Simulated, path: string, request: RequestInit = {}): Promise<string> {
  const response = await fetch(`${simulator.url}${path}`, {
    headers: signedFor('guardduty', keysFor(administrator).accessKeyId),
    ...request,
  });
  return response.text();
}

/** Names of the additional configurations of each of these features on the wire, or what stands in their place. */
export async function additional(aws: Simulated, ...features: readonly string[]): Promise<unknown> {
  const { features: all } = JSON.parse(await body(aws, `/detector/${await aws.detectorId()}`)) as {
    features: { name: string; additionalConfiguration?: { name: string }[] | null }[];
  };
  return features.map((feature) => {
    const inner = all.find(({ name }) => name === feature)?.additionalConfiguration;
    return inner?.map(({ name }) => name) ?? inner;
  });
}

/** A request for one member. */
export async function forMember({ detectorId }: Simulated, account = first): Promise<{ DetectorId: string; AccountIds: string[] }> {
  return { DetectorId: await detectorId(), AccountIds: [account] };
}
