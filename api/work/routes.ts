import { z } from 'zod';
import { CASE_READERS } from '../../domain/roles.ts';
import { audits, ofOneself } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Database } from '../database/database.ts';
import { notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { itemRowSchema } from '../listing/item-schemas.ts';
import { readWork } from './my-work.ts';
import { readNotifications } from './notifications.ts';

const tag = '我的工作';

export const notificationSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  itemKind: z.string().meta({ title: '事项种类' }),
  kind: z.string(),
  text: z.string(),
  at: instantSchema,
  readAt: instantSchema.nullable(),
});

const stepped = { next: z.object({ name: z.string(), label: z.string() }).nullable() };

const workSchema = z.object({
  now: instantSchema,
  cases: z.array(itemRowSchema.extend(stepped)).meta({ title: '案件' }),
  items: z.array(itemRowSchema.extend(stepped)).meta({ title: '其他事项' }),
  answersDue: z.array(
    z.object({
      caseId: z.string(),
      itemKind: z.string().meta({ title: '事项种类' }),
      title: z.string(),
      kind: z.enum(['urge', 'supervision', 'transfer']),
      text: z.string(),
      dueAt: instantSchema.nullable(),
    }),
  ),
  notifications: z.array(notificationSchema),
});

export function workRoutes({ database, policies }: { database: Database; policies: Policies }): Route[] {
  return [
    route(
      { roles: CASE_READERS },
      {
        method: 'get',
        path: '/me/work',
        id: 'myWork',
        audit: audits('read'),
        tag,
        summary: '等我办的案件和其他事项、待答复的事项和提醒',
        answers: { 200: { description: '我的工作', schema: workSchema } },
        handle: async ({ caller, now }) => ({ body: await readWork(database, policies, caller.person, now) }),
      },
    ),
    route(
      {},
      {
        method: 'get',
        path: '/me/notifications',
        id: 'myNotifications',
        audit: ofOneself(),
        tag,
        summary: '给我的提醒，未读的在前',
        answers: { 200: { description: '提醒', schema: z.object({ items: z.array(notificationSchema) }) } },
        handle: async ({ caller }) => ({ body: { items: await readNotifications(database, caller.person, 50) } }),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/me/notifications/{id}/read',
        id: 'readNotification',
        audit: ofOneself(),
        tag,
        summary: '一条提醒已读',
        params: z.object({ id: z.string() }),
        answers: { 204: { description: '已记下' } },
        handle: async ({ params, caller }) => {
          const touched = await database.run(
            'update notification set read_at = coalesce(read_at, now()) where id = $1 and person_id = $2',
            [params.id, caller.person.id],
          );
          if (touched === 0) throw notFound('没有这条提醒');
          return {};
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/me/notifications/read',
        id: 'readAllNotifications',
        audit: ofOneself(),
        tag,
        summary: '全部提醒已读',
        answers: { 200: { description: '已记下', schema: z.object({ read: z.int() }) } },
        handle: async ({ caller }) => ({
          body: {
            read: await database.run('update notification set read_at = now() where person_id = $1 and read_at is null', [
              caller.person.id,
            ]),
          },
        }),
      },
    ),
  ];
}
