/**
 * Chance that comes out the same for the same seed. A choice is named by where it is made (`dice(seed, 'writer', 2, 17)`)
 * and not by how many were made before it: what the machine was slow at changes nothing of what is chosen next.
 */
export interface Dice {
  /** 0 ≤ n < 1. */
  roll(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function dice(seed: number, ...place: (string | number)[]): Dice {
  let state = hashOf(`${seed}/${place.join('/')}`);
  // mulberry32: small, and good enough for choosing.
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
  const shuffled = <Item>(items: readonly Item[]): Item[] => {
    const all = [...items];
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = between(0, at);
      [all[at], all[other]] = [all[other]!, all[at]!];
    }
    return all;
  };
  return {
    roll,
    between,
    shuffled,
    chance: (probability) => roll() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[between(0, items.length - 1)]!;
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash | 0;
}
