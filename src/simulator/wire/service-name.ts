/** The simulated services by their signing names. */
export const serviceNames = ['organizations', 'guardduty', 'sts', 'account'] as const;

/** A service by its signing name. */
export type ServiceName = (typeof serviceNames)[number];

/** Whether the service is simulated. */
export function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((known) => known === name);
}
