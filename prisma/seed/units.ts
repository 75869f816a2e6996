/** 云溪县: the county, its six towns and the departments that the duty list names. */
import type { UnitKind } from '../../domain/people.ts';

export interface SeedUnit {
  id: string;
  name: string;
  kind: UnitKind;
  parentId: string | null;
}

export const COUNTY_ID = 'county';
export const COUNTY = { name: '云溪县', title: '云溪县综合行政执法' };

/** 镇街; their plain names are what leads and reports say. */
const TOWNS: readonly [id: string, name: string, kind: 'town' | 'street'][] = [
  ['chengguan', '城关街道', 'street'],
  ['hedong', '河东街道', 'street'],
  ['qingshi', '青石镇', 'town'],
  ['liulin', '柳林镇', 'town'],
  ['baisha', '白沙镇', 'town'],
  ['hukou', '湖口镇', 'town'],
];

/** Departments by the name that the duty list uses; the unit's own name has the county before it. */
export const DEPARTMENTS: readonly [id: string, department: string][] = [
  ['bureau', '综合行政执法局'],
  ['natural-resources', '自然资源局'],
  ['ecology', '生态环境局'],
  ['water', '水利局'],
  ['agriculture', '农业农村局'],
  ['health', '卫生健康局'],
  ['market', '市场监督管理局'],
  ['emergency', '应急管理局'],
  ['fire', '消防救援大队'],
  ['housing', '住房和城乡建设局'],
  ['culture', '文化和旅游局'],
  ['transport', '交通运输局'],
  ['police', '公安局'],
  ['civil-affairs', '民政局'],
  ['forestry', '林业局'],
  ['education', '教育局'],
  ['industry', '经济和信息化局'],
  ['commerce', '商务局'],
  ['development', '发展和改革局'],
];

export const SEED_UNITS: readonly SeedUnit[] = [
  { id: COUNTY_ID, name: '云溪县人民政府', kind: 'county', parentId: null },
  ...TOWNS.map(([id, name, kind]) => ({ id, name, kind, parentId: COUNTY_ID })),
  ...DEPARTMENTS.map(([id, department]) => ({ id, name: `云溪县${department}`, kind: 'bureau' as const, parentId: COUNTY_ID })),
  { id: 'command', name: '云溪县综合行政执法指挥中心', kind: 'other', parentId: COUNTY_ID },
  { id: 'justice', name: '云溪县司法局', kind: 'other', parentId: COUNTY_ID },
  { id: 'data', name: '云溪县数据局', kind: 'other', parentId: COUNTY_ID },
  { id: 'power-supply', name: '云溪县供电公司', kind: 'other', parentId: COUNTY_ID },
];
