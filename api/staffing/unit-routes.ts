/** Units: what there is, and its changes. */
import { audits } from '../audit/says.ts';
import { z } from 'zod';
import { UNIT_KINDS } from '../../domain/staffing/model.ts';
import { unitChanges } from '../../domain/staffing/unit-changes.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { notFound } from '../http/problem.ts';
import { flagField, manyOf } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { newToken } from '../session/tokens.ts';
import { proposeOne } from './changes.ts';
import { changesOf } from './history.ts';
import { PROPOSER, READERS, type StaffingServices, tag } from './access.ts';
import { changeSchema, effectiveOn, outcomeSchema, reason, staffUnitSchema } from './schemas.ts';
import { headcount, shownUnit } from './shown.ts';

const params = z.object({ unitId: z.string().min(1).max(100).meta({ title: '单位' }) });
const { found, rename, move, end } = unitChanges;
const change = { effectiveOn, reason };

export function unitRoutes({ database, staffing }: StaffingServices): Route[] {
  return [
    route(READERS, {
      method: 'get',
      path: '/units',
      id: 'units',
      audit: audits('administration'),
      tag,
      summary: '单位：县、部门、镇街、中队、网格',
      query: z.strictObject({ kind: manyOf('类别', UNIT_KINDS), ended: flagField('也看已撤销的') }),
      answers: { 200: { description: '按上下级和名称', schema: z.object({ items: z.array(staffUnitSchema) }) } },
      handle: async ({ query, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const counts = headcount(staff, today);
        const items = [...staff.units.values()]
          .filter(
            ({ kind, until }) => (query.ended || until === null || until >= today) && (!query.kind?.length || query.kind.includes(kind)),
          )
          .map((unit) => shownUnit(staff, unit, today, counts));
        return { body: { items: items.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')) } };
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/units/{unitId}',
      id: 'unit',
      audit: audits('administration'),
      tag,
      summary: '一个单位和它的变更',
      params,
      answers: { 200: { description: '单位', schema: staffUnitSchema.extend({ changes: z.array(changeSchema) }) } },
      handle: async ({ params: { unitId }, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const unit = staff.units.get(unitId);
        if (!unit) throw notFound('没有这个单位', 'unit-not-found');
        const changes = await changesOf(database, staff, { subject: 'unit', subjectId: unitId });
        return { body: { ...shownUnit(staff, unit, today, headcount(staff, today)), changes } };
      },
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/units',
      id: 'foundUnit',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '设立单位，由安全管理员批准后生效',
      body: z.strictObject({ ...change, data: found.schema }),
      answers: { 202: { description: '已提出', schema: outcomeSchema } },
      handle: async ({ body, caller, now }) => {
        return {
          status: 202,
          body: await proposeOne(
            database,
            caller.person,
            { subject: 'unit', subjectId: newToken(), kind: 'found', ...body },
            legalDateOf(now),
          ),
        };
      },
    }),
    route(PROPOSER, {
      method: 'patch',
      path: '/units/{unitId}',
      id: 'changeUnit',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '更名、调整隶属、撤销',
      params,
      body: z.discriminatedUnion('change', [
        z.strictObject({ change: z.literal('rename'), ...change, data: rename.schema }),
        z.strictObject({ change: z.literal('move'), ...change, data: move.schema }),
        z.strictObject({ change: z.literal('end'), ...change, data: end.schema }),
      ]),
      answers: { 202: { description: '已提出或者已生效', schema: outcomeSchema } },
      handle: async ({ params: { unitId }, body: { change: kind, ...rest }, caller, now }) => {
        return {
          status: 202,
          body: await proposeOne(database, caller.person, { subject: 'unit', subjectId: unitId, kind, ...rest }, legalDateOf(now)),
        };
      },
    }),
  ];
}
