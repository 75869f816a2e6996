/** Cross checks over the benchmark list: factors that exist, tiers that can be met, ranges inside the law. */
import { CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS, rangeLabel } from './matters.ts';
import type { Matter } from './matters.ts';
import { valueText } from '../discretion/factors.ts';
import { BENCHMARK_TIERS } from './benchmarks.ts';
import type { Benchmark, BenchmarkRange, BenchmarkTier, Criterion, FactorDefinition, FactorDefinitions } from './benchmarks.ts';
import { checkEach } from './row-check.ts';
import type { RowFinding, RowReport } from './row-check.ts';
import { tierReach } from './tier-reach.ts';

/** Unknown matters and factors, impossible values, tiers never reached, facts without a tier, ranges outside the clause. */
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
        checkRefusalWeighed(benchmark, matter, report);
      }
      checkTierNames(benchmark, report);
      const readable = benchmark.tiers.map((tier, index) => checkCriteria(tier, `tiers.${index}`, definitions, report)).every(Boolean);
      if (readable) checkReach(benchmark, definitions, report);
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

/** Whether every criterion of the tier can be read. */
function checkCriteria(tier: BenchmarkTier, path: string, definitions: FactorDefinitions, report: RowReport): boolean {
  return tier.criteria
    .map((criterion, index) => {
      const field = `${path}.criteria.${index}`;
      const definition = definitions[criterion.factor];
      if (!definition) {
        report.error(`${field}.factor`, 'unknown-factor', `裁量要素“${criterion.factor}”未定义`);
        return false;
      }
      const wrong = wrongValue(criterion, definition);
      if (wrong) report.error(`${field}.value`, 'wrong-value', wrong);
      return wrong === undefined;
    })
    .every(Boolean);
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

/** By trying all facts: every tier has some that lead to it, at each stage that it has a range for, and all lead somewhere. */
function checkReach(benchmark: Benchmark, definitions: FactorDefinitions, report: RowReport): void {
  const reach = tierReach(benchmark, definitions);
  if (reach === null) {
    report.warn('tiers', 'reach-not-checked', '裁量要素的组合过多，未能逐一核对各档是否都能取到');
    return;
  }
  benchmark.tiers.forEach((tier, index) => {
    const field = `tiers.${index}.criteria`;
    const own = reach.filter(({ stage }) => tier.ranges.some((range) => range.stage === stage));
    const without = own.filter(({ reached }) => !reached.has(tier.tier)).map(({ stage }) => `“${PENALTY_STAGE_LABELS[stage]}”`);
    if (own.length === 0 && !reach.some(({ reached }) => reached.has(tier.tier))) {
      report.error(field, 'tier-unreachable', `没有任何事实可以取到${tier.tier}档，请为各档补充区分条件`);
    } else if (without.length > 0) {
      const text = `${without.join('、')}时没有任何事实可以取到${tier.tier}档，请为各档补充区分条件`;
      report.error(field, 'tier-unreachable', text);
    }
  });
  const nowhere = reach.find((one) => one.nowhere !== null);
  if (nowhere?.nowhere) {
    const facts = Object.entries(nowhere.nowhere).map(([key, value]) => `${definitions[key]?.label ?? key}${valueText(key, value)}`);
    report.error('tiers', 'facts-without-tier', `有的事实没有一档可取，例如${facts.join('、')}，请补充条件`);
  }
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

/** Where the clause has a heavier fine for refusal, or fines nothing else, refusal is weighed already. */
function checkRefusalWeighed(benchmark: Benchmark, matter: Matter, report: RowReport): void {
  if (!matter.penalties.some((row) => row.kind === '罚款' && row.stage === 'after-refusal')) return;
  benchmark.tiers.forEach((tier, index) => {
    const at = tier.criteria.findIndex(({ factor, op, value }) => factor === 'refusedCorrection' && op === '=' && value === true);
    if (at < 0) return;
    const text = `“${matter.name}”的条文已对拒不改正另设罚款，${tier.tier}档又以拒不改正为条件，同一情节评价了两次`;
    report.warn(`tiers.${index}.criteria.${at}`, 'refusal-weighed-twice', text);
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
