/**
 * Penalty matters 行政处罚事项: one row a power, with its clause and what the clause allows against whom.
 * Amounts are the clause's own; `null` means that the clause sets none, or that the row is no fine.
 */
import { z } from 'zod';
import { clauseLabel, clauseSchema, dateField, itemCode, sourceSchema, words } from './fields.ts';

/** Whom a clause's row is against. 个体工商户 is in no clause; `discretion/subject.ts` says which row it takes. */
export const CLAUSE_SUBJECTS = ['citizen', 'organisation', 'responsible-person'] as const;
export type ClauseSubject = (typeof CLAUSE_SUBJECTS)[number];
export const CLAUSE_SUBJECT_LABELS: Record<ClauseSubject, string> = {
  citizen: '公民',
  organisation: '单位',
  'responsible-person': '直接责任人员',
};

/** When a row may be used: at once, only after refusal or a missed deadline, or for grave circumstances. */
export const PENALTY_STAGES = ['direct', 'after-refusal', 'aggravated'] as const;
export type PenaltyStage = (typeof PENALTY_STAGES)[number];
export const PENALTY_STAGE_LABELS: Record<PenaltyStage, string> = {
  direct: '直接处罚',
  'after-refusal': '拒不改正或者逾期不改正',
  aggravated: '情节严重',
};

export const PENALTY_UNITS = [
  'yuan',
  'percent-of-project-cost',
  'multiple-of-illegal-gains',
  'multiple-of-goods-value',
  'multiple-of-cultivation-fee',
  'multiple-of-reclamation-fee',
  'yuan-per-square-metre',
  'yuan-per-dog',
] as const;
export type PenaltyUnit = (typeof PENALTY_UNITS)[number];
export const PENALTY_UNIT_LABELS: Record<PenaltyUnit, string> = {
  yuan: '元',
  'percent-of-project-cost': '%（建设工程造价）',
  'multiple-of-illegal-gains': '倍（违法所得）',
  'multiple-of-goods-value': '倍（货值金额）',
  'multiple-of-cultivation-fee': '倍（耕地开垦费）',
  'multiple-of-reclamation-fee': '倍（土地复垦费）',
  'yuan-per-square-metre': '元/平方米',
  'yuan-per-dog': '元/只',
};

/** Kinds of penalty (行政处罚法 9) and the orders that stand beside them; `isPenalty` tells which a row is. */
export const PENALTY_KINDS = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得',
  '没收非法财物',
  '没收实物',
  '责令停产停业',
  '责令关闭',
  '吊销许可证件',
  '限期拆除',
  '责令恢复原状',
  '责令不得上道路行驶',
] as const;
export type PenaltyKind = (typeof PENALTY_KINDS)[number];

/** How the clause gives a penalty: it shall (处、并处), may (可以处、可以并处), or the fine's place is left to it (警告或者罚款). */
export const IMPOSITIONS = ['shall', 'may', 'instead'] as const;
export type Imposition = (typeof IMPOSITIONS)[number];
export const IMPOSITION_LABELS: Record<Imposition, string> = { shall: '应当', may: '可以', instead: '与罚款择一' };

const amount = z.number().min(0, { error: '不能为负数' }).max(1_000_000_000, { error: '超出范围' });

export const matterPenaltySchema = z.strictObject({
  kind: z.enum(PENALTY_KINDS),
  subjectKind: z.enum(CLAUSE_SUBJECTS),
  min: amount.nullable(),
  max: amount.nullable(),
  unit: z.enum(PENALTY_UNITS).nullable(),
  stage: z.enum(PENALTY_STAGES),
  isPenalty: z.boolean(),
  note: words.optional(),
  /** Absent: the list does not say, and nothing is proposed or asked for. */
  imposition: z.enum(IMPOSITIONS).optional(),
});
export type MatterPenalty = z.infer<typeof matterPenaltySchema>;

