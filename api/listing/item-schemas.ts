/** An item of any kind as lists answer it, for the document and for tests that hold the answers to it. */
import { z } from 'zod';
import { caseRowSchema, tierSchema } from '../cases/case-schemas.ts';

export const itemRowSchema = caseRowSchema
  .extend({
    kind: z.string().meta({ title: '事项种类', description: '如 case（案件）' }),
    stage: z.string().meta({ title: '阶段', description: '各种事项自己的阶段' }),
    tier: tierSchema.nullable().meta({ title: '层级', description: '不分级办理的为空' }),
  })
  .meta({ title: '工作事项' });

/** Kinds by their names, such as `?kind=case,whistle`. */
export const kindsField = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((one) => one.split(',')).filter((one) => one !== ''))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(/^[a-z]+(-[a-z]+)*$/, '不是事项种类的名称')
          .max(40),
      )
      .max(20),
  )
  .optional()
  .meta({ title: '事项种类' });
