import { describe, expect, it } from 'vitest';
import { fromTable, headings, toCells } from '../../api/lists/table.ts';
import { delegationFromMatters } from '../../domain/lists/delegation.ts';
import { LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import { benchmarks, duties, matter, matters, patrolItems } from '../domain/lists/catalogue.ts';

const rowsOf = { matters, benchmarks, duties, 'patrol-items': patrolItems, delegation: delegationFromMatters(matters, '2026-01-01') };

describe('table cells', () => {
  const record = (list: ListName, row: never) => {
    const cells = toCells(list, row);
    return Object.fromEntries(headings(list).map((heading, index) => [heading, cells[index]]));
  };

  it.each(LIST_NAMES)('every row of %s survives the way out and back', (list) => {
    const rows = rowsOf[list] as never[];
    const back = fromTable(
      list,
      rows.map((row) => record(list, row)),
    );
    expect(back.errors).toEqual([]);
    expect(back.rows).toEqual(rows);
  });

  const good = () => record('matters', matter('CG-0103') as never);

  it.each([
    ['先责令改正', 'yes', '应为“是”或者“否”'],
    ['通常改正天数', '三天', '“三天”不是数字'],
    ['来源', '{', '不是有效的 JSON'],
    ['事项名称', '', '不能为空'],
    ['罚则', '罚款 | 公民 | 直接处罚 | 五百 | 3000 | yuan | 处罚', '第1条罚则：数额“五百”不是数字'],
    ['罚则', '罚金 | 公民 | 直接处罚 | 500 | 3000 | yuan | 处罚', '第1条罚则：种类“罚金”不在处罚种类内'],
    ['罚则', '罚款 | 路人 | 直接处罚 | 500 | 3000 | yuan | 处罚', '第1条罚则：对象“路人”应为公民、单位、直接责任人员'],
    ['罚则', '罚款 | 公民', '第1条罚则：应有8栏：种类 | 对象 | 阶段 | 下限 | 上限 | 单位 | 处罚或非处罚 | 备注'],
    ['现行条款施行日期', '2026-13-01', '不是有效日期（年-月-日）'],
  ])('a broken cell %s=%s is reported, the other rows go in', (heading, cell, message) => {
    const back = fromTable('matters', [good(), { ...good(), [heading]: cell }]);
    expect(back.rows).toHaveLength(1);
    expect(back.errors).toEqual([{ row: 2, field: heading, message }]);
  });

  it('names missing and unknown columns', () => {
    const { 编号: _code, ...rest } = good();
    expect(fromTable('matters', [{ ...rest, 颜色: '红' }]).errors).toEqual([
      { row: 1, field: '颜色', message: '不认识的栏目：颜色' },
      { row: 1, field: '编号', message: '缺少此栏' },
    ]);
  });
});
