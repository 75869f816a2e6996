/** Leads: taken in from every channel, read by triage, accepted into a case, merged or rejected by a person. */
import { v7 as timeOrderedId } from 'uuid';
import { z } from 'zod';
import { itemId, longText } from '../../domain/work/fields.ts';
import { CHANNELS, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { ACCEPTERS, CASE_READERS, LEAD_REPORTERS } from '../../domain/roles.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { mayDecideLead } from '../access/concern.ts';
import { commandAnswerSchema, pageOfSchema } from '../cases/case-schemas.ts';
import { reserve } from '../database/idempotency.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { forbidden, invalid, notFound, Problem } from '../http/problem.ts';
import { cursorField, idField, limitField, manyOf, searchField } from '../http/query-fields.ts';
import { type Route, route, routeForKeys } from '../http/route.ts';
import { requireOneOf } from '../session/authenticate.ts';
import { actorIdOf, type Caller, type SessionCaller } from '../session/caller.ts';
import { acceptLead, acceptSchema, type AcceptServices, leadIdParams } from './accept.ts';
import { channelOf } from './channel-words.ts';
import { readTowns, takeIn } from './intake.ts';
import { leadImportRoutes } from './lead-import-routes.ts';
import { dispatchSchema, LEAD_KINDS, LEAD_STATUSES, leadReceiptSchema, leadRowSchema, leadSchema, newLeadSchema } from './lead-schemas.ts';
import { leadReceiptOf, type LeadRecord, leadRowFor } from './lead-store.ts';

const tag = '线索';
const READERS = { roles: CASE_READERS, scope: 'leads:read' } as const;
const DECIDERS = ['dispatcher', ...ACCEPTERS] as const;

const DUPLICATE_DAYS = 60;
const DUPLICATE_CANDIDATES = 80;

const listQuery = z.strictObject({
  status: manyOf('状态', LEAD_STATUSES),
  kind: manyOf('类别', LEAD_KINDS),
  channel: manyOf('渠道', CHANNELS),
  town: idField('属地镇街'),
  department: idField('建议部门'),
  q: searchField,
  cursor: cursorField,
  limit: limitField(50, 200),
});

export function leadRoutes(services: AcceptServices): Route[] {
  const { leads, triage, database } = services;
  const see = async ({ leadId }: { leadId: string }, caller: Caller): Promise<LeadRecord> => {
    const lead = await leads.inSight(caller, leadId);
    if (!lead) throw notFound('没有这条线索，或者您无权查看', 'lead-not-found');
    return lead;
  };
  const countyName = async (): Promise<string> => (await services.county.read())?.name ?? '';
  const seeToDecide = async (params: { leadId: string }, caller: SessionCaller): Promise<LeadRecord> => {
    const lead = await see(params, caller);
    requireOneOf(caller.person, DECIDERS);
    if (!mayDecideLead(caller.person, lead, await countyName()))
      throw forbidden(
        'not-your-lead',
        `这条线索属${lead.townName ?? '全县'}，研判首先建议的部门也不是${caller.person.unit.name}`,
        [lead.townName ? `由${lead.townName}或者指挥调度员办理` : '由指挥调度员办理'],
        ['《行政处罚法》第二十二条'],
      );
    return lead;
  };
  const answerOf = async (lead: LeadRecord, caller: Caller) => ({
    ...leadRowFor(caller, lead),
    takenBy: lead.takenBy === null ? null : { id: lead.takenBy, name: lead.takenByName ?? lead.takenBy },
    dispatch: lead.triage.dispatch,
    // What else was reported, and by whom, is for people to compare.
    duplicates:
      caller.via === 'key'
        ? []
        : await triage.duplicates(lead, await leads.candidates(caller.person, lead, DUPLICATE_DAYS, DUPLICATE_CANDIDATES)),
    version: lead.version,
    mayDecide: caller.via !== 'key' && mayDecideLead(caller.person, lead, await countyName()),
  });

  return [
    routeForKeys(
      { roles: LEAD_REPORTERS, scope: 'leads:write' },
      {
        method: 'post',
        path: '/leads',
        id: 'addLead',
        audit: audits('intake', { subject: (_call, body) => `lead:${(body as { id: string }).id}` }),
        tag,
        summary: '报送一条线索',
        description:
          '同一渠道的同一工单号只收一次：再次报送以 200 回答已有的线索，无权查看的只回答收据。没有工单号的，用 Idempotency-Key 避免重复。',
        body: newLeadSchema,
        headers: ['Idempotency-Key'],
        answers: {
          201: { description: '已收下', schema: leadSchema },
          200: { description: '早已收到；您无权查看的只回答收据', schema: z.union([leadSchema, leadReceiptSchema]) },
        },
        handle: async ({ body, caller, idempotencyKey, now }) => {
          requireOwnChannel(caller, body.channel);
          const id =
            idempotencyKey === null || body.ticket
              ? timeOrderedId()
              : await reserve(
                  database,
                  { personId: actorIdOf(caller), route: 'POST /leads', key: idempotencyKey, fingerprint: fingerprintOf('lead', body) },
                  timeOrderedId(),
                );
          const { lead, existed } = await takeIn(services, body, await readTowns(database), now, actorIdOf(caller), id);
          // Who reports what was reported before learns that it is there, and nothing of it that is not theirs to see.
          const theirs = !existed || lead.takenBy === actorIdOf(caller) || (await leads.inSight(caller, lead.id)) !== undefined;
          // A machine has nobody to ask: it is told that this is another's ticket.
          if (!theirs && caller.via === 'key') throw takenBefore();
          const answer = theirs ? await answerOf(lead, caller) : leadReceiptOf(lead);
          return { status: existed ? 200 : 201, body: answer, headers: { Location: `/api/v1/leads/${lead.id}` } };
        },
      },
    ),
    ...leadImportRoutes(services),
    routeForKeys(READERS, {
      method: 'get',
      path: '/leads',
      id: 'listLeads',
      audit: audits('read'),
      tag,
      summary: '线索列表，新的在前',
      query: listQuery,
      answers: { 200: { description: '一页线索', schema: pageOfSchema(leadRowSchema) } },
      handle: async ({ query, caller }) => {
        const { cursor, limit, ...filters } = query;
        return { body: await leads.list(caller, filters, cursor, limit) };
      },
    }),
    routeForKeys(
      { scope: 'leads:read' },
      {
        method: 'get',
        path: '/leads/{leadId}',
        id: 'readLead',
        audit: audits('read'),
        tag,
        summary: '一条线索：研判、建议部门、可能的重复',
        params: leadIdParams,
        see,
        answers: { 200: { description: '线索', schema: leadSchema } },
        handle: async ({ seen, caller }) => ({ body: await answerOf(seen, caller) }),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/leads/{leadId}/accept',
        id: 'acceptLead',
        audit: audits('intake'),
        tag,
        summary: '受理：建立案件并分派',
        description:
          '建案和分派都成功后线索才算受理；中途中断的，重复同一请求即可接着办，不会建立第二个案件。改派须写理由，用于改进以后的研判。',
        params: leadIdParams,
        see: seeToDecide,
        body: acceptSchema,
        answers: { 200: { description: '已受理', schema: commandAnswerSchema.extend({ leadId: z.string(), dispatched: z.boolean() }) } },
        handle: async ({ seen, body, caller, now }) => {
          const answer = await acceptLead(services, caller.person, seen, body, now);
          return { body: answer, headers: { Location: `/api/v1/cases/${answer.caseId}` } };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/leads/{leadId}/merge',
        id: 'mergeLead',
        audit: audits('intake'),
        tag,
        summary: '并入另一条线索',
        params: leadIdParams,
        see: seeToDecide,
        body: z.strictObject({ intoLeadId: itemId('并入的线索'), reason: longText('理由', undefined, 1000) }),
        answers: { 200: { description: '已合并', schema: leadSchema } },
        handle: async ({ seen: lead, body, caller }) => {
          const into = await mergeTarget(lead, body.intoLeadId, (id) => leads.visibleTo(caller.person, id));
          if (!(await leads.decide(lead.id, { status: 'merged', person: caller.person, reason: body.reason, mergedIntoId: into.id })))
            throw alreadyDecided();
          return { body: await answerOf(await see({ leadId: lead.id }, caller), caller) };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/leads/{leadId}/reject',
        id: 'rejectLead',
        audit: audits('intake'),
        tag,
        summary: '不予受理',
        params: leadIdParams,
        see: seeToDecide,
        body: z.strictObject({ reason: longText('理由', undefined, 1000) }),
        answers: { 200: { description: '已记录', schema: leadSchema } },
        handle: async ({ seen: lead, body, caller }) => {
          if (!(await leads.decide(lead.id, { status: 'rejected', person: caller.person, reason: body.reason }))) throw alreadyDecided();
          return { body: await answerOf(await see({ leadId: lead.id }, caller), caller) };
        },
      },
    ),
    routeForKeys(
      { scope: 'derive' },
      {
        method: 'post',
        path: '/derive/dispatch',
        id: 'deriveDispatch',
        audit: ofNobody(),
        tag: '计算',
        summary: '线索研判，不留痕',
        body: z.strictObject({
          text: longText('线索内容'),
          town: z.string().max(60).nullable().optional().meta({ title: '属地镇街' }),
          channel: z
            .string()
            .max(40)
            .refine((word) => channelOf(word) !== undefined, `线索渠道不在可选范围内：${Object.values(CHANNEL_LABELS).join('、')}`)
            .nullable()
            .optional()
            .meta({ title: '渠道' }),
          address: z.string().max(300).nullable().optional().meta({ title: '地址' }),
        }),
        answers: {
          200: {
            description: '类别、建议部门、把握和理由',
            schema: z.object({ kind: z.enum(LEAD_KINDS), dispatch: dispatchSchema, departments: z.array(z.unknown()) }).loose(),
          },
        },
        handle: async ({ body }) => {
          const towns = await readTowns(database);
          const town = body.town ? towns.find(({ id, name }) => id === body.town || name === body.town) : undefined;
          if (body.town && !town) throw invalid([{ path: 'town', title: '属地镇街', message: `没有“${body.town}”这个镇街` }]);
          const read = await triage.read({
            text: body.text,
            town: town?.name ?? null,
            channel: (body.channel && channelOf(body.channel)) || null,
            address: body.address ?? null,
            receivedAt: null,
          });
          return { body: { ...read, departments: read.dispatch.departments } };
        },
      },
    ),
  ];
}

/** A channel's own key reports for that channel alone. */
function requireOwnChannel(caller: Caller, channel: string): void {
  if (caller.via !== 'key' || caller.channel === null || channelOf(channel) === caller.channel) return;
  throw forbidden('own-channel-only', `这个接口密钥只能报送“${CHANNEL_LABELS[caller.channel]}”渠道的线索`);
}

const takenBefore = () =>
  new Problem(409, 'ticket-of-another', '这个工单号已由别处报送，不再收一次；它的内容不在您可以查看的范围内', {
    needs: ['核对工单号；确是另一件事的，换一个工单号报送'],
  });

const alreadyDecided = () => new Problem(409, 'lead-decided', '这条线索已经处理过了', { needs: ['刷新线索'] });

/** The lead that the target was merged into in turn, never the lead itself. */
async function mergeTarget(lead: LeadRecord, id: string, read: (id: string) => Promise<LeadRecord | undefined>): Promise<LeadRecord> {
  const fault = (message: string) => invalid([{ path: 'intoLeadId', title: '并入的线索', message }]);
  let target = await read(id);
  for (let step = 0; target?.mergedIntoId && step < 20; step++) target = await read(target.mergedIntoId);
  if (!target) throw fault('没有这条线索，或者您无权查看');
  if (target.id === lead.id) throw fault('不能并入自己');
  if (target.status === 'rejected') throw fault('要并入的线索已不予受理');
  return target;
}
