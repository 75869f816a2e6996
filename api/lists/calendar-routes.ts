import { z } from 'zod';
import { legalDate, longText, text } from '../../domain/work/fields.ts';
import { LIST_APPROVERS } from '../../domain/roles.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Database } from '../database/database.ts';
import { type Route, route, routeForKeys } from '../http/route.ts';
import type { People } from '../people/people-store.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { calendarVersion, draftCalendar, publishCalendar, withdrawCalendar } from './calendar-drafts.ts';
import { listRevisions, readRevision, resumeRevision, startRevision } from './calendar-revisions.ts';

export interface CalendarServices {
  database: Database;
  gateway: Gateway;
  people: People;
  policies: Policies;
}

const tag = '工作日历';
const ADMIN = { roles: ['list-admin'] } as const;
/** The second of the two. */
const APPROVERS = { roles: LIST_APPROVERS } as const;
const READERS = { scope: 'lists:read' } as const;

const namedDay = z.strictObject({ date: legalDate('日期'), name: text('名称', 50) });
const clock = z.string().regex(/^\d{2}:\d{2}$/, '按 HH:MM 填写');

const draftSchema = z.strictObject({
  note: longText('说明', undefined, 500),
  years: z
    .array(
      z.strictObject({
        year: z.int('年份应为整数').meta({ title: '年份' }),
        notice: text('通知文号', 100),
        off: z.array(namedDay).max(366, '放假日期过多').meta({ title: '放假' }),
        makeUp: z.array(namedDay).max(120, '调休日期过多').meta({ title: '调休上班' }),
      }),
    )
    .max(20, '一次最多20年')
    .default([])
    .meta({ title: '年份', help: '公布或者更正的年份，各自完整填写' }),
  overrides: z
    .array(
      z.strictObject({
        date: legalDate('日期'),
        workday: z.boolean('请选择是否上班').meta({ title: '上班' }),
        reason: longText('理由', undefined, 200),
      }),
    )
    .max(400, '本县调整过多')
    .optional()
    .meta({ title: '本县调整', help: '填写时为完整的一张表，代替现行的' }),
  workingHours: z
    .array(z.strictObject({ from: clock, to: clock }))
    .max(6, '工作时间最多6段')
    .optional()
    .meta({ title: '工作时间' }),
});

