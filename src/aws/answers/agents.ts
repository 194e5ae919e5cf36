import { eksRuntimeMonitoring, runtimeMonitoring } from '../../domain/feature';

const featuresWithAgents: ReadonlySet<string> = new Set([runtimeMonitoring, eksRuntimeMonitoring]);

/**
 * Whether an answer leaves out agents that may be in force. Recordings of live answers show them under every runtime feature,
 * also under one that is off, and null or an empty list under other features
 * (https://github.com/radkawar/stackd, testdata/aws/guardduty/native-calibration.json).
 *
 * @param additional what the answer lists under the feature
 * @param off whether the feature itself is off, so that no agent can be in force
 */
export function keepsSilentAboutAgents(feature: string, additional: readonly unknown[] | null | undefined, off: boolean): boolean {
  return !off && featuresWithAgents.has(feature) && (additional ?? undefined) === undefined;
}
