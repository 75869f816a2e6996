/** Leads from a table: each row is new, there already with the same content, or refused; nothing is overwritten. */
import { setImmediate as breathe } from 'node:timers/promises';
import { v7 as timeOrderedId } from 'uuid';
import type { ImportFault } from '../../contract/imports.ts';
import type { Person } from '../../domain/people.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { Problem } from '../http/problem.ts';
import type { Table, TableRow } from '../tables/read-table.ts';
import { faultAt, reasonsOf, refusedRow, type Reviewed, schemaFaults } from '../tables/review.ts';
import { channelOf } from './channel-words.ts';
import { type IntakeServices, readTowns, takeIn, type Towns } from './intake.ts';
import { contentId, differing, keyOf, knownLeads, type KnownLead, type LeadContent } from './known-leads.ts';
import { type NewLead, newLeadSchema } from './lead-schemas.ts';
import { LEAD_TABLE } from './lead-table.ts';

export interface LeadRowFaults {
  line: number;
  /** All of the row's faults in one line. */
  reason: string;
  faults: ImportFault[];
}

export interface ImportAnswer {
  imported: number;
  /** Rows that were there already with the same content. */
  existing: number;
  errors: LeadRowFaults[];
}

export interface ReadLead {
  lead: NewLead;
  content: LeadContent;
}

type Services = Pick<IntakeServices, 'database'>;

const nameOf = ({ cells }: TableRow): string => cells.ticket || (cells.text ?? '').slice(0, 20) || '—';
const at = (row: TableRow, key: string, message: string, need: string) => faultAt(LEAD_TABLE, row, key, message, need);

/** Parses a row; whatever is wrong with it is told at once. */
function readLead(row: TableRow, towns: Towns, now: Instant): { read: ReadLead } | { faults: TableRow['faults'] } {
  const lead = Object.fromEntries(Object.entries(row.cells).map(([key, value]) => [key, value === '' ? null : value]));
  const parsed = newLeadSchema.safeParse(lead);
  const faults = [...row.faults, ...schemaFaults(newLeadSchema, parsed.error?.issues ?? [], row, LEAD_TABLE)];
  const wanted = row.cells.town ?? '';
  const town = towns.find((unit) => unit.id === wanted || unit.name === wanted);
  if (wanted !== '' && !town) {
    faults.push(at(row, 'town', `没有“${wanted.slice(0, 40)}”这个镇街`, `可以是：${towns.map(({ name }) => name).join('、')}`));
  }
  const received = row.cells.receivedAt ?? '';
  if (received !== '' && parseInstant(received) > now + 5 * 60_000)
    faults.push(at(row, 'receivedAt', '接收时间不能晚于现在', '核对日期和上午、下午'));
  const channel = channelOf(row.cells.channel ?? '');
  if (faults.length > 0 || !parsed.success || !channel) return { faults };
  const { ticket = null, reporterName = null, reporterPhone = null, receivedAt, address, text } = parsed.data;
  return {
    read: {
      lead: parsed.data,
      content: { ticket, channel, receivedAt, reporterName, reporterPhone, townId: town?.id ?? null, address, text },
    },
  };
}

const OTHERWISE = '是补充情况的，在那条线索上登记补充；是另一件事的，换一个工单号';

function otherwise(row: TableRow, known: KnownLead, given: LeadContent): TableRow['faults'] {
  const said = known.visible ? `内容不同（${differing(known, given).join('、')}）` : '内容不同，原件不在您可以查看的范围内';
  return [at(row, 'ticket', `工单号“${given.ticket ?? ''}”早已收到，${said}`, OTHERWISE)];
}

/** Says what would become of every row. Writes nothing. */
export async function reviewLeads(services: Services, table: Table, person: Person, now: Instant): Promise<Reviewed<ReadLead>[]> {
  const towns = await readTowns(services.database);
  const parsed = table.rows.map((row) => ({ row, ...readLead(row, towns, now) }));
  const known = await knownLeads(
    services.database,
    person,
    parsed.flatMap((one) => ('read' in one ? [one.read.content] : [])),
  );
  const inTable = new Map<string, { line: number; content: LeadContent }>();
  return parsed.map((one): Reviewed<ReadLead> => {
    const { row } = one;
    if (!('read' in one)) return refusedRow(row, nameOf(row), one.faults);
    const { content } = one.read;
    const shown = { line: row.line, name: nameOf(row), faults: [], value: one.read, raw: row.raw };
    const key = keyOf(content);
    const before = known.get(key);
    const above = inTable.get(key);
    if (!above) inTable.set(key, { line: row.line, content });
    if (before && differing(before, content).length > 0)
      return { ...refusedRow(row, nameOf(row), otherwise(row, before, content)), outcome: 'other' };
    if (before) return { ...shown, outcome: 'same', words: '早已收到，内容相同' };
    if (!above) return { ...shown, outcome: 'new', words: `${CHANNEL_LABELS[content.channel]}，${content.text.slice(0, 60)}` };
    const unlike = differing(above.content, content);
    if (unlike.length === 0) return { ...shown, outcome: 'same', words: `与第${above.line}行相同` };
    const fault = at(row, 'ticket', `工单号与第${above.line}行相同，内容不同（${unlike.join('、')}）`, '只留一行，或者换一个工单号');
    return { ...refusedRow(row, nameOf(row), [fault]), outcome: 'other' };
  });
}

/** Takes in what can be taken in; every other row is told. The same table again takes in nothing. */
export async function importLeads(
  services: IntakeServices,
  table: Table,
  person: Person,
  takenBy: string,
  now: Instant,
): Promise<ImportAnswer> {
  const towns = await readTowns(services.database);
  const answer: ImportAnswer = { imported: 0, existing: 0, errors: [] };
  const refuse = (line: number, faults: ImportFault[]) => answer.errors.push({ line, reason: reasonsOf(faults), faults });
  const rowAt = new Map(table.rows.map((row) => [row.line, row]));
  for (const [index, { line, outcome, faults, value }] of (await reviewLeads(services, table, person, now)).entries()) {
    if (faults.length > 0 || !value) refuse(line, faults);
    else if (outcome === 'same') answer.existing += 1;
    else {
      const row = rowAt.get(line)!;
      try {
        const id = value.content.ticket === null ? contentId(value.content) : timeOrderedId();
        const { lead, existed } = await takeIn(services, value.lead, towns, now, takenBy, id);
        // Somebody else may have brought the ticket since the look.
        if (!existed) answer.imported += 1;
        else if (differing(lead, value.content).length === 0) answer.existing += 1;
        else refuse(line, otherwise(row, { ...lead, visible: false }, value.content));
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 422) throw error;
        refuse(line, [at(row, 'text', error.message, '核对这一行')]);
      }
    }
    if (index % 20 === 0) await breathe();
  }
  return answer;
}
