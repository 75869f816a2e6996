/**
 * What each list's fields are called, in the order in which they are shown: the words of its table, its comparison and
 * its checks. Dotted keys reach into an object (`violationClause.law`).
 */
import type { ListName } from './list-names.ts';

export const LIST_HEADINGS = {
  matters: {
    code: '编号',
    name: '事项名称',
    domain: '领域',
    jurisdiction: '适用范围',
    violationClause: '违则条款',
    'penaltyClause.law': '罚则法律',
    'penaltyClause.article': '罚则条款',
    clauseText: '条文',
    subjectKinds: '处罚对象',
    penalties: '罚则',
    orderToCorrect: '责令改正',
    orderToCorrectFirst: '先责令改正',
    correctionDaysTypical: '通常改正天数',
    correctionDaysBasis: '改正天数依据',
    firstViolationExemptible: '可首违不罚',
    firstViolation: '首违不罚条件',
    'simplifiedProcedureEligible.citizen': '简易程序（公民）',
    'simplifiedProcedureEligible.organisation': '简易程序（单位）',
    'warningAvailable.citizen': '可以警告（公民）',
    'warningAvailable.organisation': '可以警告（单位）',
    major: '重大',
    enforcement: '强制执行方式',
    seizure: '查封扣押依据',
    delegatedTo: '建议行使层级',
    delegationBasis: '赋权依据',
    suitTerm: '特别起诉期限',
    reviewFirst: '复议前置依据',
    effectiveFrom: '现行条款施行日期',
    predecessor: '前身条款',
    notes: '备注',
    source: '来源',
    verified: '已核对',
    amountSource: '数额来源',
  },
  benchmarks: {
    matterCode: '事项编号',
    matterName: '事项名称',
    stages: '适用阶段',
    tiers: '裁量档次',
    basis: '依据类别',
    source: '来源',
    verified: '已核对',
    'statutoryArticle.law': '法律',
    'statutoryArticle.article': '条款',
    note: '备注',
  },
  duties: {
    code: '编号',
    domain: '领域',
    item: '履职事项',
    keywords: '关键词',
    leadDepartment: '牵头部门',
    assistingDepartments: '配合部门',
    townRole: '镇街职责',
    source: '来源',
    verified: '已核对',
  },
  'patrol-items': {
    code: '编号',
    domain: '领域',
    object: '检查对象',
    item: '检查内容',
    standard: '检查标准',
    'frequency.times': '频次',
    'frequency.per': '频次周期',
    mergeGroup: '合并组',
    mergeGroupId: '合并组编号',
    departments: '参与部门',
    relatedMatters: '关联事项',
    source: '来源',
    verified: '已核对',
    contentFromVerifiedClause: '内容出自已核对条款',
  },
  delegation: {
    code: '编号',
    matterCode: '事项编号',
    matterName: '事项名称',
    townType: '镇街类型',
    towns: '限定镇街',
    powers: '权限',
    mode: '取得方式',
    clause: '强制权依据',
    effectiveFrom: '起始日期',
    effectiveUntil: '截止日期',
    decision: '赋权决定',
    note: '备注',
  },
} as const satisfies Record<ListName, Record<string, string>>;

export interface NamedField {
  key: string;
  heading: string;
}

export const fieldsOf = (list: ListName): NamedField[] => Object.entries(LIST_HEADINGS[list]).map(([key, heading]) => ({ key, heading }));

/** `罚则` for `penalties.0.min`: the heading of the field that a path lies in; the path itself where it lies in none. */
export const headingOf = (list: ListName, path: string): string =>
  fieldsOf(list).find(({ key }) => path === key || path.startsWith(`${key}.`) || key.startsWith(`${path}.`))?.heading ?? path;
