import type { Duty, Lexicon, LexiconEntry, TopicKind } from './lists.ts';

/**
 * What a lead can be about: one of the county's duties, or one of the lexicon's own topics (other bodies, police,
 * danger).
 */
export interface Topic {
  code: string;
  kind: TopicKind;
  title: string;
  /** `其他` where none of the county's domains fits. */
  domain: string;
  department: string;
  assisting: string[];
  /** The duty a danger belongs to, where there is one. */
  duty?: string;
  matters: string[];
  keywords: string[];
  entries: LexiconEntry[];
  examples: string[];
}

export const NO_DOMAIN = '其他';

/**
 * One topic a duty and one a lexicon topic. The two lists are published apart, so neither must trip over the other:
 * a duty without lexicon entries lives on its own keywords, and what the lexicon says of a duty no longer listed is
 * left out.
 */
export function joinTopics(duties: readonly Duty[], lexicon: Lexicon): Topic[] {
  const byCode = new Map(duties.map((duty) => [duty.code, duty]));
  const written = new Map(lexicon.topics.map((topic) => [topic.topic, topic]));
  const topics = duties.map((duty): Topic => {
    const own = written.get(duty.code);
    return {
      code: duty.code,
      kind: 'duty',
      title: duty.item,
      domain: duty.domain,
      department: duty.leadDepartment,
      assisting: duty.assistingDepartments,
      matters: own?.matters ?? [],
      keywords: duty.keywords,
      entries: own?.entries ?? [],
      examples: (own?.examples ?? []).map((example) => example.text),
    };
  });
  for (const own of lexicon.topics) {
    if (own.kind === 'duty') continue;
    const duty = own.duty === undefined ? undefined : byCode.get(own.duty);
    const department = own.department ?? '';
    const others = duty ? [duty.leadDepartment, ...duty.assistingDepartments] : [];
    topics.push({
      code: own.topic,
      kind: own.kind,
      title: own.title ?? own.topic,
      domain: duty?.domain ?? NO_DOMAIN,
      department,
      assisting: [...new Set(others)].filter((name) => name !== department),
      ...(duty === undefined ? {} : { duty: duty.code }),
      matters: own.matters ?? [],
      keywords: [],
      entries: own.entries,
      examples: own.examples.map((example) => example.text),
    });
  }
  return topics;
}

/**
 * Where the lexicon and the duties do not meet, for whoever publishes either: Chinese sentences, empty when all is
 * well.
 */
export function unmetTopics(duties: readonly Duty[], lexicon: Lexicon): string[] {
  const codes = new Set(duties.map((duty) => duty.code));
  const spoken = new Set(lexicon.topics.map((topic) => topic.topic));
  return [
    ...lexicon.topics.flatMap(({ topic, kind }) => (kind === 'duty' && !codes.has(topic) ? [`研判词表主题 ${topic} 不在履职事项清单内`] : [])),
    ...lexicon.topics.flatMap(({ topic, duty }) =>
      (duty !== undefined && !codes.has(duty) ? [`研判词表主题 ${topic} 指向不存在的履职事项 ${duty}`] : [])),
    ...duties.flatMap(({ code, item }) => (spoken.has(code) ? [] : [`履职事项 ${code}“${item}”在研判词表中没有词条，只能靠关键词`])),
  ];
}
