/** One account as a member of one administrator in one Region. */
export interface Member {
  /** The status from {@link Member.from} on. */
  status: string;
  from: number;
  updatedAt: number;
  readonly invitedAt: number | undefined;
  /** Whether its administrator was removed as the organization's administrator. */
  orphaned: boolean;
  /** Whether CreateMembers answers "already a member" and changes nothing. */
  readonly stuck: boolean;
  /** The address from CreateMembers. Stored only for accounts that were invited. */
  readonly email: string | undefined;
}

/** The members of one administrator in one Region. The order is stored, so that a page is found without reading the ones before it. */
export class MemberGroup {
  readonly #members = new Map<string, Member>();
  #order: string[] | undefined;

  get(account: string): Member | undefined {
    return this.#members.get(account);
  }

  set(account: string, member: Member): void {
    if (!this.#members.has(account)) this.#order?.push(account);
    this.#members.set(account, member);
  }

  delete(account: string): void {
    if (this.#members.delete(account)) this.#order = undefined;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Account ids in the order in which they were added. */
  get ids(): readonly string[] {
    return (this.#order ??= [...this.#members.keys()]);
  }

  entries(): IterableIterator<[string, Member]> {
    return this.#members.entries();
  }
}
