/** A GuardDuty operation with what its address says. */
export interface Route {
  readonly operation: string;
  /** The detector's id, as it stands in the path. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Method and path of every operation, `*` for the detector's id. The API reference gives them for each, such as https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html */
const routes: ReadonlyMap<string, string> = new Map([
  ['POST admin/enable', 'EnableOrganizationAdminAccount'],
  ['POST admin/disable', 'DisableOrganizationAdminAccount'],
  ['GET admin', 'ListOrganizationAdminAccounts'],
  ['GET detector', 'ListDetectors'],
  ['POST detector', 'CreateDetector'],
  ['GET detector/*', 'GetDetector'],
  ['POST detector/*', 'UpdateDetector'],
  ['GET detector/*/admin', 'DescribeOrganizationConfiguration'],
  ['POST detector/*/admin', 'UpdateOrganizationConfiguration'],
  ['POST detector/*/member', 'CreateMembers'],
  ['GET detector/*/member', 'ListMembers'],
  ['POST detector/*/member/get', 'GetMembers'],
  ['POST detector/*/member/start', 'StartMonitoringMembers'],
  ['POST detector/*/member/stop', 'StopMonitoringMembers'],
  ['POST detector/*/member/disassociate', 'DisassociateMembers'],
  ['POST detector/*/member/delete', 'DeleteMembers'],
  ['POST detector/*/member/detector/get', 'GetMemberDetectors'],
  ['POST detector/*/member/detector/update', 'UpdateMemberDetectors'],
  ['GET detector/*/administrator', 'GetAdministratorAccount'],
  ['GET organization/statistics', 'GetOrganizationStatistics'],
  ['POST detector/*/freeTrial/daysRemaining', 'GetRemainingFreeTrialDays'],
]);

/** The operation at a method and path; for one that is not imitated, method and path stand for its name. */
export function routeOf(method: string, path: string): Route {
  const [, first = '', id, ...rest] = path.split('/');
  const key = [first, ...(id === undefined ? [] : [first === 'detector' ? '*' : id]), ...rest].join('/');
  const operation = routes.get(`${method} ${key}`) ?? `${method} ${path}`;
  return { operation, labels: first === 'detector' && id !== undefined ? { detectorId: decode(id) } : {} };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
