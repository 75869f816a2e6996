import { describe, expect, it } from 'vitest';
import { benchmarkSchema } from '../../../domain/lists/benchmarks.ts';
import { dutySchema } from '../../../domain/lists/duties.ts';
import { matterSchema } from '../../../domain/lists/matters.ts';
import { patrolItemSchema } from '../../../domain/lists/patrol-items.ts';
import { readRows } from '../../../domain/lists/row-check.ts';
import { benchmarks, duties, matters, patrolItems, rawDuties, rawList, rawMatters, rawPatrolItems } from './catalogue.ts';

describe('the schemas cover the catalogue exactly', () => {
  it('keeps every value of every row, and counts as the catalogue says', () => {
    expect(matters).toEqual(rawMatters);
    expect(benchmarks).toEqual(rawList('benchmarks')['benchmarks']);
    expect(duties).toEqual(rawDuties);
    expect(patrolItems).toEqual(rawPatrolItems);
    expect([matters.length, benchmarks.length, duties.length, patrolItems.length]).toEqual([124, 29, 87, 59]);
  });

  it.each([
    ['matters', matterSchema, () => rawMatters[0]],
    ['benchmarks', benchmarkSchema, () => benchmarks[0]],
    ['duties', dutySchema, () => rawDuties[0]],
    ['patrol items', patrolItemSchema, () => rawPatrolItems[0]],
  ] as const)('refuses a column nobody knows in %s', (_name, schema, row) => {
    const read = readRows(schema, [row(), { ...(row() as object), colour: 'blue' }]);
    expect(read.rows).toHaveLength(1);
    expect(read.errors).toEqual([{ row: 2, field: 'colour', message: '不认识的栏目：colour' }]);
  });
});

describe('broken rows are reported by field, the others go in', () => {
  const broken = (change: Record<string, unknown>) => readRows(matterSchema, [{ ...(rawMatters[0] as object), ...change }, rawMatters[1]]);

  it.each([
    [{ name: '' }, 'name', '不能为空'],
    [{ name: undefined }, 'name', '缺少此项'],
    [{ orderToCorrect: 'yes' }, 'orderToCorrect', '应为是或否'],
    [{ effectiveFrom: '2026-02-30' }, 'effectiveFrom', '不是有效日期（年-月-日）'],
    [{ effectiveFrom: '2026-2-3' }, 'effectiveFrom', '不是有效日期（年-月-日）'],
    [{ subjectKinds: [] }, 'subjectKinds', '不能为空'],
    [{ subjectKinds: ['robot'] }, 'subjectKinds.0', '只能是：citizen、organisation、responsible-person'],
    [{ correctionDaysTypical: 1.5 }, 'correctionDaysTypical', '应为整数'],
    [{ code: '城管 1' }, 'code', '编号只能用字母、数字和短横线，不超过40位'],
    [{ penalties: [] }, 'penalties', '不能为空'],
    [{ name: ' 占道 ' }, 'name', '首尾不能有空格'],
  ])('%j → %s', (change, field, message) => {
    const read = broken(change);
    expect(read.rows).toHaveLength(1);
    expect(read.errors).toEqual([{ row: 1, field, message }]);
  });

  it('refuses what is no row at all', () => {
    expect(readRows(matterSchema, ['text', null, []]).errors.map((error) => [error.row, error.field])).toEqual([
      [1, '整行'],
      [2, '整行'],
      [3, '整行'],
    ]);
  });
});
