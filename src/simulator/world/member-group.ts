/** One account as a member of one administrator in one Region. */
export interface Member {
  /** What it reads from {@link Member.from} on. */
  status: string;
  from: number;
  updatedAt: number;
  readonly invitedAt: number | undefined;
  /** Whether its administrator is no longer the one of the organization. */
  orphaned: boolean;
  /** Whether CreateMembers calls it a member and changes nothing. */
  readonly stuck: boolean;
  /** The address given at CreateMembers, kept only where it differs from that of the account. */
  readonly email: string | undefined;
}

/** The members of one administrator in one Region, with their order kept so that a page is found without walking to it. */
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
