/**
 * What the report page shows, as plain data. The page is drawn from this alone; `page-data.ts` is the one file that knows where it comes
 * from. This file imports nothing, so that the type check of the page's script can read it.
 */

/** What a cell means. It chooses colour and filter; a sign always goes with it. */
export type Group = 'proven' | 'to-do' | 'waiting' | 'gap' | 'unknown' | 'left-out';

/** How one account can stand in one Region. */
export interface State {
  readonly sign: string;
  readonly label: string;
  readonly group: Group;
}

/** A table of accounts × Regions in little space: whoever has the same in every Region shares one row. Texts are harmless already. */
export interface MapData {
  readonly regions: readonly string[];
  readonly groups: Readonly<Record<Group, { readonly sign: string; readonly label: string }>>;
  readonly states: readonly State[];
  /** Whether the list of accounts names the unit of at least one of them. */
  readonly unitsAreKnown: boolean;
  /** Id, name, and the place of the unit above it. The first is the root, which is above itself. */
  readonly units: readonly (readonly [id: string, name: string, parent: number])[];
  /** One entry for each account in every list; `ids` is one text with twelve digits for each. */
  readonly accounts: {
    readonly ids: string;
    readonly names: readonly string[];
    /** Places in {@link MapData.accountStates}, {@link MapData.units} and {@link MapData.rows}. */
    readonly states: readonly number[];
    readonly units: readonly number[];
    readonly rows: readonly number[];
  };
  readonly accountStates: readonly string[];
  /** For each Region a place in {@link MapData.kinds}. */
  readonly rows: readonly (readonly number[])[];
  /** A place in {@link MapData.states}, and one in {@link MapData.notes} or -1. */
  readonly kinds: readonly (readonly [state: number, note: number])[];
  readonly notes: readonly Note[];
}

/** What is known of a cell beyond its state. */
export interface Note {
  readonly what: string;
  readonly remedy: string;
  /** Relationship status, what AWS says or what else was the cause, and the request id, where there are some. */
  readonly status?: string;
  readonly words?: string;
  readonly request?: string;
}

/** One thing left to do or to know. */
export interface Point {
  /** The anchor. */
  readonly id: string;
  readonly heading: string;
  readonly lines: readonly string[];
  readonly remedy: string;
}

/** Points of one urgency. */
export interface PointGroup {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly points: readonly Point[];
}

/** One Region as a whole. */
export interface RegionRow {
  readonly region: string;
  readonly status: { readonly sign: string; readonly word: string; readonly group: Group };
  /** Undefined: not known. */
  readonly enabled: number | undefined;
  /** `12/14`, as in all reports. */
  readonly share: string;
  readonly wanted: number;
  /** In a few words what was done, or would be. */
  readonly done: string;
  /** Every change with its outcome. */
  readonly changes: readonly string[];
}

/** One cell of a table with Regions as columns. */
export interface FeatureCell {
  readonly group: Group;
  /** Shown beside the sign; may be empty. */
  readonly text: string;
  /** Everything that is known, in words. */
  readonly label: string;
}

/** A setting or a protection plan in every Region. */
export interface FeatureRow {
  readonly name: string;
  readonly cells: readonly FeatureCell[];
}

/** Where a Region's findings are exported to. */
export interface ExportRow {
  readonly region: string;
  readonly group: Group;
  readonly destination: string;
  readonly status: string;
  readonly what: string;
}

/** What Runtime Monitoring covers in one Region, of one type of resource. Undefined numbers: not known. */
export interface RuntimeRow {
  readonly region: string;
  readonly resource: string;
  readonly group: Group;
  readonly healthy: number | undefined;
  readonly all: number | undefined;
  readonly issues: readonly string[];
}

/** Read-only facts of one kind, by Region. */
interface ExtraSection {
  readonly title: string;
  readonly rows: readonly { readonly regions: readonly string[]; readonly text: string }[];
}

/** The whole page. Sections that are undefined were not read, and are left out. */
export interface PageModel {
  readonly title: string;
  /** Name of the scenario. */
  readonly simulated: string | undefined;
  readonly verdict: { readonly sign: string; readonly sentence: string; readonly group: Group };
  /** Organization, administrator, time and mode. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** How many accounts there are, and whether that is all of them. */
  readonly accounts: { readonly count: number; readonly complete: boolean };
  /** Accounts × Regions by group; every group that the page's head always shows, and those that occur. */
  readonly tally: readonly { readonly group: Group; readonly count: number; readonly detail: string }[];
  readonly changes: { readonly title: string; readonly items: readonly string[] };
  readonly points: readonly PointGroup[];
  readonly regions: readonly RegionRow[];
  readonly features: readonly FeatureRow[] | undefined;
  readonly export: readonly ExportRow[] | undefined;
  readonly runtime: { readonly readAt: string; readonly rows: readonly RuntimeRow[] } | undefined;
  /** Custom detection rules, free trials and usage, where they were asked for. */
  readonly extras: readonly ExtraSection[];
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly calls: readonly (readonly [action: string, count: number])[];
  /** What could not be read of organizational units; empty where nothing is missing. */
  readonly unitsNote: string;
  readonly map: MapData;
}
