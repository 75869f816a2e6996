/** The columns of each list: key, heading, how a cell is written. `table.ts` maps them, `compare.ts` names changes. */
import type { ListName } from './list-names.ts';

/**
 * How a value stands in a cell. `json` holds what has no plain form (sources, predecessor clauses); `penalties` is one
 * line a row; dotted keys reach into an object (`violationClause.law`).
 */
export type CellKind = 'text' | 'number' | 'boolean' | 'words' | 'json' | 'penalties';

export interface Column {
  key: string;
  heading: string;
  kind: CellKind;
  /** The empty cell means null (else: an absent key). */
  nullable?: boolean;
  /** The cell may be empty and the key then absent. */
  optional?: boolean;
}

const text = (key: string, heading: string): Column => ({ key, heading, kind: 'text' });
const textOrNull = (key: string, heading: string): Column => ({ key, heading, kind: 'text', nullable: true });
const flag = (key: string, heading: string): Column => ({ key, heading, kind: 'boolean' });
const list = (key: string, heading: string): Column => ({ key, heading, kind: 'words' });
const json = (key: string, heading: string): Column => ({ key, heading, kind: 'json' });

export const LIST_COLUMNS: Record<ListName, readonly Column[]> = {
  matters: [
    text('code', '编号'), text('name', '事项名称'), text('domain', '领域'), text('jurisdiction', '适用范围'),
    json('violationClause', '违则条款'), text('penaltyClause.law', '罚则法律'), text('penaltyClause.article', '罚则条款'),
    textOrNull('clauseText', '条文'), list('subjectKinds', '处罚对象'), { key: 'penalties', heading: '罚则', kind: 'penalties' },
    flag('orderToCorrect', '责令改正'), flag('orderToCorrectFirst', '先责令改正'),
    { key: 'correctionDaysTypical', heading: '通常改正天数', kind: 'number', nullable: true }, textOrNull('correctionDaysBasis', '改正天数依据'),
    flag('firstViolationExemptible', '可首违不罚'), json('firstViolation', '首违不罚条件'),
    { key: 'simplifiedProcedureEligible.citizen', heading: '简易程序（公民）', kind: 'boolean', optional: true },
    { key: 'simplifiedProcedureEligible.organisation', heading: '简易程序（单位）', kind: 'boolean', optional: true },
    { key: 'warningAvailable.citizen', heading: '可以警告（公民）', kind: 'boolean', optional: true },
    { key: 'warningAvailable.organisation', heading: '可以警告（单位）', kind: 'boolean', optional: true },
    flag('major', '重大'), list('delegatedTo', '建议行使层级'), json('delegationBasis', '赋权依据'),
    textOrNull('effectiveFrom', '现行条款施行日期'), json('predecessor', '前身条款'), textOrNull('notes', '备注'),
    json('source', '来源'), flag('verified', '已核对'), json('amountSource', '数额来源'),
  ],
  benchmarks: [
    text('matterCode', '事项编号'), text('matterName', '事项名称'), list('stages', '适用阶段'), json('tiers', '裁量档次'),
    text('basis', '依据类别'), json('source', '来源'), flag('verified', '已核对'), text('statutoryArticle.law', '法律'),
    text('statutoryArticle.article', '条款'), textOrNull('note', '备注'),
  ],
  duties: [
    text('code', '编号'), text('domain', '领域'), text('item', '履职事项'), list('keywords', '关键词'), text('leadDepartment', '牵头部门'),
    list('assistingDepartments', '配合部门'), text('townRole', '镇街职责'), json('source', '来源'), flag('verified', '已核对'),
  ],
  'patrol-items': [
    text('code', '编号'), text('domain', '领域'), text('object', '检查对象'), text('item', '检查内容'), text('standard', '检查标准'),
    { key: 'frequency.times', heading: '频次', kind: 'number' }, text('frequency.per', '频次周期'), text('mergeGroup', '合并组'),
    text('mergeGroupId', '合并组编号'), list('departments', '参与部门'), list('relatedMatters', '关联事项'), json('source', '来源'),
    flag('verified', '已核对'), flag('contentFromVerifiedClause', '内容出自已核对条款'),
  ],
  delegation: [
    text('code', '编号'), text('matterCode', '事项编号'), text('matterName', '事项名称'), text('townType', '镇街类型'),
    { key: 'towns', heading: '限定镇街', kind: 'words', nullable: true }, list('powers', '权限'), text('effectiveFrom', '起始日期'),
    textOrNull('effectiveUntil', '截止日期'), json('decision', '赋权决定'), textOrNull('note', '备注'),
  ],
};

/** `罚则` for `penalties.0.min`: the heading of the column that a field path lies in. */
export function columnHeading(list: ListName, path: string): string {
  const column = LIST_COLUMNS[list].find(({ key }) => path === key || path.startsWith(`${key}.`) || key.startsWith(`${path}.`));
  return column?.heading ?? path;
}
