import type { AccountId } from '../../domain/ids';

/** Where each account stands in a list; found once for a list that all Regions share. */
const placesOf = new WeakMap<readonly AccountId[], ReadonlyMap<AccountId, number>>();

function placesIn(accounts: readonly AccountId[]): ReadonlyMap<AccountId, number> {
  const known = placesOf.get(accounts);
  if (known !== undefined) return known;
  const places = new Map(accounts.map((id, place) => [id, place]));
  placesOf.set(accounts, places);
  return places;
}

/**
 * Relationship statuses of listed accounts. All Regions are proven at the same time, so that maps of 50,000 accounts, one for each Region,
 * would be most of what is in memory.
 */
export class Statuses implements ReadonlyMap<AccountId, string> {
  private readonly places: ReadonlyMap<AccountId, number>;
  private readonly statuses: (string | undefined)[];

  constructor(private readonly accounts: readonly AccountId[]) {
    this.places = placesIn(accounts);
    this.statuses = accounts.map(() => undefined);
  }

  /** Takes the status of one of the listed accounts; undefined: it has no record. */
  set(id: AccountId, status: string | undefined): void {
    const place = this.places.get(id);
    if (place !== undefined) this.statuses[place] = status;
  }

  get(id: AccountId): string | undefined {
    const place = this.places.get(id);
    return place === undefined ? undefined : this.statuses[place];
  }

  has(id: AccountId): boolean {
    return this.get(id) !== undefined;
  }

  get size(): number {
    return this.statuses.filter((status) => status !== undefined).length;
  }

  forEach(take: (status: string, id: AccountId, map: ReadonlyMap<AccountId, string>) => void): void {
    for (const [id, status] of this) take(status, id, this);
  }

  *entries(): Generator<[AccountId, string], undefined> {
    for (const [place, id] of this.accounts.entries()) {
      const status = this.statuses[place];
      if (status !== undefined) yield [id, status];
    }
  }

  *keys(): Generator<AccountId, undefined> {
    for (const [id] of this) yield id;
  }

  *values(): Generator<string, undefined> {
    for (const [, status] of this) yield status;
  }

  [Symbol.iterator](): Generator<[AccountId, string], undefined> {
    return this.entries();
  }
}
