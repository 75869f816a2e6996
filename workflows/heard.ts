/** A bound for memory: an item is told a few dozen things in its life. */
const MOST = 1_000;

/** What other items told this one, by id: a message that somebody kept and sends again says nothing new. */
export class Heard {
  private readonly ids: Set<string>;

  constructor(carried: readonly string[] = []) {
    this.ids = new Set(carried);
  }

  /** Whether it was heard before; it is from now on. What was told before ids were is always news. */
  before(id: string | undefined): boolean {
    if (id === undefined) return false;
    if (this.ids.has(id)) return true;
    this.ids.add(id);
    const [oldest] = this.ids;
    if (this.ids.size > MOST && oldest !== undefined) this.ids.delete(oldest);
    return false;
  }

  carryOver(): { heard?: string[] } {
    return this.ids.size === 0 ? {} : { heard: [...this.ids] };
  }
}
