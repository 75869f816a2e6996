/** One way in for every channel that reports by machine, each with its own payload. */
import { z } from 'zod';
import { type Channel, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { audits } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { iso } from '../database/database.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { type Route, routeForKeys } from '../http/route.ts';
import type { IntakeServices } from '../leads/intake.ts';
import { LEAD_STATUSES } from '../leads/lead-schemas.ts';
import { actorIdOf, type Caller } from '../session/caller.ts';
import type { ChannelMapping } from './formats/channel-lead.ts';
import { CHANNEL_MAPPINGS } from './formats/mappings.ts';
import { reportBody, REPORT_KINDS, type StoredReport } from './report-words.ts';
import { takeTicket } from './tickets.ts';

const tag = '渠道';
const OUTCOMES = ['new', 'known', 'supplement'] as const;

const takenSchema = z.object({
  ticket: z.string(),
  leadId: z.string(),
  status: z.enum(LEAD_STATUSES),
  outcome: z.enum(OUTCOMES).meta({ title: '首次收到、早已收到或者补充' }),
});

export const ticketRoutes = (services: IntakeServices): Route[] =>
  CHANNEL_MAPPINGS.flatMap((mapping) => [take(services, mapping), status(services, mapping)]);

/** A channel's own key, or a dispatcher who enters what came another way. */
function requireChannel(caller: Caller, channel: Channel): void {
  if (caller.via !== 'key' || caller.channel === null || caller.channel === channel) return;
  throw forbidden('own-channel-only', `这个接口密钥只能用于“${CHANNEL_LABELS[caller.channel]}”渠道`);
}

function take(services: IntakeServices, { channel, schema, map }: ChannelMapping): Route {
  return routeForKeys(
    { roles: ['dispatcher'], scope: 'leads:write' },
    {
      method: 'post',
      path: `/channels/${channel}/tickets`,
      id: `take-${channel}`,
      audit: audits('intake', { subject: (_call, body) => `lead:${(body as { leadId: string }).leadId}` }),
      tag,
      summary: `${CHANNEL_LABELS[channel]}：报送工单`,
      description: '按渠道自己的字段报送。同一工单号内容相同的，以 200 回答已有的线索；内容有变的，作为补充材料记在原线索之后。',
      body: schema,
      answers: {
        201: { description: '已收下', schema: takenSchema },
        200: { description: '早已收到，或者已作为补充记录', schema: takenSchema },
      },
      handle: async ({ body, caller, now }) => {
        requireChannel(caller, channel);
        const said = map(body as never);
        const { lead, outcome } = await takeTicket(services, channel, said, actorIdOf(caller), now);
        return { status: outcome === 'new' ? 201 : 200, body: { ticket: said.ticket, leadId: lead.id, status: lead.status, outcome } };
      },
    },
  );
}

/** For channels that would rather ask than be told. */
function status({ database }: IntakeServices, { channel }: ChannelMapping): Route {
  return routeForKeys(
    { roles: ['dispatcher'], scope: 'leads:write' },
    {
      method: 'get',
      path: `/channels/${channel}/tickets/{ticket}`,
      id: `ticket-${channel}`,
      audit: audits('read'),
      tag,
      summary: `${CHANNEL_LABELS[channel]}：工单办理情况`,
      params: z.object({ ticket: z.string().min(1).max(100).meta({ title: '工单号' }) }),
      answers: {
        200: {
          description: '现状和已经发生的变化',
          schema: z.object({
            ticket: z.string(),
            status: z.enum(LEAD_STATUSES),
            receivedAt: instantSchema,
            supplements: z.int(),
            reports: z.array(
              z.object({ status: z.enum(REPORT_KINDS), statusText: z.string(), text: z.string(), at: instantSchema }).loose(),
            ),
          }),
        },
      },
      handle: async ({ params, caller }) => {
        requireChannel(caller, channel);
        const lead = await database.first<{ id: string; status: string; receivedAt: Date; supplements: number }>(
          `select id, status, received_at as "receivedAt", (select count(*)::int from lead_supplement s where s.lead_id = l.id) as supplements
         from lead l where channel = $1 and ticket = $2`,
          [channel, params.ticket],
        );
        if (!lead) throw notFound('没有这个工单', 'ticket-not-found');
        const reports = await database.rows<StoredReport>(
          `select id::text, channel, ticket, kind, data, created_at as "createdAt" from channel_report
         where channel = $1 and ticket = $2 order by id limit 200`,
          [channel, params.ticket],
        );
        return {
          body: {
            ticket: params.ticket,
            status: lead.status,
            receivedAt: iso(lead.receivedAt),
            supplements: lead.supplements,
            reports: reports.map(reportBody),
          },
        };
      },
    },
  );
}
