import { lessonVector } from '../dispatch/learn.ts';
import type { TriageModel } from '../dispatch/model.ts';
import { weigh, type TriageLead } from '../dispatch/weigh.ts';
import { comparePlaces, readPlace, type Place } from './place.ts';

/**
 * Duplicate leads 重复线索: the same nuisance told twice, in other words, from the next door, some days later. Place,
 * content and time are weighed apart and shown apart; a person merges or refuses.
 */

export interface LeadPrint {
  id: string;
  receivedAt?: string;
  place: Place;
  /** Cleaned text; equal texts are equal reports. */
  text: string;
  /** The rarest expressions, heaviest first: [gram, weight], a unit vector. */
  grams: [string, number][];
  /** What it is about: [topic code, title, weight], a unit vector over the topics that speak clearly. */
  topics: [string, string, number][];
}

export interface DuplicateScore {
  /** 0..1, symmetric; DUPLICATE_THRESHOLD and above is worth proposing. */
  score: number;
  why: string[];
}

export interface FoundDuplicate extends DuplicateScore {
  leadId: string;
}

export const DUPLICATE_THRESHOLD = 0.45;
const GRAMS_KEPT = 120;
const TOPICS_KEPT = 12;
/**
 * Topics with less than this part of the best score are noise: two tellings of one nuisance share the ones above
 * it.
 */
const TOPIC_FLOOR = 0.5;
/** Cosine at which two texts are as good as the same. */
const SAME_WORDS = 0.2;

/**
 * What duplicates are recognised by; plain data, may be stored with the lead. Made with the same model on both
 * sides.
 */
export function fingerprint(model: TriageModel, lead: TriageLead & { id: string }): LeadPrint {
  const evidence = weigh(model, lead);
  const floor = Math.max(0, ...evidence.scores) * TOPIC_FLOOR;
  const topics = unit(
    model.topics
      .map((topic, index): [string, string, number] => [topic.code, topic.title, (evidence.scores[index] ?? 0) - floor])
      .filter(([, , above]) => above > 0)
      .sort((a, b) => b[2] - a[2])
      .slice(0, TOPICS_KEPT),
  );
  const grams = [...lessonVector(model.profiles, evidence.text.original.slice(0, 4_000))]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, GRAMS_KEPT);
  const length = Math.hypot(...grams.map(([, weight]) => weight)) || 1;
  return {
    id: lead.id,
    ...(lead.receivedAt === undefined ? {} : { receivedAt: lead.receivedAt }),
    place: readPlace(lead.town, lead.address),
    text: evidence.text.clean,
    grams: grams.map(([gram, weight]) => [gram, weight / length]),
    topics,
  };
}

function unit(topics: [string, string, number][]): [string, string, number][] {
  const length = Math.hypot(...topics.map(([, , weight]) => weight)) || 1;
  return topics.map(([code, title, weight]) => [code, title, weight / length]);
}

/** Symmetric; a lead compared with itself scores 1. */
export function scoreDuplicate(a: LeadPrint, b: LeadPrint): DuplicateScore {
  const place = comparePlaces(a.place, b.place);
  const words = sharedWords(a, b);
  const sameText = a.text !== '' && a.text === b.text;
  const topic = sharedTopics(a, b);
  const wording = Math.min(1, words.cosine / SAME_WORDS);
  const content = sameText ? 1 : 1 - (1 - 0.9 * topic.overlap) * (1 - 0.8 * wording);
  const time = closeness(a.receivedAt, b.receivedAt);
  // Word for word the same, and no place speaks against it: the same report sent twice.
  const where = sameText && place.score >= 0.45 ? 1 : place.score;
  const score = round(where * content * time.factor);
  return {
    score,
    why: [
      place.why,
      ...(sameText ? ['文字相同'] : []),
      ...(topic.overlap >= 0.3 && topic.title ? [`同为${topic.title}`] : []),
      ...(!sameText && words.shared.length > 0 ? [`共同用词：${words.shared.map((word) => `“${word}”`).join('')}`] : []),
      ...(time.why ? [time.why] : []),
    ],
  };
}

/** Candidates at or above the threshold, the likeliest first; the lead itself is left out. */
export function findDuplicates(
  lead: LeadPrint,
  candidates: readonly LeadPrint[],
  threshold = DUPLICATE_THRESHOLD,
  most = 5,
): FoundDuplicate[] {
  return candidates
    .filter((candidate) => candidate.id !== lead.id)
    .map((candidate) => ({ leadId: candidate.id, ...scoreDuplicate(lead, candidate) }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score || (a.leadId < b.leadId ? -1 : 1))
    .slice(0, most);
}

function sharedWords(a: LeadPrint, b: LeadPrint): { cosine: number; shared: string[] } {
  const other = new Map(b.grams);
  const common = a.grams.flatMap(([gram, weight]) => {
    const twin = other.get(gram);
    return twin === undefined ? [] : [{ gram, value: weight * twin }];
  });
  const cosine = Math.min(
    1,
    common.reduce((sum, { value }) => sum + value, 0),
  );
  const shared: string[] = [];
  for (const { gram } of common.filter(({ gram }) => gram.length > 1).sort((x, y) => y.value - x.value || (x.gram < y.gram ? -1 : 1))) {
    if (shared.length >= 5) break;
    if (!shared.some((word) => word.includes(gram) || gram.includes(word))) shared.push(gram);
  }
  return { cosine, shared };
}

/** Cosine of what the two are about, and the topic that carries most of it. */
function sharedTopics(a: LeadPrint, b: LeadPrint): { overlap: number; title: string | undefined } {
  const other = new Map(b.topics.map(([code, , share]) => [code, share]));
  let overlap = 0;
  let best = 0;
  let title: string | undefined;
  for (const [code, name, share] of a.topics) {
    const part = share * (other.get(code) ?? 0);
    overlap += part;
    if (part > best) [best, title] = [part, name];
  }
  return { overlap: Math.min(1, overlap), title };
}

/** A standing nuisance is told again for weeks; after half a year it is rather a new one. */
function closeness(one: string | undefined, other: string | undefined): { factor: number; why?: string } {
  const instants = [Date.parse(one ?? ''), Date.parse(other ?? '')];
  if (instants.some(Number.isNaN)) return { factor: 1 };
  const days = Math.abs((instants[0] ?? 0) - (instants[1] ?? 0)) / 86_400_000;
  const factor = days <= 7 ? 1 : days <= 60 ? 1 - (0.12 * (days - 7)) / 53 : Math.max(0.5, 0.88 - (0.38 * (days - 60)) / 120);
  return { factor, why: days < 1 ? '相隔不到一天' : `相隔 ${Math.floor(days)} 天` };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
