/** Grades one fine row by the benchmark: tier and range, or the clause's own range where the benchmark says nothing. */
import { clauseLabel } from '../lists/fields.ts';
import type { Benchmark, BenchmarkTier } from '../lists/benchmarks.ts';
import { PENALTY_STAGE_LABELS, rangeLabel } from '../lists/matters.ts';
import type { ClauseSubject, Matter } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import { aggravatingBeside, evaluateBenchmark, lighterTiersMet, TIER_ORDER_WORDS } from './benchmark.ts';
import type { TierOrder } from './benchmark.ts';
import type { Finding } from './circumstances.ts';
import { currentClause, rowsAt } from './clause-rows.ts';
import type { OpenRows } from './clause-rows.ts';
import { needText } from './factors.ts';
import type { FactorNeed, Facts } from './factors.ts';
import type { AppliedLaw, Line } from './law.ts';
import type { PenaltyDerivation, PenaltyRange, PenaltyRefusal } from './penalty-model.ts';

export interface Graded {
  ok: true;
  tier: BenchmarkTier | null;
  tierWhy: PenaltyDerivation['tierWhy'];
  range: PenaltyRange | null;
  lines: Line[];
  findings: Finding[];
}

export interface GradeInput {
  benchmark: Benchmark | null;
  facts: Facts;
  subject: ClauseSubject;
  law: AppliedLaw;
  open: OpenRows;
  row: PenaltyRange;
  matter: Matter;
  order: TierOrder;
}

/** The benchmark's tier and its range for this row; the clause's own range where the benchmark says nothing. */
export function gradeRow(input: GradeInput): Graded | PenaltyRefusal {
  const { benchmark, facts, subject, law, open, row, order } = input;
  const byClause = (rule: 'no-benchmark' | 'not-covered', text: string): Graded => ({
    ok: true,
    tier: null,
    tierWhy: { rule, text, evaluated: [] },
    range: row,
    findings: [],
    lines: [{ text: `${text}，在法定幅度内裁量，并说明理由`, basis: '行政处罚法第五条第二款' }],
  });
  if (!benchmark) return byClause('no-benchmark', '本事项没有裁量基准');
  if (!rangesFor(benchmark, subject, open).some((range) => range.unit === row.unit)) {
    return byClause('not-covered', '裁量基准没有涉及本案的处罚对象、阶段或者计算单位');
  }
  const differs = lawDiffers(input);
  if (differs) return byClause('not-covered', differs);

  const answer = evaluateBenchmark(benchmark, facts, order);
  if (answer.kind === 'missing') return missingFactors(answer.needs, law, benchmark);
  if (answer.kind === 'no-tier') {
    return refuse('no-tier', '裁量基准的各档都不符合，又没有一般档', ['补充裁量基准的一般档'], [clauseLabel(benchmark.statutoryArticle)]);
  }
  const { tier, evaluated } = answer;
  const basis = `裁量基准（${benchmark.matterCode}，${clauseLabel(benchmark.statutoryArticle)}）`;
  const tierWhy = {
    rule: answer.kind,
    text: `${answer.text}${answer.kind === 'matched' ? `：${evaluated.at(-1)?.text ?? ''}` : ''}`,
    evaluated,
  };
  const lines: Line[] = [
    ...evaluated.map((evaluation) => ({ text: evaluation.text, basis })),
    { text: answer.text, basis: `裁量基准的评定规则：${TIER_ORDER_WORDS[order]}` },
  ];
  if (law.version.which === 'predecessor')
    lines.push({ text: '裁量基准按现行条款制定；旧法幅度与现行相同，参照适用', basis: law.version.label });
  if (!tier.verified) lines.push({ text: `${tier.tier}档${tierBasisText(tier.basis)}，使用前请核对`, basis });
  if (tier.decision) lines.push({ text: `${tier.tier}档处理意见：${tier.decision}`, basis });
  const findings = overlaps(benchmark, tier, facts, order).map((finding): Finding => ({ ...finding, effect: 'check', basis }));
  if (tier.ranges.length === 0) {
    return { ok: true, tier, tierWhy, findings, range: null, lines: [...lines, { text: `${tier.tier}档不予罚款`, basis }] };
  }
  const own = tier.ranges.filter((entry) => entry.subjectKind === subject);
  const range = own.find((entry) => entry.stage === open.fineStage && entry.unit === row.unit);
  if (!range) {
    const stages = [...new Set(own.map((entry) => entry.stage))];
    const names = stages.map((stage) => `“${PENALTY_STAGE_LABELS[stage]}”（${stage}）`).join('或');
    return refuse(
      'tier-needs-other-stage',
      `按所填要素属于${tier.tier}档，该档只规定了${names || '其他对象'}的罚款，与所选阶段“${PENALTY_STAGE_LABELS[open.fineStage]}”不符`,
      [stages.length > 0 ? `阶段改为${names}，或者核实裁量要素` : '核实处罚对象和裁量要素'],
      [basis],
    );
  }
  if (range.min < row.min || range.max > row.max) {
    return refuse(
      'benchmark-outside-law',
      `裁量基准${tier.tier}档${rangeLabel(range.min, range.max, range.unit)}超出法定幅度${rangeLabel(row.min, row.max, row.unit)}`,
      ['更正裁量基准后再计算'],
      [basis, law.version.label],
    );
  }
  const text = `裁量幅度：${tier.tier}档，罚款${rangeLabel(range.min, range.max, range.unit)}${range.maxInclusive ? '' : `（不含${range.max}）`}`;
  return {
    ok: true,
    tier,
    tierWhy,
    findings,
    lines: [...lines, { text, basis }],
    range: { min: range.min, max: range.max, unit: range.unit, minInclusive: range.min > 0, maxInclusive: range.maxInclusive },
  };
}

