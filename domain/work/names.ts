/** Names for the ids that a record speaks of. */

/**
 * What an id names. `addressee`: a person or a unit; `thing`: something of the work item itself, such as a piece of
 * evidence; `item`: another work item.
 */
export type NamedKind = 'person' | 'unit' | 'addressee' | 'thing' | 'item' | 'term';

/** Name by id; terms by their key before `#`. */
export type Names = ReadonlyMap<string, string>;

const UNNAMED: Record<NamedKind, string> = {
  person: '名人员',
  unit: '个单位',
  addressee: '个对象',
  thing: '项',
  item: '件',
  term: '项期限',
};

/** Names where they are known; the rest is counted, for an id says nothing to a reader. */
export function namesOf(ids: readonly string[], kind: NamedKind, names: Names): string | null {
  if (ids.length === 0) return null;
  const known = ids.flatMap((id) => names.get(kind === 'term' ? (id.split('#')[0] ?? id) : id) ?? []);
  const unnamed = ids.length - known.length;
  if (unnamed === 0) return known.join('、');
  return known.length === 0 ? `${unnamed}${UNNAMED[kind]}` : `${known.join('、')}等${ids.length}${UNNAMED[kind]}`;
}
