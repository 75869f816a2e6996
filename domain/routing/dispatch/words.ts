import { normalWord } from './text.ts';

/**
 * Finds all expressions of a fixed vocabulary in a text, in one pass: candidates are looked up by their first two
 * units.
 */
export interface Vocabulary {
  words: string[];
  ids: Map<string, number>;
  byStart: Map<string, number[]>;
}

/** `[start, end)` in the clean text. */
export type Span = readonly [start: number, end: number];

/** So many places of one word are kept; more would only cost time (a text that repeats one word 10,000 times). */
const PLACES_KEPT = 60;

export function emptyVocabulary(): Vocabulary {
  return { words: [], ids: new Map(), byStart: new Map() };
}

/** The word's number in the vocabulary, added when new; -1 for a word of blanks only. */
export function addWord(vocabulary: Vocabulary, raw: string): number {
  const word = normalWord(raw);
  if (word === '') return -1;
  const known = vocabulary.ids.get(word);
  if (known !== undefined) return known;
  const id = vocabulary.words.length;
  vocabulary.words.push(word);
  vocabulary.ids.set(word, id);
  const start = word.slice(0, 2);
  const list = vocabulary.byStart.get(start);
  if (list) list.push(id);
  else vocabulary.byStart.set(start, [id]);
  return id;
}

/** Places of every vocabulary word in `clean`, in order of start. */
export function findWords(vocabulary: Vocabulary, clean: string): Map<number, Span[]> {
  const found = new Map<number, Span[]>();
  const note = (id: number, start: number) => {
    const word = vocabulary.words[id] as string;
    if (!clean.startsWith(word, start)) return;
    const places = found.get(id);
    if (!places) found.set(id, [[start, start + word.length]]);
    else if (places.length < PLACES_KEPT) places.push([start, start + word.length]);
  };
  for (let i = 0; i < clean.length; i++) {
    const one = vocabulary.byStart.get(clean[i] as string);
    if (one) for (const id of one) note(id, i);
    const two = i + 1 < clean.length ? vocabulary.byStart.get(clean.slice(i, i + 2)) : undefined;
    if (two) for (const id of two) note(id, i);
  }
  return found;
}

export function overlaps(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

export function contains(outer: Span, inner: Span): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1] && outer[1] - outer[0] > inner[1] - inner[0];
}
