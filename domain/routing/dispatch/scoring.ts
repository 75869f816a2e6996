import type { ContextEntry } from './lists.ts';
import type { Hit } from './matching.ts';
import type { Topic } from './topics.ts';
import { overlaps } from './words.ts';

/** From hits and likeness to shares: how likely each topic, department and domain is, as parts of one whole. */

export interface ScoringWeights {
  /** How much a full n-gram likeness (cosine 1) is worth in lexicon points. */
  likeness: number;
  /** How much of a further hit counts after a stronger one of the same topic. */
  decay: number;
  /** Criminal and emergency markers are written on a scale of 1; topics are compared on a scale of 3. */
  marker: number;
  /** Softmax temperature in lexicon points: the smaller, the more the first stands out. */
  temperature: number;
  /** Part of a topic's share that its assisting departments get, the first one most. */
  assisting: number;
}

export const SCORING: ScoringWeights = { likeness: 45, decay: 0.5, marker: 3, temperature: 0.5, assisting: 0.12 };

/**
 * A hit that only repeats what a stronger hit of its topic already said at the same place counts this much of
 * itself.
 */
const REPEATED = 0.3;

export function lexiconScores(hits: readonly Hit[], topics: readonly Topic[], weights: ScoringWeights): Float64Array {
  const byTopic: Hit[][] = topics.map(() => []);
  for (const hit of hits) byTopic[hit.topic]?.push(hit);
  return Float64Array.from(byTopic, (list, index) => {
    const kind = topics[index]?.kind;
    const scale = kind === 'criminal' || kind === 'emergency' ? weights.marker : 1;
    const counted = list.sort((a, b) => b.value - a.value);
    const values = counted.map((hit, rank) => (repeats(hit, counted.slice(0, rank)) ? hit.value * REPEATED : hit.value));
    const speaking = values.filter((value) => value > 0).sort((a, b) => b - a);
    const against = values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0);
    return scale * (speaking.reduce((sum, value, rank) => sum + value * weights.decay ** rank, 0) + against);
  });
}

function repeats(hit: Hit, stronger: readonly Hit[]): boolean {
  return hit.value > 0 && hit.spans.every((span) => stronger.some((other) => other.spans.some((taken) => overlaps(taken, span))));
}

export interface Place {
  town?: string | undefined;
  address?: string | undefined;
  channel?: string | undefined;
}

/** Which context entries hold for this lead; `words` is what in the address made it so. */
export function contextFor(entries: readonly ContextEntry[], place: Place): { entry: ContextEntry; words: string }[] {
  const area = place.town === undefined ? undefined : /街道$/.test(place.town) ? 'urban' : /[镇乡]$/.test(place.town) ? 'rural' : undefined;
  const address = place.address ?? '';
  return entries.flatMap((entry) => {
    const { when } = entry;
    if (when.area !== undefined) return when.area === area ? [{ entry, words: place.town ?? '' }] : [];
    if (when.channel !== undefined) {
      return place.channel !== undefined && when.channel.includes(place.channel) ? [{ entry, words: place.channel }] : [];
    }
    const word = when.address?.find((each) => address.includes(each));
    return word === undefined ? [] : [{ entry, words: word }];
  });
}

/** Shares that add up to 1, or all zero when nothing speaks for anything. */
export function shares(scores: Float64Array, temperature: number): Float64Array {
  const top = Math.max(0, ...scores);
  if (top <= 0) return new Float64Array(scores.length);
  const raw = Float64Array.from(scores, (score) => Math.exp((score - top) / temperature));
  const sum = raw.reduce((a, b) => a + b, 0);
  return Float64Array.from(raw, (value) => value / sum);
}

export interface Ranked {
  name: string;
  share: number;
  /** Topics behind it, the heaviest first. */
  topics: number[];
}

/** Sums topic shares by name, best first; ties are kept in list order. */
export function rankBy(topics: readonly Topic[], topicShares: Float64Array, name: (topic: Topic) => string): Ranked[] {
  const byName = new Map<string, Ranked>();
  topics.forEach((topic, index) => {
    const share = topicShares[index] ?? 0;
    if (share <= 0) return;
    const key = name(topic);
    const ranked = byName.get(key) ?? { name: key, share: 0, topics: [] };
    ranked.share += share;
    ranked.topics.push(index);
    byName.set(key, ranked);
  });
  for (const ranked of byName.values()) ranked.topics.sort((a, b) => (topicShares[b] ?? 0) - (topicShares[a] ?? 0));
  return [...byName.values()].sort((a, b) => b.share - a.share);
}

/** Department shares: the lead department of each topic, and a small part for those that assist. Sums to 1. */
export function departmentShares(topics: readonly Topic[], topicShares: Float64Array, part: number): Ranked[] {
  const byName = new Map<string, Ranked>();
  const give = (name: string, share: number, topic: number) => {
    const ranked = byName.get(name) ?? { name, share: 0, topics: [] };
    ranked.share += share;
    ranked.topics.push(topic);
    byName.set(name, ranked);
  };
  topics.forEach((topic, index) => {
    const share = topicShares[index] ?? 0;
    if (share <= 0) return;
    // 1/2, 1/3, 1/4 … of the part: the list names assisting departments in order of their share in the work.
    const given = topic.assisting.map((name, rank) => ({ name, share: (share * part) / (rank + 2) }));
    const rest = share - given.reduce((sum, each) => sum + each.share, 0);
    give(topic.department, rest, index);
    for (const each of given) give(each.name, each.share, index);
  });
  for (const ranked of byName.values()) ranked.topics.sort((a, b) => (topicShares[b] ?? 0) - (topicShares[a] ?? 0));
  return [...byName.values()].sort((a, b) => b.share - a.share);
}
