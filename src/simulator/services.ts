import { accountOperations } from './account/operations';
import { guarddutyOperations } from './guardduty/operations';
import { organizationsOperations } from './organizations/operations';
import type { Operations } from './requests/operation';
import { stsOperations } from './sts/operations';
import { awsJson, awsQuery, restJson, type Protocol } from './wire/protocol';
import type { ServiceName } from './wire/service-name';

/** One simulated service. */
interface Service {
  /** Its name in AWS's documentation. */
  readonly title: string;
  readonly operations: Operations;
  readonly protocol: Protocol;
}

/** Every simulated service by its signing name. */
export const services: Readonly<Record<ServiceName, Service>> = {
  organizations: { title: 'AWS Organizations', operations: organizationsOperations, protocol: awsJson },
  guardduty: {
    title: 'Amazon GuardDuty',
    operations: guarddutyOperations,
    protocol: restJson(guarddutyOperations, ({ errorBody, emptyAnswer }) => ({ errorBody, emptyAnswer })),
  },
  sts: { title: 'STS', operations: stsOperations, protocol: awsQuery },
  account: {
    title: 'Account Management',
    operations: accountOperations,
    protocol: restJson(accountOperations, () => ({ errorBody: 'neither', emptyAnswer: 'object' })),
  },
};
