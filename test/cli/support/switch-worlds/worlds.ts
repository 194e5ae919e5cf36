import type { ScenarioInput } from '../../../../src/simulator/scenario/scenario';
import { administratorId, managementId, organization } from '../../../support/simulated-aws';

type Region = Exclude<ScenarioInput['regions'][number], string>;

export const principal = 'guardduty.amazonaws.com';
export const first = '300000000001';
export const outsider = '999999999999';

export const world = (changes: Partial<ScenarioInput> = {}): ScenarioInput => organization(4, { regions: ['us-east-1'], ...changes });

/** Trusted access is on, and Organizations knows the administrator. */
export const registered: ScenarioInput['organization'] = {
  managementAccount: managementId,
  trustedAccess: [principal],
  delegatedAdministrators: [{ account: administratorId, servicePrincipal: principal }],
};

/** The administrator is designated and has a detector. */
export const designated = (region: Partial<Region> = {}, changes: Partial<ScenarioInput> = {}): ScenarioInput =>
  world({
    organization: registered,
    regions: [{ name: 'us-east-1', administrator: { account: administratorId }, detectors: [{ accounts: [administratorId] }], ...region }],
    ...changes,
  });

export const withAccount = (account: object): ScenarioInput['accounts'] => [
  { id: managementId, name: 'management' },
  { id: administratorId, name: 'security' },
  { id: first, name: 'workload', ...account },
];

export const onFirst = (operation: string, then: NonNullable<ScenarioInput['faults']>[number]['then']): Partial<ScenarioInput> => ({
  faults: [{ on: { operation }, times: 1, then }],
});

/** AWS answers this once, without an effect. */
export const answering = (operation: string, body: Record<string, unknown>): Partial<ScenarioInput> => ({
  faults: [{ on: { operation }, times: 1, then: { kind: 'answer', body } }],
});

export const listing = (...ids: readonly string[]): Partial<ScenarioInput> =>
  answering('ListAccounts', {
    Accounts: ids.map((Id) => ({ Id, Name: `account ${Id}`, Email: `aws+${Id}@example.com`, State: 'ACTIVE', Status: 'ACTIVE' })),
  });
