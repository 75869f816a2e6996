import type { Lexicon } from './lists.ts';
import { readText, type ReadText } from './text.ts';
import type { Topic } from './topics.ts';
import { addWord, contains, emptyVocabulary, findWords, overlaps, type Span, type Vocabulary } from './words.ts';

/**
 * Looking for the lexicon's expressions and the duties' keywords in a lead, and weighing each place where they
 * stand.
 */

interface CompiledEntry {
  id: string;
  topic: number;
  source: 'duty' | 'lexicon';
  weight: number;
  groups: number[][];
  /** 0 for single expressions. */
  within: number;
  oneClause: boolean;
  unless: number[];
  matters: string[];
}

/** Concepts that change what other words are worth. */
const GUARDS = ['hedge', 'past', 'settled', 'habit', 'now', 'consult'] as const;
type Guard = (typeof GUARDS)[number];

export interface CompiledLexicon {
  vocabulary: Vocabulary;
  entries: CompiledEntry[];
  /** Entries by the words of their first group: only these can speak when a word is found. */
  byWord: Map<number, number[]>;
  /** How often an expression meant this topic where it stood in the written examples: 1 unless they say otherwise. */
  precision: Map<string, number>;
  guards: Record<Guard, Set<number>>;
}

export interface Hit {
  entry: string;
  topic: number;
  source: 'duty' | 'lexicon';
  spans: Span[];
  /** What the place is worth after all guards and the examples' verdict, in the entry's own scale. */
  value: number;
  /** The same without the examples' verdict: danger must not be talked down by the many who only fear it. */
  marker: number;
  matters: string[];
}

const WITHIN_DEFAULT = 24;
/** An `unless` word counts when it stands this near to the expressions found. */
const UNLESS_REACH = 12;
const KEYWORD_WEIGHT = 2;

export function compileLexicon(lexicon: Lexicon, topics: readonly Topic[]): CompiledLexicon {
  const vocabulary = emptyVocabulary();
  const concepts = new Map(lexicon.concepts.map((concept) => [concept.name, concept.words]));
  const ids = (words: readonly string[]): number[] => {
    const out = new Set<number>();
    for (const word of words) {
      const all = word.startsWith('@') ? (concepts.get(word.slice(1)) ?? []) : [word];
      for (const each of all) out.add(addWord(vocabulary, each));
    }
    out.delete(-1);
    return [...out];
  };
  const entries: CompiledEntry[] = [];
  topics.forEach((topic, index) => {
    if (topic.keywords.length > 0) {
      entries.push({
        id: topic.code,
        topic: index,
        source: 'duty',
        weight: KEYWORD_WEIGHT,
        groups: [ids(topic.keywords)],
        within: 0,
        oneClause: false,
        unless: [],
        matters: [],
      });
    }
    for (const entry of topic.entries) {
      const combined = entry.all !== undefined;
      entries.push({
        id: entry.id,
        topic: index,
        source: 'lexicon',
        weight: entry.weight,
        groups: combined ? (entry.all ?? []).map(ids) : [ids(entry.words ?? [])],
        within: combined ? (entry.within ?? WITHIN_DEFAULT) : 0,
        oneClause: (topic.kind === 'criminal' || topic.kind === 'emergency') && entry.across !== true,
        unless: ids(entry.unless ?? []),
        matters: entry.matters ?? [],
      });
    }
  });
  const guards = Object.fromEntries(GUARDS.map((name) => [name, new Set(ids(concepts.get(name) ?? []))]));
  const compiled: CompiledLexicon = {
    vocabulary,
    entries,
    byWord: indexByWord(entries),
    precision: new Map(),
    guards: guards as Record<Guard, Set<number>>,
  };
  weighByExamples(compiled, topics);
  return compiled;
}

function indexByWord(entries: readonly CompiledEntry[]): Map<number, number[]> {
  const byWord = new Map<number, number[]>();
  entries.forEach((entry, index) => {
    for (const word of entry.groups[0] ?? []) byWord.set(word, [...(byWord.get(word) ?? []), index]);
  });
  return byWord;
}

