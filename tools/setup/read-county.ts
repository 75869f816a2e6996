/** The two tables of a new county, read with every fault by its row. */
import { readFileSync } from 'node:fs';
import { choiceIn } from '../../api/tables/cell-words.ts';
import { readTable, type TableRow } from '../../api/tables/read-table.ts';
import { reasonsOf } from '../../api/tables/review.ts';
import { Problem } from '../../api/http/problem.ts';
import type { NewCounty, NewKeeper, NewUnit } from '../../prisma/seed/county.ts';
import { UNIT_KIND_LABELS } from '../../domain/staffing/model.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { writtenDate } from '../../domain/terms/written-time.ts';

export class SetupError extends Error {}

export const UNIT_COLUMNS = ['编号', '名称', '类别', '上级单位', '综合行政执法局'] as const;
export const KEEPER_COLUMNS = ['姓名', '用户名', '单位', '岗位'] as const;

const POSTS: Record<string, NewKeeper['post']> = { 系统管理岗: 'system', 安全管理岗: 'security', 审计管理岗: 'trail' };

interface Asked {
  name: string;
  title?: string | undefined;
  goLive?: string | undefined;
  units: string;
  keepers: string;
}

/** Rows of a table by its headings; a cell that cannot be read is a fault of its row. */
async function tableOf(path: string, columns: readonly string[], required: readonly string[]): Promise<TableRow[]> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new SetupError(`读不到文件 ${path}`);
  }
  const spec = {
    mostRows: 2_000,
    unknown: 'refused' as const,
    columns: columns.map((heading) => ({
      key: heading,
      heading,
      kind: heading === '编号' || heading === '用户名' ? ('code' as const) : ('text' as const),
      ...(required.includes(heading) ? { required: true as const } : {}),
    })),
  };
  let rows: TableRow[];
  try {
    ({ rows } = await readTable(bytes, spec));
  } catch (error) {
    throw error instanceof Problem ? new SetupError(`${path}：${error.message}`) : error;
  }
  const faults = rows.flatMap(({ line, faults: told }) => (told.length > 0 ? [`${path}第${line}行：${reasonsOf(told)}`] : []));
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
  return rows;
}

/** Reads and checks the tables' own shape; what the rules say of it is asked where it is put in. */
export async function readCounty(asked: Asked, today: LegalDate): Promise<NewCounty> {
  const goLive = asked.goLive === undefined ? null : writtenDate(asked.goLive);
  if (goLive?.ok === false) throw new SetupError(`启用日期：${goLive.message}，${goLive.need}`);
  const goLiveOn = goLive?.value ?? today;
  const unitRows = await tableOf(asked.units, UNIT_COLUMNS, ['编号', '名称', '类别']);
  const faults: string[] = [];
  const units = unitRows.map(({ line, cells }): NewUnit => {
    const id = cells['编号'] ?? '';
    const kind = choiceIn(cells['类别'] ?? '', UNIT_KIND_LABELS);
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) faults.push(`单位表第${line}行：编号只能用小写字母、数字和横线`);
    if (!kind) faults.push(`单位表第${line}行：类别应为${Object.values(UNIT_KIND_LABELS).join('、')}之一`);
    const parent = cells['上级单位'] ?? '';
    const parentId = parent === '' ? null : (unitRows.find((row) => row.cells['名称'] === parent)?.cells['编号'] ?? null);
    if (parent !== '' && parentId === null) faults.push(`单位表第${line}行：没有叫“${parent}”的上级单位`);
    return { id, name: cells['名称'] ?? '', kind: kind ?? 'other', parentId };
  });
  const bureaus = unitRows.filter(({ cells }) => cells['综合行政执法局'] === '是');
  if (bureaus.length !== 1) faults.push('单位表须有且只有一个单位的“综合行政执法局”一栏填“是”');
  const keeperRows = await tableOf(asked.keepers, KEEPER_COLUMNS, KEEPER_COLUMNS);
  const keepers = keeperRows.map(({ line, cells }): NewKeeper => {
    const unit = units.find(({ name }) => name === cells['单位']);
    const post = POSTS[cells['岗位'] ?? ''];
    if (!unit) faults.push(`管理员表第${line}行：没有叫“${cells['单位'] ?? ''}”的单位`);
    if (!post) faults.push(`管理员表第${line}行：岗位应为${Object.keys(POSTS).join('、')}之一`);
    const username = cells['用户名'] ?? '';
    return { id: `keeper-${line}`, name: cells['姓名'] ?? '', username, unitId: unit?.id ?? '', post: post ?? 'system' };
  });
  for (const [label, post] of Object.entries(POSTS)) if (!keepers.some((one) => one.post === post)) faults.push(`管理员表缺少${label}`);
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
  const name = asked.name.trim();
  return { name, title: asked.title?.trim() || `${name}综合行政执法`, goLiveOn, units, keepers, bureauId: bureaus[0]?.cells['编号'] ?? '' };
}
