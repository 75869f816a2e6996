/**
 * Penalty rows as lines of one cell, so that a spreadsheet shows them and a person can edit them:
 * `罚款 | 单位 | 直接处罚 | 500 | 3000 | yuan | 处罚（应当） | 备注`, one line a row; without the brackets the list does
 * not say how the clause gives it.
 */
import {
  CLAUSE_SUBJECTS,
  CLAUSE_SUBJECT_LABELS,
  IMPOSITION_LABELS,
  IMPOSITIONS,
  PENALTY_KINDS,
  PENALTY_STAGES,
  PENALTY_STAGE_LABELS,
  PENALTY_UNITS,
} from '../../domain/lists/matters.ts';
import type { MatterPenalty } from '../../domain/lists/matters.ts';

const SEPARATOR = ' | ';

export function penaltiesToCell(rows: readonly MatterPenalty[]): string {
  return rows
    .map((row) =>
      [
        row.kind,
        CLAUSE_SUBJECT_LABELS[row.subjectKind],
        PENALTY_STAGE_LABELS[row.stage],
        row.min === null ? '' : String(row.min),
        row.max === null ? '' : String(row.max),
        row.unit ?? '',
        `${row.isPenalty ? '处罚' : '非处罚'}${row.imposition ? `（${IMPOSITION_LABELS[row.imposition]}）` : ''}`,
        noteToCell(row.note ?? ''),
      ]
        .join(SEPARATOR)
        .trimEnd(),
    )
    .join('\n');
}

// A line is one row: a note's own line breaks are written as \n.
const noteToCell = (note: string): string => note.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
const noteFromCell = (cell: string): string =>
  cell.replaceAll(/\\([\\nr])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === 'r' ? '\r' : '\\'));

const AMOUNT = /^\d{1,10}(\.\d{1,16})?(e-\d{1,2})?$/;

/** The eighth column is whatever is left, its own bars included. */
const LINE = /^((?:[^|]*\|){7})(.*)$/s;

/** The rows, or one message a line that cannot be read. */
export function penaltiesFromCell(cell: string): { rows: MatterPenalty[]; errors: string[] } {
  const rows: MatterPenalty[] = [];
  const errors: string[] = [];
  cell.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = parseLine(line);
    if (typeof parsed === 'string') errors.push(`第${index + 1}条罚则：${parsed}`);
    else rows.push(parsed);
  });
  return { rows, errors };
}

function parseLine(line: string): MatterPenalty | string {
  const parts = line.split('|').map((part) => part.trim());
  const [kindText = '', subjectText = '', stageText = '', minText = '', maxText = '', unitText = '', penaltyText = ''] = parts;
  if (parts.length < 7) return '应有8栏：种类 | 对象 | 阶段 | 下限 | 上限 | 单位 | 处罚或非处罚 | 备注';
  const kind = PENALTY_KINDS.find((value) => value === kindText);
  const subjectKind = CLAUSE_SUBJECTS.find((value) => CLAUSE_SUBJECT_LABELS[value] === subjectText);
  const stage = PENALTY_STAGES.find((value) => PENALTY_STAGE_LABELS[value] === stageText);
  const unit = unitText === '' ? null : PENALTY_UNITS.find((value) => value === unitText);
  if (!kind) return `种类“${kindText}”不在处罚种类内`;
  if (!subjectKind) return `对象“${subjectText}”应为${Object.values(CLAUSE_SUBJECT_LABELS).join('、')}`;
  if (!stage) return `阶段“${stageText}”应为${Object.values(PENALTY_STAGE_LABELS).join('、')}`;
  if (unit === undefined) return `单位“${unitText}”不认识`;
  for (const text of [minText, maxText]) if (text !== '' && !AMOUNT.test(text)) return `数额“${text}”不是数字`;
  const given = /^(处罚|非处罚)(?:（(.+)）)?$/.exec(penaltyText);
  const imposition = IMPOSITIONS.find((value) => IMPOSITION_LABELS[value] === given?.[2]);
  if (!given || (given[2] !== undefined && !imposition)) {
    return `第7栏应为“处罚”或者“非处罚”，其后可以加${IMPOSITIONS.map((value) => `（${IMPOSITION_LABELS[value]}）`).join('、')}`;
  }
  const note = noteFromCell(LINE.exec(line)?.[2]?.trim() ?? '');
  return {
    kind,
    subjectKind,
    min: minText === '' ? null : Number(minText),
    max: maxText === '' ? null : Number(maxText),
    unit,
    stage,
    isPenalty: given[1] === '处罚',
    ...(note === '' ? {} : { note }),
    ...(imposition ? { imposition } : {}),
  };
}
