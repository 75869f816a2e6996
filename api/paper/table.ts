/**
 * Many paper files from one table: every row becomes a draft of its own, with the rights of whoever imports it, or says why not.
 * Nothing becomes a case by a table: each draft still goes through two people and its scan.
 */
import type { z } from 'zod';
import { specOf } from '../../domain/case/catalogue.ts';
import type { PaperAct } from '../../domain/paper/draft.ts';
import { pagesOfWords } from '../../domain/paper/draft.ts';
import { beginSchema } from '../../domain/paper/forms.ts';
import type { Person } from '../../domain/people.ts';
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { fieldProblems } from '../http/parse.ts';
import { Problem } from '../http/problem.ts';
import { choiceIn, dateIn, readTable, type TableRow } from '../tables/read-table.ts';
import { begin } from './begin.ts';
import type { PaperServices } from './shown.ts';

const MOST_ROWS = 500;
export const PAPER_COLUMNS = [
  '案卷号',
  '承办单位',
  '补录理由',
  '同号说明',
  '案件名称',
  '属地镇街',
  '地址',
  '线索渠道',
  '线索接收时间',
  '线索内容',
  '建案时间',
  '建案人用户名',
  '卷宗页',
] as const;
const REQUIRED = ['案卷号', '承办单位', '案件名称'] as const;
const EXAMPLE = [
  '青综执卷〔2025〕12号',
  '青石镇人民政府',
  '系统启用前立案，仍在办理',
  '',
  '中心街占道堆放物料',
  '青石镇人民政府',
  '中心街18号',
  CHANNEL_LABELS.patrol,
  '2025-11-03 09:00',
  '巡查发现占道堆放',
  '2025-11-03 10:00',
  'handler1',
  '1-2',
];

export const paperTemplate = (): string => `\uFEFF${PAPER_COLUMNS.join(',')}\r\n${EXAMPLE.join(',')}\r\n`;

export interface PaperRow {
  line: number;
  reference: string;
  /** The draft that it became; null in a preview, or where it has faults. */
  draftId: string | null;
  faults: string[];
}

/** `2025-11-03 9:00` in the county's time; a day alone begins at midnight. */
function instantIn(word: string): string | null {
  const match = /^(\S+?)(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(word.normalize('NFKC').trim());
  const day = match && dateIn(match[1] ?? '');
  if (!match || !day) return null;
  return `${day}T${(match[2] ?? '0').padStart(2, '0')}:${match[3] ?? '00'}:00+08:00`;
}

interface Known {
  units: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

async function knownTo(database: Database): Promise<Known> {
  const [units, people] = await Promise.all([
    database.rows<{ id: string; name: string }>('select id, name from unit where ended_on is null order by id'),
    database.rows<{ id: string; username: string }>('select id, username from person'),
  ]);
  return { units: new Map(units.map(({ id, name }) => [name, id])), people: new Map(people.map(({ id, username }) => [username, id])) };
}

const told = (schema: z.ZodType, error: z.ZodError): string[] =>
  fieldProblems(schema, error.issues).map(({ title, message }) => (message.includes(title) ? message : `${title}：${message}`));

function rowOf({ cells }: TableRow, known: Known): { asked: z.infer<typeof beginSchema>; acts: PaperAct[] } | { faults: string[] } {
  const faults: string[] = [];
  const cell = (name: (typeof PAPER_COLUMNS)[number]): string => cells[name] ?? '';
  const unitNamed = (name: (typeof PAPER_COLUMNS)[number]): string => {
    const id = known.units.get(cell(name));
    if (id === undefined) faults.push(`${name}：没有叫“${cell(name).slice(0, 40)}”的单位`);
    return id ?? '';
  };
  const timeIn = (name: (typeof PAPER_COLUMNS)[number]): string => {
    const time = instantIn(cell(name));
    if (time === null) faults.push(`${name}“${cell(name).slice(0, 20)}”不是时间`);
    return time ?? '';
  };
  const channel = choiceIn(cell('线索渠道'), CHANNEL_LABELS);
  if (channel === undefined) faults.push(`线索渠道应为${Object.values(CHANNEL_LABELS).join('、')}之一`);
  const by = known.people.get(cell('建案人用户名'));
  if (by === undefined) faults.push(`建案人用户名：没有“${cell('建案人用户名').slice(0, 40)}”`);
  const pages = cell('卷宗页') === '' ? [] : pagesOfWords(cell('卷宗页'));
  if (pages === null) faults.push('卷宗页应如“1-3、5”');
  const opening = {
    title: cell('案件名称'),
    townId: unitNamed('属地镇街'),
    address: cell('地址'),
    channel,
    receivedAt: timeIn('线索接收时间'),
    text: cell('线索内容'),
  };
  const head = {
    reference: cell('案卷号'),
    unitId: unitNamed('承办单位'),
    reason: cell('补录理由'),
    sameElsewhere: cell('同号说明') || null,
  };
  const at = timeIn('建案时间');
  if (faults.length > 0) return { faults };
  const { schema } = specOf('OpenCase');
  const [asked, payload] = [beginSchema.safeParse(head), schema.safeParse(opening)];
  if (!asked.success) faults.push(...told(beginSchema, asked.error));
  if (!payload.success) faults.push(...told(schema, payload.error));
  if (!asked.success || !payload.success) return { faults };
  return { asked: asked.data, acts: [{ at, by: by ?? '', name: 'OpenCase', payload: payload.data, pages: pages ?? [] }] };
}

/** `preview`: whether each row could come in, without its being there yet. */
export async function importTable(services: PaperServices, person: Person, bytes: Buffer, preview: boolean): Promise<PaperRow[]> {
  const [table, known] = await Promise.all([readTable(bytes, PAPER_COLUMNS, REQUIRED, MOST_ROWS), knownTo(services.database)]);
  const rows: PaperRow[] = [];
  for (const row of table) {
    const shown = { line: row.line, reference: row.cells['案卷号'] ?? '' };
    const read = rowOf(row, known);
    if ('faults' in read) {
      rows.push({ ...shown, draftId: null, faults: read.faults });
      continue;
    }
    try {
      const draftId = await begin(services, person, read.asked, { acts: read.acts, origin: `表格第${row.line}行`, preview });
      rows.push({ ...shown, draftId, faults: [] });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      rows.push({ ...shown, draftId: null, faults: [error.message] });
    }
  }
  return rows;
}
