/** A county from nothing: what its two tables say, and what is refused before anything is written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { foldStaff } from '../../domain/staffing/staff.ts';
import { standingOn } from '../../domain/staffing/standing.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import { firstChanges, policyFor } from '../../prisma/seed/county.ts';
import { sha256 } from '../../api/session/tokens.ts';
import { readCounty } from '../../tools/setup/read-county.ts';

const folder = mkdtempSync(join(tmpdir(), 'caselight-setup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const TODAY = '2026-03-02';

const UNITS = [
  '编号,名称,类别,上级单位,综合行政执法局',
  'county,清河县人民政府,县,,',
  'bureau,清河县综合行政执法局,县级执法机关、部门,清河县人民政府,是',
  'baima,白马镇,镇、乡,清河县人民政府,',
  'baima-1,白马一中队,中队,白马镇,',
  'data,清河县数据局,其他单位,清河县人民政府,',
];
const KEEPERS = [
  '姓名,用户名,单位,岗位',
  '赵一,zhaoyi,清河县数据局,系统管理岗',
  '钱二,qianer,清河县数据局,安全管理岗',
  '孙三,sunsan,清河县数据局,审计管理岗',
];

let written = 0;
const read = (units: string[], keepers: string[], more: { goLive?: string } = {}) => {
  written += 1;
  const paths = [join(folder, `u${written}.csv`), join(folder, `k${written}.csv`)] as const;
  writeFileSync(paths[0], units.join('\n'));
  writeFileSync(paths[1], keepers.join('\n'));
  return readCounty({ name: '清河县', units: paths[0], keepers: paths[1], ...more }, TODAY);
};

describe('a new county', () => {
  it('has its units and three keepers, each with the own power and no more', async () => {
    const county = await read(UNITS, KEEPERS);
    expect(county).toMatchObject({ title: '清河县综合行政执法', goLiveOn: TODAY, bureauId: 'bureau' });
    const staff = foldStaff(firstChanges(county), TODAY);
    expect([...staff.people.values()].map((person) => [person.username, standingOn(staff, person, TODAY).roles])).toEqual([
      ['zhaoyi', ['sys-admin']],
      ['qianer', ['security-admin']],
      ['sunsan', ['audit-admin']],
    ]);
    expect(staff.units.get('baima-1')).toMatchObject({ kind: 'team', parentId: 'baima' });
  });

  it('has terms in its own name, answered to by its own bureau', async () => {
    const policy = sealPolicy(policyFor(await read(UNITS, KEEPERS)), sha256);
    expect(JSON.stringify(policy)).not.toContain('云溪');
    expect(policy.bureau).toEqual({ id: 'bureau', name: '清河县综合行政执法局', kind: 'bureau' });
  });

  it.each([
    ['no bureau', UNITS.map((line) => line.replace(',是', ',')), KEEPERS, '有且只有一个'],
    ['a parent that there is not', [...UNITS, 'x,某队,中队,无此镇,'], KEEPERS, '无此镇'],
    ['a kind that there is not', [...UNITS, 'x,某处,处,,'], KEEPERS, '类别应为'],
    ['an id with spaces', [...UNITS, 'x y,某镇,镇,,'], KEEPERS, '编号'],
    ['two keepers only', UNITS, KEEPERS.slice(0, 3), '审计管理岗'],
    ['a post that keeps nothing', UNITS, [...KEEPERS, '李四,lisi,白马镇,执法岗'], '岗位应为'],
    ['no heading', ['a,b'], KEEPERS, '表头'],
  ])('is refused with %s', async (_what, units, keepers, words) => {
    await expect(read(units, keepers)).rejects.toThrow(words);
  });

  it('is refused where a rule refuses: a name twice, one user name for two', async () => {
    const twice = await read([...UNITS, 'other,白马镇,镇、乡,清河县人民政府,'], KEEPERS);
    expect(() => firstChanges(twice)).toThrow('已经有叫“白马镇”的单位');
    const same = await read(UNITS, [...KEEPERS, '周五,ＺＨＡＯＹＩ,清河县数据局,系统管理岗']);
    expect(() => firstChanges(same)).toThrow('已经由赵一使用');
    await expect(read(UNITS, KEEPERS, { goLive: '昨天' })).rejects.toThrow('不是认得的日期');
  });
});
