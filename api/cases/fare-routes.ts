/** How cases fare, for machines: where each stands, and nothing of anybody in it. */
import { audits } from '../audit/says.ts';
import { z } from 'zod';
import { CASE_READERS } from '../../domain/roles.ts';
import type { Stage, Tier } from '../../domain/vocabulary.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound } from '../http/problem.ts';
import { cursorField, idField, limitField } from '../http/query-fields.ts';
import { type Route, routeForKeys } from '../http/route.ts';
import { faresInSight, leadsInSight } from '../keys/key-sight.ts';
import { lightOf } from '../listing/item-row.ts';
import type { Caller } from '../session/caller.ts';
import { instantSchema, lightSchema, pageOfSchema, stageSchema, tierSchema, unitNameSchema } from './case-schemas.ts';
import { caseIdParams } from './params.ts';

const READERS = { roles: CASE_READERS, scope: 'cases:read' } as const;
const tag = '案件';

const fareSchema = z
  .object({
    id: z.string(),
    number: z.string().nullable().meta({ title: '案号' }),
    stage: stageSchema,
    tier: tierSchema.nullable(),
    light: lightSchema,
    town: unitNameSchema,
    unit: unitNameSchema,
    matterName: z.string().nullable().meta({ title: '违法事项' }),
    outcome: z.string().nullable(),
    openedAt: instantSchema,
    stageEnteredAt: instantSchema,
    closedAt: instantSchema.nullable(),
    leads: z.array(z.object({ id: z.string(), ticket: z.string().nullable() })).meta({ title: '所由来的线索，您可以查看的' }),
  })
  .meta({ title: '案件办理情况' });

interface Row {
  id: string;
  number: string | null;
  stage: Stage;
  tier: Tier | null;
  townId: string;
  townName: string | null;
  unitId: string;
  unitName: string | null;
  matterName: string | null;
  outcome: string | null;
  openedAt: Date;
  stageEnteredAt: Date;
  closedAt: Date | null;
  yellowAt: Date | null;
  redAt: Date | null;
  paused: boolean;
  leads: { id: string; ticket: string | null }[];
  sortKey: string;
}

export function fareRoutes({ database }: { database: Database }): Route[] {
  return [
    routeForKeys(READERS, {
      method: 'get',
      path: '/case-fares',
      id: 'listCaseFares',
      audit: audits('read'),
      tag,
      summary: '案件办理情况，新的在前：阶段、层级、灯、结果，不含当事人和反映人',
      description: '接口密钥看到本渠道线索转成的案件；批准了全县范围的，看到全县的。',
      query: z.strictObject({ lead: idField('线索'), cursor: cursorField, limit: limitField(50, 200) }),
      answers: { 200: { description: '一页案件', schema: pageOfSchema(fareSchema) } },
      handle: async ({ query, caller, now }) => {
        const position = decodeCursor('fares', query.cursor, 'instant');
        const rows = await fares(database, caller, query.limit + 1, (bind) => [
          ...(query.lead
            ? [`exists (select from lead q where q.case_id = c.id and q.status = 'accepted' and q.id = ${bind(query.lead)})`]
            : []),
          ...(position ? [`(c.opened_at, c.id) < (${bind(position.key)}::timestamptz, ${bind(position.id)})`] : []),
        ]);
        const page = pageOf(rows, query.limit, (row) => encodeCursor('fares', { key: row.sortKey, id: row.id }));
        return { body: { items: page.items.map((row) => fareOf(row, now)), nextCursor: page.nextCursor } };
      },
    }),
    routeForKeys(READERS, {
      method: 'get',
      path: '/case-fares/{caseId}',
      id: 'readCaseFare',
      audit: audits('read'),
      tag,
      summary: '一件案件的办理情况',
      params: caseIdParams,
      answers: { 200: { description: '案件', schema: fareSchema } },
      handle: async ({ params, caller, now }) => {
        const [row] = await fares(database, caller, 1, (bind) => [`c.id = ${bind(params.caseId)}`]);
        if (!row) throw notFound('没有这个案件，或者不在您可以查看的范围内', 'case-not-found');
        return { body: fareOf(row, now) };
      },
    }),
  ];
}

function fares(database: Database, caller: Caller, most: number, more: (bind: (value: unknown) => string) => string[]): Promise<Row[]> {
  const { values, bind } = binder();
  const conditions = [`c.kind = 'case'`, faresInSight(caller, bind), ...more(bind)];
  return database.rows<Row>(
    `select c.id, d.number, c.stage, c.tier, c.town_id as "townId", town.name as "townName", c.unit_id as "unitId", own.name as "unitName",
       d.matter_name as "matterName", d.outcome, c.opened_at as "openedAt", c.stage_entered_at as "stageEnteredAt", c.closed_at as "closedAt",
       c.yellow_at as "yellowAt", c.red_at as "redAt", c.paused, to_json(c.opened_at) #>> '{}' as "sortKey",
       coalesce((select json_agg(json_build_object('id', l.id, 'ticket', l.ticket) order by l.received_at, l.id) from lead l
         where l.case_id = c.id and l.status = 'accepted' and ${leadsInSight(caller, bind)}), '[]'::json) as leads
     from work_view c left join case_detail d on d.id = c.id left join unit town on town.id = c.town_id left join unit own on own.id = c.unit_id
     where ${conditions.join(' and ')} order by c.opened_at desc, c.id desc limit ${bind(most)}`,
    values,
  );
}

const fareOf = (row: Row, now: Instant): z.infer<typeof fareSchema> => ({
  id: row.id,
  number: row.number,
  stage: row.stage,
  tier: row.tier,
  light: lightOf(row, now),
  town: { id: row.townId, name: row.townName ?? row.townId },
  unit: { id: row.unitId, name: row.unitName ?? row.unitId },
  matterName: row.matterName,
  outcome: row.outcome,
  openedAt: iso(row.openedAt),
  stageEnteredAt: iso(row.stageEnteredAt),
  closedAt: row.closedAt === null ? null : iso(row.closedAt),
  leads: row.leads,
});
