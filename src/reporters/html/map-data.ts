import type { OrganizationAccount } from '../../domain/account';
import { harmless } from '../../messages/harmless';
import type { MapData, Note, State } from './page-model';

/** One account in one Region, before it is put into little space. */
export interface MapCell {
  /** A key of the states. */
  readonly state: string;
  readonly note: Note | undefined;
}

/** What the map is made of. */
export interface MapSource {
  readonly accounts: readonly OrganizationAccount[];
  readonly regions: readonly { readonly region: string; readonly of: (id: OrganizationAccount['id']) => MapCell }[];
  readonly groups: MapData['groups'];
  readonly states: Readonly<Record<string, State>>;
  /** Names of organizational units by id, where they are known. */
  readonly unitNames: ReadonlyMap<string, string>;
  /** What stands above all units. */
  readonly rootName: string;
}

/** Values with the places that they get, each of them once. */
class Places<Value> {
  readonly values: Value[] = [];
  private readonly places = new Map<string, number>();

  placeOf(key: string, value: () => Value): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.values.length);
    return this.values.push(value()) - 1;
  }
}

type Unit = MapData['units'][number];

/** The tree of units, as the accounts' paths show it. An account whose path is not known stands in a branch of its own. */
class UnitTree {
  private readonly units = new Places<Unit>();
  private readonly root: number;

  constructor(
    private readonly names: ReadonlyMap<string, string>,
    rootName: string,
    private readonly pathsAreKnown: boolean,
  ) {
    this.root = this.units.placeOf('root', () => ['root', harmless(rootName), 0]);
  }

  get values(): readonly Unit[] {
    return this.units.values;
  }

  placeOf({ units }: OrganizationAccount): number {
    if (units === undefined) {
      return this.pathsAreKnown ? this.units.placeOf('?', () => ['?', 'Unit not known', this.root]) : this.root;
    }
    return units.reduce((parent, id) => this.units.placeOf(id, () => [id, harmless(this.names.get(id) ?? id), parent]), this.root);
  }
}

/** Puts a table of accounts × Regions into little space. */
export function compactMap({ accounts, regions, groups, states, unitNames, rootName }: MapSource): MapData {
  const stateKeys = Object.keys(states);
  const accountStates = new Places<string>();
  const notes = new Places<Note>();
  const kinds = new Places<readonly [number, number]>();
  const rows = new Places<readonly number[]>();
  const unitsAreKnown = accounts.some(({ units }) => units !== undefined);
  const tree = new UnitTree(unitNames, rootName, unitsAreKnown);
  const kindOf = ({ state, note }: MapCell): number => {
    const place = note === undefined ? -1 : notes.placeOf(JSON.stringify(note), () => note);
    return kinds.placeOf(`${state} ${place.toString()}`, () => [stateKeys.indexOf(state), place]);
  };
  const columns = accounts.map((account) => {
    const row = regions.map(({ of }) => kindOf(of(account.id)));
    return {
      state: accountStates.placeOf(account.state, () => harmless(account.state)),
      unit: tree.placeOf(account),
      row: rows.placeOf(row.join(), () => row),
    };
  });
  return {
    regions: regions.map(({ region }) => region),
    groups,
    states: Object.values(states),
    unitsAreKnown,
    units: tree.values,
    accounts: {
      ids: accounts.map(({ id }) => id).join(''),
      names: accounts.map(({ name }) => harmless(name)),
      states: columns.map(({ state }) => state),
      units: columns.map(({ unit }) => unit),
      rows: columns.map(({ row }) => row),
    },
    accountStates: accountStates.values,
    rows: rows.values,
    kinds: kinds.values,
    notes: notes.values,
  };
}
