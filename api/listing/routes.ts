/** Lists of items of every kind together. */
import { z } from 'zod';
import type { ItemRow } from '../../contract/items.ts';
import type { CappedCount, Page } from '../../contract/page.ts';
import type { Person } from '../../domain/people.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { LIGHTS, TIERS } from '../../domain/vocabulary.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { audits } from '../audit/says.ts';
import { cappedCountSchema, instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import type { Database } from '../database/database.ts';
import { cursorField, flagField, idField, limitField, manyOf, searchField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { countWork, listWork } from './list-work.ts';
import { ORDER_NAMES, type OrderName } from './list-order.ts';
import type { WorkFilters } from './filters.ts';
import { kindsField, itemRowSchema } from './item-schemas.ts';

/** What every list of items can be asked for. */
export const listFields = {
  light: manyOf('灯', [...LIGHTS, 'stuck']),
  tier: manyOf('层级', TIERS),
  town: idField('属地镇街'),
  unit: idField('承办单位'),
  handler: idField('承办人'),
  q: searchField,
  open: flagField('只看在办'),
  ended: flagField('是否已结束'),
  openedFrom: instantSchema.optional().meta({ title: '建立不早于' }),
  openedBefore: instantSchema.optional().meta({ title: '建立早于' }),
  sort: z
    .enum(ORDER_NAMES, { error: `不在可选范围内：${ORDER_NAMES.join('、')}` })
    .default('-openedAt')
    .meta({ title: '排序' }),
  count: flagField('同时计数（封顶一千）'),
  cursor: cursorField,
  limit: limitField(50, 200),
};

const listQuery = z.strictObject({ kind: kindsField, stage: idField('阶段'), ...listFields });

type ListQuery = WorkFilters & { sort: OrderName; count?: boolean | undefined; cursor?: string | undefined; limit: number };

/** A page as every list answers it; counted where that is asked for. */
export async function answerList(
  database: Database,
  person: Person,
  { sort, cursor, limit, count, ...filters }: ListQuery,
  now: Instant,
): Promise<Page<ItemRow> & { now: string; total?: CappedCount }> {
  const request = { person, filters, sort, cursor, limit, now };
  const [page, total] = await Promise.all([listWork(database, request), count ? countWork(database, request) : undefined]);
  return { ...page, now: toShanghaiIso(now), ...(total ? { total } : {}) };
}

export const listingRoutes = ({ database }: { database: Database }): Route[] => [
  route(
    { roles: CASE_READERS },
    {
      method: 'get',
      path: '/work-items',
      id: 'listWorkItems',
      audit: audits('read'),
      tag: '工作事项',
      summary: '各种工作事项的列表',
      description: '案件是其中一种；只有案件才有的栏目，其他种类为空。灯按回答的时刻推算；翻页用 nextCursor，任何深度一样快。',
      query: listQuery,
      answers: {
        200: {
          description: '一页工作事项',
          schema: pageOfSchema(itemRowSchema).extend({ now: instantSchema, total: cappedCountSchema.optional() }),
        },
      },
      handle: async ({ query: { stage, ...others }, caller: { person }, now }) => ({
        body: await answerList(database, person, { ...others, ...(stage === undefined ? {} : { stage: [stage] }) }, now),
      }),
    },
  ),
];
