/** Something that the program must not do or say. */
export interface Complaint {
  /** The rule that is broken; failures are counted and shrunk by it. */
  readonly rule: string;
  readonly detail: string;
}

/** One complaint for each item. */
export function complain<Item>(rule: string, items: Iterable<Item>, detailOf: (item: Item) => string): readonly Complaint[] {
  return [...items].map((item) => ({ rule, detail: detailOf(item) }));
}
