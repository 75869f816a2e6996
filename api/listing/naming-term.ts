/** Which open term names a case's light: of the worst, the one due first. From what the read model keeps of each. */
import { isWorse, lightAt } from '../../domain/terms/light.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import type { Instant, IsoInstant } from '../../domain/terms/model.ts';
import type { TermView } from '../../domain/terms/view.ts';
import type { NamingTerm } from '../../contract/items.ts';
import type { Light } from '../../domain/vocabulary.ts';

/** What is needed of an open term as the projection wrote it down at the last event. */
export type OpenTerm = Pick<TermView, 'key' | 'label' | 'effect' | 'deadline' | 'yellowAt' | 'redAt' | 'status' | 'provisional'>;

const at = (iso: IsoInstant | null) => (iso === null ? null : parseInstant(iso));

const lightOf = (term: OpenTerm, now: Instant): Light =>
  lightAt({ yellowAt: at(term.yellowAt), redAt: at(term.redAt), paused: term.status === 'paused' }, now);

/** Null when no term is open. `light` is the case's own at `now`. */
export function namingTerm(terms: readonly OpenTerm[], light: Light, now: Instant): NamingTerm | null {
  let named: { term: OpenTerm; light: Light; due: number } | null = null;
  for (const term of terms) {
    const own = lightOf(term, now);
    const due = at(term.deadline) ?? Number.POSITIVE_INFINITY;
    if (named === null || isWorse(own, named.light) || (own === named.light && due < named.due)) named = { term, light: own, due };
  }
  if (named === null || isWorse(light, named.light)) return null;
  const { key, label, effect, deadline, provisional } = named.term;
  return { key, label, effect, deadline, provisional };
}
