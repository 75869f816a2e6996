/** Where each channel is told, and what could not be told: for the system administrator. */
import { z } from 'zod';
import type { ChannelRow, ReportRow, ReportStatus } from '../../contract/channels.ts';
import { yesNo } from '../../domain/work/fields.ts';
import { type Channel, CHANNELS, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { CHANNEL_KEEPERS } from '../../domain/roles.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound, Problem } from '../http/problem.ts';
import { cursorField, limitField, manyOf } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { REPORT_KINDS, REPORT_LABELS, type ReportKind } from './report-words.ts';
import { newSecret } from './signature.ts';

const tag = '渠道';
const ADMIN = { roles: ['sys-admin'] } as const;
const VIEWERS = { roles: CHANNEL_KEEPERS } as const;
const channelParams = z.object({ channel: z.enum(CHANNELS, { error: '没有这个渠道' }).meta({ title: '渠道' }) });

const webhookBody = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: '地址应以 http:// 或 https:// 开头' })
    .max(500, '地址过长')
    .refine((url) => new URL(url).username === '', '地址里不能带用户名和密码')
    .meta({ title: '回告地址' }),
  active: yesNo('启用').default(true),
  rotateSecret: yesNo('更换签名密钥').default(false),
});

const webhookSchema = z.object({
  url: z.string(),
  active: z.boolean(),
  updatedAt: instantSchema,
  updatedBy: z.string(),
  updatedByName: z.string().nullable(),
});
const channelSchema = z.object({
  channel: z.enum(CHANNELS),
  label: z.string(),
  webhook: webhookSchema.nullable(),
  waiting: z.int().meta({ title: '等待回告' }),
  dead: z.int().meta({ title: '未能回告' }),
});

const STATUSES = ['waiting', 'delivered', 'dead'] as const satisfies readonly ReportStatus[];
const reportSchema = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  ticket: z.string(),
  leadId: z.string(),
  caseId: z.string().nullable(),
  kind: z.enum(REPORT_KINDS),
  label: z.string(),
  status: z.enum(STATUSES),
  attempts: z.int(),
  nextAttemptAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
  createdAt: instantSchema,
  deliveredAt: instantSchema.nullable(),
});

type StoredRow = Omit<ReportRow, 'label' | 'kind' | 'nextAttemptAt' | 'createdAt' | 'deliveredAt'> & {
  kind: ReportKind;
  nextAttemptAt: Date;
  createdAt: Date;
  deliveredAt: Date | null;
};
const COLUMNS = `id::text, channel, ticket, lead_id as "leadId", case_id as "caseId", kind, status, attempts,
  next_attempt_at as "nextAttemptAt", last_error as "lastError", created_at as "createdAt", delivered_at as "deliveredAt"`;

const shown = (row: StoredRow): ReportRow => ({
  ...row,
  label: REPORT_LABELS[row.kind],
  nextAttemptAt: row.status === 'waiting' ? iso(row.nextAttemptAt) : null,
  createdAt: iso(row.createdAt),
  deliveredAt: iso(row.deliveredAt),
});

