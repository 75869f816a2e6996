/** Units and people from a table: every row is one proposal; all are told with their faults before anything is written. */
import type { ImportPreview } from '../../contract/imports.ts';
import type { Person } from '../../domain/people.ts';
import { type Staff, type StaffChange, UNIT_KIND_LABELS } from '../../domain/staffing/model.ts';
import { POST_LABELS } from '../../domain/staffing/posts.ts';
import { checkChange, specOfChange, withChange } from '../../domain/staffing/staff.ts';
import { wordsOfChange } from '../../domain/staffing/words.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';
import { Problem } from '../http/problem.ts';
import { newToken } from '../session/tokens.ts';
import { choiceIn } from '../tables/cell-words.ts';
import { type Table, type TableFault, type TableRow, WHOLE_ROW } from '../tables/read-table.ts';
import { faultAt, previewOf, reasonOf, refusedRow, type Reviewed, schemaFaults } from '../tables/review.ts';
import { propose, type Proposal } from './changes.ts';
import { keyOfPerson, keyOfUnit, knownStaff, unlike } from './known-staff.ts';
import { STAFF_TABLES } from './staff-table.ts';
import type { Staffing } from './staffing.ts';

export interface ImportAnswer extends ImportPreview {
  /** How many were proposed. */
  proposed: number;
}

type Subject = 'unit' | 'person';
interface Draft {
  data: Record<string, unknown>;
  faults: TableFault[];
}

const orNull = (word: string | undefined): string | null => (word === undefined || word === '' ? null : word);

/** Columns by the fields of the change that they become. */
const KEYS: Record<string, string> = { unitId: 'unit', parentId: 'parent', legalQualification: 'qualified' };
const keyOfField = (field: string): string => {
  const last = field.split('.').at(-1) ?? field;
  return KEYS[last] ?? last;
};

function draftOf(subject: Subject, row: TableRow, idOfUnit: (name: string) => string | null): Draft {
  const { cells } = row;
  const faults: TableFault[] = [];
  const fault = (key: string, message: string, need: string) => void faults.push(faultAt(STAFF_TABLES[subject], row, key, message, need));
  const choice = <Value extends string>(key: string, labels: Record<Value, string>): Value | null => {
    const value = choiceIn(cells[key] ?? '', labels);
    if (value === undefined)
      fault(key, `“${(cells[key] ?? '').slice(0, 20)}”不在可选范围内`, `应为${Object.values(labels).join('；')}之一`);
    return value ?? null;
  };
  const unit = (key: string): string | null => {
    const name = orNull(cells[key]);
    const id = name === null ? null : idOfUnit(name);
    if (name !== null && id === null) fault(key, `没有叫“${name.slice(0, 40)}”的单位`, '填写已有单位的全称，或者先导入这个单位');
    return id;
  };
  if (subject === 'unit') return { data: { name: cells.name, kind: choice('kind', UNIT_KIND_LABELS), parentId: unit('parent') }, faults };
  const number = orNull(cells.number);
  const certificate = { number, field: orNull(cells.field), validFrom: orNull(cells.validFrom), validUntil: orNull(cells.validUntil) };
  return {
    data: {
      name: cells.name,
      username: cells.username,
      unitId: unit('unit'),
      post: choice('post', POST_LABELS),
      principal: cells.principal === '是',
      enteredOn: orNull(cells.enteredOn),
      legalQualification: cells.qualified === '是',
      certificate: number === null ? null : certificate,
    },
    faults,
  };
}

const CHANGE_ELSEWHERE = {
  unit: '要改的，在单位页办理变更；重复的，删去这一行',
  person: '要改的，在人员页办理变更；另有其人的，换一个用户名',
};

