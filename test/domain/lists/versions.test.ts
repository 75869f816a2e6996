import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../domain/lists/compare.ts';
import { LIST_NAMES } from '../../../domain/lists/list-names.ts';
import { delegationFromMatters } from '../../../domain/lists/delegation.ts';
import { checkVersion, inForce, versionLabel } from '../../../domain/lists/versions.ts';
import type { ListVersion, VersionedRow } from '../../../domain/lists/versions.ts';
import { benchmarks, duties, factorDefinitions, matter, matters, patrolItems } from './catalogue.ts';

const rowsOf = { matters, benchmarks, duties, 'patrol-items': patrolItems, delegation: delegationFromMatters(matters, '2026-01-01') };

describe('in force', () => {
  const first: ListVersion = { list: 'matters', version: '1', effectiveFrom: '2026-01-01', effectiveUntil: '2026-06-30' };
  const second: ListVersion = { list: 'matters', version: '2', effectiveFrom: '2026-07-01', effectiveUntil: null };
  const rows: VersionedRow<string>[] = [
    { code: 'A', row: 'A old', version: first },
    { code: 'A', row: 'A new', version: second },
    { code: 'B', row: 'B old', version: first },
  ];
  const ask = (code: string, on: string) => {
    const answer = inForce(rows, code, on);
    return answer.ok ? answer.row : answer.code;
  };

  it.each([
    ['A', '2026-01-01', 'A old'],
    ['A', '2026-06-30', 'A old'],
    ['A', '2026-07-01', 'A new'],
    ['A', '2030-01-01', 'A new'],
    ['A', '2025-12-31', 'list-row-not-yet'],
    ['B', '2026-06-30', 'B old'],
    ['B', '2026-07-01', 'list-row-ended'],
    ['C', '2026-07-01', 'list-row-unknown'],
  ])('%s on %s: %s', (code, on, expected) => expect(ask(code, on)).toBe(expected));

  it('a later version that leaves a row out ends it even where the older one has no end', () => {
    const open: ListVersion = { ...first, effectiveUntil: null };
    const answer = inForce(
      [
        { code: 'B', row: 1, version: open },
        { code: 'A', row: 2, version: second },
      ],
      'B',
      '2026-08-01',
    );
    expect(answer).toMatchObject({ ok: false, code: 'list-row-removed', basis: ['执法事项清单 2（2026-07-01起）'] });
  });

  it('names a version with its days', () => expect(versionLabel(first)).toBe('执法事项清单 1（2026-01-01至2026-06-30）'));
});

describe('a new version beside the published ones', () => {
  const published: ListVersion[] = [
    { list: 'matters', version: '1', effectiveFrom: '2026-01-01' },
    { list: 'matters', version: '2', effectiveFrom: '2026-07-01' },
    { list: 'duties', version: '9', effectiveFrom: '2027-01-01' },
  ];

  it.each([
    ['3', '2027-01-01', null, 'ok'],
    ['3', '2026-12-31', '2026-12-31', 'ok'],
    ['0', '2025-01-01', '2025-12-31', 'ok'],
    ['3', '2027-01-01', '2026-12-31', 'version-reversed'],
    ['2', '2027-01-01', null, 'version-exists'],
    ['3', '2026-07-01', null, 'version-overlap'],
    ['3', '2026-03-01', null, 'version-overlap'],
    ['3', '2026-03-01', '2026-07-01', 'version-overlap'],
    ['3', '2026-03-01', '2026-06-30', 'ok'],
    ['3', '2026-02-30', null, 'date-invalid'],
    ['3', '2026-02-01', '2026-02-29', 'date-invalid'],
  ])('%s from %s to %s: %s', (version, effectiveFrom, effectiveUntil, expected) => {
    const answer = checkVersion({ list: 'matters', version, effectiveFrom, effectiveUntil }, published);
    expect(answer.ok ? 'ok' : answer.code).toBe(expected);
  });
});

describe('comparison', () => {
  it('says that nothing changed, whatever the order of rows and keys', () => {
    for (const list of LIST_NAMES) {
      const rows = rowsOf[list] as never[];
      const otherWayRound = (row: object) => Object.fromEntries(Object.entries(row).reverse());
      const turned = [...rows].reverse().map(otherWayRound) as never[];
      expect(compareVersions(list, rows, turned)).toMatchObject({ added: [], removed: [], changed: [] });
    }
  });

  it('names added, removed and changed rows, and only the lines of a clause that differ', () => {
    const row = matter('CG-0103');
    const dearer = {
      ...row,
      name: '车辆清洗',
      notes: '试行',
      penalties: row.penalties.map((penalty, index) => (index === 0 ? { ...penalty, max: 5000 } : penalty)),
    };
    const result = compareVersions('matters', [row, matter('CG-0101')], [dearer, matter('CG-0104')]);
    expect(result.added.map((entry) => entry.code)).toEqual(['CG-0104']);
    expect(result.removed.map((entry) => entry.code)).toEqual(['CG-0101']);
    expect(result.changed).toEqual([
      {
        code: 'CG-0103',
        title: '车辆清洗',
        fields: [
          { field: 'name', heading: '事项名称', before: row.name, after: '车辆清洗' },
          {
            field: 'penalties',
            heading: '罚则',
            before: '罚款·公民·拒不改正或者逾期不改正：500元以上3000元以下【应当】',
            after: '罚款·公民·拒不改正或者逾期不改正：500元以上5000元以下【应当】',
          },
          { field: 'notes', heading: '备注', before: '（空）', after: '试行' },
        ],
      },
    ]);
    expect(result.lines).toContain('新增CG-0104 擅自占用人行道、桥梁、地下通道等公共场所设摊经营、兜售物品');
    expect(result.lines).toContain('CG-0103 车辆清洗：备注由“（空）”改为“试行”');
  });

  it('shows a changed tier as a tier', () => {
    const row = benchmarks[0]!;
    const tiers = row.tiers.map((tier, index) =>
      index === 0 ? { ...tier, criteria: [{ factor: 'areaSqm', op: '<' as const, value: 6 }] } : tier,
    );
    const [change] = compareVersions('benchmarks', [row], [{ ...row, tiers }], factorDefinitions).changed;
    expect(change!.fields[0]!.before).toMatch(/^轻微档（占用、堆放、焚烧等面积（平方米）＜5）/);
    expect(change!.fields[0]!.after).toMatch(/^轻微档（占用、堆放、焚烧等面积（平方米）＜6）/);
  });
});
