/** Which leads of a table are there already: by the channel's ticket, or by all that is said where there is none. */
import { v5 as namedId } from 'uuid';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Person } from '../../domain/people.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import { visibleLeads } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';

/** A lead as it came, for comparing. */
export interface LeadContent {
  ticket: string | null;
  channel: Channel;
  receivedAt: string;
  reporterName: string | null;
  reporterPhone: string | null;
  townId: string | null;
  address: string;
  text: string;
}

export interface KnownLead extends Omit<LeadContent, 'receivedAt'> {
  id: string;
  receivedAt: Date;
  /** The person may read it, and so be told what differs. */
  visible: boolean;
}

const SAID = {
  receivedAt: '接收时间',
  reporterName: '反映人',
  reporterPhone: '联系电话',
  townId: '属地镇街',
  address: '地址',
  text: '线索内容',
} as const;

const comparable = (lead: Omit<LeadContent, 'receivedAt'> & { receivedAt: string | Date }) => ({
  ...lead,
  receivedAt: typeof lead.receivedAt === 'string' ? parseInstant(lead.receivedAt) : lead.receivedAt.getTime(),
});

/** The headings of what is said otherwise; none: it is the same lead. */
export function differing(known: Omit<LeadContent, 'receivedAt'> & { receivedAt: string | Date }, given: LeadContent): string[] {
  const [one, other] = [comparable(known), comparable(given)];
  return (Object.keys(SAID) as (keyof typeof SAID)[]).filter((key) => one[key] !== other[key]).map((key) => SAID[key]);
}

/** The same for the same ticket of a channel; without a ticket, for the same words at the same time and place. */
export function keyOf(lead: Omit<LeadContent, 'receivedAt'> & { receivedAt: string | Date }): string {
  if (lead.ticket !== null) return canonicalJson([lead.channel, lead.ticket]);
  const { receivedAt, channel, reporterName, reporterPhone, townId, address, text } = comparable(lead);
  return canonicalJson([channel, null, receivedAt, reporterName, reporterPhone, townId, address, text]);
}

/** Names a lead that has no ticket by its content: the same content is the same lead, however often it is sent. */
const CONTENT_NAMES = 'b8a1f0a4-1f0e-5d0c-9a53-0f4a7d8a6c21';
export const contentId = (lead: LeadContent): string => namedId(keyOf(lead), CONTENT_NAMES);

export async function knownLeads(database: Database, person: Person, leads: readonly LeadContent[]): Promise<Map<string, KnownLead>> {
  const { values, bind } = binder();
  const tickets = leads.flatMap(({ channel, ticket }) => (ticket === null ? [] : [{ channel, ticket }]));
  const ids = leads.flatMap((lead) => (lead.ticket === null ? [contentId(lead)] : []));
  const asked = bind(JSON.stringify(tickets));
  const named = bind(ids);
  const columns = `l.id, l.ticket, l.channel, l.received_at as "receivedAt", l.reporter_name as "reporterName", l.reporter_phone as "reporterPhone",
    l.town_id as "townId", l.address, l.text, (${visibleLeads(person, bind)}) as visible`;
  const rows = await database.rows<KnownLead>(
    `select ${columns} from jsonb_to_recordset(${asked}::jsonb) as g (channel text, ticket text)
       join lead l on l.channel = g.channel and l.ticket = g.ticket
     union
     select ${columns} from lead l where l.id = any(${named})`,
    values,
    'known-leads',
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}
