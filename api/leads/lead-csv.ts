/** Leads from a table: good rows go in, every broken one is told with its line and the reason. */
import { isUtf8 } from 'node:buffer';
import { setImmediate as breathe } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse';
import type { Instant } from '../../domain/terms/model.ts';
import { fieldProblems } from '../http/parse.ts';
import { invalid, Problem } from '../http/problem.ts';
import { type IntakeServices, readTowns, takeIn } from './intake.ts';
import { newLeadSchema } from './lead-schemas.ts';

export interface RowFault {
  /** 1-based line of the file; the header is line 1. */
  line: number;
  reason: string;
}

export interface ImportAnswer {
  imported: number;
  /** Rows whose channel and ticket were there already. */
  existing: number;
  errors: RowFault[];
}

export const CSV_ROW_LIMIT = 5_000;

/** The table's columns and the lead's own fields. */
const COLUMNS: Record<string, string> = {
  id: 'ticket',
  receivedAt: 'receivedAt',
  channel: 'channel',
  reporterName: 'reporterName',
  reporterPhone: 'reporterPhone',
  areaTown: 'town',
  address: 'address',
  text: 'text',
};
const COLUMN_LABELS: Record<string, string> = {
  工单号: 'id',
  编号: 'id',
  接收时间: 'receivedAt',
  渠道: 'channel',
  线索渠道: 'channel',
  反映人: 'reporterName',
  联系电话: 'reporterPhone',
  属地镇街: 'areaTown',
  镇街: 'areaTown',
  地址: 'address',
  内容: 'text',
  线索内容: 'text',
};
const REQUIRED = ['receivedAt', 'channel', 'address', 'text'];

/** UTF-8, or what spreadsheet programs here write when nobody tells them otherwise. */
function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'csv-encoding', '文件不是 UTF-8 或 GB18030 编码的文字', { needs: ['另存为 UTF-8 编码的 CSV'] });
  }
}

function readHeader(header: string[]): string[] {
  const names = header.map((name) => COLUMN_LABELS[name.trim()] ?? name.trim());
  const missing = REQUIRED.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !Object.hasOwn(COLUMNS, name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const faults = [
    ...missing.map((name) => ({ path: name, title: '表头', message: `缺少“${name}”一栏` })),
    ...unknown.map((name) => ({ path: name.slice(0, 60), title: '表头', message: `不认识“${name.slice(0, 60)}”一栏` })),
    ...twice.map((name) => ({ path: name, title: '表头', message: `“${name}”一栏出现了两次` })),
  ];
  if (faults.length > 0) throw invalid(faults, `表头应为 ${Object.keys(COLUMNS).join(',')}`);
  return names;
}

interface Parsed {
  record: Record<string, string>;
  info: { lines: number };
}

/** Reads and takes in row by row. Throws where the whole file cannot be used: no header, no rows, not text. */
export async function importLeads(services: IntakeServices, bytes: Buffer, takenBy: string, now: Instant): Promise<ImportAnswer> {
  const answer: ImportAnswer = { imported: 0, existing: 0, errors: [] };
  const towns = await readTowns(services.database);
  const content = decode(bytes);
  if (content.trim() === '') throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  const rows = parseCsv(content, {
    bom: true,
    columns: readHeader,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    relax_column_count: false,
    max_record_size: 200_000,
    on_skip: (error) => {
      answer.errors.push({ line: lineOf(error), reason: csvReason(error) });
      return undefined;
    },
  });
  let count = 0;
  try {
    for await (const { record, info } of rows as AsyncIterable<Parsed>) {
      count += 1;
      if (count > CSV_ROW_LIMIT) {
        answer.errors.push({ line: info.lines, reason: `一次最多导入${CSV_ROW_LIMIT}行，其余请另行导入` });
        break;
      }
      await takeInRow(services, record, info.lines, towns, now, takenBy, answer);
      if (count % 20 === 0) await breathe();
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    answer.errors.push({ line: lineOf(error), reason: csvReason(error) });
  }
  if (count === 0 && answer.errors.length === 0) throw invalid([{ path: 'file', title: '文件', message: '只有表头，没有线索' }]);
  answer.errors.sort((a, b) => a.line - b.line);
  return answer;
}

async function takeInRow(
  services: IntakeServices,
  record: Record<string, string>,
  line: number,
  towns: Awaited<ReturnType<typeof readTowns>>,
  now: Instant,
  takenBy: string,
  answer: ImportAnswer,
): Promise<void> {
  const lead = Object.fromEntries(
    Object.entries(record).map(([column, value]) => [COLUMNS[column], value.trim() === '' ? null : value.trim()]),
  );
  const parsed = newLeadSchema.safeParse(lead);
  if (!parsed.success) {
    const reasons = fieldProblems(newLeadSchema, parsed.error.issues).map(({ title, message }) =>
      message.includes(title) ? message : `${title}：${message}`,
    );
    answer.errors.push({ line, reason: reasons.join('；') });
    return;
  }
  try {
    const { existed } = await takeIn(services, parsed.data, towns, now, takenBy);
    if (existed) answer.existing += 1;
    else answer.imported += 1;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    answer.errors.push({ line, reason: error.details.errors?.map(({ message }) => message).join('；') ?? error.message });
  }
}

const isCsvError = (error: unknown): boolean => error instanceof Error && String((error as { code?: unknown }).code).startsWith('CSV_');

const lineOf = (error: unknown): number => (error as { lines?: number } | undefined)?.lines ?? 0;

const REASONS: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: '栏数与表头不符',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: '栏数与表头不符',
  CSV_QUOTE_NOT_CLOSED: '引号没有闭合，此后的内容无法读取',
  CSV_INVALID_CLOSING_QUOTE: '引号位置不对',
  INVALID_OPENING_QUOTE: '引号位置不对',
  CSV_MAX_RECORD_SIZE: '一行过长',
};
const csvReason = (error: unknown): string => REASONS[(error as { code?: string } | undefined)?.code ?? ''] ?? '这一行的格式不对';