export function webhookRoutes({ database }: { database: Database }): Route[] {
  return [
    route(VIEWERS, {
      method: 'get',
      path: '/channels',
      id: 'listChannels',
      audit: ofNobody(),
      tag,
      summary: '各渠道的回告设置和积压',
      answers: { 200: { description: '渠道', schema: z.object({ items: z.array(channelSchema) }) } },
      handle: async () => ({ body: { items: await channels(database) } }),
    }),
    route(ADMIN, {
      method: 'put',
      path: '/channels/{channel}/webhook',
      id: 'setWebhook',
      audit: audits('administration'),
      tag,
      summary: '设置渠道的回告地址',
      description:
        '首次设置或者更换密钥时回答签名密钥，只显示这一次。签名为 HMAC-SHA256(密钥, 时间戳 + "." + 正文)，' +
        '放在 X-Caselight-Signature；时间戳（秒）放在 X-Caselight-Timestamp。',
      params: channelParams,
      body: webhookBody,
      answers: {
        200: { description: '已设置', schema: webhookSchema.extend({ channel: z.enum(CHANNELS), secret: z.string().optional() }) },
      },
      handle: async ({ params, body, caller }) => {
        const secret = newSecret();
        const row = await database.first<{ secret: string; updatedAt: Date }>(
          `insert into channel_webhook as w (channel, url, secret, active, updated_by) values ($1, $2, $3, $4, $5)
           on conflict (channel) do update set url = excluded.url, active = excluded.active, updated_by = excluded.updated_by, updated_at = now(),
             secret = case when $6 then excluded.secret else w.secret end
           returning secret, updated_at as "updatedAt"`,
          [params.channel, body.url, secret, body.active, caller.person.id, body.rotateSecret],
        );
        return {
          body: {
            channel: params.channel,
            url: body.url,
            active: body.active,
            updatedBy: caller.person.id,
            updatedByName: caller.person.name,
            updatedAt: iso(row!.updatedAt),
            ...(row!.secret === secret ? { secret } : {}),
          },
        };
      },
    }),
    route(ADMIN, {
      method: 'delete',
      path: '/channels/{channel}/webhook',
      id: 'removeWebhook',
      audit: audits('administration'),
      tag,
      summary: '不再回告',
      params: channelParams,
      answers: { 204: { description: '已删除；尚未送达的回告保留' } },
      handle: async ({ params }) => {
        if ((await database.run('delete from channel_webhook where channel = $1', [params.channel])) === 0) {
          throw notFound('这个渠道没有设置回告地址', 'webhook-not-found');
        }
        return {};
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/channels/{channel}/retry',
      id: 'retryChannel',
      audit: audits('administration'),
      tag,
      summary: '把这个渠道未能回告的全部再次回告',
      params: channelParams,
      answers: { 200: { description: '已重新排队', schema: z.object({ queued: z.int() }) } },
      handle: async ({ params }) => {
        const queued = await database.run(
          `update channel_report set status = 'waiting', attempts = 0, next_attempt_at = now() where channel = $1 and status = 'dead'`,
          [params.channel],
        );
        return { body: { queued } };
      },
    }),
    route(VIEWERS, {
      method: 'get',
      path: '/channel-reports',
      id: 'listReports',
      audit: audits('read'),
      tag,
      summary: '回告记录，新的在前',
      query: z.strictObject({
        status: manyOf('状态', STATUSES),
        channel: manyOf('渠道', CHANNELS),
        cursor: cursorField,
        limit: limitField(50, 200),
      }),
      answers: { 200: { description: '一页回告', schema: pageOfSchema(reportSchema) } },
      handle: async ({ query }) => {
        const { values, bind } = binder();
        const conditions = ['true'];
        if (query.status?.length) conditions.push(`status = any(${bind(query.status)})`);
        if (query.channel?.length) conditions.push(`channel = any(${bind(query.channel)})`);
        const position = decodeCursor('reports', query.cursor, 'serial');
        if (position) conditions.push(`id < ${bind(position.key)}::bigint`);
        const rows = await database.rows<StoredRow>(
          `select ${COLUMNS} from channel_report where ${conditions.join(' and ')} order by channel_report.id desc limit ${bind(query.limit + 1)}`,
          values,
        );
        return { body: pageOf(rows.map(shown), query.limit, ({ id }) => encodeCursor('reports', { key: id, id })) };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/channel-reports/{reportId}/retry',
      id: 'retryReport',
      audit: audits('administration'),
      tag,
      summary: '再次回告',
      params: z.object({
        reportId: z
          .string()
          .regex(/^\d{1,18}$/, '编号无效')
          .meta({ title: '回告' }),
      }),
      answers: { 200: { description: '已重新排队', schema: reportSchema } },
      handle: async ({ params }) => {
        const row = await database.first<StoredRow>(
          `update channel_report set status = 'waiting', attempts = 0, next_attempt_at = now() where id = $1 and status <> 'delivered' returning ${COLUMNS}`,
          [params.reportId],
        );
        if (row) return { body: shown(row) };
        if (await database.first('select id from channel_report where id = $1', [params.reportId])) {
          throw new Problem(409, 'report-delivered', '这条回告已经送达，不需要再次回告');
        }
        throw notFound('没有这条回告', 'report-not-found');
      },
    }),
  ];
}

async function channels(database: Database): Promise<ChannelRow[]> {
  const rows = await database.rows<{
    channel: Channel;
    url: string | null;
    active: boolean;
    updatedAt: Date;
    updatedBy: string;
    updatedByName: string | null;
    waiting: number;
    dead: number;
  }>(
    `select c.channel, w.url, w.active, w.updated_at as "updatedAt", w.updated_by as "updatedBy", m.name as "updatedByName",
       coalesce(r.waiting, 0)::int as waiting, coalesce(r.dead, 0)::int as dead
     from unnest($1::text[]) with ordinality as c (channel, n)
     left join channel_webhook w on w.channel = c.channel left join person m on m.id = w.updated_by
     left join (
       select channel, count(*) filter (where status = 'waiting') as waiting, count(*) filter (where status = 'dead') as dead
       from channel_report where status in ('waiting', 'dead') group by channel
     ) r on r.channel = c.channel order by c.n`,
    [CHANNELS],
  );
  return rows.map(({ channel, url, active, updatedAt, updatedBy, updatedByName, waiting, dead }) => ({
    channel,
    label: CHANNEL_LABELS[channel as keyof typeof CHANNEL_LABELS],
    waiting,
    dead,
    webhook: url === null ? null : { url, active, updatedBy, updatedByName, updatedAt: iso(updatedAt) },
  }));
}
