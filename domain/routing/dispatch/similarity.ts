import { grams, normalWord } from './text.ts';

/**
 * Character n-grams as a second opinion beside the lexicon: every topic has a profile made of what is written about
 * it, and a lead is compared with all of them. No dictionary, no outside service; what it finds can be shown gram
 * by gram.
 */

export interface Profiles {
  /** Inverse document frequency of each gram, over all documents. */
  idf: Map<string, number>;
  unknownIdf: number;
  /** gram → [profile, weight]; profiles are unit vectors. */
  postings: Map<string, [number, number][]>;
  count: number;
  ignore: string[];
}

export interface ProfileDocument {
  profile: number;
  text: string;
  weight: number;
}

export function buildProfiles(documents: readonly ProfileDocument[], count: number, ignore: readonly string[]): Profiles {
  const ignored = ignore
    .map(normalWord)
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length);
  const frequency = new Map<string, number>();
  const counted = documents.map((document) => {
    const counts = grams(clean(normalWord(document.text), ignored));
    for (const gram of counts.keys()) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    return { ...document, counts };
  });
  const idf = new Map<string, number>();
  const total = Math.max(1, documents.length);
  for (const [gram, n] of frequency) idf.set(gram, Math.log(1 + total / n));
  const vectors = Array.from({ length: count }, () => new Map<string, number>());
  for (const { profile, weight, counts } of counted) {
    const vector = vectors[profile];
    if (!vector) continue;
    const unit = weighted(counts, idf, 0);
    for (const [gram, value] of unit) vector.set(gram, (vector.get(gram) ?? 0) + weight * value);
  }
  const postings = new Map<string, [number, number][]>();
  vectors.forEach((vector, profile) => {
    let square = 0;
    for (const [gram, value] of vector) {
      // The square root keeps a gram that one document repeats from hiding what all documents share.
      const damped = Math.sqrt(value);
      vector.set(gram, damped);
      square += damped * damped;
    }
    const length = Math.sqrt(square) || 1;
    for (const [gram, value] of vector) {
      const list = postings.get(gram);
      if (list) list.push([profile, value / length]);
      else postings.set(gram, [[profile, value / length]]);
    }
  });
  return { idf, unknownIdf: Math.log(1 + total), postings, count, ignore: ignored };
}

/** Unit vector of a text in the profiles' space; grams nobody wrote yet are left out, they can match nothing. */
export function vectorOf(profiles: Profiles, cleanText: string): Map<string, number> {
  return weighted(grams(clean(cleanText, profiles.ignore)), profiles.idf, 0);
}

/** Cosine with every profile, 0..1. */
export function compare(profiles: Profiles, vector: ReadonlyMap<string, number>): Float64Array {
  const scores = new Float64Array(profiles.count);
  for (const [gram, value] of vector) {
    for (const [profile, weight] of profiles.postings.get(gram) ?? []) scores[profile] = (scores[profile] ?? 0) + value * weight;
  }
  return scores;
}

/** What each gram of the text gives to one profile. */
export function partsOf(profiles: Profiles, vector: ReadonlyMap<string, number>, profile: number): { gram: string; weight: number }[] {
  const parts: { gram: string; weight: number }[] = [];
  for (const [gram, value] of vector) {
    const weight = profiles.postings.get(gram)?.find((posting) => posting[0] === profile)?.[1];
    if (weight !== undefined) parts.push({ gram, weight: value * weight });
  }
  return parts;
}

export function weighted(counts: ReadonlyMap<string, number>, idf: ReadonlyMap<string, number>, unknown: number): Map<string, number> {
  const vector = new Map<string, number>();
  let square = 0;
  for (const [gram, n] of counts) {
    const rarity = idf.get(gram) ?? unknown;
    if (rarity === 0) continue;
    const value = (1 + Math.log(n)) * rarity;
    vector.set(gram, value);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  for (const [gram, value] of vector) vector.set(gram, value / length);
  return vector;
}

function clean(text: string, ignored: readonly string[]): string {
  let out = text;
  for (const phrase of ignored) if (out.includes(phrase)) out = out.split(phrase).join('|');
  return out;
}
