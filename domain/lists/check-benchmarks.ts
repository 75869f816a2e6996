/** Cross checks over the benchmark list: factors that exist, tiers that can be met, ranges inside the law. */
import { CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS, rangeLabel } from './matters.ts';
import type { Matter } from './matters.ts';
import { BENCHMARK_TIERS } from './benchmarks.ts';
import type { Benchmark, BenchmarkRange, BenchmarkTier, Criterion, FactorDefinition, FactorDefinitions } from './benchmarks.ts';
import { checkEach } from './row-check.ts';
import type { RowFinding, RowReport } from './row-check.ts';

/** Unknown matters and factors, impossible values, tiers never reached, ranges outside the clause, holes, overlaps. */
export function checkBenchmarks(rows: readonly Benchmark[], matters: readonly Matter[], definitions: FactorDefinitions): RowFinding[] {
  const byCode = new Map(matters.map((matter) => [matter.code, matter]));
  return checkEach(
    rows,
    (row) => row.matterCode,
    'matterCode',
    (benchmark, report) => {
      const matter = byCode.get(benchmark.matterCode);
      if (!matter) report.error('matterCode', 'unknown-matter', `执法事项清单中没有“${benchmark.matterCode}”`);
      else {
        checkAgainstClause(benchmark, matter, report);
        checkReachable(benchmark, matter, report);
      }
      checkTierNames(benchmark, report);
      benchmark.tiers.forEach((tier, index) => checkCriteria(tier, `tiers.${index}`, definitions, report));
      checkCriteriaGaps(benchmark, definitions, report);
      checkShadowed(benchmark, report);
      checkRangeSequence(benchmark, matter, report);
    },
  );
}

function checkTierNames(benchmark: Benchmark, report: RowReport): void {
  const names = benchmark.tiers.map((tier) => tier.tier);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) report.error(`tiers.${index}.tier`, 'duplicate-tier', `“${name}”档重复`);
  });
  if (!names.includes('一般')) report.error('tiers', 'no-ordinary-tier', '没有“一般”档，各档都不匹配时无从取值');
  benchmark.tiers.forEach((tier, index) => {
    if (tier.tier === '不予处罚' && tier.ranges.length > 0) {
      report.error(`tiers.${index}.ranges`, 'fine-in-no-penalty-tier', '“不予处罚”档不应有罚款幅度');
    }
    if (tier.ranges.length === 0 && tier.decision === undefined) {
      report.error(`tiers.${index}.decision`, 'empty-tier', '既无罚款幅度又无处理意见');
    }
  });
}

function checkCriteria(tier: BenchmarkTier, path: string, definitions: FactorDefinitions, report: RowReport): void {
  tier.criteria.forEach((criterion, index) => {
    const field = `${path}.criteria.${index}`;
    const definition = definitions[criterion.factor];
    if (!definition) {
      report.error(`${field}.factor`, 'unknown-factor', `裁量要素“${criterion.factor}”未定义`);
      return;
    }
    const wrong = wrongValue(criterion, definition);
    if (wrong) report.error(`${field}.value`, 'wrong-value', wrong);
  });
}

