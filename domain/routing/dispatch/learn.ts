import { z } from 'zod';
import { grams, readText } from './text.ts';
import { weighted, type Profiles } from './similarity.ts';

/**
 * What returned dispatches teach 退回改派学习. A lesson is one correction, kept as it was: who sent what from which
 * department to which. Nothing is melted into numbers that nobody can read: a lead is pushed towards the department
 * that was chosen for a similar text, and the explanation names the lesson.
 */

export const correctionSchema = z.object({
  /** The returned dispatch; the same id teaches once. */
  id: z.string().min(1).max(120),
  text: z.string().min(1),
  /** Department proposed or dispatched to first. */
  proposed: z.string().min(1),
  /** Department that took it in the end. */
  chosen: z.string().min(1),
  by: z.string().min(1),
  /** ISO 8601 instant with offset. */
  at: z.iso.datetime({ offset: true }),
});
export type Correction = z.infer<typeof correctionSchema>;

export interface LearnedWeights {
  /** Grows by one with every lesson taken in. */
  version: number;
  /** Ordered by instant, then id. */
  lessons: Correction[];
}

export const NO_LESSONS: LearnedWeights = { version: 0, lessons: [] };

/** The newest so many lessons are kept. */
export const LESSONS_KEPT = 400;
/** A lesson fades to half its force in this many days. */
export const HALF_LIFE_DAYS = 180;
/** No department is moved further than this, up or down, in the points topics are scored in. */
export const LEARNED_LIMIT = 4;
/** Force of one fresh lesson about the very same text. */
const FORCE = 5;
/** Texts less alike than this teach each other nothing. */
const LIKE_ENOUGH = 0.2;
/** The department that was wrong loses this part of what the right one gains. */
const WRONG_PART = 0.5;
/** Only so much of a lesson's text is compared. */
const LESSON_LENGTH = 2_000;

/**
 * Takes a correction in. Pure; the same id twice changes nothing, and the order of corrections does not matter.
 * A correction that confirms the proposal (proposed = chosen) teaches too: it steadies what was right.
 */
export function learn(weights: LearnedWeights, correction: Correction): LearnedWeights {
  if (weights.lessons.some((lesson) => lesson.id === correction.id)) return weights;
  const lesson = { ...correction, text: correction.text.slice(0, LESSON_LENGTH) };
  const lessons = [...weights.lessons, lesson].sort(byInstant).slice(-LESSONS_KEPT);
  return { version: weights.version + 1, lessons };
}

function byInstant(a: Correction, b: Correction): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export interface PreparedLesson {
  lesson: Correction;
  vector: Map<string, number>;
}

export function prepareLessons(weights: LearnedWeights, profiles: Profiles): PreparedLesson[] {
  return weights.lessons.map((lesson) => ({ lesson, vector: lessonVector(profiles, lesson.text) }));
}

/**
 * Unlike profiles, lessons know words that nobody wrote before: a new shop's name is exactly what they should
 * teach.
 */
export function lessonVector(profiles: Profiles, text: string): Map<string, number> {
  return weighted(grams(readText(text).clean), profiles.idf, profiles.unknownIdf);
}

export interface LearnedPush {
  department: string;
  /** Points, within ±LEARNED_LIMIT. */
  points: number;
  /** Lessons behind it, the strongest first, with the grams both texts share. */
  lessons: { id: string; likeness: number; grams: { gram: string; weight: number }[] }[];
}

/**
 * How the lessons move each department for this text, as of the instant `at` (ISO 8601; undefined = as of the last
 * lesson).
 */
export function pushes(prepared: readonly PreparedLesson[], vector: ReadonlyMap<string, number>, at: string | undefined): LearnedPush[] {
  if (prepared.length === 0) return [];
  const latest = Math.max(...prepared.map(({ lesson }) => Date.parse(lesson.at)));
  const asOf = at === undefined || Number.isNaN(Date.parse(at)) ? latest : Date.parse(at);
  const byDepartment = new Map<string, LearnedPush>();
  for (const { lesson, vector: taught } of prepared) {
    const likeness = cosine(vector, taught);
    if (likeness < LIKE_ENOUGH) continue;
    const points = FORCE * likeness * fading(lesson.at, asOf);
    const note = { id: lesson.id, likeness, grams: sharedGrams(vector, taught) };
    push(byDepartment, lesson.chosen, points, note);
    if (lesson.proposed !== lesson.chosen) push(byDepartment, lesson.proposed, -points * WRONG_PART, note);
  }
  return [...byDepartment.values()].map((each) => ({
    ...each,
    points: Math.max(-LEARNED_LIMIT, Math.min(LEARNED_LIMIT, each.points)),
    lessons: each.lessons.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)),
  }));
}

function push(byDepartment: Map<string, LearnedPush>, department: string, points: number, note: LearnedPush['lessons'][number]): void {
  const each = byDepartment.get(department) ?? { department, points: 0, lessons: [] };
  each.points += points;
  each.lessons.push(note);
  byDepartment.set(department, each);
}

/** Lessons from after `asOf` (a corrected clock, an old lead read again) count in full, never more. */
function fading(taughtAt: string, asOf: number): number {
  const days = Math.max(0, asOf - Date.parse(taughtAt)) / 86_400_000;
  return 0.5 ** (days / HALF_LIFE_DAYS);
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [gram, value] of small) sum += value * (large.get(gram) ?? 0);
  return Math.min(1, sum);
}

function sharedGrams(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): { gram: string; weight: number }[] {
  return [...a].filter(([gram]) => b.has(gram)).map(([gram, value]) => ({ gram, weight: value * (b.get(gram) ?? 0) }));
}
