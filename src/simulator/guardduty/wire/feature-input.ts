import type { Call } from '../../requests/call';
import { badRequest, type ApiError } from '../../requests/errors';
import type { RegionState } from '../../world/region-state';
import type { World } from '../../world/world';
import { featureCatalog } from '../rules/feature-catalog';
import type { FeatureChanges } from '../rules/feature-states';
import { isRecord, outOfRange } from './input';

/** How an operation writes the values of features. */
export interface FeatureForm<Value> {
  /** The member with the value: `status` for detectors, `autoEnable` for organizations. */
  readonly key: string;
  readonly organization: boolean;
  /** Parses a value; `undefined` if it is not valid. */
  read(word: unknown): Value | undefined;
}

/** Features of detectors and members. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html */
export const detectorForm: FeatureForm<boolean> = {
  key: 'status',
  organization: false,
  read: (word) => (word === 'ENABLED' ? true : word === 'DISABLED' ? false : undefined),
};

/** Features of members: those that an organization configuration has. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_MemberFeaturesConfiguration.html */
export const memberForm: FeatureForm<boolean> = { ...detectorForm, organization: true };

/** Reads `features` or the older `dataSources`. A request can't have both. @throws ApiError BadRequestException */
export function readFeatures<Value>(world: World, call: Call, region: RegionState, form: FeatureForm<Value>): FeatureChanges<Value> {
  const given = call.input['features'] ?? [];
  const older = olderFeatures(call.input['dataSources']);
  if (!Array.isArray(given) || (given.length > 0 && older.length > 0)) throw outOfRange(world);
  const changes = new Map<string, { value: Value | undefined; additional: Map<string, Value> }>();
  for (const entry of [...(given as readonly unknown[]), ...older.map(({ name, on }) => ({ name, [form.key]: olderValue(form, on) }))]) {
    addFeature(world, region, form, entry, changes);
  }
  // Runtime Monitoring includes EKS Runtime Monitoring: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html
  if (changes.has('RUNTIME_MONITORING') && changes.has('EKS_RUNTIME_MONITORING')) throw badRequest(world.text('bothRuntimePlans'));
  return withoutManaged(world, changes);
}

function addFeature<Value>(
  world: World,
  region: RegionState,
  form: FeatureForm<Value>,
  entry: unknown,
  changes: Map<string, { value: Value | undefined; additional: Map<string, Value> }>,
): void {
  const name = isRecord(entry) ? entry['name'] : undefined;
  const facts = typeof name === 'string' ? featureCatalog.get(name) : undefined;
  if (!isRecord(entry) || typeof name !== 'string') throw outOfRange(world);
  if (!facts || (form.organization && !facts.organization)) throw badRequest(world.text('unknownFeature'));
  if (region.lacks.has(name)) {
    if (world.scenario.switches.unsupportedFeature === 'ignored') return;
    throw unsupported(world);
  }
  const word = entry[form.key];
  const value = form.read(word);
  if (word !== undefined && word !== null && value === undefined) throw badRequest(world.text('levelNotSpecified', { name: form.key }));
  const inner = entry['additionalConfiguration'] ?? [];
  if (!Array.isArray(inner)) throw outOfRange(world);
  const additional = new Map<string, Value>();
  for (const item of inner as readonly unknown[]) {
    const key = isRecord(item) ? item['name'] : undefined;
    const setting = isRecord(item) ? form.read(item[form.key]) : undefined;
    if (typeof key !== 'string' || setting === undefined || ![...facts.additional, ...facts.accepts].includes(key)) throw outOfRange(world);
    additional.set(key, setting);
  }
  changes.set(name, { value, additional });
}

function unsupported(world: World): ApiError {
  const { unsupportedFeature } = world.scenario.switches;
  return unsupportedFeature === 'refused-as-unknown' ? badRequest(world.text('unknownFeature')) : outOfRange(world);
}

/** Refuses or ignores changes of features that an organization policy manages. They are read-only. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies.html */
function withoutManaged<Value>(world: World, changes: FeatureChanges<Value>): FeatureChanges<Value> {
  const managed = managedFeatures(world);
  if (![...changes.keys()].some((name) => managed.has(name))) return changes;
  if (world.scenario.switches.policyManagedFeature === 'refused') throw badRequest(world.text('policyManaged'));
  return new Map([...changes].filter(([name]) => !managed.has(name)));
}

/** The features that an organization policy manages. */
export function managedFeatures(world: World): ReadonlySet<string> {
  return new Set(world.scenario.organization.policyManagedFeatures);
}

function olderValue<Value>(form: FeatureForm<Value>, on: boolean): string {
  if (form.key === 'status') return on ? 'ENABLED' : 'DISABLED';
  return on ? 'NEW' : 'NONE';
}

/** The features that `dataSources` names in its older form. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DataSourceConfigurations.html */
function olderFeatures(dataSources: unknown): readonly { name: string; on: boolean }[] {
  const at = (...path: string[]): unknown => path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), dataSources);
  const volumes = at('malwareProtection', 'scanEc2InstanceWithFindings', 'ebsVolumes');
  const places: readonly (readonly [string, unknown])[] = [
    ['S3_DATA_EVENTS', at('s3Logs', 'enable') ?? at('s3Logs', 'autoEnable')],
    ['EKS_AUDIT_LOGS', at('kubernetes', 'auditLogs', 'enable') ?? at('kubernetes', 'auditLogs', 'autoEnable')],
    ['EBS_MALWARE_PROTECTION', isRecord(volumes) ? volumes['autoEnable'] : volumes],
  ];
  return places.flatMap(([name, on]) => (typeof on === 'boolean' ? [{ name, on }] : []));
}