/** Says what would become of every row, as things stand for `queries`; a later row may build on an earlier. */
async function reviewStaff(
  queries: Queries,
  subject: Subject,
  table: Table,
  current: Staff,
  today: LegalDate,
): Promise<Reviewed<Proposal>[]> {
  const spec = STAFF_TABLES[subject];
  const kind = subject === 'unit' ? 'found' : 'hire';
  const { schema } = specOfChange(subject, kind)!;
  const before = await knownStaff(queries, subject, current, today);
  const known = new Map(before.known);
  let staff = current;
  const named = (all: Staff, name: string) => [...all.units.values()].find((unit) => unit.name === name.trim())?.id ?? null;
  return table.rows.map((row): Reviewed<Proposal> => {
    const name = row.cells.name ?? '';
    const draft = draftOf(subject, row, (unit) => named(staff, unit) ?? named(before.staff, unit));
    const parsed = schema.safeParse(draft.data);
    const told = [...row.faults, ...draft.faults];
    const faults = [...told, ...schemaFaults(schema, parsed.error?.issues ?? [], { ...row, faults: told }, spec, keyOfField)];
    if (faults.length > 0 || !parsed.success) return refusedRow(row, name, faults);
    const data = parsed.data as Record<string, unknown>;
    const key = subject === 'unit' ? keyOfUnit(String(data.name)) : keyOfPerson(String(data.username));
    const one = known.get(key);
    if (one) return compared(row, subject, name, one, data);
    const above = (subject === 'unit' ? data.parentId : data.unitId) as string | null;
    if (above !== null && before.waiting.has(above) && !staff.units.has(above)) {
      const column = subject === 'unit' ? 'parent' : 'unit';
      return refusedRow(row, name, [faultAt(spec, row, column, `“${row.cells[column] ?? ''}”还没有批准设立`, '由安全管理员批准后再导入')]);
    }
    const given: StaffChange = { id: newToken(), subject, subjectId: newToken(), kind, effectiveOn: today, data };
    const refusal = checkChange(staff, given, today);
    if (refusal)
      return refusedRow(row, name, [
        { line: row.line, column: WHOLE_ROW, found: name.slice(0, 60), message: refusal.message, need: refusal.needs.join('，或者') },
      ]);
    staff = withChange(staff, given, today);
    known.set(key, { name, data, where: `第${row.line}行` });
    const value: Proposal = { subject, subjectId: given.subjectId, kind, effectiveOn: today, data, reason: `导入第${row.line}行` };
    return { line: row.line, name, words: wordsOfChange(given, staff), outcome: 'new', faults: [], value, raw: row.raw };
  });
}

function compared(
  row: TableRow,
  subject: Subject,
  name: string,
  known: { name: string; data: Record<string, unknown>; where: string },
  data: Record<string, unknown>,
): Reviewed<Proposal> {
  const differs = unlike(known.data, data);
  if (differs.length === 0)
    return { line: row.line, name, words: `与${known.where}的相同`, outcome: 'same', faults: [], value: null, raw: row.raw };
  const key = subject === 'unit' ? 'name' : 'username';
  const message =
    subject === 'unit'
      ? `已经有叫“${name}”的单位（${known.where}），${differs.join('、')}不同`
      : `用户名“${row.cells.username ?? ''}”已经由${known.name}使用（${known.where}），${differs.join('、')}不同`;
  return { ...refusedRow(row, name, [faultAt(STAFF_TABLES[subject], row, key, message, CHANGE_ELSEWHERE[subject])]), outcome: 'other' };
}

interface StaffServices {
  database: Database;
  staffing: Staffing;
}

export async function lookAtStaff({ database, staffing }: StaffServices, subject: Subject, table: Table, today: LegalDate) {
  return reviewStaff(database, subject, table, await staffing.current(today), today);
}

/** All or nothing; what is there already is not proposed again. */
export async function importStaff(
  { database }: StaffServices,
  by: Person,
  subject: Subject,
  table: Table,
  today: LegalDate,
): Promise<ImportAnswer> {
  let rows: Reviewed<Proposal>[] = [];
  const proposed = await propose(
    database,
    by,
    async (queries, staff) => {
      rows = await reviewStaff(queries, subject, table, staff, today);
      const broken = rows.filter(({ faults }) => faults.length > 0);
      if (broken.length > 0) throw rowsBroken(broken, previewOf(table, rows, true));
      return rows.flatMap(({ value }) => value ?? []);
    },
    today,
  );
  return { ...previewOf(table, rows, true), proposed: proposed.length };
}

const rowsBroken = (broken: readonly Reviewed<unknown>[], preview: ImportPreview): Problem =>
  new Problem(422, 'rows-broken', `${broken.length}行有误，没有导入任何内容`, {
    errors: broken
      .slice(0, 500)
      .map(({ line, name, faults }) => ({ path: `rows.${line}`, title: `第${line}行 ${name}`, message: faults.map(reasonOf).join('；') })),
    needs: ['按各行的提示改正后重新上传'],
    more: { ...preview },
  });
