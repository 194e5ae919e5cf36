import * as v from 'valibot';
import { foundationalSources, type DetectorFeature } from '../../domain/detector-feature';
import { keepsSilentAboutAgents } from './agents';
import { listOf, object, readable, text, words } from './pieces';
import type { AnswerSchema } from './read-answer';

/** `ENABLED` and `DISABLED`; any other word says nothing that this version understands. */
const enabled = v.pipe(
  readable(text),
  v.transform((word) => (word === 'ENABLED' ? true : word === 'DISABLED' ? false : undefined)),
);

const additional = v.pipe(
  object({ Name: words, Status: enabled }),
  v.transform(({ Name: name, Status }) => ({ name, enabled: Status })),
);

const feature = v.pipe(
  object({ Name: words, Status: enabled, ManagedBy: v.optional(v.unknown()), AdditionalConfiguration: v.nullish(listOf(additional)) }),
  v.transform(({ Name: name, Status, ManagedBy: managedBy, AdditionalConfiguration: inner }): DetectorFeature => ({
    name,
    enabled: Status,
    managed: managedBy !== undefined && managedBy !== null,
    additional: keepsSilentAboutAgents(name, inner, Status === false) ? undefined : withoutDoubles(inner ?? []),
  })),
);

interface Switch {
  readonly name: string;
  readonly enabled: boolean | undefined;
}

/** One entry for each name; where two say different things, nothing was read. */
function withoutDoubles<Entry extends Switch>(entries: readonly Entry[]): readonly Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const first = byName.get(entry.name);
    byName.set(entry.name, first === undefined || first.enabled === entry.enabled ? (first ?? entry) : { ...first, enabled: undefined });
  }
  return byName.size === entries.length ? entries : [...byName.values()];
}

/** Features as GetDetector and GetMemberDetectors report them, without the sources that cannot be configured. */
export const detectorFeatures: AnswerSchema<readonly DetectorFeature[]> = v.pipe(
  listOf(feature),
  v.transform((features) => withoutDoubles(features.filter(({ name }) => !foundationalSources.has(name)))),
);
