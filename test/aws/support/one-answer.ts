import { AccountClient } from '@aws-sdk/client-account';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { HttpResponse } from '@smithy/core/protocols';
import { administratorGuardDuty } from '../../../src/aws/administrator-guardduty';
import { requestsOver } from '../../../src/aws/ask';
import type { Clients } from '../../../src/aws/clients';
import { guardDutyDoor } from '../../../src/aws/detector-access';
import { findingsExport } from '../../../src/aws/findings-export';
import { insight } from '../../../src/aws/insight';
import { managementGuardDuty } from '../../../src/aws/management-guardduty';
import { organizationOf } from '../../../src/aws/organization';
import { regionsOf } from '../../../src/aws/regions';
import { administratorId } from '../../support/builders';
import { region } from './simulated';

/** An answer as it comes over the wire. */
export interface WireAnswer {
  readonly status?: number;
  /** Sent as it is when it is a text, as JSON otherwise. */
  readonly body: unknown;
}

/** Every port over the real SDK, whose every request is given the same answer; nothing is repeated. */
export function portsOverOneAnswer() {
  let current: WireAnswer = { body: {} };
  const handle = () => {
    const { status = 200, body } = current;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve({ response: new HttpResponse({ statusCode: status, headers, body: Buffer.from(text) }) });
  };
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const options = { region, credentials, requestHandler: { handle }, maxAttempts: 1 };
  const [organizations, account, guardDuty] = [new OrganizationsClient(options), new AccountClient(options), new GuardDutyClient(options)];
  const clients = {
    organizations: () => Promise.resolve(organizations),
    account: () => Promise.resolve(account),
    guardDutyIn: () => Promise.resolve(guardDuty),
  } as unknown as Clients;
  const door = guardDutyDoor(clients, administratorId, region);
  return {
    /** Gives this answer from now on. */
    answerWith: (answer: WireAnswer): void => {
      current = answer;
    },
    organization: organizationOf(clients, administratorId),
    /** For operations of Organizations that only an off-boarding reaches. */
    organizations: requestsOver(
      (operation) => ({ action: `organizations:${operation}` }),
      () => Promise.resolve(organizations),
    ),
    regions: regionsOf(clients, administratorId),
    management: managementGuardDuty(door),
    administrator: { ...administratorGuardDuty(door), ...findingsExport(door), ...insight(door) },
  };
}

export type Ports = ReturnType<typeof portsOverOneAnswer>;
