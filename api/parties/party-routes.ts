/** Parties: found by name or number, with their cases and earlier violations; two records of one party made one. */
import { z } from 'zod';
import type { ListedParty, PartyAnswer, PartyMerge, RepeatOffender, SimilarParty } from '../../contract/parties.ts';
import { itemId, longText } from '../../domain/work/fields.ts';
import { maskPersonName } from '../../domain/parties/masking.ts';
import { similarParty } from '../../domain/parties/similar.ts';
import { CASE_READERS, PARTY_MERGERS } from '../../domain/roles.ts';
import { addMonthsToDay, dateOfDay, dayAt } from '../../domain/terms/instant.ts';
import { audits } from '../audit/says.ts';
import { sightOf } from '../access/visibility.ts';
import { caseRowSchema, earlierCaseSchema, instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import { caseRowOf, ITEM_ROW_COLUMNS, ITEM_ROW_JOINS, type ItemRowRecord } from '../listing/item-row.ts';
import { withSight } from '../cases/earlier-sight.ts';
import type { Histories } from '../cases/earlier-violations.ts';
import { type Database, iso } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { cursorField, limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { named, partyAnswer, partySchema, wholly } from './party-answer.ts';
import type { Parties, PartyRecord } from './party-store.ts';

export interface PartyServices {
  database: Database;
  histories: Histories;
  parties: Parties;
}

const tag = '当事人';
const READERS = { roles: [...CASE_READERS, 'list-admin'] } as const;
const COMPARED = 50;
/** As many of a party's cases as `visibleCaseIds` answers. */
const LISTED = 200;

const partyParams = z.object({ partyId: z.string().min(1).max(100).meta({ title: '当事人' }) });
const evidenceSchema = z.object({ score: z.number(), why: z.array(z.string()) });
const mergeSchema = z.object({
  fromId: z.string(),
  fromName: z.string(),
  intoId: z.string(),
  reason: z.string(),
  evidence: evidenceSchema,
  by: z.string(),
  at: instantSchema,
});

const listedSchema = partySchema.extend({
  cases: z.int().meta({ title: '案件数' }),
  visible: z.int().meta({ title: '其中您可以查看的' }),
  violations: z.int().meta({ title: '其中已认定违法的' }),
});
const repeatSchema = partySchema.extend({
  violations: z.int(),
  visible: z.int(),
  towns: z.array(z.string()),
  fines: z.number(),
  lastOn: z.string(),
  matters: z.array(z.object({ code: z.string(), name: z.string(), times: z.int() })),
});

export function partyRoutes({ database, histories, parties }: PartyServices): Route[] {
  const see = async ({ partyId }: { partyId: string }): Promise<PartyRecord> => {
    const party = await parties.standing(partyId);
    if (!party) throw notFound('没有这个当事人', 'party-not-found');
    return party;
  };
  const mergesOf = async (id: string): Promise<PartyMerge[]> =>
    (await parties.merges(id)).map(({ fromId, fromName, intoId, reason, evidence, byName, at }) => ({
      fromId,
      fromName,
      intoId,
      reason,
      evidence,
      by: byName,
      at: iso(at),
    }));

  // A name and the words of a reason tell of the person as much as the record itself.
  const withoutPeople = (merge: PartyMerge): PartyMerge => ({ ...merge, fromName: maskPersonName(merge.fromName), reason: '' });

  return [
    route(READERS, {
      method: 'get',
      path: '/parties',
      id: 'listParties',
      audit: audits('search'),
      tag,
      summary: '按姓名、名称或者证件号码查当事人',
      query: z.strictObject({
        q: z
          .string({ error: '请填写姓名、名称或者证件号码' })
          .trim()
          .min(2, '至少填写两个字')
          .max(100)
          .meta({ title: '姓名、名称或者证件号码' }),
        cursor: cursorField,
        limit: limitField(20, 100),
      }),
      answers: { 200: { description: '一页当事人', schema: pageOfSchema(listedSchema) } },
      handle: async ({ query, caller }) => {
        const rows = await parties.search(
          caller.person,
          query.q,
          decodeCursor('parties', query.cursor, 'text') as { key: string; id: string } | null,
          query.limit + 1,
        );
        const page = pageOf(rows, query.limit, (row) => encodeCursor('parties', { key: row.name, id: row.id }));
        const items = page.items.map((row): ListedParty => ({
          ...partyAnswer(row, {
            whole: wholly(caller.person, row.visible > 0),
            named: named(caller.person, row, row.visible > 0, query.q),
          }),
          cases: row.cases,
          visible: row.visible,
          violations: row.violations,
        }));
        return { body: { items, nextCursor: page.nextCursor } };
      },
    }),
    route(
      { roles: CASE_READERS },
      {
        method: 'get',
        path: '/repeat-offenders',
        id: 'repeatOffenders',
        audit: audits('search'),
        tag,
        summary: '一年内两次以上认定违法的当事人',
        description: '按决定之日往前推若干个月；只列您可以查看其中案件的当事人，次数和罚款为全县的。',
        query: z.strictObject({ months: limitField(12, 60), limit: limitField(50, 200) }),
        answers: { 200: { description: '次数多的在前', schema: z.object({ since: z.string(), items: z.array(repeatSchema) }) } },
        handle: async ({ query, caller, now }) => {
          const since = dateOfDay(addMonthsToDay(dayAt(now), -query.months));
          const rows = await parties.repeatOffenders(caller.person, since, query.limit);
          const items = rows.map(({ violations, visible, towns, fines, lastOn, matters, ...party }): RepeatOffender => ({
            ...partyAnswer(party, { whole: wholly(caller.person, visible > 0), named: true }),
            violations,
            visible,
            towns,
            fines,
            lastOn,
            matters: matters ?? [],
          }));
          return { body: { since, items } };
        },
      },
    ),
    route(READERS, {
      method: 'get',
      path: '/parties/{partyId}',
      id: 'readParty',
      audit: audits('read'),
      tag,
      summary: '一个当事人：案件、以往违法、合并记录',
      description: 'cases 是您可以查看的案件；earlier 是全县范围内已经认定的违法事实，其他镇街的也在内。已经合并的记录回答合并后的。',
      params: partyParams,
      see,
      answers: {
        200: {
          description: '当事人',
          schema: partySchema.extend({
            cases: z.array(caseRowSchema),
            earlier: z.array(earlierCaseSchema),
            merges: z.array(mergeSchema),
            elsewhere: z.int().meta({ title: '还有几件案件您不能查看' }),
          }),
        },
      },
      handle: async ({ seen: party, caller, now }) => {
        const ids = await parties.visibleCaseIds(caller.person, party.id);
        const [rows, history, merges, all] = await Promise.all([
          database.rows<ItemRowRecord>(
            `select ${ITEM_ROW_COLUMNS} from work_view c ${ITEM_ROW_JOINS} where c.id = any($1) order by c.opened_at desc, c.id`,
            [ids],
          ),
          sightOf(caller.person) === 'none' ? [] : histories.ofParty(party.id),
          mergesOf(party.id),
          parties.caseCount(party.id),
        ]);
        const sees = ids.length > 0;
        const body: PartyAnswer = {
          ...partyAnswer(party, { whole: wholly(caller.person, sees), named: named(caller.person, party, sees, null) }),
          cases: rows.map((row) => caseRowOf(row, now)),
          earlier: await withSight(database, caller.person, history),
          merges: sees || named(caller.person, party, sees, null) ? merges : merges.map(withoutPeople),
          // Above what is listed at most, nothing is said to be hidden.
          elsewhere: ids.length < LISTED ? Math.max(0, all - ids.length) : 0,
        };
        return { body };
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/parties/{partyId}/similar',
      id: 'similarParties',
      audit: audits('search'),
      tag,
      summary: '可能是同一当事人的其他记录及其理由',
      params: partyParams,
      see,
      answers: {
        200: {
          description: '最像的在前',
          schema: z.object({ items: z.array(partySchema.extend({ score: z.number(), why: z.array(z.string()), propose: z.boolean() })) }),
        },
      },
      handle: async ({ seen: party, caller }) => {
        const ids = await parties.visibleCaseIds(caller.person, party.id);
        // Who may not read this party's name whole learns no other's by asking who is alike.
        const asked = named(caller.person, party, ids.length > 0, null) ? party.name : null;
        const items = (await parties.candidates(party, COMPARED))
          .map((other): SimilarParty => ({
            ...partyAnswer(other, { whole: false, named: named(caller.person, other, false, asked) }),
            ...similarParty(party, other),
          }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score);
        return { body: { items } };
      },
    }),
    route(
      { roles: PARTY_MERGERS },
      {
        method: 'post',
        path: '/parties/{partyId}/merge',
        id: 'mergeParties',
        audit: { kind: 'administration', detail: ({ body }) => ({ from: body.fromId, reason: body.reason }) },
        tag,
        summary: '把另一条记录并入这一条',
        description:
          '两条记录须有同一人的证据（证件号码相同，或者姓名连同电话、住址相符）；证件号码不同的不能合并。合并有理由、有证据、可追溯。',
        params: partyParams,
        see,
        body: z.strictObject({ fromId: itemId('并入的记录'), reason: longText('理由', undefined, 1000) }),
        answers: { 200: { description: '已合并', schema: partySchema.extend({ merges: z.array(mergeSchema) }) } },
        handle: async ({ seen: into, body, caller }) => {
          const from = await parties.standing(body.fromId);
          const fault = (message: string) => invalid([{ path: 'fromId', title: '并入的记录', message }]);
          if (!from) throw fault('没有这个当事人');
          if (from.id === into.id) throw fault('两条记录已经是同一当事人');
          // What has the number is the record to keep: the other's cases come to it.
          if (from.identifier !== null && into.identifier === null) throw fault('有证件号码的记录应当保留，请反过来合并');
          const { score, why, propose } = similarParty(into, from);
          if (!propose) {
            throw new Problem(409, 'not-the-same-party', `没有足够的证据认定是同一当事人：${why.join('；')}`, {
              needs: ['核对证件号码、联系电话、住址后在案件中登记', '登记后再合并'],
            });
          }
          if (!(await parties.merge(from, into, caller.person, body.reason, { score, why }))) {
            throw new Problem(409, 'party-merged', '其中一条记录刚刚已被合并', { needs: ['刷新后重试'] });
          }
          return { body: { ...partyAnswer(into, { whole: false, named: true }), merges: await mergesOf(into.id) } };
        },
      },
    ),
  ];
}
