/** Leads in PostgreSQL: taken in once a ticket, listed by keyset, decided once. */
import type { Person } from '../../domain/people.ts';
import type { LeadRow } from '../../contract/leads.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import { visibleLeads } from '../access/visibility.ts';
import { leadsInSight } from '../keys/key-sight.ts';
import type { Caller } from '../session/caller.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database, iso, type Queries } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import type { LeadKind, LeadStatus } from './lead-schemas.ts';
import type { Triage } from './triage.ts';

export interface LeadRecord {
  id: string;
  ticket: string | null;
  channel: Channel;
  receivedAt: Date;
  reporterName: string | null;
  reporterPhone: string | null;
  townId: string | null;
  townName: string | null;
  address: string;
  text: string;
  kind: LeadKind;
  status: LeadStatus;
  triage: Triage;
  department: string | null;
  caseId: string | null;
  mergedIntoId: string | null;
  decidedBy: string | null;
  decidedReason: string | null;
  takenBy: string | null;
  takenByName: string | null;
  version: number;
}

export interface NewLeadRecord extends Pick<
  LeadRecord,
  'id' | 'ticket' | 'channel' | 'reporterName' | 'reporterPhone' | 'townId' | 'address' | 'text' | 'triage' | 'takenBy'
> {
  receivedAt: string;
}

export interface LeadFilters {
  status?: readonly LeadStatus[] | undefined;
  kind?: readonly LeadKind[] | undefined;
  channel?: readonly Channel[] | undefined;
  town?: string | undefined;
  department?: string | undefined;
  q?: string | undefined;
}

// A case id on a lead that is still new is only reserved: the case is not there for sure.
const COLUMNS = `l.id, l.ticket, l.channel, l.received_at as "receivedAt", l.reporter_name as "reporterName", l.reporter_phone as "reporterPhone",
  l.town_id as "townId", town.name as "townName", l.address, l.text, l.kind, l.status, l.triage, l.department,
  case when l.status = 'new' then null else l.case_id end as "caseId", l.merged_into_id as "mergedIntoId",
  l.decided_by as "decidedBy", l.decided_reason as "decidedReason", l.taken_by as "takenBy",
  coalesce((select name from person where id = l.taken_by), (select name from api_key where id = substr(l.taken_by, 5) and l.taken_by like 'key:%')) as "takenByName",
  l.version`;
const FROM = 'from lead l left join unit town on town.id = l.town_id';

export interface Leads {
  /** Puts a lead in; the one already there under the same channel and ticket is answered instead. */
  add(lead: NewLeadRecord): Promise<{ lead: LeadRecord; existed: boolean }>;
  list(
    caller: Caller,
    filters: LeadFilters,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: LeadRow[]; nextCursor: string | null }>;
  visibleTo(person: Person, id: string): Promise<LeadRecord | undefined>;
  /** The same for whoever asks, a machine too. */
  inSight(caller: Caller, id: string): Promise<LeadRecord | undefined>;
  /** Leads that may be the same as this one, as far as the person may see: near in time, and the same town or alike in words. */
  candidates(person: Person, lead: LeadRecord, days: number, most: number): Promise<LeadRecord[]>;
  /** The id of the case that the lead becomes, the same for every attempt; null once the lead is decided. */
  reserveCase(id: string, caseId: string): Promise<string | null>;
  /** Decides a lead that is still new; false where somebody else was first. */
  decide(id: string, decision: Decision): Promise<boolean>;
}

export interface Decision {
  status: Exclude<LeadStatus, 'new'>;
  person: Person;
  reason: string | null;
  department?: string | null;
  mergedIntoId?: string;
  /** What was proposed and what was chosen instead; teaches the weights. */
  correction?: { id: string; text: string; proposed: string; chosen: string; reason: string };
}

