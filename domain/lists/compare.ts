/** What changed between two versions of a list, row by row and field by field, in the reader's words. */
import { canonicalJson } from '../canonical-json.ts';
import { fieldsOf, headingOf } from './headings.ts';
import { criterionLabel } from './benchmarks.ts';
import type { Benchmark, FactorDefinitions } from './benchmarks.ts';
import { fieldInWords } from './field-words.ts';
import { LIST_LABELS } from './list-names.ts';
import type { ListName } from './list-names.ts';
import { penaltyLabel, rangeLabel, CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS } from './matters.ts';
import type { MatterPenalty } from './matters.ts';
import { ROW_CODES, ROW_TITLES } from './registry.ts';
import type { ListRows } from './registry.ts';

export interface FieldChange {
  /** Dotted path of the field. */
  field: string;
  heading: string;
  before: string;
  after: string;
}

export interface RowRef {
  code: string;
  title: string;
}

export interface ListComparison {
  list: ListName;
  added: RowRef[];
  removed: RowRef[];
  changed: (RowRef & { fields: FieldChange[] })[];
  /** The whole in sentences; one line says so where nothing changed. */
  lines: string[];
}

/**
 * Compares row sets by code; the order of rows does not count, nor does the order of keys. `factors` name a benchmark's
 * criteria.
 */
export function compareVersions<Name extends ListName>(
  list: Name,
  before: readonly ListRows[Name][],
  after: readonly ListRows[Name][],
  factors: FactorDefinitions = {},
): ListComparison {
  const codeOf = ROW_CODES[list];
  const titleOf = ROW_TITLES[list];
  const ref = (row: ListRows[Name]): RowRef => ({ code: codeOf(row), title: titleOf(row) });
  const old = new Map(before.map((row) => [codeOf(row), row]));
  const now = new Map(after.map((row) => [codeOf(row), row]));
  const added = after.filter((row) => !old.has(codeOf(row))).map(ref);
  const removed = before.filter((row) => !now.has(codeOf(row))).map(ref);
  const changed = after.flatMap((row) => {
    const was = old.get(codeOf(row));
    const fields = was === undefined ? [] : changedFields(list, was, row, factors);
    return fields.length > 0 ? [{ ...ref(row), fields }] : [];
  });
  const lines = [
    ...added.map((row) => `新增${row.code} ${row.title}`),
    ...removed.map((row) => `删去${row.code} ${row.title}`),
    ...changed.flatMap((row) =>
      row.fields.map((field) => `${row.code} ${row.title}：${field.heading}由“${field.before}”改为“${field.after}”`),
    ),
  ];
  return { list, added, removed, changed, lines: lines.length > 0 ? lines : [`${LIST_LABELS[list]}没有变化`] };
}

function changedFields(list: ListName, before: unknown, after: unknown, factors: FactorDefinitions): FieldChange[] {
  return fieldsOf(list).flatMap(({ key }) => {
    const was = valueAt(before, key);
    const is = valueAt(after, key);
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
    if (key === 'penalties' || key === 'tiers') return lineChanges(list, key, was, is, factors);
    return [{ field: key, heading: headingOf(list, key), before: fieldInWords(list, key, was), after: fieldInWords(list, key, is) }];
  });
}

/** Penalty rows and tiers: only the lines that differ. */
function lineChanges(list: ListName, key: string, was: unknown, is: unknown, factors: FactorDefinitions): FieldChange[] {
  const words = key === 'penalties' ? penaltyLines : (value: unknown) => tierLines(value, factors);
  const before = words(was);
  const after = words(is);
  const gone = before.filter((line) => !after.includes(line));
  const come = after.filter((line) => !before.includes(line));
  const heading = headingOf(list, key);
  if (gone.length === 0 && come.length === 0)
    return [{ field: key, heading, before: before.join('；'), after: `${after.join('；')}（次序或者依据有变化）` }];
  return [{ field: key, heading, before: gone.join('；') || '（无）', after: come.join('；') || '（无）' }];
}

const penaltyLines = (value: unknown): string[] => ((value ?? []) as MatterPenalty[]).map(penaltyLabel);

const tierLines = (value: unknown, factors: FactorDefinitions): string[] =>
  ((value ?? []) as Benchmark['tiers']).map((tier) => {
    const criteria = tier.criteria.map((criterion) => criterionLabel(criterion, factors));
    const ranges = tier.ranges.map(
      (range) =>
        `${CLAUSE_SUBJECT_LABELS[range.subjectKind]}${PENALTY_STAGE_LABELS[range.stage]}${rangeLabel(range.min, range.max, range.unit)}` +
        (range.maxInclusive ? '' : '（不含上限）'),
    );
    return [`${tier.tier}档（${criteria.join(tier.match === 'all' ? '且' : '或')}）`, ...ranges, tier.decision].filter(Boolean).join('，');
  });

function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], row);
}