/** Entries that may speak, in the list's order. */
function candidates(compiled: CompiledLexicon, found: ReadonlyMap<number, Span[]>): CompiledEntry[] {
  const indexes = new Set<number>();
  for (const word of found.keys()) for (const index of compiled.byWord.get(word) ?? []) indexes.add(index);
  return [...indexes].sort((a, b) => a - b).flatMap((index) => compiled.entries[index] ?? []);
}

/** One example against an expression is no proof: this many unseen cases in its favour are assumed. */
const BENEFIT_OF_DOUBT = 1;

/**
 * Counts where each expression stands in the examples: in those of its own topic, and in those of others. 软管 stands
 * in gas leads and in others, 飞线 only in one kind; the first is worth less, and nobody has to guess by how much.
 */
function weighByExamples(compiled: CompiledLexicon, topics: readonly Topic[]): void {
  const counts = new Map<string, [own: number, other: number]>();
  const count = (key: string, own: boolean) => {
    const pair = counts.get(key) ?? [0, 0];
    pair[own ? 0 : 1]++;
    counts.set(key, pair);
  };
  topics.forEach((topic, index) => {
    for (const example of topic.examples) {
      const text = readText(example);
      const places = findWords(compiled.vocabulary, text.clean);
      for (const entry of candidates(compiled, places)) {
        if (entry.weight < 0) continue;
        if (entry.within === 0) {
          for (const word of entry.groups[0] ?? []) if (places.has(word)) count(`${entry.id} ${word}`, index === entry.topic);
          continue;
        }
        const groups = entry.groups.map((words) => placesOf(words, places));
        if (groups.some((group) => group.length === 0)) continue;
        if (nearest(entry, groups, placesOf(entry.unless, places), text)) count(entry.id, index === entry.topic);
      }
    }
  });
  for (const [key, [own, other]] of counts) {
    compiled.precision.set(key, (own + BENEFIT_OF_DOUBT) / (own + other + BENEFIT_OF_DOUBT));
  }
}

