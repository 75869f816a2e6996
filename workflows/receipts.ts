import { parseInstant } from '../domain/terms/instant.ts';
import type { Instant } from '../domain/terms/model.ts';
import type { Receipt } from './messages.ts';

/** As long as a client may reasonably repeat a request; the API refuses what is older (docs/adr/0020). */
export const KEPT_FOR_MS = 14 * 86_400_000;
/**
 * A bound for memory, not for honesty: what falls out earlier is still known to PostgreSQL, where the API looks first.
 * A receipt has some 400 bytes.
 */
const MOST = 1000;

export type KeptReceipt = Omit<Receipt, 'sealed'>;

/**
 * What recent updates were answered, by update id. Temporal itself knows the ids of a run; these go along into the next,
 * where a client that never got its answer may ask again.
 */
export class Receipts {
  private readonly byUpdate: Map<string, KeptReceipt>;

  constructor(carried: readonly [string, KeptReceipt][] = []) {
    this.byUpdate = new Map(carried);
  }

  /** `former`: ids that the same request had before. */
  get(updateId: string, former: readonly string[] = []): KeptReceipt | undefined {
    for (const id of [updateId, ...former]) {
      const kept = this.byUpdate.get(id);
      if (kept) return kept;
    }
    return undefined;
  }

  /** `now`: UTC milliseconds. */
  keep(updateId: string, receipt: KeptReceipt, now: Instant): KeptReceipt {
    this.byUpdate.set(updateId, receipt);
    // In the order of acceptance, so the oldest come first.
    for (const [id, { at }] of this.byUpdate) {
      const isOld = at !== undefined && now - parseInstant(at) > KEPT_FOR_MS;
      if (!isOld && this.byUpdate.size <= MOST) break;
      this.byUpdate.delete(id);
    }
    return receipt;
  }

  /** The answers that end at an event from `first` to `last`, but for the one to `but`. */
  between(first: number, last: number, but: string): [string, KeptReceipt][] {
    return this.entries().filter(([id, { version, events }]) => id !== but && events.length > 0 && version >= first && version <= last);
  }

  entries(): [string, KeptReceipt][] {
    return [...this.byUpdate];
  }
}
