/** Pages of lists and counts of them, whatever they are of. */

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A count that may have been cut off, and says so. */
export interface CappedCount {
  count: number;
  capped: boolean;
}