/** The clause that was in force until the cited law took effect (行政处罚法 37). */
export const predecessorSchema = z.strictObject({
  violationClause: clauseSchema,
  penaltyClause: clauseSchema,
  penalties: z.array(matterPenaltySchema).min(1, { error: '不能为空' }),
  /** First day in force; absent: not recorded, as far back as anybody asks. */
  effectiveFrom: dateField.optional(),
  /** Last day in force. */
  effectiveUntil: dateField,
  source: sourceSchema,
});

/** How an order is carried out against the party's will, where a law gives that power to an administrative body. */
export const ENFORCEMENT_WAYS = ['demolition', 'removal', 'substitute'] as const;
export type EnforcementWay = (typeof ENFORCEMENT_WAYS)[number];
export const ENFORCEMENT_WAY_LABELS: Record<EnforcementWay, string> = {
  demolition: '强制拆除',
  removal: '强制排除妨碍、强制清除',
  substitute: '代履行',
};

/** Who may do it: the body that gave the order, or only whom the county government charges with it (城乡规划法 68). */
export const ENFORCERS = ['own', 'county-government'] as const;
export const ENFORCER_LABELS: Record<(typeof ENFORCERS)[number], string> = {
  own: '作出决定的机关',
  'county-government': '县级以上地方人民政府责成的部门',
};

// 行政强制法 13: forced execution is set by a law; where none gives the power, the court is asked.
export const enforcementSchema = z.strictObject({ way: z.enum(ENFORCEMENT_WAYS), by: z.enum(ENFORCERS), clause: clauseSchema });
export type Enforcement = z.infer<typeof enforcementSchema>;

// 行政强制法 10, 22, 25: a law or regulation allows it, and may allow more than thirty days of extension.
export const seizureClauseSchema = z.strictObject({
  clause: clauseSchema,
  /** Natural days that it may be extended by, where the law says other than 行政强制法 25, and where it says so. */
  extension: z.strictObject({ days: z.int().min(1).max(365), clause: clauseSchema }).optional(),
});
export type SeizureClause = z.infer<typeof seizureClauseSchema>;

const bySubject = z.strictObject({ citizen: z.boolean().optional(), organisation: z.boolean().optional() });

export const matterSchema = z.strictObject({
  code: itemCode,
  name: words,
  domain: words,
  jurisdiction: words,
  /** null: the list does not name the clause that was broken. */
  violationClause: clauseSchema.nullable(),
  penaltyClause: clauseSchema,
  clauseText: z
    .string()
    .min(1, { error: '不能为空' })
    .refine((text) => text.trim() === text, { error: '首尾不能有空格' })
    .nullable(),
  subjectKinds: z.array(z.enum(CLAUSE_SUBJECTS)).min(1, { error: '不能为空' }),
  penalties: z.array(matterPenaltySchema).min(1, { error: '不能为空' }),
  /** The clause orders correction (行政处罚法 28). */
  orderToCorrect: z.boolean(),
  /** A penalty only after refusal or a missed deadline. */
  orderToCorrectFirst: z.boolean(),
  /** Natural days, a suggestion of the editor. */
  correctionDaysTypical: z.int({ error: '应为整数' }).min(0, { error: '不能为负数' }).max(3650, { error: '不能大于3650' }).nullable(),
  correctionDaysBasis: words.nullable(),
  firstViolationExemptible: z.boolean(),
  firstViolation: z.strictObject({ condition: words, source: sourceSchema }).nullable(),
  simplifiedProcedureEligible: bySubject,
  warningAvailable: bySubject,
  major: z.boolean(),
  /** Ways of forced execution of its own. Absent: what is not performed goes to the court (行政强制法 13, 53). */
  enforcement: z.array(enforcementSchema).min(1, { error: '不能为空' }).optional(),
  /** What allows 查封、扣押 in this matter. Absent: nothing does. */
  seizure: seizureClauseSchema.optional(),
  delegatedTo: z.array(z.enum(['town', 'county'])).min(1, { error: '不能为空' }),
  delegationBasis: z.strictObject({
    title: words,
    repo: words.optional(),
    path: words.optional(),
    url: words.optional(),
    verified: z.boolean(),
    note: words.optional(),
  }),
  /**
   * A suit term of its own that a law sets against decisions which order this (行政诉讼法 46 “法律另有规定的除外”), natural
   * days from receipt: 土地管理法 83.
   */
  suitTerm: z
    .strictObject({
      days: z.int({ error: '应为整数' }).min(1, { error: '不能小于1' }).max(3650, { error: '不能大于3650' }),
      ordered: z.array(z.enum(PENALTY_KINDS)).min(1, { error: '不能为空' }),
      basis: words,
    })
    .optional(),
  /** The article by which review comes before the court (行政复议法 23(1)(五)). */
  reviewFirst: words.optional(),
  /** The day the cited law took effect; null: before 2026 or not recorded. */
  effectiveFrom: dateField.nullable(),
  predecessor: predecessorSchema.nullable(),
  /** The clauses before the predecessor, the latest first; absent: none recorded. */
  earlierPredecessors: z.array(predecessorSchema).min(1, { error: '不能为空' }).optional(),
  notes: words.nullable(),
  source: sourceSchema,
  verified: z.boolean(),
  amountSource: sourceSchema.nullable(),
});
export type Matter = z.infer<typeof matterSchema>;

