import { CHANNEL_LABELS, type Channel } from '../../vocabulary.ts';
import { explain } from './explain.ts';
import {
  decideKind, LEAD_KIND_LABELS, markerHits, markerStrength, type GraveKind, type GraveSigns, type KindDecision, type KindSigns, type LeadKind,
} from './kinds.ts';
import { lessonVector, prepareLessons, pushes, type LearnedPush, type LearnedWeights, type PreparedLesson } from './learn.ts';
import type { ContextEntry, Duty, Lexicon, TopicKind, TriageMatter } from './lists.ts';
import { compileLexicon, matchLexicon, type CompiledLexicon, type Hit } from './matching.ts';
import { buildMatters, rankMatters, type MatterCandidate, type MatterModel } from './matters.ts';
import {
  contextFor, departmentShares, lexiconScores, rankBy, SCORING, shares, type Ranked, type ScoringWeights,
} from './scoring.ts';
import { buildProfiles, compare, strongest, vectorOf, type ProfileDocument, type Profiles } from './similarity.ts';
import { quote, readText, type ReadText } from './text.ts';
import { joinTopics, type Topic } from './topics.ts';
import { hearVoice, loudest, trainVoice, type Voice } from './voice.ts';

/** Triage of leads 线索研判: what sort of lead it is, whose it is, and why; a proposal for a person, never a decision. */

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

export interface TriageLead {
  text: string;
  town?: string | undefined;
  address?: string | undefined;
  /** Key or label of vocabulary CHANNELS. */
  channel?: string | undefined;
  /** ISO 8601 instant; only learned weights look at it, to fade. */
  receivedAt?: string | undefined;
}

export type MatchSource = 'duty' | 'matter' | 'lexicon' | 'ngram' | 'learned' | 'channel' | 'area';

export interface Matched {
  /** Expressions, letter by letter as they stand in the text (source area and channel: in the town, address or channel). */
  words: string[];
  source: MatchSource;
  /** Code of the list item that spoke: duty, matter, lexicon entry, context entry or correction. */
  item: string;
  itemTitle: string;
  listVersion: string;
  /** Points it gave; the larger, the more it says. */
  weight: number;
}

export interface DepartmentProposal {
  department: string;
  /** Share of the whole, 0..1; the proposals of one lead add up to at most 1. */
  score: number;
  /** Duty or other topic that names the department, the heaviest first. */
  topics: { code: string; title: string; share: number }[];
  matched: Matched[];
  /** Departments that help with the heaviest topic, in the list's order. */
  assisting: string[];
}

export type PersonReason = 'no-signal' | 'below-threshold' | 'out-of-scope' | 'criminal' | 'emergency' | 'suspected-emergency' | 'suspected-criminal' | 'truncated';

export interface TriageResult {
  kind: LeadKind;
  kindWhy: { sign: string; words: string[]; item: string; weight: number }[];
  suspected?: 'emergency' | 'criminal';
  domain: string;
  domains: { domain: string; score: number }[];
  departments: DepartmentProposal[];
  /** Calibrated: of the leads given 0.8, about 80 % are rightly placed with the first department (bench/dispatch). */
  confidence: number;
  toPerson: boolean;
  personReasons: PersonReason[];
  matters: MatterCandidate[];
  /** Chinese lines for the reader, in order of weight. */
  explanation: string[];
}

export const THRESHOLD = 0.6;
const DEPARTMENTS_SHOWN = 5;
const DOMAINS_SHOWN = 5;
const MATCHES_SHOWN = 8;
/** Weights of what is written about a topic in its profile: sentences say most, single expressions little. */
const DOCUMENT_WEIGHTS = { example: 1, title: 1, keyword: 0.5, expression: 0.3, matter: 0.5 };
const SOFT_TEMPERATURE = 1.5;
/** Topics outside a grave kind that was decided fall back by so many points, or by fewer where no clear marker was named. */
const OFF_KIND = { clear: 4, heard: 1 };

/** Builds the model once per set of lists (about a second); triage with it takes about a millisecond. */
export function buildTriage(lists: TriageLists): TriageModel {
  const topics = joinTopics(lists.duties.items, lists.lexicon);
  const matterNames = new Map(lists.matters.items.map((matter) => [matter.code, matter.name]));
  const documents = topics.flatMap((topic, profile): ProfileDocument[] => [
    ...topic.examples.map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.example })),
    { profile, text: topic.title, weight: DOCUMENT_WEIGHTS.title },
    ...topic.keywords.map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.keyword })),
    ...topic.entries.flatMap((entry) => (entry.weight > 0 ? entry.words ?? [] : []))
      .map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.expression })),
    ...topic.matters.flatMap((code) => matterNames.get(code) ?? [])
      .map((text) => ({ profile, text, weight: DOCUMENT_WEIGHTS.matter })),
  ]);
  const profiles = buildProfiles(documents, topics.length, lists.lexicon.ignore);
  const told = topics.flatMap(({ kind, examples }) => examples.map((example) => ({ kind, vector: vectorOf(profiles, readText(example).clean) })));
  const voice = (grave: GraveKind) => trainVoice(told.map(({ kind, vector }) => ({ vector, is: kind === grave })));
  return {
    lists,
    topics,
    topicIndex: new Map(topics.map((topic, index) => [topic.code, index])),
    lexicon: compileLexicon(lists.lexicon, topics),
    profiles,
    voices: { emergency: voice('emergency'), criminal: voice('criminal') },
    matters: buildMatters(lists.matters.items, lists.lexicon.ignore),
    lessons: prepareLessons(lists.weights ?? { version: 0, lessons: [] }, profiles),
    scoring: lists.scoring ?? SCORING,
    threshold: lists.threshold ?? THRESHOLD,
  };
}

