/** A person as answers show it: no user name, no password. */
import { z } from 'zod';
import { ROLES } from '../../domain/vocabulary.ts';

export const unitSchema = z.object({
  id: z.string(),
  name: z.string().meta({ title: '名称' }),
  kind: z.enum(['county', 'bureau', 'town', 'street', 'other']),
});

export const personSchema = z.object({
  id: z.string(),
  name: z.string().meta({ title: '姓名' }),
  unit: unitSchema,
  roles: z.array(z.enum(ROLES)),
  certificate: z.object({ number: z.string(), validFrom: z.string(), validUntil: z.string() }).nullable().meta({ title: '执法证' }),
  legalQualification: z.boolean().meta({ title: '法律职业资格' }),
  principal: z.boolean().meta({ title: '正职负责人' }),
  active: z.boolean(),
});
