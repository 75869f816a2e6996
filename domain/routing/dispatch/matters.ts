import type { TriageMatter } from './lists.ts';
import type { Hit } from './matching.ts';
import { stretches } from './highlight.ts';
import { buildProfiles, compare, partsOf, vectorOf, type Profiles } from './similarity.ts';
import { quote, type ReadText } from './text.ts';
import type { Topic } from './topics.ts';

/**
 * Which penalty matters 执法事项 a lead may come to: named by the topics it belongs to, by lexicon entries, by
 * likeness.
 */

export interface MatterModel {
  matters: TriageMatter[];
  profiles: Profiles;
}

export interface MatterCandidate {
  code: string;
  name: string;
  score: number;
  why: string[];
  /** Stretches of the text that resemble the matter's name and clause. */
  words: string[];
}

const CLAUSE_WEIGHT = 0.3;
/** Topics below this share of the lead name no matters. */
const SHARE_HEARD = 0.05;
const LIKENESS_WEIGHT = 3;
const ENTRY_WEIGHT = 0.4;
const CANDIDATES = 5;

export function buildMatters(matters: readonly TriageMatter[], ignore: readonly string[]): MatterModel {
  const documents = matters.flatMap((matter, profile) => [
    { profile, text: matter.name, weight: 1 },
    ...(matter.clauseText ? [{ profile, text: matter.clauseText, weight: CLAUSE_WEIGHT }] : []),
  ]);
  return { matters: [...matters], profiles: buildProfiles(documents, matters.length, ignore) };
}

export function rankMatters(
  model: MatterModel,
  text: ReadText,
  hits: readonly Hit[],
  topics: readonly Topic[],
  topicShares: Float64Array,
): MatterCandidate[] {
  const vector = vectorOf(model.profiles, text.clean);
  const likeness = compare(model.profiles, vector);
  const named = new Map<string, { share: number; titles: string[]; entries: Set<string>; points: number }>();
  const of = (code: string) => {
    const known = named.get(code) ?? { share: 0, titles: [], entries: new Set<string>(), points: 0 };
    named.set(code, known);
    return known;
  };
  topics.forEach((topic, index) => {
    const share = topicShares[index] ?? 0;
    if (share < SHARE_HEARD) return;
    for (const code of topic.matters) {
      const matter = of(code);
      matter.share += share;
      matter.titles.push(`${topic.code}“${topic.title}”`);
    }
  });
  for (const hit of hits) {
    const share = topicShares[hit.topic] ?? 0;
    if (share < SHARE_HEARD || hit.value <= 0) continue;
    for (const code of hit.matters) {
      const matter = of(code);
      matter.entries.add(hit.entry);
      matter.points += ENTRY_WEIGHT * hit.value * share;
    }
  }
  return model.matters
    .flatMap((matter, index): MatterCandidate[] => {
      const known = named.get(matter.code);
      if (!known) return [];
      const alike = likeness[index] ?? 0;
      const score = known.share + known.points + LIKENESS_WEIGHT * alike;
      const spans = alike > 0 ? stretches(text.clean, partsOf(model.profiles, vector, index), 3) : [];
      const words = [...new Set(spans.map(([start, end]) => quote(text, start, end)))];
      const why = [
        ...(known.titles.length > 0 ? [`属${known.titles.join('、')}`] : []),
        ...(known.entries.size > 0 ? [`词条 ${[...known.entries].join('、')}`] : []),
        ...(words.length > 0 ? [`与事项名称、条文相近：${words.map((word) => `“${word}”`).join('')}`] : []),
      ];
      return [{ code: matter.code, name: matter.name, score: round(score), why, words }];
    })
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, CANDIDATES);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
