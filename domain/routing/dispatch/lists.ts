import { z } from 'zod';

/**
 * The lists that triage 线索研判 reads, each with its version: duties 履职事项, matters 执法事项 and the lexicon 研判词表.
 * All of them are data with ids, so that an explanation can name the very entry that spoke.
 */

export const dutySchema = z.object({
  code: z.string().min(1),
  domain: z.string().min(1),
  item: z.string().min(1),
  keywords: z.array(z.string().min(1)),
  leadDepartment: z.string().min(1),
  assistingDepartments: z.array(z.string()),
});
export type Duty = z.infer<typeof dutySchema>;

export const triageMatterSchema = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  domain: z.string().min(1),
  clauseText: z.string().nullish(),
});
export type TriageMatter = z.infer<typeof triageMatterSchema>;

/**
 * What a topic stands for: a duty of the county, a body outside it, police work, or a danger that asks for arrival.
 */
export const TOPIC_KINDS = ['duty', 'other-body', 'criminal', 'emergency'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/**
 * One lexicon entry. `words`: any of these expressions speaks for the topic. `all`: one expression of every group
 * within `within` characters (default 24), unless one of `unless` stands nearby. `@name` refers to a concept. In
 * topics of kind criminal and emergency a weight of 1 is decisive and 0.5 a suspicion; elsewhere 3 is strong, 1
 * faint. A negative weight speaks against the topic: rubble in a river is the water department's, whatever it is
 * made of.
 */
export const lexiconEntrySchema = z
  .object({
    id: z.string().min(1),
    weight: z
      .number()
      .min(-5)
      .max(5)
      .refine((weight) => weight !== 0, '权重不能为零'),
    words: z.array(z.string().min(1)).optional(),
    all: z
      .array(z.array(z.string().min(1)).min(1))
      .min(1)
      .optional(),
    within: z.int().min(1).max(200).optional(),
    /**
     * Danger and crime are told in one breath: their combinations must stand in one clause, unless this says
     * otherwise.
     */
    across: z.boolean().optional(),
    unless: z.array(z.string().min(1)).optional(),
    matters: z.array(z.string()).optional(),
  })
  .refine((entry) => (entry.words === undefined) !== (entry.all === undefined), { message: '词条须且只须有 words 或 all 之一' });
export type LexiconEntry = z.infer<typeof lexiconEntrySchema>;

export const lexiconTopicSchema = z.object({
  topic: z.string().min(1),
  /**
   * Topics that are no duty name who receives them, what they are called and, where there is one, the duty behind.
   */
  department: z.string().optional(),
  title: z.string().optional(),
  duty: z.string().optional(),
  matters: z.array(z.string()).optional(),
  entries: z.array(lexiconEntrySchema),
  examples: z.array(z.object({ id: z.string(), text: z.string().min(1) })),
});
export type LexiconTopic = z.infer<typeof lexiconTopicSchema>;

export const conceptSchema = z.object({ id: z.string(), name: z.string().regex(/^[A-Za-z]+$/), words: z.array(z.string().min(1)).min(1) });
export type Concept = z.infer<typeof conceptSchema>;

/** A leaning given by where the lead comes from, never enough alone to decide. */
export const contextEntrySchema = z.object({
  id: z.string().min(1),
  when: z.object({
    area: z.enum(['urban', 'rural']).optional(),
    channel: z.array(z.string()).optional(),
    address: z.array(z.string()).optional(),
  }),
  topics: z.array(z.string()).min(1),
  weight: z.number().min(-2).max(2),
  basis: z.string().min(1),
});
export type ContextEntry = z.infer<typeof contextEntrySchema>;

const fileHead = { schema: z.literal('caselight/lexicon@1'), version: z.string().min(1), title: z.string() };
export const lexiconFileSchema = z.discriminatedUnion('kind', [
  z.object({ ...fileHead, kind: z.enum(TOPIC_KINDS), topics: z.array(lexiconTopicSchema) }),
  z.object({ ...fileHead, kind: z.literal('concepts'), concepts: z.array(conceptSchema) }),
  z.object({
    ...fileHead,
    kind: z.literal('context'),
    entries: z.array(contextEntrySchema),
    /**
     * Hotline phrases and names of offices: they say who writes, not what happened, so statistics must not see
     * them.
     */
    ignore: z.array(z.string()),
  }),
]);

export interface Lexicon {
  version: string;
  topics: (LexiconTopic & { kind: TopicKind })[];
  concepts: Concept[];
  context: ContextEntry[];
  ignore: string[];
}

/**
 * Joins lexicon files (in any order) into one lexicon; its version is the newest of the files'.
 * Throws with a Chinese message when a file is malformed, an id occurs twice or an entry names an unknown concept.
 */
export function joinLexicon(files: unknown[]): Lexicon {
  const lexicon: Lexicon = { version: '', topics: [], concepts: [], context: [], ignore: [] };
  for (const raw of files) {
    const parsed = lexiconFileSchema.safeParse(raw);
    if (!parsed.success) throw new Error(`研判词表格式不正确：${z.prettifyError(parsed.error)}`);
    const file = parsed.data;
    if (file.version > lexicon.version) lexicon.version = file.version;
    if (file.kind === 'concepts') lexicon.concepts.push(...file.concepts);
    else if (file.kind === 'context') {
      lexicon.context.push(...file.entries);
      lexicon.ignore.push(...file.ignore);
    } else {
      const { kind, topics } = file;
      lexicon.topics.push(...topics.map((topic) => ({ ...topic, kind })));
    }
  }
  refuseFaults(lexicon);
  return lexicon;
}

function refuseFaults(lexicon: Lexicon): void {
  const seen = new Set<string>();
  const once = (id: string) => {
    if (seen.has(id)) throw new Error(`研判词表编号重复：${id}`);
    seen.add(id);
  };
  const concepts = new Set(lexicon.concepts.map((concept) => concept.name));
  lexicon.concepts.forEach((concept) => once(concept.id));
  lexicon.context.forEach((entry) => once(entry.id));
  for (const topic of lexicon.topics) {
    once(topic.topic);
    if (topic.kind !== 'duty' && (!topic.department || !topic.title)) {
      throw new Error(`研判词表主题 ${topic.topic} 缺少承接单位或名称`);
    }
    topic.examples.forEach((example) => once(example.id));
    for (const entry of topic.entries) {
      once(entry.id);
      for (const word of [...(entry.all ?? []).flat(), ...(entry.unless ?? [])]) {
        if (word.startsWith('@') && !concepts.has(word.slice(1))) {
          throw new Error(`研判词表词条 ${entry.id} 引用了不存在的通用说法 ${word}`);
        }
      }
    }
  }
}
