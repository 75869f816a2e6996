import type { GraveKind } from './kinds.ts';
import { NO_LESSONS, prepareLessons, type LearnedWeights, type PreparedLesson } from './learn.ts';
import type { Duty, Lexicon, TriageMatter } from './lists.ts';
import { compileLexicon, type CompiledLexicon } from './matching.ts';
import { buildMatters, type MatterModel } from './matters.ts';
import { SCORING, type ScoringWeights } from './scoring.ts';
import { buildProfiles, vectorOf, type ProfileDocument, type Profiles } from './similarity.ts';
import { readText } from './text.ts';
import { joinTopics, type Topic } from './topics.ts';
import { trainVoice, type Voice } from './voice.ts';

/** What triage knows before it reads a lead, made from the lists alone: the same lists give the same model. */

export interface TriageLists {
  duties: { version: string; items: readonly Duty[] };
  matters: { version: string; items: readonly TriageMatter[] };
  lexicon: Lexicon;
  weights?: LearnedWeights;
  scoring?: ScoringWeights;
  /** Below this confidence a lead goes to a person; county setting, default THRESHOLD. */
  threshold?: number;
}

export interface TriageModel {
  lists: TriageLists;
  topics: Topic[];
  topicIndex: Map<string, number>;
  lexicon: CompiledLexicon;
  profiles: Profiles;
  voices: Record<GraveKind, Voice>;
  matters: MatterModel;
  lessons: PreparedLesson[];
  scoring: ScoringWeights;
  threshold: number;
}

export const THRESHOLD = 0.6;
/** Weights of what is written about a topic in its profile: sentences say most, single expressions little. */
const DOCUMENT_WEIGHTS = { example: 1, title: 1, keyword: 0.5, expression: 0.3, matter: 0.5 };

/** Builds the model once per set of lists (about a second); triage with it takes about a millisecond. */
export function buildTriage(lists: TriageLists): TriageModel {
  const topics = joinTopics(lists.duties.items, lists.lexicon);
  const matterNames = new Map(lists.matters.items.map((matter) => [matter.code, matter.name]));
  const documents = topics.flatMap((topic, profile): ProfileDocument[] => [
    ...topic.examples.map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.example })),
    { profile, text: topic.title, weight: DOCUMENT_WEIGHTS.title },
    ...topic.keywords.map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.keyword })),
    ...topic.entries
      .flatMap((entry) => (entry.weight > 0 ? (entry.words ?? []) : []))
      .map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.expression })),
    ...topic.matters.flatMap((code) => matterNames.get(code) ?? []).map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.matter })),
  ]);
  const profiles = buildProfiles(documents, topics.length, lists.lexicon.ignore);
  const told = topics.flatMap(({ kind, examples }) =>
    examples.map((example) => ({ kind, vector: vectorOf(profiles, readText(example).clean) })),
  );
  const voice = (grave: GraveKind) => trainVoice(told.map(({ kind, vector }) => ({ vector, is: kind === grave })));
  return {
    lists,
    topics,
    topicIndex: new Map(topics.map((topic, index) => [topic.code, index])),
    lexicon: compileLexicon(lists.lexicon, topics),
    profiles,
    voices: { emergency: voice('emergency'), criminal: voice('criminal') },
    matters: buildMatters(lists.matters.items, lists.lexicon.ignore),
    lessons: prepareLessons(lists.weights ?? NO_LESSONS, profiles),
    scoring: lists.scoring ?? SCORING,
    threshold: lists.threshold ?? THRESHOLD,
  };
}

/** The same model with other lessons: taking a correction in costs nothing but reading it. */
export function withLessons(model: TriageModel, weights: LearnedWeights): TriageModel {
  return { ...model, lists: { ...model.lists, weights }, lessons: prepareLessons(weights, model.profiles) };
}