/** The same model with other lessons: taking a correction in costs nothing but reading it. */
export function withLessons(model: TriageModel, weights: LearnedWeights): TriageModel {
  return { ...model, lists: { ...model.lists, weights }, lessons: prepareLessons(weights, model.profiles) };
}

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

/** Never throws, whatever the text; reads at most READ_LIMIT of it. */
export function triage(model: TriageModel, lead: TriageLead): TriageResult {
  const evidence = weigh(model, lead);
  const { topics, scoring } = model;
  const ranked = departmentShares(topics, evidence.topicShares, scoring.assisting);
  const domains = rankBy(topics, evidence.topicShares, (topic) => topic.domain);
  const departments = ranked.slice(0, DEPARTMENTS_SHOWN).filter((each) => each.share >= 0.005)
    .map((each) => proposal(model, evidence, each));
  const confidence = calibrated(topics.reduce((sum, topic, index) =>
    sum + (topic.department === ranked[0]?.name ? evidence.softShares[index] ?? 0 : 0), 0));
  const personReasons = reasonsForPerson(model, evidence, confidence);
  const result: Omit<TriageResult, 'explanation'> = {
    kind: evidence.decision.kind,
    kindWhy: kindWhy(model, evidence),
    ...(evidence.decision.suspected ? { suspected: evidence.decision.suspected } : {}),
    domain: domains[0]?.name ?? '其他',
    domains: domains.slice(0, DOMAINS_SHOWN).map(({ name, share }) => ({ domain: name, score: round(share) })),
    departments,
    confidence: round(confidence),
    toPerson: personReasons.length > 0,
    personReasons,
    matters: rankMatters(model.matters, evidence.text.clean, evidence.hits, topics, evidence.topicShares),
  };
  return { ...result, explanation: explain(result, model.threshold, evidence.text.truncated) };
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
  scores.forEach((score, index) => { scores[index] = score + scoring.likeness * (likeness[index] ?? 0); });
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
  model: TriageModel, { hits, vector, urgent, topicShares }: Pick<Evidence, 'hits' | 'vector' | 'topicShares'> & { urgent: boolean },
): KindSigns {
  const sums: Record<TopicKind, number> = { duty: 0, 'other-body': 0, criminal: 0, emergency: 0 };
  model.topics.forEach((topic, index) => { sums[topic.kind] += topicShares[index] ?? 0; });
  const grave = (kind: GraveKind): GraveSigns => {
    const own = markerHits(hits, model.topics, kind);
    return { marker: markerStrength(own), share: sums[kind], voice: hearVoice(model.voices[kind], vector), hits: own };
  };
  return { emergency: grave('emergency'), criminal: grave('criminal'), urgent, otherBody: sums['other-body'], duty: sums.duty };
}

/**
 * Once the kind is decided, topics of other kinds step back: a plain nuisance has no danger topics, a danger is nobody's
 * consultation, and where crime or danger was found, the duties behind it stay in front of all others.
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

function proposal(model: TriageModel, evidence: Evidence, ranked: Ranked): DepartmentProposal {
  const { topics } = model;
  const lead = ranked.topics.filter((index) => topics[index]?.department === ranked.name);
  const spoken = (lead.length > 0 ? lead : ranked.topics).slice(0, 3);
  const matched = [
    ...spoken.flatMap((index) => lexiconMatches(model, evidence, index)),
    ...spoken.slice(0, 1).flatMap((index) => likenessMatches(model, evidence, index)),
    ...contextMatches(model, evidence, spoken),
    ...learnedMatches(model, evidence, ranked.name),
  ].sort((a, b) => b.weight - a.weight).slice(0, MATCHES_SHOWN);
  const first = topics[spoken[0] ?? -1];
  return {
    department: ranked.name,
    score: round(ranked.share),
    topics: spoken.map((index) => {
      const topic = topics[index] as Topic;
      return { code: topic.code, title: topic.title, share: round(evidence.topicShares[index] ?? 0) };
    }),
    matched,
    assisting: first ? [first.department, ...first.assisting].filter((name) => name !== ranked.name) : [],
  };
}

function lexiconMatches(model: TriageModel, evidence: Evidence, index: number): Matched[] {
  const topic = model.topics[index] as Topic;
  return evidence.hits.filter((hit) => hit.topic === index && hit.value > 0).map((hit) => ({
    words: [...new Set(hit.spans.map(([start, end]) => quote(evidence.text, start, end)))],
    source: hit.source,
    item: hit.entry,
    itemTitle: topic.title,
    listVersion: hit.source === 'duty' ? model.lists.duties.version : model.lists.lexicon.version,
    weight: round(hit.value),
  }));
}

function likenessMatches(model: TriageModel, evidence: Evidence, index: number): Matched[] {
  const weight = model.scoring.likeness * (evidence.likeness[index] ?? 0);
  const words = quoteAll(evidence.text, strongest(model.profiles, evidence.vector, index, 4));
  if (words.length === 0) return [];
  const topic = model.topics[index] as Topic;
  const source: MatchSource = 'ngram';
  return [{ words, source, item: topic.code, itemTitle: topic.title, listVersion: model.lists.lexicon.version, weight: round(weight) }];
}

/** Expressions of the clean copy as the reporter wrote them. */
function quoteAll(text: ReadText, expressions: readonly string[]): string[] {
  return expressions.flatMap((expression) => {
    const start = text.clean.indexOf(expression);
    return start < 0 ? [] : [quote(text, start, start + expression.length)];
  });
}

