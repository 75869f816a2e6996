import { Collapse, Tag } from 'antd';
import { rangeLabel } from '../../../domain/lists/matters.ts';
import { Refused } from '../parts/refused.tsx';
import { WhyLines } from '../parts/why-lines.tsx';
import { yuan } from '../parts/words.ts';
import type { DerivedPenalty, PenaltyAnswer } from './use-penalty.ts';
import './penalty.css';

/** The range in figures where the base is known, otherwise in the clause's own unit. */
export function rangeWords(penalty: DerivedPenalty): string {
  const figures = penalty.figures ? (penalty.figures.range ?? penalty.figures.statutory) : null;
  if (penalty.range === null && penalty.tier !== null && penalty.statutory !== null) return '不罚款';
  if (figures) return `${yuan(figures.min)} 至 ${yuan(figures.max)}${figures.maxInclusive ? '' : '（不含）'}`;
  const range = penalty.range ?? penalty.statutory;
  return range ? rangeLabel(range.min, range.max, range.unit) : '条文不设罚款';
}

/**
 * Where a fine stands to the range: the words, and whether it needs a reason and an approval. Past the clause's own limits
 * no approval helps: above there is no such penalty (行政处罚法 4), below only a statutory mitigation leads (32).
 */
function standing(penalty: DerivedPenalty, fine: number): { text: string; outside: boolean } | null {
  const statutory = penalty.figures?.statutory;
  if (statutory && (fine > statutory.max || (fine === statutory.max && !statutory.maxInclusive))) {
    return { text: `拟罚款${yuan(fine)}，超过法定上限${yuan(statutory.max)}：法律没有规定这样的处罚，须改正`, outside: true };
  }
  if (statutory && fine < statutory.min) {
    return {
      text: `拟罚款${yuan(fine)}，低于法定下限${yuan(statutory.min)}：须有法定减轻情节（《行政处罚法》第三十二条），写明理由并报上一级批准`,
      outside: true,
    };
  }
  const range = penalty.figures?.range ?? (penalty.tier === null ? penalty.figures?.statutory : null);
  if (!range) return null;
  const below = fine < range.min || (fine === range.min && !range.minInclusive);
  const above = fine > range.max || (fine === range.max && !range.maxInclusive);
  if (!below && !above) return { text: `拟罚款${yuan(fine)}，在裁量幅度内`, outside: false };
  return { text: `拟罚款${yuan(fine)}${below ? '，低于' : '，高于'}裁量幅度：须写明理由并报上一级批准`, outside: true };
}

/** Tier and range with every step behind them, as far as the facts go. */
export function PenaltyResult({ answer, fine }: { answer: PenaltyAnswer; fine?: number | null }) {
  if (answer.kind === 'missing') {
    return (
      <div className="penalty" data-kind="missing">
        <strong>还不能确定裁量档次</strong>
        <div>还需要：{answer.needs.map((need) => need.label).join('、')}</div>
      </div>
    );
  }
  if (answer.kind === 'refused') return <Refused error={answer.problem} />;
  const { penalty } = answer;
  const stands = typeof fine === 'number' && fine > 0 ? standing(penalty, fine) : null;
  return (
    <div className="penalty" data-kind="derived" data-outside={stands?.outside ?? false}>
      <div className="penalty-head">
        <span>{penalty.tier ? `裁量档次：${penalty.tier}` : '按法定幅度'}</span>
        <strong className="num">{rangeWords(penalty)}</strong>
      </div>
      {stands ? <div className="penalty-stands">{stands.text}</div> : null}
      {penalty.decision ? <div>{penalty.decision}</div> : null}
      <div className="quiet small">{penalty.law}</div>
      {penalty.findings.length > 0 ? (
        <ul className="penalty-findings">
          {penalty.findings.map((finding) => (
            <li key={finding.code}>
              <Tag color={finding.effect === 'no-penalty' ? 'red' : 'gold'}>{EFFECTS[finding.effect]}</Tag>
              {finding.text}
            </li>
          ))}
        </ul>
      ) : null}
      <Collapse
        ghost
        size="small"
        className="penalty-why"
        items={[{ key: 'why', label: `推算过程 ${penalty.lines.length} 步`, children: <WhyLines lines={penalty.lines} /> }]}
      />
    </div>
  );
}

const EFFECTS = { 'no-penalty': '不予处罚', 'may-exempt': '可以不罚', mitigate: '从轻减轻', check: '需核实' } as const;
