/**
 * Discretion factors 裁量要素: their dictionary, and the check that what was filled in is a possible answer.
 * `BENCHMARK_FACTORS` is the benchmark list's own dictionary; the others are what units and the general rules of
 * 行政处罚法 ask for.
 */
import type { FactorDefinition, FactorDefinitions } from '../lists/benchmarks.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { toFen } from './money.ts';

export type FactorValue = string | number | boolean;
/** What was filled in; null and absent both mean not filled in. */
export type Factors = Readonly<Record<string, FactorValue | null | undefined>>;
/** Factors after the check: what is there is a possible answer. */
export type Facts = Readonly<Record<string, FactorValue>>;

export const BENCHMARK_FACTORS: FactorDefinitions = {
  areaSqm: { type: 'number', label: '占用、堆放、焚烧等面积（平方米）' },
  baseStoves: { type: 'integer', label: '基准灶头数' },
  blockedWidthPercent: { type: 'number', label: '通道被占宽度占比（%）' },
  cateringStage: { type: 'boolean', label: '是否餐饮环节' },
  causedAccident: { type: 'boolean', label: '是否引发事故' },
  correctedOnSpot: { type: 'boolean', label: '是否当场改正' },
  correctedWithinDays: { type: 'integer', label: '改正所用天数' },
  correctedWithinDeadline: { type: 'boolean', label: '是否在责令期限内改正' },
  crowdedVenue: { type: 'boolean', label: '是否人员密集场所' },
  cylinderCount: { type: 'integer', label: '气瓶数量' },
  dogHeightCm: { type: 'number', label: '犬只肩高（厘米）' },
  durationDays: { type: 'integer', label: '持续天数' },
  exceedDb: { type: 'number', label: '超标分贝' },
  facilityDamaged: { type: 'boolean', label: '是否损坏设施' },
  fireEngineObstructed: { type: 'boolean', label: '是否实际影响消防车通行' },
  fireSpread: { type: 'boolean', label: '是否引燃蔓延' },
  floodSeason: { type: 'boolean', label: '是否汛期' },
  foodAccident: { type: 'boolean', label: '是否发生食品安全事故' },
  goodsValueYuan: { type: 'number', label: '货值金额（元）' },
  harm: { type: 'enum:none|minor|medium|serious', label: '危害后果' },
  hydrantCount: { type: 'integer', label: '被遮挡消火栓数' },
  landType: { type: 'enum:unused|agricultural|cultivated|permanent-basic-farmland', label: '地类' },
  night: { type: 'boolean', label: '是否夜间（22时至次日6时）' },
  projectScale: { type: 'enum:small|large', label: '建设规模' },
  refusedCorrection: { type: 'boolean', label: '是否拒不改正' },
  removableImpact: { type: 'boolean', label: '能否采取改正措施消除影响' },
  spilled: { type: 'boolean', label: '是否已造成遗撒' },
  spilledAreaSqm: { type: 'number', label: '污染路面面积（平方米）' },
  supplierTraceable: { type: 'boolean', label: '能否如实说明进货来源' },
  timesWithinYear: { type: 'integer', label: '一年内同类违法次数（含本次）' },
  trafficBlocked: { type: 'boolean', label: '是否影响交通' },
  volumeCubicM: { type: 'number', label: '倾倒体积（立方米）' },
};

/** What turns a percentage or a multiple into yuan, and what tells a clause's alternatives apart. */
export const BASE_FACTORS: FactorDefinitions = {
  projectCostYuan: { type: 'number', label: '建设工程造价（元）' },
  illegalGainsYuan: { type: 'number', label: '违法所得（元）' },
  cultivationFeeYuan: { type: 'number', label: '耕地开垦费（元）' },
  reclamationFeeYuan: { type: 'number', label: '土地复垦费（元）' },
  dogCount: { type: 'integer', label: '超养犬只数（只）' },
  circumstance: { type: 'text', label: '适用的罚则情形' },
};

/** Circumstances of 行政处罚法 30 to 33, asked for by no benchmark but heard in every case. */
export const GENERAL_FACTORS: FactorDefinitions = {
  ageYears: { type: 'integer', label: '行为时周岁' },
  firstViolation: { type: 'boolean', label: '是否初次违法' },
  cannotRecognise: { type: 'boolean', label: '是否不能辨认或者不能控制自己行为的精神病人、智力残疾人' },
  reducedCapacity: { type: 'boolean', label: '是否尚未完全丧失辨认或者控制行为能力的精神病人、智力残疾人' },
  noFaultProved: { type: 'boolean', label: '是否有证据足以证明没有主观过错' },
  voluntaryElimination: { type: 'boolean', label: '是否主动消除或者减轻危害后果' },
  coerced: { type: 'boolean', label: '是否受他人胁迫或者诱骗' },
  voluntaryConfession: { type: 'boolean', label: '是否主动供述尚未掌握的违法行为' },
  meritorious: { type: 'boolean', label: '是否配合查处有立功表现' },
};

export const ALL_FACTORS: FactorDefinitions = { ...BENCHMARK_FACTORS, ...BASE_FACTORS, ...GENERAL_FACTORS };

const ENUM_LABELS: Record<string, Record<string, string>> = {
  harm: { none: '无', minor: '轻微', medium: '中等', serious: '严重' },
  landType: { unused: '未利用地', agricultural: '农用地（耕地以外）', cultivated: '耕地', 'permanent-basic-farmland': '永久基本农田' },
  projectScale: { small: '小', large: '大' },
};

/** A factor as the form asks for it. */
export interface FactorNeed {
  key: string;
  label: string;
  type: 'number' | 'integer' | 'boolean' | 'choice' | 'text';
  options?: { value: string; label: string }[];
}

