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
