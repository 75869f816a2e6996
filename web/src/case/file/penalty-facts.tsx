import type { ProposedPenalty } from '../../../../domain/case/state.ts';
import { DECISION_KIND_LABELS } from '../../../../domain/case/decision/commands.ts';
import { factorNeed, valueText } from '../../../../domain/discretion/factors.ts';
import { type PenaltyUnit, rangeLabel } from '../../../../domain/lists/matters.ts';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Folded } from '../../parts/folded.tsx';
import { WhyLines } from '../../parts/why-lines.tsx';
import { yuan } from '../../parts/words.ts';

/** A proposal or a decision on a penalty, with the derivation it stands on. */
export function Proposal({ proposed, before = [] }: { proposed: ProposedPenalty; before?: Fact[] }) {
  const { money, others, derivation, deviation, leftOut = [] } = proposed;
  const factors = Object.entries(proposed.factors);
  return (
    <>
      <Facts
        rows={[
          ...before,
          { label: '拟处理', value: DECISION_KIND_LABELS[proposed.kind] },
          money.fine > 0 && { label: '罚款', value: <b className="num">{yuan(money.fine)}</b> },
          money.confiscation > 0 && { label: '没收', value: <b className="num">{yuan(money.confiscation)}</b> },
          others.length > 0 && { label: '其他处罚', value: others.join('、') },
          derivation !== null && {
            label: '裁量',
            wide: true,
            value: `${derivation.tier}${derivation.min === null || derivation.max === null ? '' : `：${rangeLabel(derivation.min, derivation.max, derivation.unit as PenaltyUnit)}`}（${derivation.law}）`,
          },
          factors.length > 0 && {
            label: '裁量要素',
            wide: true,
            value: factors.map(([key, value]) => `${factorNeed(key).label}：${valueText(key, value)}`).join('；'),
          },
          deviation !== null && {
            label: '偏离基准',
            wide: true,
            value: `${deviation.reason}（${deviation.approvedBy ? '已批准' : '待上一级批准'}）`,
          },
          leftOut.length > 0 && {
            label: '条款规定而不并处的',
            wide: true,
            value: leftOut.map(({ kind, reason }) => `${kind}：${reason}`).join('；'),
          },
          { label: '认定事实', value: proposed.facts, wide: true },
        ]}
      />
      {derivation ? (
        <Folded title={`裁量推算过程 ${derivation.lines.length} 步`}>
          <WhyLines lines={derivation.lines} />
        </Folded>
      ) : null}
    </>
  );
}
