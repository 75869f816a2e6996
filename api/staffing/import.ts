/** Units and people from a table: every row is one proposal; all are told with their faults before anything is written. */
import type { Person } from '../../domain/people.ts';
import { type StaffChange, UNIT_KIND_LABELS, UNIT_KINDS } from '../../domain/staffing/model.ts';
import { POST_LABELS, POSTS } from '../../domain/staffing/posts.ts';
import { checkChange, specOfChange, withChange } from '../../domain/staffing/staff.ts';
import { wordsOfChange } from '../../domain/staffing/words.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';
import { fieldProblems } from '../http/parse.ts';
import { Problem } from '../http/problem.ts';
import { newToken } from '../session/tokens.ts';
import { choiceIn, dateIn, readTable, type TableRow, yesIn } from '../tables/read-table.ts';
import { propose, type Proposal } from './changes.ts';
import type { Staffing } from './staffing.ts';

const MOST_ROWS = 2_000;
export const COLUMNS = {
  unit: ['名称', '类别', '上级单位'],
  person: ['姓名', '用户名', '单位', '岗位', '正职', '执法证号', '执法领域', '有效期起', '有效期止', '法律职业资格', '入职日期'],
} as const;
const REQUIRED = { unit: ['名称', '类别'], person: ['姓名', '用户名', '单位', '岗位'] } as const;
const EXAMPLES = {
  unit: ['青山镇', '镇、乡', ''],
  person: ['张三', 'zhangsan', '青山镇', '执法岗', '否', '浙000001', '城市管理', '2026-01-01', '2030-12-31', '否', '2020-07-01'],
} as const;

/** The headings and one row to be written over, as CSV that a spreadsheet opens. */
export const templateOf = (subject: 'unit' | 'person'): string =>
  `\uFEFF${COLUMNS[subject].join(',')}\r\n${EXAMPLES[subject].join(',')}\r\n`;

export interface ImportedRow {
  line: number;
  name: string;
  /** What it would do, in words. */
  words: string;
  /** Empty where the row is sound. */
  faults: string[];
}

export interface ImportAnswer {
  rows: ImportedRow[];
  /** How many were proposed; 0 in a preview. */
  proposed: number;
}

type Draft = { data: Record<string, unknown>; faults: string[] };

const orNull = (word: string | undefined): string | null => (word === undefined || word === '' ? null : word);

function dateOf(draft: Draft, cells: TableRow['cells'], column: string): string | null {
  const word = cells[column] ?? '';
  const date = word === '' ? null : dateIn(word);
  if (word !== '' && date === null) draft.faults.push(`${column}“${word.slice(0, 20)}”不是日期`);
  return date;
}

function yesOf(draft: Draft, cells: TableRow['cells'], column: string): boolean {
  const yes = yesIn(cells[column] ?? '');
  if (yes === null) draft.faults.push(`${column}应为“是”或者“否”`);
  return yes ?? false;
}

function choiceOf<Value extends string>(
  draft: Draft,
  cells: TableRow['cells'],
  column: string,
  labels: Record<Value, string>,
): Value | null {
  const word = cells[column] ?? '';
  const value = choiceIn(word, labels);
  if (value === undefined) draft.faults.push(`${column}“${word.slice(0, 20)}”应为${Object.values(labels).join('、')}之一`);
  return value ?? null;
}

function unitDraft(cells: TableRow['cells'], unitNamed: (name: string) => string | null): Draft {
  const draft: Draft = { data: {}, faults: [] };
  const parent = orNull(cells['上级单位']);
  const parentId = parent === null ? null : unitNamed(parent);
  if (parent !== null && parentId === null) draft.faults.push(`没有叫“${parent}”的单位`);
  draft.data = { name: cells['名称'], kind: choiceOf(draft, cells, '类别', UNIT_KIND_LABELS), parentId };
  return draft;
}

