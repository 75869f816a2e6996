/** Reading cases: lists, the case itself, its record, its terms, its proof. */
import { z } from 'zod';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { nextCommands } from '../../domain/case/machine.ts';
import { eventLabel } from '../../domain/case/events.ts';
import { explainTerms } from '../../domain/terms/explain.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { ExplainedTerm } from '../../contract/cases.ts';
import { STAGES } from '../../domain/vocabulary.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { audits, besideTheItem } from '../audit/says.ts';
import { whySees } from '../access/visibility.ts';
import { decodeOrdinal, encodeCursor, pageOf } from '../http/cursor.ts';
import { cursorField, idField, limitField, manyOf } from '../http/query-fields.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { answerList, listFields } from '../listing/routes.ts';
import { requireOneOf } from '../session/authenticate.ts';
import type { SessionCaller } from '../session/caller.ts';
import type { Gateway } from '../temporal/gateway.ts';
import {
  cappedCountSchema,
  caseAnswerSchema,
  caseRowSchema,
  eventSchema,
  explainedTermSchema,
  instantSchema,
  lineSchema,
  nextCommandSchema,
  pageOfSchema,
  tierSchema,
} from './case-schemas.ts';
import { type HistoryServices, sendHistory } from './history.ts';
import type { LookupServices } from './lookups.ts';
import { caseIdParams } from './params.ts';
import { byUrgency, policyOf, readCase, type ReadServices } from './read-case.ts';
import { readEvents } from './records.ts';
import type { Standings } from './standing.ts';
import { explainTier } from './tier.ts';

export interface CaseReadServices extends ReadServices, LookupServices, HistoryServices {
  standings: Standings;
  gateway: Gateway;
}

/** Lists are for those who see case content at all; a single case for whoever may see it: for others it is not there. */
const READERS = { roles: CASE_READERS } as const;
const ITS_READERS = {} as const;
const tag = '案件';

const listQuery = z.strictObject({ stage: manyOf('阶段', STAGES), matter: idField('违法事项'), lead: idField('线索'), ...listFields });

