import { stretches } from './highlight.ts';
import { LEAD_KIND_LABELS } from './kinds.ts';
import type { TopicKind } from './lists.ts';
import type { MatterCandidate } from './matters.ts';
import type { TriageModel } from './model.ts';
import type { DepartmentProposal, Matched, TriageResult } from './result.ts';
import type { Ranked } from './scoring.ts';
import { partsOf } from './similarity.ts';
import { quote, type ReadText } from './text.ts';
import type { Topic } from './topics.ts';
import { voiceParts } from './voice.ts';
import type { Evidence } from './weigh.ts';
import type { Span } from './words.ts';

/** What spoke for a department or a kind, quoted from the lead and named by its list item. */

const MATCHES_SHOWN = 8;

export function proposal(model: TriageModel, evidence: Evidence, ranked: Ranked, matters: readonly MatterCandidate[]): DepartmentProposal {
  const { topics } = model;
  const lead = ranked.topics.filter((index) => topics[index]?.department === ranked.name);
  const spoken = (lead.length > 0 ? lead : ranked.topics).slice(0, 3);
  const matched = [
    ...spoken.flatMap((index) => lexiconMatches(model, evidence, index)),
    ...spoken.slice(0, 1).flatMap((index) => likenessMatches(model, evidence, index)),
    ...matterMatches(model, spoken, matters),
    ...contextMatches(model, evidence, spoken),
    ...learnedMatches(model, evidence, ranked.name),
  ]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MATCHES_SHOWN);
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
  return evidence.hits
    .filter((hit) => hit.topic === index && hit.value > 0)
    .map((hit) => ({
      words: quoteSpans(evidence.text, hit.spans),
      source: hit.source,
      item: hit.entry,
      itemTitle: topic.title,
      listVersion: hit.source === 'duty' ? model.lists.duties.version : model.lists.lexicon.version,
      weight: round(hit.value),
    }));
}

function likenessMatches(model: TriageModel, evidence: Evidence, index: number): Matched[] {
  const weight = model.scoring.likeness * (evidence.likeness[index] ?? 0);
  const words = quoteSpans(evidence.text, stretches(evidence.text.clean, partsOf(model.profiles, evidence.vector, index), 4));
  if (words.length === 0) return [];
  const topic = model.topics[index] as Topic;
  const listVersion = model.lists.lexicon.version;
  return [{ words, source: 'ngram', item: topic.code, itemTitle: topic.title, listVersion, weight: round(weight) }];
}

function matterMatches(model: TriageModel, spoken: readonly number[], matters: readonly MatterCandidate[]): Matched[] {
  const codes = new Set(spoken.flatMap((index) => model.topics[index]?.matters ?? []));
  const matter = matters.find(({ code, words }) => codes.has(code) && words.length > 0);
  if (!matter) return [];
  const { code, name, words, score } = matter;
  return [{ words, source: 'matter', item: code, itemTitle: name, listVersion: model.lists.matters.version, weight: score }];
}

/** Stretches of the clean copy as the reporter wrote them. */
function quoteSpans(text: ReadText, spans: readonly Span[]): string[] {
  return [...new Set(spans.map(([start, end]) => quote(text, start, end)))];
}

function contextMatches(model: TriageModel, evidence: Evidence, spoken: readonly number[]): Matched[] {
  const codes = new Set(spoken.map((index) => model.topics[index]?.code));
  return evidence.context
    .filter(({ entry }) => entry.topics.some((code) => codes.has(code)))
    .map(({ entry, words }) => ({
      words: [words],
      source: entry.when.channel ? ('channel' as const) : ('area' as const),
      item: entry.id,
      itemTitle: entry.basis,
      listVersion: model.lists.lexicon.version,
      weight: entry.weight,
    }));
}

function learnedMatches(model: TriageModel, evidence: Evidence, department: string): Matched[] {
  const push = evidence.pushes.find((each) => each.department === department && each.points > 0);
  return (push?.lessons ?? [])
    .slice(0, 3)
    .map((lesson) => ({
      words: quoteSpans(evidence.text, stretches(evidence.text.clean, lesson.grams, 4)),
      source: 'learned' as const,
      item: lesson.id,
      itemTitle: `退回改派件，与本件相似度 ${lesson.likeness.toFixed(2)}`,
      listVersion: String(model.lists.weights?.version ?? 0),
      weight: round((push?.points ?? 0) / (push?.lessons.length ?? 1)),
    }));
}

export function kindWhy(model: TriageModel, evidence: Evidence): TriageResult['kindWhy'] {
  const { kind, suspected } = evidence.decision;
  const grave = kind === 'emergency' || kind === 'criminal' ? kind : suspected;
  const hits = grave ? evidence.signs[grave].hits : [];
  const shown = hits
    .filter((hit) => hit.marker > 0)
    .slice(0, 4)
    .map((hit) => ({
      sign: model.topics[hit.topic]?.title ?? '',
      words: quoteSpans(evidence.text, hit.spans),
      item: hit.entry,
      weight: round(hit.marker),
    }));
  if (shown.length > 0) return shown;
  const heard = grave ? quoteSpans(evidence.text, stretches(evidence.text.clean, voiceParts(model.voices[grave], evidence.vector), 4)) : [];
  if (grave && heard.length > 0)
    return [{ sign: `说法近似${LEAD_KIND_LABELS[grave]}`, words: heard, item: 'voice', weight: round(evidence.signs[grave].voice) }];
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

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