export function createLeads(database: Database): Leads {
  const byId = (queries: Queries, id: string) => queries.first<LeadRecord>(`select ${COLUMNS} ${FROM} where l.id = $1`, [id], 'lead-by-id');
  return {
    add: async (lead) => {
      const id = await database.first<{ id: string; existed: boolean }>(
        `with made as (
           insert into lead (id, ticket, channel, received_at, reporter_name, reporter_phone, town_id, address, text, kind, triage, department, taken_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           on conflict do nothing returning id
         ), told as (
           select pg_notify('caselight_lead', json_build_object('leadId', id, 'townId', $7::text)::text) from made
         )
         select id, false as existed from made, told
         union all
         select id, true from lead where (id = $1 or (channel = $3 and ticket = $2)) and not exists (select from made) limit 1`,
        [
          lead.id,
          lead.ticket,
          lead.channel,
          lead.receivedAt,
          lead.reporterName,
          lead.reporterPhone,
          lead.townId,
          lead.address,
          lead.text,
          lead.triage.kind,
          JSON.stringify(lead.triage),
          lead.triage.dispatch.toPerson ? null : (lead.triage.dispatch.departments[0]?.department ?? null),
          lead.takenBy,
        ],
      );
      const stored = id && (await byId(database, id.id));
      // Another request may have put the same ticket in between the two halves of the statement.
      if (!stored) return { lead: (await byTicket(database, lead))!, existed: true };
      return { lead: stored, existed: id.existed };
    },

    list: async (caller, filters, cursor, limit) => {
      const { values, bind } = binder();
      const conditions = [leadsInSight(caller, bind)];
      const any = (column: string, wanted: readonly string[] | undefined) => {
        if (wanted?.length) conditions.push(`${column} = any(${bind(wanted)})`);
      };
      any('l.status', filters.status);
      any('l.kind', filters.kind);
      any('l.channel', filters.channel);
      if (filters.town) conditions.push(`l.town_id = ${bind(filters.town)}`);
      if (filters.department) conditions.push(`l.department = ${bind(filters.department)}`);
      for (const word of (filters.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
        const like = bind(containing(word));
        conditions.push(`(l.text ilike ${like} or l.address ilike ${like} or l.ticket ilike ${like})`);
      }
      const position = decodeCursor('leads', cursor, 'instant');
      if (position) conditions.push(`(l.received_at, l.id) < (${bind(position.key)}::timestamptz, ${bind(position.id)})`);
      const rows = await database.rows<LeadRecord & { sortKey: string }>(
        `select ${COLUMNS}, to_json(l.received_at) #>> '{}' as "sortKey" ${FROM} where ${conditions.join(' and ')}
         order by l.received_at desc, l.id desc limit ${bind(limit + 1)}`,
        values,
      );
      const page = pageOf(rows, limit, (row) => encodeCursor('leads', { key: row.sortKey, id: row.id }));
      return { items: page.items.map((row) => leadRowFor(caller, row)), nextCursor: page.nextCursor };
    },

    visibleTo: (person, id) => {
      const { values, bind } = binder();
      const wanted = bind(id);
      return database.first<LeadRecord>(`select ${COLUMNS} ${FROM} where l.id = ${wanted} and ${visibleLeads(person, bind)}`, values);
    },

    inSight: (caller, id) => {
      const { values, bind } = binder();
      const wanted = bind(id);
      return database.first<LeadRecord>(`select ${COLUMNS} ${FROM} where l.id = ${wanted} and ${leadsInSight(caller, bind)}`, values);
    },

    candidates: (person, lead, days, most) => {
      const { values, bind } = binder();
      const at = bind(lead.receivedAt);
      const within = bind(days);
      const text = bind(lead.text);
      return database.rows<LeadRecord>(
        `select ${COLUMNS} ${FROM}
       where l.id <> ${bind(lead.id)} and ${visibleLeads(person, bind)}
         and l.received_at between ${at}::timestamptz - ${within} * interval '1 day' and ${at}::timestamptz + ${within} * interval '1 day'
         and (l.town_id is not distinct from ${bind(lead.townId)} or similarity(l.text, ${text}) > 0.25)
       order by greatest(similarity(l.text, ${text}), similarity(l.address, ${bind(lead.address)})) desc,
         abs(extract(epoch from l.received_at - ${at}::timestamptz)) limit ${bind(most)}`,
        values,
      );
    },

    reserveCase: async (id, caseId) => {
      const row = await database.first<{ caseId: string }>(
        `update lead set case_id = coalesce(case_id, $2) where id = $1 and status = 'new' returning case_id as "caseId"`,
        [id, caseId],
      );
      return row?.caseId ?? null;
    },

    decide: (id, decision) =>
      database.transaction(async (queries) => {
        const touched = await queries.run(
          `update lead set status = $2, decided_by = $3, decided_at = now(), decided_reason = $4, department = coalesce($5, department),
           merged_into_id = $6, case_id = case when $2 = 'accepted' then case_id end, version = version + 1
         where id = $1 and status = 'new'`,
          [id, decision.status, decision.person.id, decision.reason, decision.department ?? null, decision.mergedIntoId ?? null],
        );
        if (touched === 0) return false;
        if (decision.correction) {
          const { id: correctionId, text, proposed, chosen, reason } = decision.correction;
          await queries.run(
            'insert into dispatch_correction (id, lead_id, text, proposed, chosen, reason, by_id) values ($1, $2, $3, $4, $5, $6, $7)',
            [correctionId, id, text, proposed, chosen, reason, decision.person.id],
          );
        }
        await queries.run(
          `select pg_notify('caselight_lead', json_build_object('leadId', id, 'townId', town_id)::text) from lead where id = $1`,
          [id],
        );
        return true;
      }),
  };
}

const byTicket = (database: Database, { channel, ticket }: Pick<LeadRecord, 'channel' | 'ticket'>) =>
  database.first<LeadRecord>(`select ${COLUMNS} ${FROM} where l.channel = $1 and l.ticket = $2`, [channel, ticket]);

export const leadReceiptOf = ({ id, ticket, channel, status }: LeadRecord) => ({ id, ticket, channel, status });

export const leadRowOf = (record: LeadRecord): LeadRow => ({
  id: record.id,
  ticket: record.ticket,
  channel: record.channel,
  receivedAt: iso(record.receivedAt),
  reporterName: record.reporterName,
  reporterPhone: record.reporterPhone,
  town: record.townId === null ? null : { id: record.townId, name: record.townName ?? record.townId },
  address: record.address,
  text: record.text,
  kind: record.kind,
  status: record.status,
  department: record.department,
  caseId: record.caseId,
  mergedIntoId: record.mergedIntoId,
  decidedReason: record.decidedReason,
});

/** As whoever asks may read it: a machine learns neither who reported nor what people wrote about it. */
export const leadRowFor = (caller: Caller, record: LeadRecord): LeadRow =>
  caller.via === 'session' ? leadRowOf(record) : { ...leadRowOf(record), reporterName: null, reporterPhone: null, decidedReason: null };