function contextMatches(model: TriageModel, evidence: Evidence, spoken: readonly number[]): Matched[] {
  const codes = new Set(spoken.map((index) => model.topics[index]?.code));
  return evidence.context.filter(({ entry }) => entry.topics.some((code) => codes.has(code))).map(({ entry, words }) => ({
    words: [words],
    source: entry.when.channel ? 'channel' as const : 'area' as const,
    item: entry.id,
    itemTitle: entry.basis,
    listVersion: model.lists.lexicon.version,
    weight: entry.weight,
  }));
}

function learnedMatches(model: TriageModel, evidence: Evidence, department: string): Matched[] {
  const push = evidence.pushes.find((each) => each.department === department && each.points > 0);
  return (push?.lessons ?? []).slice(0, 3).map((lesson) => ({
    words: quoteAll(evidence.text, lesson.words),
    source: 'learned' as const,
    item: lesson.id,
    itemTitle: `退回改派件，与本件相似度 ${lesson.likeness.toFixed(2)}`,
    listVersion: String(model.lists.weights?.version ?? 0),
    weight: round((push?.points ?? 0) / (push?.lessons.length ?? 1)),
  }));
}

function kindWhy(model: TriageModel, evidence: Evidence): TriageResult['kindWhy'] {
  const { kind, suspected } = evidence.decision;
  const grave = kind === 'emergency' || kind === 'criminal' ? kind : suspected;
  const hits = grave ? evidence.signs[grave].hits : [];
  const shown = hits.filter((hit) => hit.marker > 0).slice(0, 4).map((hit) => ({
    sign: model.topics[hit.topic]?.title ?? '',
    words: [...new Set(hit.spans.map(([start, end]) => quote(evidence.text, start, end)))],
    item: hit.entry,
    weight: round(hit.marker),
  }));
  if (shown.length > 0) return shown;
  const heard = grave ? quoteAll(evidence.text, loudest(model.voices[grave], evidence.vector, 4)) : [];
  if (grave && heard.length > 0) return [{ sign: `说法近似${LEAD_KIND_LABELS[grave]}`, words: heard, item: 'voice', weight: round(evidence.signs[grave].voice) }];
  // No marker was named: the wording as a whole decided, so its heaviest topic and nearest expressions are shown.
  const wanted: TopicKind | undefined = grave ?? (kind === 'out-of-scope' ? 'other-body' : undefined);
  if (!wanted) return [];
  let best = -1;
  model.topics.forEach((topic, index) => {
    if (topic.kind === wanted && (best < 0 || (evidence.scores[index] ?? 0) > (evidence.scores[best] ?? 0))) best = index;
  });
  const topic = model.topics[best];
  if (!topic) return [];
  const [like] = likenessMatches(model, evidence, best);
  return [{ sign: topic.title, words: like?.words ?? [], item: topic.code, weight: like?.weight ?? 0 }];
}

function reasonsForPerson(model: TriageModel, evidence: Evidence, confidence: number): PersonReason[] {
  const { kind, suspected } = evidence.decision;
  const silent = evidence.topicShares.every((share) => share === 0);
  return [
    ...(kind === 'enforcement' ? [] : [kind]),
    ...(suspected ? [`suspected-${suspected}` as const] : []),
    ...(silent ? ['no-signal' as const] : confidence < model.threshold ? ['below-threshold' as const] : []),
    ...(evidence.text.truncated ? ['truncated' as const] : []),
  ];
}

/**
 * From the first department's share to how often that is right. Logistic, fitted on cross-validated answers to the project's
 * own written leads (bench/dispatch shows the fit); 0 stays 0.
 */
function calibrated(share: number): number {
  if (share <= 0) return 0;
  const bounded = Math.min(0.999, Math.max(0.001, share));
  const logit = Math.log(bounded / (1 - bounded));
  return 1 / (1 + Math.exp(-(CALIBRATION.intercept + CALIBRATION.slope * logit)));
}

export const CALIBRATION = { intercept: 2.1, slope: 1 };

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
