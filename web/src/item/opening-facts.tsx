import { useMemo } from 'react';
import type { ItemAnswer } from '../../../contract/items.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { eventRows, eventWord } from '../../../domain/work/record-words.ts';
import { useEvents } from '../api/items.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { Section } from '../parts/section.tsx';
import { useNames } from '../record/use-names.ts';

/** Longer than this a fact takes a row of its own. */
const SHORT = 24;

/** What the item is about, where its kind has no words of its own for it: what it was opened with. */
export function OpeningFacts({ kind, item: { id, file, terms } }: { kind: AnyKind; item: ItemAnswer }) {
  const events = useEvents({ plural: kind.plural, id });
  const labels = useMemo(() => new Map(terms.map((term) => [term.key, term.label])), [terms]);
  const names = useNames(kind, file, events.data?.items, labels);
  return (
    <Read query={events} rows={3}>
      {({ items: [first] }) =>
        first ? (
          <Section title={eventWord(kind, first.type)}>
            <Facts
              rows={eventRows(kind, first, names).map(({ title, text }) => ({ label: title, value: text, wide: text.length > SHORT }))}
            />
          </Section>
        ) : null
      }
    </Read>
  );
}
