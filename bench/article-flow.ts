import { GuardDuty } from '@aws-sdk/client-guardduty';
import { Organizations } from '@aws-sdk/client-organizations';
import { keysFor } from '../src/simulator/world/keys';
import type { SimulatorChild } from './simulator-child';

const management = '111111111111';
const administrator = '222222222222';

/**
 * The flow that scripts of 2020 have: one Region after the other, one request after the other. Batches of 50 are added, and the proof by
 * ListMembers, so that it does the same work as the program.
 *
 * @returns milliseconds
 */
export async function runArticleFlow(simulator: SimulatorChild, regions: readonly string[]): Promise<number> {
  const { url: endpoint } = await simulator.address();
  const start = performance.now();
  const organizations = new Organizations({ endpoint, region: 'us-east-1', credentials: keysFor(management) });
  await organizations.enableAWSServiceAccess({ ServicePrincipal: 'guardduty.amazonaws.com' });
  const accounts: { AccountId: string; Email: string }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await organizations.listAccounts({ NextToken });
    for (const { Id = '', Email = '' } of page.Accounts ?? []) if (Id !== administrator) accounts.push({ AccountId: Id, Email });
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  for (const region of regions) {
    const asManagement = new GuardDuty({ endpoint, region, credentials: keysFor(management) });
    const asAdministrator = new GuardDuty({ endpoint, region, credentials: keysFor(administrator) });
    await asManagement.createDetector({ Enable: true });
    await asManagement.enableOrganizationAdminAccount({ AdminAccountId: administrator });
    const DetectorId = (await asAdministrator.listDetectors({})).DetectorIds?.[0] ?? '';
    for (let first = 0; first < accounts.length; first += 50) {
      await asAdministrator.createMembers({ DetectorId, AccountDetails: accounts.slice(first, first + 50) });
    }
    await asAdministrator.updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers: 'ALL' });
    let token: string | undefined;
    do token = (await asAdministrator.listMembers({ DetectorId, NextToken: token })).NextToken;
    while (token !== undefined);
  }
  return performance.now() - start;
}