/** Which way the matter goes where nobody performs, with its article. */
export const executionWords = ({ enforcement = [] }: Pick<Matter, 'enforcement'>): string =>
  enforcement.length === 0
    ? '催告后申请人民法院强制执行（《中华人民共和国行政强制法》第十三条、第五十三条）'
    : enforcement.map(({ way, by, clause }) => `${ENFORCER_LABELS[by]}${ENFORCEMENT_WAY_LABELS[way]}（${clauseLabel(clause)}）`).join('；');

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4, useGrouping: false });

/** `500元以上3000元以下`, `5%以上10%以下建设工程造价`, or why there is no amount. */
export function amountLabel(row: Pick<MatterPenalty, 'kind' | 'min' | 'max' | 'unit'>): string {
  if (row.min === null || row.max === null || row.unit === null) return row.kind === '罚款' ? '条文未定数额' : '';
  return rangeLabel(row.min, row.max, row.unit);
}

/** How a unit reads around a figure: `建设工程造价5%`, `每只500元`. */
const UNIT_WORDS: Record<PenaltyUnit, readonly [before: string, after: string]> = {
  yuan: ['', '元'],
  'percent-of-project-cost': ['建设工程造价', '%'],
  'multiple-of-illegal-gains': ['违法所得', '倍'],
  'multiple-of-goods-value': ['货值金额', '倍'],
  'multiple-of-cultivation-fee': ['耕地开垦费', '倍'],
  'multiple-of-reclamation-fee': ['土地复垦费', '倍'],
  'yuan-per-square-metre': ['每平方米', '元'],
  'yuan-per-dog': ['每只', '元'],
};

/** A range in words; both ends are written as in the clauses. */
export function rangeLabel(min: number, max: number, unit: PenaltyUnit): string {
  const [before, after] = UNIT_WORDS[unit];
  if (min === max) return `${before}${number(max)}${after}`;
  return min === 0 ? `${before}${number(max)}${after}以下` : `${before}${number(min)}${after}以上${number(max)}${after}以下`;
}

/** One row in words: `罚款·单位·直接处罚：500元以上3000元以下`. */
export function penaltyLabel(row: MatterPenalty): string {
  const amountText = amountLabel(row);
  const head = `${row.kind}·${CLAUSE_SUBJECT_LABELS[row.subjectKind]}·${PENALTY_STAGE_LABELS[row.stage]}`;
  const given = row.imposition && `【${IMPOSITION_LABELS[row.imposition]}】`;
  return [head, amountText && `：${amountText}`, row.note && `（${row.note}）`, !row.isPenalty && '【非处罚】', given]
    .filter(Boolean)
    .join('');
}
