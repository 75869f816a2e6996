import { CHANNEL_LABELS, type Channel } from '../../vocabulary.ts';
import { decideKind, markerHits, markerStrength, type GraveKind, type GraveSigns, type KindDecision, type KindSigns } from './kinds.ts';
import { lessonVector, pushes, type LearnedPush } from './learn.ts';
import type { ContextEntry, TopicKind } from './lists.ts';
import { matchLexicon, type Hit } from './matching.ts';
import type { TriageModel } from './model.ts';
import { contextFor, lexiconScores, shares } from './scoring.ts';
import { compare, vectorOf } from './similarity.ts';
import { readText, type ReadText } from './text.ts';
import type { Topic } from './topics.ts';
import { hearVoice } from './voice.ts';

/** Weighing a lead: all that speaks for each topic, added up, and what sort of lead that makes it. */

export interface TriageLead {
  text: string;
  town?: string | undefined;
  address?: string | undefined;
  /** Key or label of vocabulary CHANNELS. */
  channel?: string | undefined;
  /** ISO 8601 instant; only learned weights look at it, to fade. */
  receivedAt?: string | undefined;
}

const SOFT_TEMPERATURE = 1.5;
/**
 * Topics outside a grave kind that was decided fall back by so many points, or by fewer where no clear marker was
 * named.
 */
const OFF_KIND = { clear: 4, heard: 1 };

/** Everything that spoke for a lead, before words are put to it. */
export interface Evidence {
  text: ReadText;
  hits: Hit[];
  vector: Map<string, number>;
  likeness: Float64Array;
  context: { entry: ContextEntry; words: string }[];
  pushes: LearnedPush[];
  scores: Float64Array;
  topicShares: Float64Array;
  /** Shares at a higher temperature: the ranking's own are too soon certain to be honest about how sure it is. */
  softShares: Float64Array;
  signs: KindSigns;
  decision: KindDecision;
}

/** Collects and weighs the evidence; exported for the duplicates' fingerprint and for measuring. */
export function weigh(model: TriageModel, lead: TriageLead): Evidence {
  const { topics, scoring } = model;
  const text = readText(lead.text);
  const { hits, urgent } = matchLexicon(model.lexicon, topics, text);
  const vector = vectorOf(model.profiles, text.clean);
  const likeness = compare(model.profiles, vector);
  const scores = lexiconScores(hits, topics, scoring);
  const context = contextFor(model.lists.lexicon.context, { ...lead, channel: channelLabel(lead.channel) });
  const spoken = text.clean !== '';
  scores.forEach((score, index) => {
    scores[index] = score + scoring.likeness * (likeness[index] ?? 0);
  });
  const anything = spoken && scores.some((score) => score > 0);
  if (anything) {
    for (const { entry } of context) {
      for (const code of entry.topics) {
        const index = model.topicIndex.get(code);
        if (index !== undefined) scores[index] = (scores[index] ?? 0) + entry.weight;
      }
    }
  }
  const learned = spoken ? pushes(model.lessons, lessonVector(model.profiles, lead.text), lead.receivedAt) : [];
  applyPushes(topics, scores, learned);
  const signs = kindSigns(model, { hits, vector, urgent: urgent.length > 0, topicShares: shares(scores, scoring.temperature) });
  const decision = decideKind(signs);
  const forKind = scoresForKind(topics, scores, decision, signs);
  const topicShares = shares(forKind, scoring.temperature);
  const softShares = shares(forKind, SOFT_TEMPERATURE);
  return { text, hits, vector, likeness, context, pushes: learned, scores, topicShares, softShares, signs, decision };
}

/** A push goes to the department's best topic; what is taken away is taken from all of its topics. */
function applyPushes(topics: readonly Topic[], scores: Float64Array, learned: readonly LearnedPush[]): void {
  for (const { department, points } of learned) {
    const own = topics.flatMap((topic, index) => (topic.department === department ? [index] : []));
    const best = own.reduce((a, b) => ((scores[b] ?? 0) > (scores[a] ?? 0) ? b : a), own[0] ?? -1);
    for (const index of points < 0 ? own : [best]) {
      if (index >= 0) scores[index] = (scores[index] ?? 0) + points;
    }
  }
}

function kindSigns(
  model: TriageModel,
  { hits, vector, urgent, topicShares }: Pick<Evidence, 'hits' | 'vector' | 'topicShares'> & { urgent: boolean },
): KindSigns {
  const sums: Record<TopicKind, number> = { duty: 0, 'other-body': 0, criminal: 0, emergency: 0 };
  model.topics.forEach((topic, index) => {
    sums[topic.kind] += topicShares[index] ?? 0;
  });
  const grave = (kind: GraveKind): GraveSigns => {
    const own = markerHits(hits, model.topics, kind);
    return { marker: markerStrength(own), share: sums[kind], voice: hearVoice(model.voices[kind], vector), hits: own };
  };
  return { emergency: grave('emergency'), criminal: grave('criminal'), urgent, otherBody: sums['other-body'], duty: sums.duty };
}

/**
 * Once the kind is decided, topics of other kinds step back: a plain nuisance has no danger topics, a danger is
 * nobody's consultation, and where crime or danger was found, the duties behind it stay in front of all others.
 */
function scoresForKind(topics: readonly Topic[], scores: Float64Array, { kind, suspected }: KindDecision, signs: KindSigns): Float64Array {
  const grave: GraveKind | undefined = kind === 'emergency' || kind === 'criminal' ? kind : undefined;
  const back = grave ? Math.max(OFF_KIND.heard, OFF_KIND.clear * Math.min(1, signs[grave].marker)) : OFF_KIND.clear;
  const behind = new Set(topics.filter((topic) => topic.kind === grave && topic.duty).map((topic) => topic.duty));
  return Float64Array.from(scores, (score, index) => {
    const topic = topics[index] as Topic;
    if (grave) {
      if (topic.kind === grave) return score;
      if (topic.kind === 'duty') return behind.has(topic.code) ? score - back / 2 : score - back;
      return topic.kind === 'criminal' ? score - back : 0;
    }
    if (topic.kind === 'duty' || topic.kind === 'other-body') return score;
    return topic.kind === suspected ? score - back : 0;
  });
}

function channelLabel(channel: string | undefined): string | undefined {
  if (channel === undefined) return undefined;
  return Object.hasOwn(CHANNEL_LABELS, channel) ? CHANNEL_LABELS[channel as Channel] : channel;
}
