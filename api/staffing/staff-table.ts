/** The columns of the tables of units and people. */
import { UNIT_KIND_LABELS, UNIT_KINDS } from '../../domain/staffing/model.ts';
import { POST_LABELS, POSTS } from '../../domain/staffing/posts.ts';
import type { TableSpec } from '../tables/spec.ts';

const MOST_ROWS = 2_000;
const KINDS = UNIT_KINDS.map((kind) => UNIT_KIND_LABELS[kind]).join('；');
const ALL_POSTS = POSTS.map((post) => POST_LABELS[post]).join('；');

export const STAFF_TABLES: Record<'unit' | 'person', TableSpec> = {
  unit: {
    mostRows: MOST_ROWS,
    unknown: 'refused',
    columns: [
      { key: 'name', heading: '名称', also: ['单位名称', '单位'], kind: 'text', required: true, note: '全称', example: '青山镇' },
      { key: 'kind', heading: '类别', kind: 'text', required: true, note: `${KINDS}，填其中之一`, example: '镇、乡' },
      { key: 'parent', heading: '上级单位', kind: 'text', note: '已有的单位，或者表中在它上面的一行', example: '某县人民政府' },
    ],
  },
  person: {
    mostRows: MOST_ROWS,
    unknown: 'refused',
    columns: [
      { key: 'name', heading: '姓名', kind: 'text', required: true, example: '张三' },
      {
        key: 'username',
        heading: '用户名',
        also: ['账号', '登录名'],
        kind: 'code',
        required: true,
        note: '登录用，全县不重',
        example: 'zhangsan',
      },
      {
        key: 'unit',
        heading: '单位',
        also: ['所在单位', '单位名称'],
        kind: 'text',
        required: true,
        note: '已有单位的全称',
        example: '青石镇',
      },
      { key: 'post', heading: '岗位', also: ['职务'], kind: 'text', required: true, note: `${ALL_POSTS}，填其中之一`, example: '执法岗' },
      { key: 'principal', heading: '正职', kind: 'flag', note: '是或者否，不填为否', example: '否' },
      { key: 'number', heading: '执法证号', also: ['执法证', '证号'], kind: 'code', note: '没有执法证的留空', example: '浙000001' },
      { key: 'field', heading: '执法领域', kind: 'text', note: '执法证上写的', example: '城市管理' },
      { key: 'validFrom', heading: '有效期起', kind: 'date', note: '年-月-日，如 2026-01-01；有执法证的必填', example: '2026-01-01' },
      { key: 'validUntil', heading: '有效期止', also: ['有效期至'], kind: 'date', note: '年-月-日；有执法证的必填', example: '2030-12-31' },
      { key: 'qualified', heading: '法律职业资格', kind: 'flag', note: '是或者否，不填为否', example: '否' },
      { key: 'enteredOn', heading: '入职日期', also: ['入职时间'], kind: 'date', note: '年-月-日', example: '2020-07-01' },
    ],
  },
};
