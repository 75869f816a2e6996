/** What the case routes answer, for the document and for tests that hold the answers to it. */
import { z } from 'zod';
import { EARLIER_MEANINGS } from '../../domain/case/earlier-means.ts';
import { TERM_EFFECTS } from '../../domain/terms/model.ts';
import { LIGHTS, OUTCOMES, STAGES, TIERS } from '../../domain/vocabulary.ts';

export const instantSchema = z.iso.datetime({ offset: true });
export const unitNameSchema = z.object({ id: z.string(), name: z.string() });
export const stageSchema = z.enum(STAGES);
export const tierSchema = z.enum(TIERS);
export const lightSchema = z.enum(LIGHTS);

export const namingTermSchema = z
  .object({
    key: z.string(),
    label: z.string(),
    effect: z.enum(TERM_EFFECTS),
    deadline: instantSchema.nullable(),
    provisional: z.boolean(),
  })
  .meta({ title: '决定灯色的期限' });

export const caseRowSchema = z
  .object({
    kind: z.literal('case'),
    id: z.string(),
    number: z.string().nullable().meta({ title: '案号' }),
    title: z.string(),
    stage: stageSchema,
    tier: tierSchema,
    light: lightSchema,
    term: namingTermSchema.nullable(),
    town: unitNameSchema,
    unit: unitNameSchema,
    handlers: z.array(z.object({ id: z.string(), name: z.string() })),
    partyName: z.string().nullable(),
    matterCode: z.string().nullable(),
    matterName: z.string().nullable(),
    emergency: z.boolean(),
    openedAt: instantSchema,
    stageEnteredAt: instantSchema,
    yellowAt: instantSchema.nullable(),
    redAt: instantSchema.nullable(),
    waiting: z.string().nullable(),
    outcome: z.string().nullable(),
    ended: z.boolean().meta({ title: '已结束' }),
    version: z.int(),
  })
  .meta({ title: '案件' });

export const pageOfSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().meta({ title: '下一页的翻页位置，最后一页为空' }) });

export const cappedCountSchema = z.object({ count: z.int(), capped: z.boolean().meta({ title: '实际更多' }) });

export const lineSchema = z.object({ text: z.string(), basis: z.string().optional() });

/** A term as derived at one instant; `lines` where it explains itself. */
export const termSchema = z
  .object({
    term: z.string(),
    key: z.string(),
    label: z.string(),
    effect: z.enum(TERM_EFFECTS),
    rule: z.string().nullable().meta({ title: '规定期限所参照的规定' }),
    status: z.string(),
    open: z.boolean(),
    anchor: instantSchema,
    armedAt: instantSchema,
    deadline: instantSchema.nullable(),
    yellowAt: instantSchema.nullable(),
    redAt: instantSchema.nullable(),
    light: lightSchema,
    consumed: z.number(),
    remaining: z.number(),
    total: z.number(),
    overdue: z.number(),
    countUnit: z.string(),
    provisional: z.boolean(),
    late: z.boolean(),
    basis: z.string(),
  })
  .loose();

export const explainedTermSchema = termSchema.extend({ lines: z.array(lineSchema) });

export const eventSchema = z.object({
  seq: z.int(),
  type: z.string(),
  at: instantSchema,
  actor: z.object({ id: z.string(), name: z.string() }).loose(),
  data: z.unknown(),
  terms: z.array(z.unknown()),
  basis: z.array(z.string()),
  entered: z
    .object({
      by: z.object({ id: z.string(), name: z.string() }),
      checkedBy: z.object({ id: z.string(), name: z.string() }),
      at: instantSchema,
      draft: z.string(),
      pages: z.array(z.int()),
    })
    .optional()
    .meta({ title: '由纸质案卷补录：录入人、核对人、所据卷宗页' }),
  hash: z.string(),
});

export const commandAnswerSchema = z.object({
  caseId: z.string(),
  version: z.int(),
  stage: stageSchema,
  tier: tierSchema,
  light: lightSchema,
  events: z.array(z.object({ seq: z.int(), type: z.string() })),
  durable: z.literal(true).meta({ title: '已经持久保存' }),
  readable: z.boolean().meta({ title: '查询已经能看到；数据库暂时离线时为否，恢复后自动补齐' }),
});

export const earlierCaseSchema = z
  .object({
    caseId: z.string(),
    number: z.string().nullable(),
    matterCode: z.string(),
    matterName: z.string(),
    town: z.string(),
    decidedOn: z.string().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    fine: z.number().nullable(),
    conductOn: z.string().nullable(),
    place: z.string().nullable().meta({ title: '发生地，只给可以查看该案的人' }),
    mayOpen: z.boolean().meta({ title: '您可以查看该案' }),
  })
  .meta({ title: '当事人的其他案件' });

export const earlierMeaningSchema = z.object({
  code: z.enum(EARLIER_MEANINGS),
  weight: z.enum(['stop', 'heed', 'note']),
  text: z.string(),
  basis: z.string(),
  caseIds: z.array(z.string()),
});

export const relatedSchema = z
  .array(
    z.object({
      kind: z.string(),
      id: z.string(),
      title: z.string(),
      relation: z.string(),
      mayOpen: z.boolean().meta({ title: '您可以查看该事项' }),
    }),
  )
  .meta({ title: '关联的工作事项' });

export const caseAnswerSchema = z.object({
  now: instantSchema,
  asOf: instantSchema.nullable(),
  version: z.int(),
  head: z.string().meta({ title: '末条事件的哈希' }),
  light: lightSchema,
  term: namingTermSchema.nullable(),
  terms: z.array(termSchema),
  case: z.object({ caseId: z.string(), stage: stageSchema, version: z.int() }).loose(),
  debt: z
    .object({
      fine: z.number().meta({ title: '尚欠罚没款（元）' }),
      surcharge: z.number().meta({ title: '尚欠加处罚款（元）' }),
      lines: z.array(lineSchema).meta({ title: '加处罚款的计算' }),
    })
    .nullable()
    .meta({ title: '决定尚未缴清的款项；没有欠缴的为空' }),
  papers: z
    .array(
      z.object({
        title: z.string(),
        volume: z.enum(['main', 'secondary']).meta({ title: '正卷或者副卷' }),
        from: z.string().meta({ title: '在案件记录中的出处' }),
      }),
    )
    .meta({ title: '卷内目录，按本县设置的立卷顺序' }),
  related: relatedSchema,
  partyIds: z.array(z.string().nullable()).meta({ title: '当事人记录，与案件中的顺序相同' }),
  earlier: z.array(earlierCaseSchema).meta({ title: '当事人在全县的其他案件；回看某一时刻时没有' }),
  earlierMeans: z.array(earlierMeaningSchema).meta({ title: '其他案件对本案意味着什么' }),
  nextWakeUp: z.object({ at: instantSchema, why: z.string() }).nullable(),
  waiting: z.string().nullable(),
});

export const nextCommandSchema = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  allowed: z.boolean(),
  primary: z.boolean(),
  awaited: z.boolean(),
  refusal: z
    .object({ code: z.string(), message: z.string(), needs: z.array(z.string()), basis: z.array(z.string()).optional() })
    .nullable(),
});