export function factorNeed(key: string, options?: { value: string; label: string }[]): FactorNeed {
  const definition = ALL_FACTORS[key] ?? { type: 'text', label: key };
  if (options) return { key, label: definition.label, type: 'choice', options };
  if (definition.type.startsWith('enum:')) {
    const values = definition.type.slice(5).split('|');
    return { key, label: definition.label, type: 'choice', options: values.map((value) => ({ value, label: valueText(key, value) })) };
  }
  return { key, label: definition.label, type: definition.type as FactorNeed['type'] };
}

/** `areaSqm：占用、堆放、焚烧等面积（平方米）`, with the choices where there are some. */
export function needText(need: FactorNeed): string {
  const choices = need.options
    ? `，可填：${need.options.map((option) => (option.value === option.label ? option.value : `${option.value}（${option.label}）`)).join('、')}`
    : '';
  return `${need.key}：${need.label}${choices}`;
}

/** A value in the reader's words. */
export function valueText(key: string, value: FactorValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return ENUM_LABELS[key]?.[String(value)] ?? String(value);
}

/** A choice as it is read and as it is sent: 轻微（minor）. */
function choiceText(key: string, value: string): string {
  const text = valueText(key, value);
  return text === value ? value : `${text}（${value}）`;
}

/** Highest value that can be; a share cannot exceed the whole. */
const MAXIMA: Record<string, number> = {
  blockedWidthPercent: 100,
  ageYears: 150,
  timesWithinYear: 1000,
  correctedWithinDays: 36500,
  durationDays: 36500,
};
/** `timesWithinYear` counts this one. */
const MINIMA: Record<string, number> = { timesWithinYear: 1 };
const MONEY = new Set(['goodsValueYuan', 'projectCostYuan', 'illegalGainsYuan', 'cultivationFeeYuan', 'reclamationFeeYuan']);

/** The least and the most that a number can be. */
export const limitsOf = (key: string): { min: number; max: number } => ({ min: MINIMA[key] ?? 0, max: MAXIMA[key] ?? 1_000_000_000_000 });

function problem(key: string, value: FactorValue, definition: FactorDefinition): string | undefined {
  const { label, type } = definition;
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : `${label}应填是或否（true、false）`;
  if (type === 'text') return typeof value === 'string' ? undefined : `${label}应填文字`;
  if (type.startsWith('enum:')) {
    const values = type.slice(5).split('|');
    return typeof value === 'string' && values.includes(value)
      ? undefined
      : `${label}只能填${values.map((one) => choiceText(key, one)).join('、')}`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${label}应填数字`;
  if (type === 'integer' && !Number.isInteger(value)) return `${label}应填整数`;
  const { min, max } = limitsOf(key);
  if (value < min) return `${label}不能小于${min}`;
  if (value > max) return `${label}不能大于${max}`;
  if (MONEY.has(key) && toFen(value) === null) return `${label}最多两位小数`;
  return undefined;
}

/** Facts that exclude one another. */
const CONTRADICTIONS: { when: (factors: Factors) => boolean; message: string }[] = [
  { when: (f) => f['refusedCorrection'] === true && f['correctedWithinDeadline'] === true, message: '既填拒不改正，又填在责令期限内改正' },
  { when: (f) => f['refusedCorrection'] === true && f['correctedOnSpot'] === true, message: '既填拒不改正，又填当场改正' },
  {
    when: (f) => f['spilled'] === false && typeof f['spilledAreaSqm'] === 'number' && f['spilledAreaSqm'] > 0,
    message: '既填未造成遗撒，又填有污染路面面积',
  },
  {
    when: (f) => f['firstViolation'] === true && typeof f['timesWithinYear'] === 'number' && f['timesWithinYear'] > 1,
    message: '既填初次违法，又填一年内已有多次',
  },
];

/** Why facts cannot all be true. */
export const contradictions = (factors: Factors): string[] =>
  CONTRADICTIONS.filter(({ when }) => when(factors)).map(({ message }) => message);

/** Refuses unknown factors, impossible values and facts that contradict each other; empty ones are dropped. */
export function checkFactors(factors: Factors, definitions: FactorDefinitions = ALL_FACTORS): { ok: true; factors: Facts } | Refusal {
  const filled: Record<string, FactorValue> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(factors)) {
    if (value === null || value === undefined) continue;
    const definition = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
    if (!definition) {
      problems.push(`不认识的裁量要素“${key}”`);
      continue;
    }
    const wrong = problem(key, value, definition);
    if (wrong) problems.push(wrong);
    else filled[key] = value;
  }
  if (problems.length > 0) return refuse('factor-invalid', `裁量要素填写有误：${problems.join('；')}`, problems);
  const clashes = contradictions(filled);
  if (clashes.length > 0) {
    return refuse(
      'factors-contradict',
      `裁量要素互相矛盾：${clashes.join('；')}`,
      clashes.map((clash) => `核实事实后更正：${clash}`),
    );
  }
  return { ok: true, factors: filled };
}

/**
 * What the facts given settle by themselves: who corrected in time, or on the spot, has not refused to (行政处罚法 28(1)).
 * Nothing that was answered is replaced; `because` is the line for the reader, null where nothing follows.
 */
export function impliedFacts(facts: Facts): { facts: Facts; because: string | null } {
  const corrected = facts['correctedWithinDeadline'] === true || facts['correctedOnSpot'] === true;
  if (!corrected || facts['refusedCorrection'] !== undefined) return { facts, because: null };
  return { facts: { ...facts, refusedCorrection: false }, because: '当事人已在责令期限内或者当场改正，“是否拒不改正”按“否”认定' };
}
