/** Postings 派驻, over everybody: who works for whom, from when to when. */
import { audits } from '../audit/says.ts';
import { z } from 'zod';
import { holdsOn, POSTING_MODES } from '../../domain/staffing/model.ts';
import { personChanges } from '../../domain/staffing/person-changes.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { personId } from '../../domain/work/fields.ts';
import { notFound } from '../http/problem.ts';
import { flagField, idField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { hasRole } from '../../domain/roles.ts';
import { KEEPERS, PROPOSER, READERS, type StaffingServices, tag } from './access.ts';
import { proposeOne } from './changes.ts';
import { effectiveOn, outcomeSchema, reason } from './schemas.ts';
import { shownPerson } from './shown.ts';
import { unitSchema } from '../people/person-schema.ts';

const postingSchema = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  mode: z.enum(POSTING_MODES),
  unitId: z.string(),
  unitName: z.string(),
  home: unitSchema,
});

export function postingRoutes({ database, staffing }: StaffingServices): Route[] {
  return [
    route(READERS, {
      method: 'get',
      path: '/postings',
      id: 'postings',
      audit: audits('administration'),
      tag,
      summary: '派驻、下沉、巡回：谁在哪里，从哪天到哪天',
      query: z.strictObject({ unit: idField('派往单位'), ended: flagField('也看已结束的') }),
      answers: { 200: { description: '后开始的在前', schema: z.object({ items: z.array(postingSchema) }) } },
      handle: async ({ query, caller, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const items = [...staff.people.values()].flatMap((standing) => {
          const person = shownPerson(staff, standing, today, 0);
          if (!person) return [];
          const home = person.home ?? person.unit;
          return person.postings
            .filter((one) => query.ended || one.until === null || one.until >= today || holdsOn(one, today))
            .filter(({ unitId }) => !query.unit || unitId === query.unit)
            .filter(({ unitId }) => hasRole(caller.person, ...KEEPERS.roles) || [unitId, home.id].includes(caller.person.unit.id))
            .map((one) => ({ ...one, personId: person.id, personName: person.name, home }));
        });
        return { body: { items: items.toSorted((a, b) => b.from.localeCompare(a.from)) } };
      },
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/postings',
      id: 'postPerson',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '派驻一名人员，由安全管理员批准后生效',
      body: z.strictObject({ personId: personId('人员'), effectiveOn, reason, data: personChanges.post.schema }),
      answers: { 202: { description: '已提出', schema: outcomeSchema } },
      handle: async ({ body: { personId: subjectId, ...rest }, caller, now }) => {
        return {
          status: 202,
          body: await proposeOne(database, caller.person, { subject: 'person', subjectId, kind: 'post', ...rest }, legalDateOf(now)),
        };
      },
    }),
    route(PROPOSER, {
      method: 'patch',
      path: '/postings/{postingId}',
      id: 'recallPerson',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '结束派驻',
      params: z.object({ postingId: z.string().min(1).max(100).meta({ title: '派驻' }) }),
      body: z.strictObject({ effectiveOn, reason }),
      answers: { 202: { description: '已生效或者到日生效', schema: outcomeSchema } },
      handle: async ({ params: { postingId }, body, caller, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const person = [...staff.people.values()].find(({ postings }) => postings.some(({ id }) => id === postingId));
        if (!person) throw notFound('没有这项派驻', 'posting-not-found');
        const given = { subject: 'person' as const, subjectId: person.id, kind: 'recall', ...body, data: { heldId: postingId } };
        return { status: 202, body: await proposeOne(database, caller.person, given, today) };
      },
    }),
  ];
}
