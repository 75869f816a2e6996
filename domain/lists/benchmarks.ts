/**
 * Discretion benchmarks 裁量基准 as executable tables (行政处罚法 34): factors → tier → range.
 * `domain/discretion/benchmark.ts` evaluates them.
 */
import { z } from 'zod';
import { clauseSchema, itemCode, sourceSchema, words } from './fields.ts';
import { CLAUSE_SUBJECTS, PENALTY_STAGES, PENALTY_UNITS } from './matters.ts';

/** Lightest first. `不予处罚` is judged before all others, and only when all its criteria hold. */
export const BENCHMARK_TIERS = ['不予处罚', '轻微', '一般', '较重', '严重'] as const;
export type BenchmarkTierName = (typeof BENCHMARK_TIERS)[number];

const scalar = z.union([z.number(), z.boolean(), z.string().min(1)]);
const bounds = z.strictObject({
  gt: z.number().optional(),
  gte: z.number().optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
});

/** One condition on one factor. `in` takes a list of values, `range` takes bounds, the others one value. */
export const criterionSchema = z.discriminatedUnion('op', [
  z.strictObject({ factor: words, op: z.enum(['=']), value: scalar }),
  z.strictObject({ factor: words, op: z.enum(['<', '<=', '>', '>=']), value: z.number() }),
  z.strictObject({ factor: words, op: z.literal('in'), value: z.array(scalar).min(1, { error: '不能为空' }) }),
  z.strictObject({ factor: words, op: z.literal('range'), value: bounds }),
]);
export type Criterion = z.infer<typeof criterionSchema>;

export const benchmarkRangeSchema = z.strictObject({
  subjectKind: z.enum(CLAUSE_SUBJECTS),
  stage: z.enum(PENALTY_STAGES),
  min: z.number().min(0, { error: '不能为负数' }),
  max: z.number().min(0, { error: '不能为负数' }),
  unit: z.enum(PENALTY_UNITS),
  maxInclusive: z.boolean(),
});
export type BenchmarkRange = z.infer<typeof benchmarkRangeSchema>;

export const benchmarkTierSchema = z.strictObject({
  tier: z.enum(BENCHMARK_TIERS),
  match: z.enum(['all', 'any']),
  criteria: z.array(criterionSchema).min(1, { error: '不能为空' }),
  /** Empty: no fine in this tier; `decision` says what instead. */
  ranges: z.array(benchmarkRangeSchema),
  decision: words.optional(),
  basis: words,
  source: sourceSchema.optional(),
  verified: z.boolean(),
});
export type BenchmarkTier = z.infer<typeof benchmarkTierSchema>;

export const benchmarkSchema = z.strictObject({
  matterCode: itemCode,
  matterName: words,
  stages: z.array(z.enum(PENALTY_STAGES)).min(1, { error: '不能为空' }),
  tiers: z.array(benchmarkTierSchema).min(1, { error: '不能为空' }),
  basis: words,
  source: sourceSchema,
  verified: z.boolean(),
  statutoryArticle: clauseSchema,
  note: words.nullable(),
});
export type Benchmark = z.infer<typeof benchmarkSchema>;

/** What a factor takes: `enum:none|minor|medium|serious` lists its values. */
export const factorTypeSchema = z.string().regex(/^(number|integer|boolean|enum:[a-z-]+(\|[a-z-]+)+)$/, { error: '要素类型无效' });
export const factorDefinitionSchema = z.strictObject({ type: factorTypeSchema, label: words });
export type FactorDefinition = z.infer<typeof factorDefinitionSchema>;
export const factorDefinitionsSchema = z.record(z.string(), factorDefinitionSchema);
/** The benchmark list's own dictionary of factors, published with it. */
export type FactorDefinitions = z.infer<typeof factorDefinitionsSchema>;

/** The whole file as published: factor dictionary, evaluation order in words, rows. */
export const benchmarkListSchema = z.strictObject({
  schema: z.string(),
  asOf: z.string(),
  count: z.int(),
  evaluation: words,
  factors: factorDefinitionsSchema,
  publishedGeneralRule: z.strictObject({ title: words, url: words, verified: z.boolean(), rule: words }).optional(),
  benchmarks: z.array(benchmarkSchema),
});

const OP_SIGNS = { '<': '＜', '<=': '≤', '>': '＞', '>=': '≥' } as const;

const scalarLabel = (value: unknown): string => (value === true ? '是' : value === false ? '否' : String(value));

/** `面积<5`, `面积大于5且不超过10`: a criterion in words. */
export function criterionLabel(criterion: Criterion, definitions: FactorDefinitions): string {
  const label = definitions[criterion.factor]?.label ?? criterion.factor;
  switch (criterion.op) {
    case '=':
      return `${label}＝${scalarLabel(criterion.value)}`;
    case 'in':
      return `${label}属于${criterion.value.map(scalarLabel).join('、')}`;
    case 'range': {
      const { gt, gte, lt, lte } = criterion.value;
      const from = gt !== undefined ? `大于${gt}` : gte !== undefined ? `${gte}以上` : '';
      const to = lt !== undefined ? `不满${lt}` : lte !== undefined ? `不超过${lte}` : '';
      return `${label}${[from, to].filter(Boolean).join('、')}`;
    }
    default:
      return `${label}${OP_SIGNS[criterion.op]}${criterion.value}`;
  }
}