export function caseRoutes(services: CaseReadServices): Route[] {
  const { database, policies, standings } = services;
  const see = (params: z.infer<typeof caseIdParams>, { person }: SessionCaller) => standings.visibleTo(person, params.caseId);
  return [
    route(READERS, {
      method: 'get',
      path: '/cases',
      id: 'listCases',
      audit: audits('read'),
      tag,
      summary: '案件列表',
      description: '灯按回答的时刻推算；翻页用 nextCursor，任何深度一样快。“stuck”为在办而既无待办事项又无等待理由的案件。',
      query: listQuery,
      answers: {
        200: {
          description: '一页案件',
          schema: pageOfSchema(caseRowSchema).extend({ now: instantSchema, total: cappedCountSchema.optional() }),
        },
      },
      handle: async ({ query, caller: { person }, now }) => ({
        body: await answerList(database, person, { ...query, kind: ['case'] }, now),
      }),
    }),
    route(ITS_READERS, {
      method: 'get',
      path: '/cases/{caseId}',
      id: 'readCase',
      tag,
      summary: '一个案件，现在或者某一时点所知',
      params: caseIdParams,
      see,
      audit: { kind: 'read', detail: ({ caller, seen }) => ({ why: whySees(caller.person, seen) }) },
      query: z.strictObject({ asOf: z.string().max(40).optional().meta({ title: '时点' }) }),
      answers: { 200: { description: '案件', schema: caseAnswerSchema } },
      handle: async ({ seen, query, caller, now }) => {
        const body = await readCase(services, caller.person, seen, now, query.asOf);
        return { body, headers: { ETag: `"${body.version}"` } };
      },
    }),
    route(ITS_READERS, {
      method: 'get',
      path: '/cases/{caseId}/events',
      id: 'caseEvents',
      audit: audits('read'),
      tag,
      summary: '办理记录：带哈希链的事件',
      params: caseIdParams,
      see,
      query: z.strictObject({ cursor: cursorField, limit: limitField(200, 1000) }),
      answers: { 200: { description: '一页事件，最早的在前', schema: pageOfSchema(eventSchema) } },
      handle: async ({ seen: { caseId }, query }) => {
        const after = decodeOrdinal('seq', query.cursor);
        const events = await readEvents(database, caseId, after, query.limit + 1);
        return { body: pageOf(events, query.limit, (event) => encodeCursor('seq', { key: event.seq, id: caseId })) };
      },
    }),
    route(ITS_READERS, {
      method: 'get',
      path: '/cases/{caseId}/terms',
      id: 'caseTerms',
      audit: besideTheItem(),
      tag,
      summary: '每个期限及其逐日推算',
      params: caseIdParams,
      see,
      answers: { 200: { description: '期限', schema: z.object({ now: instantSchema, items: z.array(explainedTermSchema) }) } },
      handle: async ({ seen, now }) => {
        const items: ExplainedTerm[] = explainTerms(await policyOf(policies, seen), seen.state.ledger, now, eventLabel);
        return { body: { now: toShanghaiIso(now), items: items.sort(byUrgency) } };
      },
    }),
    route(ITS_READERS, {
      method: 'get',
      path: '/cases/{caseId}/tier',
      id: 'caseTier',
      audit: besideTheItem(),
      tag,
      summary: '为什么由这一级办理',
      params: caseIdParams,
      see,
      answers: {
        200: {
          description: '所适用的规则，以及分级清单逐条的答案',
          schema: z.object({
            tier: tierSchema,
            rule: z.string(),
            text: z.string(),
            basis: z.string(),
            lines: z.array(lineSchema.extend({ rule: z.string(), tier: tierSchema, applies: z.boolean() })),
            now: z.object({ tier: tierSchema, rule: z.string(), text: z.string() }),
          }),
        },
      },
      handle: async ({ seen, now }) => ({ body: await explainTier(services, seen, now) }),
    }),
    route(
      {},
      {
        method: 'get',
        path: '/cases/{caseId}/history',
        id: 'caseHistory',
        audit: audits('export', { early: true }),
        tag,
        summary: 'Temporal 自己的事件历史，在办的或者归档的',
        description: '每个 run 的 history 可以原样用于 Temporal SDK 的重放，因此未经遮盖：只供执法监督人员核验。',
        params: caseIdParams,
        // It holds what was looked up for each command: numbers, and places of other towns' cases. Nothing in it can be masked.
        see: async (params, caller) => {
          const standing = await see(params, caller);
          requireOneOf(caller.person, ['auditor']);
          return standing;
        },
        answers: {
          200: {
            description: '各次运行的历史',
            schema: z.object({
              caseId: z.string(),
              workflowId: z.string(),
              runs: z.array(
                z.object({ runId: z.string(), source: z.enum(['live', 'archive']), history: z.object({ events: z.array(z.unknown()) }) }),
              ),
              missing: z.array(z.string()),
            }),
          },
        },
        handle: async ({ seen, response }) => {
          await sendHistory(services, seen.caseId, response);
          return SENT;
        },
      },
    ),
    route(
      {},
      {
        method: 'get',
        path: '/cases/{caseId}/next',
        id: 'nextCommands',
        audit: besideTheItem(),
        tag,
        summary: '我现在可以办什么，其余的还缺什么',
        params: caseIdParams,
        see,
        answers: { 200: { description: '命令', schema: z.object({ items: z.array(nextCommandSchema) }) } },
        handle: async ({ seen, caller, now }) => {
          const policy = await policyOf(policies, seen);
          return {
            body: {
              items: nextCommands(seen.state, {
                id: seen.state.caseId,
                now,
                actor: caller.person,
                policy,
                rules: seen.rules ?? CURRENT_RULES,
              }),
            },
          };
        },
      },
    ),
  ];
}
