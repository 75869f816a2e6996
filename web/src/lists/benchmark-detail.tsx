import { Tag } from 'antd';
import { type Benchmark, type BenchmarkTier, criterionLabel, type FactorDefinitions } from '../../../domain/lists/benchmarks.ts';
import { clauseLabel } from '../../../domain/lists/fields.ts';
import { CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS, rangeLabel } from '../../../domain/lists/matters.ts';
import { ALL_FACTORS, factorNeed, valueText } from '../../../domain/discretion/factors.ts';
import { Facts } from '../parts/facts.tsx';
import { SourceNote } from './matter-detail.tsx';
import { Cited } from '../law/cited.tsx';

/** A benchmark as the table it is: which facts lead to which tier, and what the tier allows. */
export function BenchmarkDetail({ benchmark, factors }: { benchmark: Benchmark; factors: FactorDefinitions }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          { label: '事项', value: benchmark.matterCode },
          { label: '适用情形', value: benchmark.stages.map((stage) => PENALTY_STAGE_LABELS[stage]).join('、') },
          { label: '罚则', value: clauseLabel(benchmark.statutoryArticle), wide: true },
          { label: '依据', value: <Cited text={benchmark.basis} />, wide: true },
          benchmark.note !== null && { label: '说明', value: benchmark.note, wide: true },
        ]}
      />
      <p className="quiet">
        评定次序：先看“不予处罚”是否全部满足；有“满足其一”档所列加重事实的取该档，由重到轻；没有的，取条件全部满足的最轻一档；都不符合的取“一般”。
      </p>
      <div className="detail-scroll">
        <table className="detail-table num">
          <thead>
            <tr>
              <th>档次</th>
              <th>条件</th>
              <th>幅度</th>
            </tr>
          </thead>
          <tbody>
            {benchmark.tiers.map((tier) => (
              <TierRow key={tier.tier} tier={tier} factors={factors} />
            ))}
          </tbody>
        </table>
      </div>
      <SourceNote source={benchmark.source} />
    </div>
  );
}

function TierRow({ tier, factors }: { tier: BenchmarkTier; factors: FactorDefinitions }) {
  const all = tier.tier === '不予处罚' || tier.match === 'all';
  return (
    <tr>
      <td>
        {tier.tier}
        {tier.verified ? null : (
          <div>
            <Tag color="gold">待核实</Tag>
          </div>
        )}
      </td>
      <td>
        <div className="quiet small">{tier.criteria.length > 1 ? (all ? '须全部满足' : '满足其一') : ''}</div>
        {tier.criteria.map((criterion, index) => (
          <div key={index}>{inWords(criterion, { ...ALL_FACTORS, ...factors })}</div>
        ))}
      </td>
      <td>
        {tier.ranges.map((range, index) => (
          <div key={index}>
            {CLAUSE_SUBJECT_LABELS[range.subjectKind]}
            {range.stage === 'direct' ? '' : `（${PENALTY_STAGE_LABELS[range.stage]}）`}　{rangeLabel(range.min, range.max, range.unit)}
            {range.maxInclusive ? '' : '（上限不含）'}
          </div>
        ))}
        {tier.decision ? <div>{tier.decision}</div> : null}
        {tier.ranges.length === 0 && !tier.decision ? '不罚款' : null}
      </td>
    </tr>
  );
}

/** The values of a choice in the reader's words. */
function inWords(criterion: BenchmarkTier['criteria'][number], factors: FactorDefinitions): string {
  const { label } = factorNeed(criterion.factor);
  if (criterion.op === '=') return `${label}：${valueText(criterion.factor, criterion.value)}`;
  if (criterion.op === 'in') return `${label}：${criterion.value.map((value) => valueText(criterion.factor, value)).join('或')}`;
  return criterionLabel(criterion, factors);
}
