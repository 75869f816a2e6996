/**
 * What a check of list rows says: which row, which field, what is wrong, in words for the list administrator.
 * An `error` keeps the version from being published, a `warning` is shown beside it.
 */
import type { z } from 'zod';

export interface RowFinding {
  /** 1-based: the row's place in the list as given. */
  row: number;
  /** The row's own code, where it has one. */
  item: string;
  /** Dotted path, `penalties.2.min`. */
  field: string;
  /** Stable, kebab-case. */
  code: string;
  message: string;
  severity: 'error' | 'warning';
}

/** A row that cannot be read at all (wrong type, unknown column, missing value). */
export interface RowError {
  row: number;
  field: string;
  message: string;
}

export interface ReadRows<Row> {
  rows: Row[];
  errors: RowError[];
}

/** Collects findings of one row without repeating its place. */
export class RowReport {
  readonly findings: RowFinding[] = [];
  private readonly row: number;
  private readonly item: string;

  constructor(row: number, item: string) {
    this.row = row;
    this.item = item;
  }

  error(field: string, code: string, message: string): void {
    this.findings.push({ row: this.row, item: this.item, field, code, message, severity: 'error' });
  }

  warn(field: string, code: string, message: string): void {
    this.findings.push({ row: this.row, item: this.item, field, code, message, severity: 'warning' });
  }
}

/** Runs a check over every row, and a check for codes that stand twice. */
export function checkEach<Row>(
  rows: readonly Row[],
  codeOf: (row: Row) => string,
  codeField: string,
  check: (row: Row, report: RowReport) => void,
): RowFinding[] {
  const firstAt = new Map<string, number>();
  return rows.flatMap((row, index) => {
    const code = codeOf(row);
    const report = new RowReport(index + 1, code);
    const first = firstAt.get(code);
    if (first === undefined) firstAt.set(code, index + 1);
    else report.error(codeField, 'duplicate-code', `编号“${code}”与第${first}行重复`);
    check(row, report);
    return report.findings;
  });
}

type Issue = z.core.$ZodIssue;

/** What a schema calls a type, for the reader. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空',
};

/** A schema issue in plain Chinese; messages that the schema itself words in Chinese are kept. */
export function issueMessage(issue: Issue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少此项' : `应为${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `不认识的栏目：${issue.keys.join('、')}`;
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? '不能为空' : `不能小于${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `不能超过${issue.maximum}字` : `不能大于${issue.maximum}`;
    case 'invalid_union':
      return '内容不符合任何一种允许的形式';
    default:
      return '格式不对';
  }
}

/** Reads rows against their schema: good rows go in, broken ones are reported by field. */
export function readRows<Schema extends z.ZodType>(schema: Schema, values: readonly unknown[]): ReadRows<z.infer<Schema>> {
  const rows: z.infer<Schema>[] = [];
  const errors: RowError[] = [];
  values.forEach((value, index) => {
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) rows.push(parsed.data);
    else {
      for (const issue of parsed.error.issues) {
        const path = issue.path.join('.');
        const keys = issue.code === 'unrecognized_keys' ? issue.keys.join(',') : '';
        errors.push({ row: index + 1, field: [path, keys].filter(Boolean).join('.') || '整行', message: issueMessage(issue) });
      }
    }
  });
  return { rows, errors };
}
