/** Routes of every kind of work item, made from domain/kinds.ts. Cases have more than these, and theirs lie in api/cases. */
import { z } from 'zod';
import { kinds } from '../../domain/kinds.ts';
import { explainTerms } from '../../domain/terms/explain.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import { deriveTerms } from '../../domain/terms/view.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { nextCommands } from '../../domain/work/next.ts';
import { outlookOf, wakeUpAnswer } from '../../domain/work/outlook.ts';
import type { Person } from '../../domain/people.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import {
  cappedCountSchema,
  eventSchema,
  explainedTermSchema,
  instantSchema,
  lightSchema,
  nextCommandSchema,
  pageOfSchema,
  relatedSchema,
  termSchema,
} from '../cases/case-schemas.ts';
import { audits, besideTheItem, byRecord } from '../audit/says.ts';
import { byUrgency } from '../cases/read-case.ts';
import { itemIdParams as params } from '../cases/params.ts';
import { readEvents } from '../cases/records.ts';
import { decodeOrdinal, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound } from '../http/problem.ts';
import { cursorField, limitField, manyOf } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { itemRowSchema } from '../listing/item-schemas.ts';
import { answerList, listFields } from '../listing/routes.ts';
import { requireEntitled } from '../access/entitled.ts';
import { describeCommand } from './describe-command.ts';
import { commandItem, type ItemServices, openItem, specOfItem } from './item-commander.ts';
import { type ItemStanding, itemVisibleTo } from './item-store.ts';
import { relatedOf } from './related.ts';

const answerSchema = z.object({
  now: instantSchema,
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  head: z.string(),
  light: lightSchema,
  terms: z.array(termSchema),
  file: z.object({ stage: z.string(), title: z.string() }).loose(),
  nextWakeUp: z.object({ at: instantSchema, why: z.string() }).nullable(),
  waiting: z.string().nullable(),
  related: relatedSchema,
});

const receiptSchema = z.object({
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  stage: z.string(),
  light: lightSchema,
  events: z.array(z.object({ seq: z.int(), type: z.string() })),
  durable: z.literal(true),
  readable: z.boolean(),
});

