/** Patrol items 巡查事项, merged by object into one visit 综合查一次. */
import { z } from 'zod';
import { itemCode, sourceSchema, words } from './fields.ts';

export const patrolItemSchema = z.strictObject({
  code: itemCode,
  domain: words,
  object: words,
  item: words,
  standard: words,
  frequency: z.strictObject({
    times: z.int({ error: '应为整数' }).min(1, { error: '不能小于1' }).max(366, { error: '不能大于366' }),
    per: z.enum(['month', 'quarter', 'year']),
  }),
  mergeGroup: words,
  mergeGroupId: itemCode,
  departments: z.array(words).min(1, { error: '不能为空' }),
  relatedMatters: z.array(itemCode),
  source: z.strictObject({
    title: words,
    matters: z.array(z.strictObject({ code: itemCode, source: sourceSchema.nullable() })).optional(),
  }),
  verified: z.boolean(),
  contentFromVerifiedClause: z.boolean(),
});
export type PatrolItem = z.infer<typeof patrolItemSchema>;
