/**
 * Many paper files from one table: every row becomes a draft of its own, with the rights of whoever imports it, or says why not.
 * Nothing becomes a case by a table: each draft still goes through two people and its scan.
 */
import type { z } from 'zod';
import { specOf } from '../../domain/case/catalogue.ts';
import { type PaperAct, pagesOfWords, referenceKey } from '../../domain/paper/draft.ts';
import { type Begin, beginSchema } from '../../domain/paper/forms.ts';
import type { Person } from '../../domain/people.ts';
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { Problem } from '../http/problem.ts';
import { choiceIn } from '../tables/cell-words.ts';
import { type Table, type TableFault, type TableRow, WHOLE_ROW } from '../tables/read-table.ts';
import { faultAt, reasonOf, refusedRow, type Reviewed, schemaFaults } from '../tables/review.ts';
import { begin } from './begin.ts';
import { PAPER_TABLE } from './paper-table.ts';
import type { PaperServices } from './shown.ts';

export interface PaperRow {
  line: number;
  reference: string;
  /** The draft that it became; null where it has faults. */
  draftId: string | null;
  faults: string[];
}

interface Known {
  units: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

interface ReadRow {
  asked: Begin;
  acts: PaperAct[];
}

async function knownTo(database: Database): Promise<Known> {
  const [units, people] = await Promise.all([
    database.rows<{ id: string; name: string }>('select id, name from unit where ended_on is null order by id'),
    database.rows<{ id: string; username: string }>('select id, username from person'),
  ]);
  return { units: new Map(units.map(({ id, name }) => [name, id])), people: new Map(people.map(({ id, username }) => [username, id])) };
}

const nameOf = ({ cells }: TableRow): string => cells.reference || '—';

/** Columns by the fields of the forms that they become. */
const KEYS: Record<string, string> = { unitId: 'unit', townId: 'town' };
const keyOfField = (field: string): string => KEYS[field] ?? field;

function rowOf(row: TableRow, known: Known): ReadRow | { faults: TableFault[] } {
  const faults: TableFault[] = [...row.faults];
  const { cells } = row;
  const cell = (key: string): string => cells[key] ?? '';
  const fault = (key: string, message: string, need: string) => void faults.push(faultAt(PAPER_TABLE, row, key, message, need));
  const unitNamed = (key: string): string => {
    const id = known.units.get(cell(key));
    if (id === undefined) fault(key, `没有叫“${cell(key).slice(0, 40)}”的单位`, '填写在册单位的全称');
    return id ?? '';
  };
  const channel = choiceIn(cell('channel'), CHANNEL_LABELS);
  if (channel === undefined) fault('channel', '不在可选范围内', `应为${Object.values(CHANNEL_LABELS).join('、')}之一`);
  const by = known.people.get(cell('openedBy'));
  if (by === undefined) fault('openedBy', `没有“${cell('openedBy').slice(0, 40)}”这个用户名`, '填写在册人员的用户名');
  const pages = cell('pages') === '' ? [] : pagesOfWords(cell('pages'));
  if (pages === null) fault('pages', '不是页码', '如“1-3、5”');
  if (cell('openedAt') === '' && row.faults.every(({ column }) => column !== '建案时间'))
    fault('openedAt', '没有填写', '如 2025-11-03 09:00');
  const opening = {
    title: cell('title'),
    townId: unitNamed('town'),
    address: cell('address'),
    channel,
    receivedAt: cell('receivedAt'),
    text: cell('text'),
  };
  const head = {
    reference: cell('reference'),
    unitId: unitNamed('unit'),
    reason: cell('reason'),
    sameElsewhere: cell('sameElsewhere') || null,
  };
  if (faults.length > 0) return { faults };
  const { schema } = specOf('OpenCase');
  const [asked, payload] = [beginSchema.safeParse(head), schema.safeParse(opening)];
  const ofSchema = (one: z.ZodType, error: z.ZodError | undefined) => schemaFaults(one, error?.issues ?? [], row, PAPER_TABLE, keyOfField);
  faults.push(...ofSchema(beginSchema, asked.error), ...ofSchema(schema, payload.error));
  if (!asked.success || !payload.success) return { faults };
  return { asked: asked.data, acts: [{ at: cell('openedAt'), by: by ?? '', name: 'OpenCase', payload: payload.data, pages: pages ?? [] }] };
}

interface Looked extends Reviewed<ReadRow> {
  /** The draft that the row became; null in a preview and where it has faults. */
  draftId: string | null;
}

/** Row by row with the rights of `person`; in a preview nothing is written. */
async function eachRow(services: PaperServices, table: Table, person: Person, preview: boolean): Promise<Looked[]> {
  const known = await knownTo(services.database);
  const above = new Map<string, number>();
  const looked: Looked[] = [];
  for (const row of table.rows) {
    const name = nameOf(row);
    const no = (faults: TableFault[]) => void looked.push({ ...refusedRow(row, name, faults), draftId: null });
    const whole = (message: string, need: string): TableFault => ({ line: row.line, column: WHOLE_ROW, found: name, message, need });
    const read = rowOf(row, known);
    if ('faults' in read) {
      no(read.faults);
      continue;
    }
    const key = `${read.asked.unitId} ${referenceKey(read.asked.reference)}`;
    const before = above.get(key);
    if (before !== undefined) {
      no([whole(`案卷号与第${before}行相同`, '只留一行')]);
      continue;
    }
    above.set(key, row.line);
    try {
      const draftId = await begin(services, person, read.asked, { acts: read.acts, origin: `表格第${row.line}行`, preview });
      const words = `成为录入稿：${row.cells.title ?? ''}`;
      looked.push({
        line: row.line,
        name,
        words,
        outcome: 'new',
        faults: [],
        value: read,
        raw: row.raw,
        draftId: preview ? null : draftId,
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      no([whole(error.message, error.details.needs?.join('；') ?? '')]);
    }
  }
  return looked;
}

/** Says what would become of every row. */
export const reviewPaper = (services: PaperServices, table: Table, person: Person): Promise<Reviewed<unknown>[]> =>
  eachRow(services, table, person, true);

/** Every sound row becomes a draft; a number that is there already, in the county or further up, is refused. */
export const importPaper = async (services: PaperServices, table: Table, person: Person): Promise<PaperRow[]> =>
  (await eachRow(services, table, person, false)).map(({ line, name, faults, draftId }) => ({
    line,
    reference: name,
    draftId,
    faults: faults.map(reasonOf),
  }));
