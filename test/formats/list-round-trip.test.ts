/** Rows through the table's cells and back: nothing is lost, whatever a person may have written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTable, headings, toCells } from '../../api/lists/table.ts';
import { delegationFromMatters } from '../../domain/lists/delegation.ts';
import { LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import { LIST_SCHEMAS, type ListRows } from '../../domain/lists/registry.ts';
import { benchmarks, duties, matters, patrolItems } from '../domain/lists/catalogue.ts';

const CATALOGUE: { [Name in ListName]: readonly ListRows[Name][] } = {
  matters,
  benchmarks,
  duties,
  'patrol-items': patrolItems,
  delegation: delegationFromMatters(matters, '2024-01-01'),
};

function roundTrip<Name extends ListName>(list: Name, rows: readonly ListRows[Name][]) {
  const names = headings(list);
  return fromTable(
    list,
    rows.map((row) => Object.fromEntries(toCells(list, row).map((cell, index) => [names[index] ?? '', cell]))),
  );
}

/** Text as people write it, with every sign that means something to a table. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom('|', '\\', '\\n', '\n', '\r\n', '"', ',', "'", '=', '+', '-', '@', '，', ' ', '无', '\t'),
      fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text.length > 0 && text.length <= 4000);

/** A row of the catalogue with other words in some of its text fields, still good by its schema. */
const mutated = <Name extends ListName>(list: Name): fc.Arbitrary<ListRows[Name]> =>
  fc.tuple(fc.constantFrom(...CATALOGUE[list]), fc.array(words, { minLength: 24, maxLength: 24 }), fc.nat()).map(([row, texts, salt]) => {
    let index = 0;
    const rewrite = (value: unknown): unknown => {
      if (typeof value === 'string') return (index + salt) % 3 === 0 ? texts[index++ % texts.length]! : (index++, value);
      if (Array.isArray(value)) return value.map(rewrite);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner)]));
    };
    // Field by field: one that may not be any text keeps what it was.
    return Object.entries(row as Record<string, unknown>).reduce<ListRows[Name]>((result, [key, value]) => {
      const candidate = LIST_SCHEMAS[list].safeParse({ ...(result as object), [key]: rewrite(value) });
      return candidate.success ? candidate.data : result;
    }, row);
  });

describe.each(LIST_NAMES)('%s', (list) => {
  it('the catalogue comes back as it went out', () => {
    expect(roundTrip(list, CATALOGUE[list] as never)).toEqual({ rows: CATALOGUE[list], errors: [] });
  });

  it('any good row comes back as it went out', () => {
    fc.assert(
      fc.property(mutated(list), (row) => {
        expect(roundTrip(list, [row] as never)).toEqual({ rows: [row], errors: [] });
      }),
      { numRuns: 300 },
    );
  });
});