const daySchema = z.object({ date: z.string(), name: z.string() });
const versionSchema = z.object({
  version: z.string(),
  status: z.enum(['draft', 'published']),
  note: z.string().nullable(),
  base: z.string().nullable(),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  calendar: z.object({
    version: z.string(),
    years: z.array(z.object({ year: z.int(), notice: z.string(), off: z.array(daySchema), makeUp: z.array(daySchema) })),
    overrides: z.array(z.object({ date: z.string(), workday: z.boolean(), reason: z.string() })),
    workingHours: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
  gaps: z.array(z.string()).meta({ title: '少于法定放假天数之处，公布时须确认' }),
});
const revisionSchema = z.object({
  id: z.string(),
  calendarVersion: z.string(),
  reason: z.string(),
  status: z.enum(['waiting', 'running', 'finished', 'superseded']),
  total: z.int().nullable().meta({ title: '开始时的在办案件数' }),
  done: z.int(),
  moved: z.int().meta({ title: '有期限变动的案件' }),
  movedTerms: z.int().meta({ title: '变动的期限' }),
  failed: z.int(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
const versionParams = z.object({ version: z.string().max(40) });
const idParams = z.object({ id: z.string().max(40) });

export function calendarRoutes({ database, gateway, people, policies }: CalendarServices): Route[] {
  return [
    route(ADMIN, {
      method: 'post',
      path: '/lists/calendar/drafts',
      id: 'draftCalendar',
      audit: audits('publication'),
      tag,
      summary: '起草工作日历：公布或者更正年份、本县调整、工作时间',
      description: '在现行日历上改动，得到完整的新版草稿；同一日期两次、不属于该年等错误逐一说明并拒绝。另一人批准后公布。',
      body: draftSchema,
      answers: { 201: { description: '草稿', schema: versionSchema } },
      handle: async ({ body, caller, now }) => {
        const draft = await draftCalendar(database, caller.person, body, now);
        return { status: 201, body: draft, headers: { Location: `/api/v1/lists/calendar/versions/${draft.version}` } };
      },
    }),
    routeForKeys(READERS, {
      method: 'get',
      path: '/lists/calendar/versions/{version}',
      id: 'calendarVersion',
      audit: ofNobody(),
      tag,
      summary: '一版工作日历的全部内容',
      params: versionParams,
      answers: { 200: { description: '日历', schema: versionSchema } },
      handle: async ({ params }) => ({ body: await calendarVersion(database, params.version) }),
    }),
    route(ADMIN, {
      method: 'delete',
      path: '/lists/calendar/drafts/{version}',
      id: 'withdrawCalendar',
      audit: audits('publication'),
      tag,
      summary: '撤回工作日历草稿',
      params: versionParams,
      answers: { 204: { description: '已撤回' } },
      handle: async ({ params }) => {
        await withdrawCalendar(database, params.version);
        return {};
      },
    }),
    route(APPROVERS, {
      method: 'post',
      path: '/lists/calendar/drafts/{version}/approve',
      id: 'approveCalendar',
      audit: audits('publication', { waits: true }),
      tag,
      summary: '批准并公布工作日历（起草人以外的人）',
      description:
        '公布后新案件即适用新日历；所有在办案件逐案重新推算期限，进度见所返回的更新。重复批准返回同一次更新。少于法定放假天数的，须确认。',
      params: versionParams,
      body: z
        .strictObject({ confirmedGaps: z.boolean().default(false).meta({ title: '确认放假通知确属少于法定放假天数' }) })
        .default({ confirmedGaps: false }),
      answers: { 202: { description: '已公布，正在更新在办案件', schema: revisionSchema.extend({ failures: z.array(z.unknown()) }) } },
      handle: async ({ params, body, caller }) => {
        const id = await publishCalendar(
          database,
          caller.person,
          params.version,
          body.confirmedGaps,
          async (author) => (await people.byIds([author])).get(author) ?? null,
        );
        policies.refresh();
        await startRevision(gateway, id);
        return { status: 202, body: await readRevision(database, id), headers: { Location: `/api/v1/lists/calendar/revisions/${id}` } };
      },
    }),
    routeForKeys(READERS, {
      method: 'get',
      path: '/lists/calendar/revisions',
      id: 'calendarRevisions',
      audit: ofNobody(),
      tag,
      summary: '各次日历公布后在办案件的更新',
      answers: { 200: { description: '新的在前', schema: z.object({ items: z.array(revisionSchema) }) } },
      handle: async () => ({ body: { items: await listRevisions(database) } }),
    }),
    routeForKeys(READERS, {
      method: 'get',
      path: '/lists/calendar/revisions/{id}',
      id: 'calendarRevision',
      audit: audits('read'),
      tag,
      summary: '一次更新的进度：总数、已办、变动、失败及原因',
      params: idParams,
      answers: {
        200: {
          description: '进度',
          schema: revisionSchema.extend({ failures: z.array(z.object({ caseId: z.string(), code: z.string(), reason: z.string() })) }),
        },
      },
      handle: async ({ params }) => {
        const revision = await readRevision(database, params.id);
        // Published while Temporal was away: whoever looks at it starts it.
        if (revision.status === 'waiting') await startRevision(gateway, revision.id);
        return { body: revision };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/lists/calendar/revisions/{id}/resume',
      id: 'resumeCalendarRevision',
      audit: audits('administration'),
      tag,
      summary: '重新更新失败的案件',
      params: idParams,
      answers: { 202: { description: '已重新开始', schema: revisionSchema.extend({ failures: z.array(z.unknown()) }) } },
      handle: async ({ params }) => {
        await resumeRevision(database, gateway, params.id);
        return { status: 202, body: await readRevision(database, params.id) };
      },
    }),
  ];
}
