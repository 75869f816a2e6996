import type { Receipt } from './messages.ts';

const KEPT = 100;

/**
 * What recent updates were answered, by update id. Temporal itself knows the ids of a run; these go along into the next,
 * where a client that never got its answer may ask again.
 */
export class Receipts {
  private readonly byUpdate: Map<string, Receipt>;

  constructor(carried: readonly [string, Receipt][] = []) {
    this.byUpdate = new Map(carried);
  }

  get(updateId: string): Receipt | undefined {
    return this.byUpdate.get(updateId);
  }

  keep(updateId: string, receipt: Receipt): Receipt {
    this.byUpdate.set(updateId, receipt);
    const [oldest] = this.byUpdate.keys();
    if (this.byUpdate.size > KEPT && oldest !== undefined) this.byUpdate.delete(oldest);
    return receipt;
  }

  entries(): [string, Receipt][] {
    return [...this.byUpdate];
  }
}
