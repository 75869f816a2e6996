/** A field's value as a reader of the list says it: the field's own words for codes, headings for the parts of an object. */
import { MODE_LABELS, POWER_LABELS, TOWN_TYPE_LABELS } from './delegation.ts';
import { clauseLabel } from './fields.ts';
import { CLAUSE_SUBJECT_LABELS, ENFORCEMENT_WAY_LABELS, ENFORCER_LABELS, PENALTY_STAGE_LABELS } from './matters.ts';
import type { ListName } from './list-names.ts';

/** Fields that hold codes, by list and key. */
const CODE_WORDS: { [Name in ListName]?: Record<string, Record<string, string>> } = {
  matters: {
    subjectKinds: CLAUSE_SUBJECT_LABELS,
    delegatedTo: { town: '镇街', county: '县级' },
    enforcement: { ...ENFORCEMENT_WAY_LABELS, ...ENFORCER_LABELS },
  },
  benchmarks: { stages: PENALTY_STAGE_LABELS },
  'patrol-items': { 'frequency.per': { month: '每月', quarter: '每季度', year: '每年' } },
  delegation: { townType: TOWN_TYPE_LABELS, powers: POWER_LABELS, mode: MODE_LABELS },
};

/** Parts of sources, clauses and decisions. */
const PART_WORDS: Record<string, string> = {
  law: '法律',
  article: '条款',
  title: '名称',
  document: '文件',
  repo: '来源库',
  path: '位置',
  url: '网址',
  verified: '已核对',
  note: '备注',
  also: '另见',
  condition: '条件',
  source: '来源',
  violationClause: '违则条款',
  penaltyClause: '罚则条款',
  penalties: '罚则',
  effectiveUntil: '失效日期',
  matters: '事项',
  code: '编号',
  citizen: '公民',
  organisation: '单位',
  kind: '种类',
  subjectKind: '对象',
  min: '下限',
  max: '上限',
  unit: '单位',
  stage: '阶段',
  isPenalty: '属于处罚',
  imposition: '应当或者可以',
  way: '方式',
  by: '实施机关',
  clause: '依据',
  extension: '另行规定的延长',
  days: '日数',
};

export const fieldInWords = (list: ListName, key: string, value: unknown): string => inWords(value, CODE_WORDS[list]?.[key] ?? {});

function inWords(value: unknown, codes: Record<string, string>): string {
  if (value === null || value === undefined) return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '（无）' : value.map((item) => inWords(item, codes)).join('、');
  if (typeof value === 'object') {
    const { law, article, ...rest } = value as { law?: unknown; article?: unknown };
    if (typeof law === 'string' && typeof article === 'string' && Object.keys(rest).length === 0) return clauseLabel({ law, article });
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${PART_WORDS[key] ?? key}：${inWords(inner, codes)}`)
      .join('；');
  }
  const text = String(value);
  return Object.hasOwn(codes, text) ? codes[text]! : text;
}
