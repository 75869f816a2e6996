/** Duty items 履职事项: keywords → lead and assisting departments, with the town's part. */
import { z } from 'zod';
import { itemCode, sourceSchema, words } from './fields.ts';

export const dutySchema = z.strictObject({
  code: itemCode,
  domain: words,
  item: words,
  keywords: z.array(words).min(1, { error: '不能为空' }),
  leadDepartment: words,
  assistingDepartments: z.array(words),
  townRole: words,
  source: sourceSchema.extend({ also: sourceSchema.optional() }),
  verified: z.boolean(),
});
export type Duty = z.infer<typeof dutySchema>;
