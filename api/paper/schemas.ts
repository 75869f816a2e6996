/** What the routes of paper files answer, for the document and for tests that hold the answers to it. */
import { z } from 'zod';
import { DRAFT_STATUSES } from '../../domain/paper/draft.ts';
import { instantSchema } from '../cases/case-schemas.ts';

const named = z.object({ id: z.string(), name: z.string() });

export const draftRowSchema = z
  .object({
    id: z.string(),
    reference: z.string().meta({ title: '纸质案卷号' }),
    unit: named,
    status: z.enum(DRAFT_STATUSES),
    enteredBy: named,
    checkedBy: named.nullable(),
    title: z.string().nullable(),
    acts: z.int(),
    pages: z.int(),
    updatedAt: instantSchema,
    abandoned: z.boolean().meta({ title: '搁置已久' }),
    mayCheck: z.boolean().meta({ title: '您可以核对' }),
  })
  .meta({ title: '录入稿' });

export const standingSchema = z.object({ id: z.string(), revision: z.int(), status: z.enum(DRAFT_STATUSES) }).meta({ title: '录入稿现状' });

export const fileSchema = z.object({ hash: z.string(), name: z.string(), type: z.string(), pages: z.int(), firstPage: z.int() });

export const draftSchema = draftRowSchema.omit({ acts: true }).extend({
  caseId: z.string(),
  reason: z.string(),
  sameElsewhere: z.string().nullable(),
  origin: z.string().nullable(),
  revision: z.int(),
  acts: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      name: z.string(),
      payload: z.unknown(),
      pages: z.array(z.int()),
      label: z.string(),
      byName: z.string(),
      unknown: z.array(z.string()).meta({ title: '人员登记不知道的' }),
      check: z.object({ act: z.int(), note: z.string().nullable(), by: named, at: instantSchema }).nullable(),
    }),
  ),
  files: z.array(fileSchema),
  scan: z.array(z.object({ page: z.int(), file: z.string(), pageInFile: z.int(), hash: z.string() })),
  pagesWithoutAct: z.array(z.int()),
  actsWithoutPage: z.array(z.int()),
  fault: z
    .object({ act: z.int(), code: z.string(), message: z.string(), needs: z.array(z.string()), basis: z.array(z.string()).optional() })
    .nullable()
    .meta({ title: '第一个依规则不成立的步骤' }),
  file: z.unknown().meta({ title: '各步之后的案件' }),
  goLiveOn: z.string().nullable(),
  steps: z.array(z.object({ kind: z.string(), by: named, at: instantSchema, text: z.string().nullable(), revision: z.int() })),
  checkers: z.array(named),
  may: z.object({ edit: z.string().nullable(), check: z.string().nullable(), discard: z.string().nullable() }),
});

export const entrySchema = z.object({
  draft: z.string(),
  reference: z.string(),
  by: named,
  checkedBy: named,
  at: instantSchema,
  pages: z.int(),
  named: z.boolean().meta({ title: '案卷写有您的姓名' }),
  objections: z.array(z.object({ by: named, text: z.string(), at: instantSchema })).meta({ title: '异议' }),
});