function placesOf(words: readonly number[], found: ReadonlyMap<number, Span[]>): Span[] {
  return words.flatMap((word) => found.get(word) ?? []).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

export interface Matches {
  hits: Hit[];
  /** Words that say it is happening now, in order. */
  urgent: Span[];
}

export function matchLexicon(compiled: CompiledLexicon, topics: readonly Topic[], text: ReadText): Matches {
  const found = findWords(compiled.vocabulary, text.clean);
  if (found.size === 0) return { hits: [], urgent: [] };
  const places = (words: readonly number[]): Span[] => placesOf(words, found);
  const guards = Object.fromEntries(GUARDS.map((name) => [name, places([...compiled.guards[name]])])) as Guards;
  const hits: Hit[] = [];
  for (const entry of candidates(compiled, found)) {
    const kind = topics[entry.topic]?.kind ?? 'duty';
    const danger = kind === 'criminal' || kind === 'emergency';
    const weigh = (spans: Span[]) => guardFactor(spans, text, guards, danger);
    if (entry.within === 0) {
      const byWord = (entry.groups[0] ?? []).flatMap((word) => {
        const all = found.get(word);
        if (!all) return [];
        const trust = compiled.precision.get(`${entry.id} ${word}`) ?? 1;
        const best = all.map((span) => ({ span, guard: weigh([span]) })).reduce((a, b) => (b.guard > a.guard ? b : a));
        return [{ ...best, factor: best.guard * trust }];
      });
      if (byWord.length === 0) continue;
      const distinct = dropNested(byWord).sort((a, b) => b.factor - a.factor);
      // One expression carries the entry; further ones of the same entry confirm it a little.
      const factor = distinct.reduce((sum, each, rank) => sum + each.factor * (rank === 0 ? 1 : rank < 4 ? 0.25 : 0), 0);
      const spans = distinct.slice(0, 4).map((each) => each.span);
      hits.push(hit(entry, spans, entry.weight * factor, entry.weight * Math.max(...distinct.map((each) => each.guard))));
      continue;
    }
    const groups = entry.groups.map(places);
    if (groups.some((group) => group.length === 0)) continue;
    const spans = nearest(entry, groups, places(entry.unless), text);
    if (!spans) continue;
    const guarded = entry.weight * weigh(spans);
    hits.push(hit(entry, spans, guarded * (compiled.precision.get(entry.id) ?? 1), guarded));
  }
  return { hits: shareNested(hits), urgent: guards.now };
}

function hit(entry: CompiledEntry, spans: Span[], value: number, marker: number): Hit {
  return { entry: entry.id, topic: entry.topic, source: entry.source, spans, value, marker, matters: entry.matters };
}

/**
 * The first choice of one place a group, near one another, not overlapping and without a word that forbids it
 * nearby.
 */
function nearest(entry: CompiledEntry, groups: Span[][], unless: Span[], text: ReadText): Span[] | undefined {
  const { within } = entry;
  let best: Span[] | undefined;
  let bestReach = Infinity;
  for (const anchor of groups[0] ?? []) {
    const chosen: Span[] = [anchor];
    for (const group of groups.slice(1)) {
      let pick: Span | undefined;
      for (const span of group) {
        if (span[0] > anchor[1] + within) break;
        if (chosen.some((other) => overlaps(other, span))) continue;
        if (entry.oneClause && text.clause[span[0]] !== text.clause[anchor[0]]) continue;
        if (!pick || Math.abs(span[0] - anchor[0]) < Math.abs(pick[0] - anchor[0])) pick = span;
      }
      if (!pick) break;
      chosen.push(pick);
    }
    if (chosen.length < groups.length) continue;
    const start = Math.min(...chosen.map((span) => span[0]));
    const end = Math.max(...chosen.map((span) => span[1]));
    const reach = Math.max(...chosen.map((span) => span[0])) - start;
    if (reach > within || reach >= bestReach) continue;
    if (unless.some((span) => span[1] > start - UNLESS_REACH && span[0] < end + UNLESS_REACH)) continue;
    best = chosen;
    bestReach = reach;
  }
  return best;
}

function dropNested<T extends { span: Span }>(items: T[]): T[] {
  return items.filter((item) => !items.some((other) => contains(other.span, item.span)));
}

/** An expression that is only a part of a longer one found at the same place (烧烤 in 烧烤摊) says half as much. */
function shareNested(hits: Hit[]): Hit[] {
  const longer = hits.filter((each) => each.spans.length > 0).flatMap((each) => each.spans);
  return hits.map((each) => {
    if (each.spans.length !== 1) return each;
    const span = each.spans[0] as Span;
    return longer.some((other) => contains(other, span)) ? { ...each, value: each.value * 0.5 } : each;
  });
}

type Guards = Record<Guard, Span[]>;

/**
 * Words around an expression that take its force away: the matter is settled already (已解决), denied (没有着火), or, where
 * danger or crime is meant, only feared (担心着火), long past (去年着过火), a standing nuisance (天天) or a question (算不算).
 */
function guardFactor(spans: Span[], text: ReadText, guards: Guards, danger: boolean): number {
  const start = Math.min(...spans.map((span) => span[0]));
  const end = Math.max(...spans.map((span) => span[1]));
  const clause = text.clause[start];
  const outside = (span: Span) => !spans.some((own) => overlaps(own, span));
  const sameClause = (span: Span) => text.clause[span[0]] === clause && outside(span);
  let factor = 1;
  if (guards.settled.some(sameClause)) factor *= 0.2;
  const before = text.clean.slice(Math.max(0, start - 4), start);
  if (/(不是|并非|不是说|并不是)$/.test(before)) factor *= 0.2;
  if (!danger) return factor;
  if (/(没|没有|未|无|不|像|好像|如同|跟|防)$/.test(before)) factor *= 0.2;
  if (/^(的|等)?(安全)?(隐患|风险|似的|一样)/.test(text.clean.slice(end, end + 8))) factor *= 0.3;
  if (guards.hedge.some((span) => sameClause(span) && span[0] < start && start - span[1] < 12)) factor *= 0.3;
  if (guards.past.some((span) => sameClause(span) && span[0] < end)) factor *= 0.3;
  const now = guards.now.length > 0;
  if (!now && guards.habit.some((span) => sameClause(span))) factor *= 0.5;
  if (!now && guards.consult.length > 0) factor *= 0.4;
  return factor;
}
