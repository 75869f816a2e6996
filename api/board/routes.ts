import { z } from 'zod';
import { ALARM_KINDS } from '../../domain/alarms.ts';
import { STORES } from '../../domain/installation.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { TERM_EFFECTS } from '../../domain/terms/model.ts';
import { STAGES, TIERS } from '../../domain/vocabulary.ts';
import { audits } from '../audit/says.ts';
import { instantSchema, pageOfSchema, stageSchema, tierSchema, unitNameSchema } from '../cases/case-schemas.ts';
import type { Database } from '../database/database.ts';
import { cursorField, idField, limitField, manyOf } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { InstallationWatch } from '../installation/watch.ts';
import { kindsField, itemRowSchema } from '../listing/item-schemas.ts';
import { readBoard } from './board.ts';
import { readForecast } from './forecast.ts';
import { readLateTerms } from './late-terms.ts';

const tag = '督办';
const READERS = { roles: CASE_READERS } as const;

const lightsSchema = z.object({ grey: z.int(), green: z.int(), yellow: z.int(), red: z.int() });

const boardQuery = z.strictObject({
  kind: kindsField,
  town: idField('属地镇街'),
  handler: idField('承办人'),
  tier: manyOf('层级', TIERS),
  stage: manyOf('阶段', STAGES),
  redCursor: cursorField,
  yellowCursor: cursorField,
  limit: limitField(50, 200),
});

export function boardRoutes({ database, installation }: { database: Database; installation: Pick<InstallationWatch, 'faults'> }): Route[] {
  return [
    route(READERS, {
      method: 'get',
      path: '/board',
      id: 'board',
      audit: audits('read'),
      tag,
      summary: '督办看板：各灯数量、超期和预警的案件',
      description: '一切按回答的时刻推算。超期的案件一件不少：red.nextCursor 以 redCursor 送回即得下一页。',
      query: boardQuery,
      answers: {
        200: {
          description: '看板',
          schema: z.object({
            now: instantSchema,
            lights: lightsSchema,
            kinds: z.array(z.object({ kind: z.string(), lights: lightsSchema })).meta({ title: '按事项种类' }),
            stages: z.array(z.object({ stage: stageSchema, lights: lightsSchema })),
            towns: z.array(z.object({ town: unitNameSchema, lights: lightsSchema })),
            tiers: z.array(z.object({ tier: tierSchema, lights: lightsSchema })),
            stuck: z.int().meta({ title: '停滞：在办而无待办事项也无等待理由，或者系统应当动作而未动作' }),
            stuckBy: z.object({
              nothingDue: z.int().meta({ title: '无待办事项也无等待理由' }),
              late: z.int().meta({ title: '应当动作的时间已过一小时以上' }),
            }),
            reconciliation: z
              .object({ at: instantSchema, compared: z.int(), differences: z.int(), remaining: z.int() })
              .nullable()
              .meta({ title: '最近一次引擎、记录与视图的核对' }),
            alarms: z
              .object({
                count: z.int(),
                items: z.array(
                  z.object({
                    itemKind: z.string(),
                    caseId: z.string(),
                    kind: z.enum(ALARM_KINDS),
                    label: z.string(),
                    text: z.string(),
                    todo: z.string(),
                    since: instantSchema,
                    title: z.string().nullable(),
                    number: z.string().nullable(),
                  }),
                ),
              })
              .meta({ title: '没有运维处理就不会再动的事项' }),
            stores: z
              .array(z.object({ store: z.enum(STORES), text: z.string(), todo: z.string() }))
              .meta({ title: '丢失或者较早的存储：修复之前只能查阅' }),
            red: pageOfSchema(itemRowSchema),
            yellow: pageOfSchema(itemRowSchema),
          }),
        },
      },
      handle: async ({ query, caller, now }) => {
        const { redCursor, yellowCursor, limit, ...filters } = query;
        return {
          body: await readBoard(database, { person: caller.person, filters, redCursor, yellowCursor, limit, now }, installation.faults()),
        };
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/board/forecast',
      id: 'forecast',
      audit: audits('read'),
      tag,
      summary: '无人办理时，哪天哪些案件转黄、转红',
      query: z.strictObject({
        kind: kindsField,
        days: limitField(10, 60),
        town: idField('属地镇街'),
        handler: idField('承办人'),
        tier: manyOf('层级', TIERS),
      }),
      answers: {
        200: {
          description: '逐日预测',
          schema: z.object({
            now: instantSchema,
            days: z.array(
              z.object({
                date: z.string(),
                counts: z.object({ yellow: z.int(), red: z.int() }).meta({ title: '当天共有几件，列出的是最早的' }),
                yellow: z.array(itemRowSchema),
                red: z.array(itemRowSchema),
              }),
            ),
            towns: z.array(z.object({ id: z.string(), name: z.string(), yellow: z.int(), red: z.int() })),
            handlers: z.array(z.object({ id: z.string(), name: z.string(), yellow: z.int(), red: z.int() })),
          }),
        },
      },
      handle: async ({ query: { days, ...filters }, caller, now }) => ({
        body: await readForecast(database, caller.person, filters, days, now),
      }),
    }),
    route(READERS, {
      method: 'get',
      path: '/board/terms',
      id: 'lateTerms',
      audit: audits('read'),
      tag,
      summary: '超期和预警的期限，按法定、规定、内部分别计数',
      description: '法定期限由法律、行政法规规定；规定期限参照部门或者地方的规定；内部期限是本县自定的办理进度。一件案件可以有几个期限。',
      query: z.strictObject({ kind: kindsField, town: idField('属地镇街'), handler: idField('承办人'), tier: manyOf('层级', TIERS) }),
      answers: {
        200: {
          description: '各类期限',
          schema: z.object({
            now: instantSchema,
            classes: z.array(z.object({ effect: z.enum(TERM_EFFECTS), label: z.string(), red: z.int(), yellow: z.int() })),
          }),
        },
      },
      handle: async ({ query, caller, now }) => ({ body: await readLateTerms(database, caller.person, query, now) }),
    }),
  ];
}