function kindRoutes(services: ItemServices, kind: AnyKind): Route[] {
  const { database, policies } = services;
  const { plural, label } = kind;
  const tag = label;
  const readers = { roles: CASE_READERS } as const;
  const see = ({ id }: { id: string }, { person }: { person: Person }): Promise<ItemStanding> => itemVisibleTo(database, kind, person, id);
  const title = kind.name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

  const opening = Object.entries(kind.commands).find(([, spec]) => spec.stages.includes('unopened') && !spec.told);
  const open: Route[] = opening
    ? [
        {
          ...route(
            {},
            {
              method: 'post',
              path: `/${plural}`,
              id: opening[0],
              audit: byRecord(),
              tag,
              summary: opening[1].label,
              description: describeCommand(kind, opening[0]),
              body: z.unknown(),
              headers: ['Idempotency-Key'],
              answers: { 201: { description: '已建立', schema: receiptSchema } },
              handle: async ({ body, caller, idempotencyKey, now }) => {
                const [name, spec] = opening;
                const answer = await openItem(services, {
                  kind,
                  person: caller.person,
                  name,
                  spec,
                  payload: body,
                  key: idempotencyKey,
                  now,
                });
                return { status: 201, body: answer, headers: { Location: `/api/v1/${plural}/${answer.id}`, ETag: `"${answer.version}"` } };
              },
            },
          ),
          documentedBody: opening[1].schema,
        },
      ]
    : [];

  const commands = Object.entries(kind.commands)
    .filter(([, spec]) => !spec.told && !spec.stages.includes('unopened'))
    .map(([name, spec]): Route => ({
      ...route(
        {},
        {
          method: 'post',
          path: `/${plural}/{id}/commands/${name}`,
          id: `${title}${name}`,
          audit: byRecord(),
          tag,
          summary: spec.label,
          description: describeCommand(kind, name),
          params,
          body: z.unknown(),
          headers: ['Idempotency-Key', 'If-Match'],
          answers: { 200: { description: '已办理', schema: receiptSchema } },
          see: async (one, who) => {
            const standing = await see(one, who);
            requireEntitled(who.person, spec);
            return standing;
          },
          handle: async ({ seen, body, caller, idempotencyKey, expectedVersion, now }) => {
            const answer = await commandItem(services, {
              kind,
              person: caller.person,
              standing: seen,
              name,
              spec,
              payload: body,
              key: idempotencyKey,
              expectedVersion,
              now,
            });
            return { body: answer, headers: { ETag: `"${answer.version}"` } };
          },
        },
      ),
      documentedBody: spec.schema,
    }));

  return [
    route(readers, {
      method: 'get',
      path: `/${plural}`,
      id: `list${title}`,
      audit: audits('read'),
      tag,
      summary: `${label}列表，最新的在前`,
      description: '灯按回答的时刻推算；翻页用 nextCursor，任何深度一样快。',
      query: z.strictObject({ stage: manyOf('阶段', Object.keys(kind.stages) as [string, ...string[]]), ...listFields }),
      answers: {
        200: {
          description: '一页',
          schema: pageOfSchema(itemRowSchema).extend({ now: instantSchema, total: cappedCountSchema.optional() }),
        },
      },
      handle: async ({ query, caller: { person }, now }) => ({
        body: await answerList(database, person, { ...query, kind: [kind.name] }, now),
      }),
    }),
    ...open,
    route(readers, {
      method: 'get',
      path: `/${plural}/{id}`,
      id: `read${title}`,
      audit: { kind: 'read', subject: ({ params: { id } }) => `${kind.name}:${id}` },
      tag,
      summary: `一件${label}`,
      params,
      see,
      answers: { 200: { description: label, schema: answerSchema } },
      handle: async ({ seen, caller, now }) => {
        const { id, state: file, policyHash, version, head } = seen;
        const policy = await policies.byHash(policyHash);
        const { light, next, waiting } = outlookOf(kind, id, file, policy, now);
        const related = await relatedOf(database, caller.person, file);
        const body = {
          now: toShanghaiIso(now),
          kind: kind.name,
          id,
          version,
          head,
          light,
          terms: deriveTerms(policy, file.ledger, now).sort(byUrgency),
          file,
          nextWakeUp: wakeUpAnswer(next),
          waiting,
          related,
        };
        return { body, headers: { ETag: `"${version}"` } };
      },
    }),
    route(readers, {
      method: 'get',
      path: `/${plural}/{id}/events`,
      id: `${kind.name}Events`,
      audit: { kind: 'read', subject: ({ params: { id } }) => `${kind.name}:${id}` },
      tag,
      summary: '办理记录：带哈希链的事件',
      params,
      see,
      query: z.strictObject({ cursor: cursorField, limit: limitField(200, 1000) }),
      answers: { 200: { description: '一页事件，最早的在前', schema: pageOfSchema(eventSchema) } },
      handle: async ({ seen: { id }, query }) => {
        const events = await readEvents(database, id, decodeOrdinal('seq', query.cursor), query.limit + 1);
        return { body: pageOf(events, query.limit, (event) => encodeCursor('seq', { key: event.seq, id })) };
      },
    }),
    route(readers, {
      method: 'get',
      path: `/${plural}/{id}/terms`,
      id: `${kind.name}Terms`,
      audit: besideTheItem(),
      tag,
      summary: '每个期限及其逐日推算',
      params,
      see,
      answers: { 200: { description: '期限', schema: z.object({ now: instantSchema, items: z.array(explainedTermSchema) }) } },
      handle: async ({ seen, now }) => {
        const wordOf = (type: string): string => kind.events[type]?.label ?? type;
        return {
          body: { now: toShanghaiIso(now), items: explainTerms(await policies.byHash(seen.policyHash), seen.state.ledger, now, wordOf) },
        };
      },
    }),
    route(
      {},
      {
        method: 'get',
        path: `/${plural}/{id}/next`,
        id: `${kind.name}Next`,
        audit: besideTheItem(),
        tag,
        summary: '我现在可以办什么，其余的还缺什么',
        params,
        see,
        answers: { 200: { description: '命令', schema: z.object({ items: z.array(nextCommandSchema) }) } },
        handle: async ({ seen, caller, now }) => {
          const policy = await policies.byHash(seen.policyHash);
          const context = { id: seen.id, now, actor: caller.person, policy, rules: seen.rules ?? kind.currentRules };
          return { body: { items: nextCommands(kind, seen.state, context).filter(({ name }) => specOfItem(kind, name) !== null) } };
        },
      },
    ),
    ...commands,
    {
      ...route(
        {},
        {
          method: 'post',
          path: `/${plural}/{id}/commands/{CommandName}`,
          id: `${kind.name}Command`,
          audit: byRecord(),
          tag,
          summary: `${label}命令（名称不在目录内的一律 404）`,
          params: params.extend({ CommandName: z.string() }),
          body: z.unknown(),
          answers: {},
          handle: async ({ params: { CommandName: name } }) => {
            const other = kinds.find((one) => one.name !== kind.name && specOfItem(one, name));
            const own = Object.keys(kind.commands).filter((one) => specOfItem(kind, one));
            throw notFound(
              other ? `“${name}”是${other.label}的命令，不是${label}的` : `没有“${name.slice(0, 60)}”这个命令，可用的有：${own.join('、')}`,
              'unknown-command',
            );
          },
        },
      ),
      undocumented: true,
    },
  ];
}

export const itemRoutes = (services: ItemServices): Route[] =>
  kinds.filter(({ terms }) => terms !== null).flatMap((kind) => kindRoutes(services, kind));
