import { z } from 'zod';
import { POSTING_MODES, UNIT_KINDS } from '../../domain/staffing/model.ts';
import { POSTS } from '../../domain/staffing/posts.ts';
import { legalDate, longText } from '../../domain/work/fields.ts';
import { ROLES } from '../../domain/vocabulary.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { unitSchema } from '../people/person-schema.ts';

export const effectiveOn = legalDate('生效日期', '第一天');
export const reason = longText('事由', '任免文件、文号或者情况说明', 500);

const date = z.string();
const span = { id: z.string(), from: date, until: date.nullable() };

export const staffUnitSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  parentId: z.string().nullable(),
  from: date,
  until: date.nullable(),
  names: z.array(z.object({ name: z.string(), from: date })),
  body: unitSchema,
  people: z.int(),
});

export const staffPersonSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  unit: unitSchema,
  home: unitSchema.nullable(),
  part: z.object({ id: z.string(), name: z.string() }).nullable(),
  roles: z.array(z.enum(ROLES)),
  active: z.boolean(),
  suspended: z.boolean(),
  principal: z.boolean(),
  enteredOn: date,
  leftOn: date.nullable(),
  legalQualification: z.boolean(),
  posts: z.array(z.object({ ...span, unitId: z.string(), unitName: z.string(), post: z.enum(POSTS), principal: z.boolean() })),
  postings: z.array(z.object({ ...span, unitId: z.string(), unitName: z.string(), mode: z.enum(POSTING_MODES) })),
  deputies: z.array(z.object({ ...span, until: date, forPersonId: z.string(), forName: z.string(), inCharge: z.boolean() })),
  certificates: z.array(z.object({ ...span, until: date, number: z.string(), field: z.string().nullable() })),
  certificateDays: z.int().nullable().meta({ title: '执法证剩余天数' }),
  openItems: z.int().meta({ title: '在办事项' }),
});

/** Of whatever one person proposes and another decides. */
export const proposalFields = {
  status: z.enum(['proposed', 'approved', 'refused', 'withdrawn']),
  proposedBy: z.string(),
  proposedByName: z.string(),
  proposedAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  decidedReason: z.string().nullable(),
};

export const changeSchema = z.object({
  id: z.string(),
  subject: z.enum(['unit', 'person']),
  subjectId: z.string(),
  subjectName: z.string(),
  kind: z.string(),
  label: z.string(),
  effectiveOn: date,
  data: z.record(z.string(), z.unknown()),
  words: z.string(),
  reason: z.string(),
  grants: z.boolean().meta({ title: '须两人办理' }),
  ...proposalFields,
});
export const outcomeSchema = changeSchema.extend({ consequences: z.array(z.string()), openItems: z.int() });
export const openItemSchema = z.object({ id: z.string(), kind: z.string(), title: z.string(), stage: z.string(), unitName: z.string() });