function overlaps(benchmark: Benchmark, tier: BenchmarkTier, facts: Facts, order: TierOrder): Pick<Finding, 'code' | 'text'>[] {
  if (order === 'gravest-first') {
    return lighterTiersMet(benchmark, tier, facts).map((lighter) => ({
      code: 'lighter-tier-also-met',
      text: `所填事实同时符合${lighter.tier}档的全部条件，两档条件重叠，按由重到轻的规则取${tier.tier}档，请由法制审核确认`,
    }));
  }
  if (tier.tier !== '不予处罚') return [];
  return aggravatingBeside(benchmark, facts).map((graver) => ({
    code: 'aggravating-fact-beside',
    text: `所填事实符合不予处罚档的全部条件，同时有${graver.tier}档所列的加重事实，违法行为是否轻微请由法制审核确认`,
  }));
}

const rangesFor = (benchmark: Benchmark, subject: ClauseSubject, open: OpenRows) =>
  benchmark.tiers.flatMap((tier) => tier.ranges).filter((range) => range.subjectKind === subject && range.stage === open.fineStage);

export const coversStage = (benchmark: Benchmark, subject: ClauseSubject, open: OpenRows): boolean =>
  rangesFor(benchmark, subject, open).length > 0;

/** A benchmark is made for the current clause: an old clause with another range has none. */
function lawDiffers({ law, matter, subject, open, row }: GradeInput): string | null {
  if (law.version.which === 'current') return null;
  const current = rowsAt(currentClause(matter), subject, open.fineStage).fines;
  const same = current.some((other) => other.min === row.min && other.max === row.max && other.unit === row.unit);
  return same ? null : `裁量基准按现行条款制定，${law.version.label}的幅度不同，不能套用`;
}

export function missingFactors(needs: FactorNeed[], law: AppliedLaw, benchmark: Benchmark | null): PenaltyRefusal {
  const unique = needs.filter((need, index) => needs.findIndex((other) => other.key === need.key) === index);
  const basis = [law.version.label, ...(benchmark ? [`裁量基准（${benchmark.matterCode}）`] : [])];
  return {
    ...refuse(
      'factors-missing',
      `还缺${unique.length}项裁量要素：${unique.map((need) => need.label).join('、')}`,
      unique.map(needText),
      basis,
    ),
    missing: unique,
  };
}

/** Basis of a tier as kept in the list, in the reader's words. */
function tierBasisText(basis: string): string {
  return basis
    .replace('even split of the statutory range', '按法定幅度均分，系编制时设定')
    .replace('published draft for the first three tiers', '读自征求意见稿')
    .replace('published benchmark', '读自公布的裁量基准，尚未核对');
}