function wrongValue(criterion: Criterion, definition: FactorDefinition): string | undefined {
  const type = definition.type;
  const numeric = type === 'number' || type === 'integer';
  switch (criterion.op) {
    case 'range': {
      if (!numeric) return `“${definition.label}”不是数值，不能用区间`;
      const { gt, gte, lt, lte } = criterion.value;
      const low = gt ?? gte;
      const high = lt ?? lte;
      if (low === undefined && high === undefined) return '区间没有界限';
      if ((gt !== undefined && gte !== undefined) || (lt !== undefined && lte !== undefined)) return '区间同一端有两个界限';
      const open = gt !== undefined || lt !== undefined;
      if (low !== undefined && high !== undefined && (low > high || (low === high && open))) {
        return '区间为空，本档永远不能满足';
      }
      return undefined;
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return numeric ? undefined : `“${definition.label}”不是数值，不能比大小`;
    default: {
      const values = criterion.op === 'in' ? criterion.value : [criterion.value];
      const allowed = type.startsWith('enum:') ? type.slice(5).split('|') : undefined;
      const fits = (value: unknown) =>
        allowed
          ? typeof value === 'string' && allowed.includes(value)
          : type === 'boolean'
            ? typeof value === 'boolean'
            : typeof value === 'number';
      const bad = values.find((value) => !fits(value));
      return bad === undefined ? undefined : `“${String(bad)}”不是“${definition.label}”可以取的值`;
    }
  }
}

interface Interval {
  low: number;
  lowIn: boolean;
  high: number;
  highIn: boolean;
}

function intervalOf(criterion: Criterion): Interval | undefined {
  const all = { low: -Infinity, lowIn: false, high: Infinity, highIn: false };
  switch (criterion.op) {
    case '=':
      return typeof criterion.value === 'number' ? { low: criterion.value, lowIn: true, high: criterion.value, highIn: true } : undefined;
    case '<':
      return { ...all, high: criterion.value };
    case '<=':
      return { ...all, high: criterion.value, highIn: true };
    case '>':
      return { ...all, low: criterion.value };
    case '>=':
      return { ...all, low: criterion.value, lowIn: true };
    case 'range': {
      const { gt, gte, lt, lte } = criterion.value;
      const [low, high] = [gt ?? gte ?? -Infinity, lt ?? lte ?? Infinity];
      return { low, lowIn: gte !== undefined, high, highIn: lte !== undefined };
    }
    default:
      return undefined;
  }
}

/** Values of one factor that no tier speaks of although tiers speak of smaller and of greater ones: they fall to 一般. */
function checkCriteriaGaps(benchmark: Benchmark, definitions: FactorDefinitions, report: RowReport): void {
  const intervals = new Map<string, Interval[]>();
  for (const tier of benchmark.tiers) {
    const own = new Map<string, Interval>();
    for (const criterion of tier.criteria) {
      const interval = intervalOf(criterion);
      if (!interval) continue;
      const before = own.get(criterion.factor);
      // Two criteria on one factor (面积≥5 and 面积<10) mean the part that both share.
      own.set(criterion.factor, before && tier.match === 'all' ? intersect(before, interval) : interval);
    }
    for (const [factor, interval] of own) intervals.set(factor, [...(intervals.get(factor) ?? []), interval]);
  }
  for (const [factor, list] of intervals) {
    const definition = definitions[factor];
    const whole = definition?.type === 'integer';
    const sorted = [...list].sort((a, b) => a.low - b.low || Number(b.lowIn) - Number(a.lowIn));
    let reach = sorted[0];
    for (const next of sorted.slice(1)) {
      if (!reach) break;
      const apart = next.low > reach.high || (next.low === reach.high && !next.lowIn && !reach.highIn);
      const nextWhole = whole && reach.highIn && next.lowIn && next.low - reach.high === 1;
      if (apart && !nextWhole) {
        const label = definition?.label ?? factor;
        report.warn('tiers', 'criteria-gap', `“${label}”在${reach.high}与${next.low}之间没有任何一档写到，将按一般档处理`);
      }
      if (next.high > reach.high || (next.high === reach.high && next.highIn)) reach = next;
    }
  }
}

/**
 * A tier whose conditions always meet a graver tier too can never be reached, because tiers are judged from the gravest
 * down: 一年内1次、已改正、无危害 is also 一年内2次以下、无危害.
 */
function checkShadowed(benchmark: Benchmark, report: RowReport): void {
  benchmark.tiers.forEach((tier, index) => {
    if (tier.tier === '不予处罚' || (tier.match === 'any' && tier.criteria.length > 1)) return;
    const graver = benchmark.tiers.find(
      (other) =>
        BENCHMARK_TIERS.indexOf(other.tier) > BENCHMARK_TIERS.indexOf(tier.tier) &&
        (other.match === 'all'
          ? other.criteria.every((wide) => tier.criteria.some((narrow) => implies(narrow, wide)))
          : other.criteria.some((wide) => tier.criteria.some((narrow) => implies(narrow, wide)))),
    );
    if (graver) {
      report.warn(
        `tiers.${index}.criteria`,
        'tier-shadowed',
        `${tier.tier}档的条件都包含在${graver.tier}档之内，由重到轻评定时永远取不到${tier.tier}档，请为${graver.tier}档补充区分条件`,
      );
    }
  });
}

/** Whether everything that meets the one criterion meets the other. */
function implies(narrow: Criterion, wide: Criterion): boolean {
  if (narrow.factor !== wide.factor) return false;
  const values = (criterion: Criterion) => (criterion.op === 'in' ? criterion.value : criterion.op === '=' ? [criterion.value] : null);
  const inner = intervalOf(narrow);
  const outer = intervalOf(wide);
  if (inner && outer) {
    const low = inner.low > outer.low || (inner.low === outer.low && (outer.lowIn || !inner.lowIn));
    const high = inner.high < outer.high || (inner.high === outer.high && (outer.highIn || !inner.highIn));
    return low && high;
  }
  const few = values(narrow);
  const many = values(wide);
  return few !== null && many !== null && few.every((value) => many.includes(value));
}

function intersect(a: Interval, b: Interval): Interval {
  const low = a.low > b.low || (a.low === b.low && !a.lowIn) ? a : b;
  const high = a.high < b.high || (a.high === b.high && !a.highIn) ? a : b;
  return { low: low.low, lowIn: low.lowIn, high: high.high, highIn: high.highIn };
}

const rangeKey = (range: { subjectKind: string; stage: string; unit: string | null }): string =>
  [range.subjectKind, range.stage, range.unit].join('/');

function checkAgainstClause(benchmark: Benchmark, matter: Matter, report: RowReport): void {
  const { law, article } = benchmark.statutoryArticle;
  if (law !== matter.penaltyClause.law || article !== matter.penaltyClause.article) {
    report.warn(
      'statutoryArticle',
      'article-differs',
      `所列条款与事项的处罚条款《${matter.penaltyClause.law}》${matter.penaltyClause.article}不同`,
    );
  }
  benchmark.tiers.forEach((tier, tierIndex) => {
    tier.ranges.forEach((range, index) => {
      const field = `tiers.${tierIndex}.ranges.${index}`;
      if (range.min > range.max) report.error(`${field}.min`, 'min-over-max', `下限${range.min}高于上限${range.max}`);
      if (!benchmark.stages.includes(range.stage)) {
        report.error(`${field}.stage`, 'stage-not-listed', `“${PENALTY_STAGE_LABELS[range.stage]}”不在本基准所列阶段内`);
      }
      const rows = matter.penalties.filter((row) => row.kind === '罚款' && rangeKey(row) === rangeKey(range));
      const subject = CLAUSE_SUBJECT_LABELS[range.subjectKind];
      if (rows.length === 0) {
        report.error(field, 'no-such-fine', `事项没有针对${subject}的${PENALTY_STAGE_LABELS[range.stage]}罚款（${range.unit}）`);
      } else if (!rows.some(({ min, max }) => min !== null && max !== null && min <= range.min && range.max <= max)) {
        report.error(field, 'outside-clause', `${tier.tier}档${subject}${rangeLabel(range.min, range.max, range.unit)}超出法定幅度`);
      }
    });
  });
}

/** A tier that asks for correction within the deadline cannot be met where the fine presupposes that it was missed. */
function checkReachable(benchmark: Benchmark, matter: Matter, report: RowReport): void {
  if (!benchmark.stages.every((stage) => stage === 'after-refusal')) return;
  benchmark.tiers.forEach((tier, index) => {
    const corrected = tier.criteria.some(
      (criterion) => criterion.factor === 'correctedWithinDeadline' && criterion.op === '=' && criterion.value === true,
    );
    if (corrected && tier.match === 'all') {
      report.warn(
        `tiers.${index}.criteria`,
        'tier-against-stage',
        `${tier.tier}档以期限内改正为条件，而“${matter.name}”的罚款以逾期或者拒不改正为前提，两者难以同时成立`,
      );
    }
  });
}

/** Tier by tier, lightest first: does each range begin where the last ended, and is the clause's ceiling reached? */
function checkRangeSequence(benchmark: Benchmark, matter: Matter | undefined, report: RowReport): void {
  const keys = new Set(benchmark.tiers.flatMap((tier) => tier.ranges.map(rangeKey)));
  for (const key of keys) {
    const steps = benchmark.tiers
      .map((tier, index) => ({ tier, index, range: tier.ranges.find((range) => rangeKey(range) === key) }))
      .filter((step): step is typeof step & { range: BenchmarkRange } => step.range !== undefined)
      .sort((a, b) => BENCHMARK_TIERS.indexOf(a.tier.tier) - BENCHMARK_TIERS.indexOf(b.tier.tier));
    steps.forEach(({ tier, index, range }, position) => {
      const field = `tiers.${index}.ranges`;
      const before = steps[position - 1];
      if (!before) return;
      if (before.range.max > range.min) {
        report.warn(field, 'ranges-overlap', `${before.tier.tier}档与${tier.tier}档幅度重叠（${key}）`);
      } else if (before.range.max < range.min) {
        report.warn(field, 'ranges-gap', `${before.tier.tier}档与${tier.tier}档幅度之间有空档（${key}）`);
      } else if (before.range.maxInclusive && before.range.min < before.range.max) {
        report.warn(field, 'ranges-touch', `${before.range.max}同属${before.tier.tier}档和${tier.tier}档（${key}）`);
      }
    });
    const [subjectKind, stage, unit] = key.split('/');
    const ceilings = (matter?.penalties ?? [])
      .filter((row) => row.kind === '罚款' && row.subjectKind === subjectKind && row.stage === stage && row.unit === unit)
      .map((row) => row.max ?? 0);
    const reached = steps.some(({ range }) => range.maxInclusive && ceilings.includes(range.max));
    if (ceilings.length > 0 && !reached) report.warn('tiers', 'ceiling-out-of-reach', `没有一档能达到法定上限（${key}）`);
  }
}