function personDraft(cells: TableRow['cells'], unitNamed: (name: string) => string | null): Draft {
  const draft: Draft = { data: {}, faults: [] };
  const unitId = unitNamed(cells['单位'] ?? '');
  if (unitId === null) draft.faults.push(`没有叫“${(cells['单位'] ?? '').slice(0, 40)}”的单位`);
  const number = orNull(cells['执法证号']);
  if (number !== null && /^\d(?:\.\d+)?E\+\d+$/i.test(number))
    draft.faults.push('执法证号已被表格软件改成科学计数，请把这一栏设为文本后重填');
  const [validFrom, validUntil] = [dateOf(draft, cells, '有效期起'), dateOf(draft, cells, '有效期止')];
  draft.data = {
    name: cells['姓名'],
    username: cells['用户名'],
    unitId,
    post: choiceOf(draft, cells, '岗位', POST_LABELS),
    principal: yesOf(draft, cells, '正职'),
    enteredOn: dateOf(draft, cells, '入职日期'),
    legalQualification: yesOf(draft, cells, '法律职业资格'),
    certificate: number === null ? null : { number, field: orNull(cells['执法领域']), validFrom, validUntil },
  };
  return draft;
}

export async function importStaff(
  services: { database: Database; staffing: Staffing },
  by: Person,
  { subject, bytes, preview }: { subject: 'unit' | 'person'; bytes: Buffer; preview: boolean },
  today: LegalDate,
): Promise<ImportAnswer> {
  const table = await readTable(bytes, COLUMNS[subject], REQUIRED[subject], MOST_ROWS);
  let staff = await services.staffing.current(today);
  const kind = subject === 'unit' ? 'found' : 'hire';
  const schema = specOfChange(subject, kind)!.schema;
  const proposals: Proposal[] = [];
  const rows = table.map(({ line, cells }): ImportedRow => {
    const unitNamed = (name: string) => [...staff.units.values()].find((unit) => unit.name === name.trim())?.id ?? null;
    const draft = subject === 'unit' ? unitDraft(cells, unitNamed) : personDraft(cells, unitNamed);
    const shown = { line, name: (subject === 'unit' ? cells['名称'] : cells['姓名']) ?? '', words: '' };
    if (draft.faults.length > 0) return { ...shown, faults: draft.faults };
    const parsed = schema.safeParse(draft.data);
    if (!parsed.success) {
      const told = fieldProblems(schema, parsed.error.issues).map(({ title, message }) =>
        message.includes(title) ? message : `${title}：${message}`,
      );
      return { ...shown, faults: told };
    }
    const given: StaffChange = {
      id: newToken(),
      subject,
      subjectId: newToken(),
      kind,
      effectiveOn: today,
      data: parsed.data as Record<string, unknown>,
    };
    const refusal = checkChange(staff, given, today);
    if (refusal) return { ...shown, faults: [refusal.message] };
    staff = withChange(staff, given, today);
    const { subjectId, data } = given;
    proposals.push({ subject, subjectId, kind, effectiveOn: today, data, reason: `导入第${line}行` });
    return { ...shown, words: wordsOfChange(given, staff), faults: [] };
  });
  if (preview) return { rows, proposed: 0 };
  const broken = rows.filter(({ faults }) => faults.length > 0);
  if (broken.length > 0) {
    throw new Problem(422, 'rows-broken', `${broken.length}行有误，没有导入任何内容`, {
      errors: broken
        .slice(0, 500)
        .map(({ line, name, faults }) => ({ path: `rows.${line}`, title: `第${line}行 ${name}`, message: faults.join('；') })),
      needs: ['按各行的提示改正后重新上传'],
      more: { rows },
    });
  }
  await propose(services.database, by, proposals, today);
  return { rows, proposed: proposals.length };
}

/** Words that the table takes. */
export const CHOICES = { unit: UNIT_KINDS.map((kind) => UNIT_KIND_LABELS[kind]), person: POSTS.map((post) => POST_LABELS[post]) } as const;
