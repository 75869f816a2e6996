/** What waits for the second person, and what was decided. */
import { audits } from '../audit/says.ts';
import { z } from 'zod';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { longText } from '../../domain/work/fields.ts';
import { type Route, route } from '../http/route.ts';
import { APPROVER, KEEPERS, PROPOSER, type StaffingServices, tag } from './access.ts';
import { type Decision, decide } from './changes.ts';
import { changesOf } from './history.ts';
import { changeSchema, outcomeSchema } from './schemas.ts';

const STATUSES = ['proposed', 'approved', 'refused', 'withdrawn'] as const;
const ids = z.array(z.string().min(1).max(100)).min(1, '请选择变更').max(500, '一次最多500项').meta({ title: '变更' });
const answers = { 200: { description: '已处理', schema: z.object({ items: z.array(outcomeSchema) }) } };

export function changeRoutes(services: StaffingServices): Route[] {
  const { database, staffing } = services;
  return [
    route(KEEPERS, {
      method: 'get',
      path: '/staffing-changes',
      id: 'staffingChanges',
      audit: audits('administration'),
      tag,
      summary: '单位与人员的变更，新的在前',
      query: z.strictObject({ status: z.enum(STATUSES, { error: '没有这种状态' }).optional().meta({ title: '状态' }) }),
      answers: { 200: { description: '变更', schema: z.object({ items: z.array(changeSchema) }) } },
      handle: async ({ query, now }) => {
        const staff = await staffing.current(legalDateOf(now));
        return { body: { items: await changesOf(database, staff, query.status ? { status: query.status } : {}) } };
      },
    }),
    decision(services, 'approve', '批准，一批全部生效或者全部不生效'),
    decision(services, 'refuse', '不批准'),
    decision(services, 'withdraw', '撤回自己提出的'),
  ];
}

function decision({ database }: StaffingServices, how: Decision, summary: string): Route {
  return route(how === 'withdraw' ? PROPOSER : APPROVER, {
    method: 'post',
    path: `/staffing-changes/${how}`,
    id: `${how}StaffingChanges`,
    audit: audits('administration', { waits: true, detail: ({ body }: { body: { ids: string[] } }) => ({ how, ids: body.ids }) }),
    tag,
    summary,
    body: z.strictObject({
      ids,
      reason: how === 'refuse' ? longText('理由', undefined, 500) : longText('意见', undefined, 500).nullable().default(null),
    }),
    answers,
    handle: async ({ body, caller, now }) => ({
      body: { items: await decide(database, caller.person, body.ids, how, body.reason, legalDateOf(now)) },
    }),
  });
}
