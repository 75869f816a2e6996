/** What is masked everywhere else, shown one at a time, for a reason, to who may; on record before it is shown. */
import { z } from 'zod';
import { verifiesRecords, mayReveal, mayReachReporter } from './concern.ts';
import { CASE_OFFICERS } from '../../domain/roles.ts';
import { longText } from '../../domain/work/fields.ts';
import { eventSchema } from '../cases/case-schemas.ts';
import { caseIdParams } from '../cases/params.ts';
import { readEvents } from '../cases/records.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Standings } from '../cases/standing.ts';
import type { Database } from '../database/database.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { leadIdParams } from '../leads/accept.ts';
import type { Leads } from '../leads/lead-store.ts';
import type { Parties } from '../parties/party-store.ts';
import { requireOneOf } from '../session/authenticate.ts';
import type { SessionCaller } from '../session/caller.ts';

export interface RevealServices {
  database: Database;
  standings: Standings;
  leads: Leads;
  parties: Parties;
  policies: Pick<Policies, 'current'>;
}

const tag = '遮盖内容';
const reason = longText('理由', '为什么需要完整的内容；记入审计日志', 500).min(2, '请写明理由');
const OF_LEAD = ['reporterName', 'reporterPhone', 'text', 'address'] as const;
const OF_PARTY = z.enum(['identifier', 'phone'], { error: '只能是 identifier 或者 phone' }).meta({ title: '内容' });
const ordinal = (title: string) => z.int('应为整数').min(1, '从1起').max(1_000).meta({ title });

const valueSchema = z.object({ what: z.string(), value: z.string() });
const NOTHING = '没有这项内容，或者没有填写';

function shown(what: string, value: string | null | undefined): { body: { what: string; value: string } } {
  if (value === null || value === undefined || value === '') throw notFound(NOTHING, 'nothing-to-reveal');
  return { body: { what, value } };
}

export function revealRoutes({ database, standings, leads, parties, policies }: RevealServices): Route[] {
  return [
    route(
      {},
      {
        method: 'post',
        path: '/cases/{caseId}/reveal',
        id: 'revealOfCase',
        tag,
        summary: '查看案件当事人完整的证件号码或者电话',
        description: '须写明理由。由承办、属地、协办单位的办案、审核、负责人员和本案的审核机关查看。',
        params: caseIdParams,
        see: async ({ caseId }, { person }: SessionCaller) => {
          const standing = await standings.visibleTo(person, caseId);
          requireOneOf(person, CASE_OFFICERS);
          if (!mayReveal(person, standing, await policies.current()))
            throw forbidden('not-your-case', '本案不由您的单位承办、协办或者审核', ['由承办单位查看']);
          return standing;
        },
        body: z.strictObject({ what: OF_PARTY, party: ordinal('第几名当事人').default(1), reason }),
        audit: {
          kind: 'reveal',
          waits: true,
          detail: ({ body, seen }) => ({ ...body, partyId: seen.state.parties[body.party - 1]?.partyId ?? null }),
        },
        reveals: true,
        answers: { 200: { description: '完整的内容', schema: valueSchema } },
        handle: ({ seen, body: { what, party } }) => Promise.resolve(shown(what, seen.state.parties[party - 1]?.[what])),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/cases/{caseId}/reveal/record',
        id: 'revealRecord',
        tag,
        summary: '查看未经遮盖的办理记录，用于核验',
        description: '须写明理由。由执法监督人员查看：逐条的内容与其哈希相符，可以据以重算整条链。',
        params: caseIdParams,
        see: async ({ caseId }, { person }: SessionCaller) => {
          const standing = await standings.visibleTo(person, caseId);
          if (!verifiesRecords(person)) throw forbidden('role-required', '未经遮盖的记录只供执法监督人员核验', ['由执法监督人员核验']);
          return standing;
        },
        body: z.strictObject({ reason }),
        audit: { kind: 'reveal', waits: true, detail: ({ body }) => ({ ...body, what: 'record' }) },
        reveals: true,
        answers: { 200: { description: '全部事件，最早的在前', schema: z.object({ items: z.array(eventSchema) }) } },
        handle: async ({ seen: { caseId } }) => ({ body: { items: await readEvents(database, caseId) } }),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/parties/{partyId}/reveal',
        id: 'revealOfParty',
        tag,
        summary: '查看当事人完整的证件号码或者电话',
        description: '须写明理由，并且办理、审核这名当事人的案件。',
        params: z.object({ partyId: z.string().min(1).max(100).meta({ title: '当事人' }) }),
        see: async ({ partyId }, { person }: SessionCaller) => {
          const party = await parties.standing(partyId);
          const cases = party
            ? await standings.manyVisibleTo(person, await parties.visibleCaseIds(person, party.id))
            : new Map<string, never>();
          if (!party || cases.size === 0) throw notFound('没有这个当事人，或者您无权查看其案件', 'party-not-found');
          requireOneOf(person, CASE_OFFICERS);
          const policy = await policies.current();
          if (![...cases.values()].some((standing) => mayReveal(person, standing, policy)))
            throw forbidden('not-your-case', '这名当事人的案件不由您的单位承办、协办或者审核', ['由承办单位查看']);
          return party;
        },
        body: z.strictObject({ what: OF_PARTY, reason }),
        audit: { kind: 'reveal', waits: true, detail: ({ body }) => ({ ...body }) },
        reveals: true,
        answers: { 200: { description: '完整的内容', schema: valueSchema } },
        handle: ({ seen, body: { what } }) => Promise.resolve(shown(what, seen[what])),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/leads/{leadId}/reveal',
        id: 'revealReporter',
        tag,
        summary: '查看反映人完整的姓名、电话，或者线索中被遮盖的文字',
        description: '须写明理由。由答复反映人的人员查看：指挥调度员，受理这条线索的镇街或者承办单位的办案人员和负责人。',
        params: leadIdParams,
        see: async ({ leadId }, { person }: SessionCaller) => {
          const lead = await leads.visibleTo(person, leadId);
          if (!lead) throw notFound('没有这条线索，或者您无权查看', 'lead-not-found');
          const taken = lead.caseId === null ? null : await standings.of(lead.caseId);
          if (!mayReachReporter(person, lead, taken)) {
            throw forbidden('not-yours-to-answer', '反映人的姓名和电话只供答复反映人的人员查看', ['由指挥调度员或者承办单位答复']);
          }
          return lead;
        },
        body: z.strictObject({
          what: z.enum(OF_LEAD, { error: `只能是：${OF_LEAD.join('、')}` }).meta({ title: '内容' }),
          supplement: ordinal('第几次补充').optional(),
          reason,
        }),
        audit: { kind: 'reveal', waits: true, detail: ({ body }) => ({ ...body }) },
        reveals: true,
        answers: { 200: { description: '完整的内容', schema: valueSchema } },
        handle: async ({ seen, body: { what, supplement } }) =>
          shown(what, supplement === undefined ? seen[what] : await ofSupplement(database, seen.id, supplement, what)),
      },
    ),
  ];
}

/** In the order in which the lead's page lists them. */
async function ofSupplement(database: Database, leadId: string, nth: number, what: (typeof OF_LEAD)[number]): Promise<string | null> {
  const row = await database.first<{ value: string | null }>(
    'select content ->> $3 as value from lead_supplement where lead_id = $1 order by created_at, content_hash offset $2 limit 1',
    [leadId, nth - 1, what],
  );
  return row?.value ?? null;
}
